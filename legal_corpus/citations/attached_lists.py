"""Lists of acts in an appendix that an operative clause ends: "Bãi bỏ các văn bản tại Phụ lục II".

The clause says what happens and where the list stands; the list's own headings may narrow it ("văn bản bãi
bỏ một phần"). A list whose heading says something else ("văn bản tiếp tục áp dụng"), or that cannot be
told from another one, is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from legal_corpus.citations import attached_grammar as grammar
from legal_corpus.text.normalize import lowered
from legal_corpus.text.places import places_of

ListPredicate = Literal["repeals", "replaces", "suspends"]
_PREDICATES: tuple[ListPredicate, ...] = ("repeals", "replaces", "suspends")
_LONGEST_TITLE = 1200
_LINES_BACK = 80  # how far above an item the head of its list may stand


@dataclass(frozen=True, slots=True)
class Order:
    """One operative clause about attached lists; ``start``..``end`` is its evidence.

    No ``labels``: it only says "Danh mục kèm theo". ``partial`` is ``None`` where the clause leaves open
    which acts end wholly and which in part. ``spared`` are numbers of acts that stay all the same.
    """

    predicate: ListPredicate
    labels: tuple[str, ...]
    partial: bool | None
    start: int
    end: int
    spared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row of such a list. ``start``..``end`` leaves out the cells of reasons; ``partial`` is what the
    clause, the headings of the list and the row say.
    """

    start: int
    end: int
    predicate: ListPredicate
    partial: bool
    order: Order


@dataclass(slots=True)
class _Block:
    label: str
    start: int
    end: int
    kind: frozenset[str] = frozenset()


@lru_cache(maxsize=2)
def attached_rows(text: str) -> tuple[ListedRow, ...]:
    """Rows of the attached lists that operative clauses of ``text`` (with Đ, not Ð) end; linear time."""
    lower = lowered(text)
    if not any(word in lower for word in grammar.PLACE_WORDS):  # nothing is attached
        return ()
    operative = grammar.OPERATIVE.search(text)
    begin = operative.end() if operative else 0
    closing = grammar.CLOSING.search("\n" + text, begin)
    if closing is None:
        return ()
    near = places_of(grammar.PLACE_WORDS, lower, begin, closing.start())
    places = [place for at in near if (place := grammar.PLACE.match(text, at, closing.start()))]
    orders = list(_orders(text, begin, closing.start(), places))
    if not orders:
        return ()
    mentioned = {label for place in places for label in _labels(text, place)}
    blocks = _blocks(text, closing.start())
    rows: list[ListedRow] = []
    free = sum(not block.label or block.label not in mentioned for block in blocks)
    for block in blocks:
        order = _order_for(block, free, orders, mentioned)
        if order is not None:
            rows.extend(_rows(text, block, order))
    return tuple(rows)


def row_act(text: str, row: ListedRow, starts: Sequence[int]) -> int | None:
    """Index in the sorted ``starts`` of citations of the act that a row is about, ``None`` if untold.

    It is the first one of the row and begins its cell, but for pinpoints and the row's number.
    """
    at = bisect_left(starts, row.start)
    if at == len(starts) or starts[at] >= row.end:
        return None
    cell = max(row.start, text.rfind("|", row.start, starts[at]) + 1)
    return at if grammar.ROW_LEAD.fullmatch(text, cell, starts[at]) else None


def _orders(text: str, start: int, stop: int, places: Sequence[re.Match[str]]) -> Iterator[Order]:
    """Operative clauses that end acts listed elsewhere in the document; only lines with a place have any."""
    for place in places:
        if place.start() < start:
            continue  # of a line that is read
        start = text.rfind("\n", start, place.start()) + 1 or start
        line_end = text.find("\n", place.end(), stop)
        line_end = stop if line_end < 0 else line_end
        for cut in [*(found.end() for found in grammar.SENTENCE.finditer(text, start, line_end)), line_end]:
            if grammar.PLACE.search(text, start, cut):
                found = list(_sentence(text, start, cut))
                yield from found or _item(text, start, cut)
            start = cut


def _item(text: str, start: int, end: int) -> Iterator[Order]:
    """An item of a list that ends acts: "Quyết định này bãi bỏ: a) …; b) Các quyết định tại Phụ lục"."""
    line = text.rfind("\n", 0, start) + 1
    item = grammar.ITEM.match(text, line)
    place = grammar.PLACE.search(text, start, end)
    if item is None or place is None or start > item.end():
        return
    if not grammar.listed_elsewhere(text[item.end() : place.start()]):
        return
    head = _head_above(text, line, item.lastgroup)
    if head is None or grammar.says_day(text[place.end() : end].partition("trừ")[0]):
        return
    verb, begin, stop = head
    order = _order(text, verb, item.end(), end)
    leaves = grammar.SPARED.search(text, place.end(), end) is not None
    if order is not None and (order.spared or not leaves):
        yield replace(order, start=begin, end=stop)


def _head_above(text: str, line: int, kind: str | None) -> tuple[re.Match[str], int, int] | None:
    """The verb of the line with a colon that heads the items of one kind, and where that line stands."""
    for _ in range(_LINES_BACK):
        if line == 0:
            return None
        end = line - 1
        line = text.rfind("\n", 0, end) + 1
        if not text[line:end].strip():
            continue
        mark = grammar.ITEM.match(text, line)
        if mark is None or mark.lastgroup != kind:
            return _head_verb(text, line, end) if text[line:end].rstrip().endswith(":") else None
    return None


def _head_verb(text: str, start: int, end: int) -> tuple[re.Match[str], int, int] | None:
    """The one verb of a head such as "Điều 2. Quyết định này bãi bỏ các văn bản sau đây:"."""
    verbs = list(grammar.VERB.finditer(text, start, end))
    if len(verbs) == 1 and grammar.OPENING.fullmatch(text, start, verbs[0].start()):
        return (verbs[0], start, end) if grammar.heads_acts(text[verbs[0].end() : end]) else None
    verb = None if verbs else grammar.REVERSE.search(text, start, end)
    subject = text[start : verb.start()] if verb else ""
    fits = verb is not None and grammar.is_subject(subject) and grammar.heads_acts(subject)
    return (verb, start, end) if verb is not None and fits else None


def _sentence(text: str, start: int, end: int) -> Iterator[Order]:
    lower = lowered(text)
    if all(lower.find(root, start, end) < 0 for root in grammar.VERB_ROOTS):
        return
    verbs = list(grammar.VERB.finditer(text, start, end))
    if verbs and grammar.OPENING.fullmatch(text, start, verbs[0].start()):
        stops = [*(v.start() for v in verbs[1:]), end]
        found = [_order(text, v, v.end(), stop) for v, stop in zip(verbs, stops, strict=True)]
        # "Bãi bỏ toàn bộ 25 văn bản, bãi bỏ một phần 03 văn bản (có Danh mục kèm theo)".
        last = found[-1]
        if last is not None and not last.labels and len(found) > 1 and not any(found[:-1]):
            found = [replace(last, partial=None)]
    else:
        verb = grammar.REVERSE.search(text, start, end)
        subject = text[start : verb.start()] if verb else ""
        found = [_order(text, verb, start, verb.start())] if verb and grammar.is_subject(subject) else []
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    stop = begin + len(text[begin:end].rstrip())
    yield from (replace(order, start=begin, end=stop) for order in found if order is not None)


def _order(text: str, verb: re.Match[str], begin: int, stop: int) -> Order | None:
    places = list(grammar.PLACE.finditer(text, begin, stop))
    if not places:
        return None
    begin = max(begin, text.rfind(";", begin, places[0].start()) + 1)
    but = grammar.SPARED.search(text, places[0].end(), stop)
    spared = grammar.spared_numbers(text[but.end() : stop]) if but else ()
    if but and spared:
        stop = but.start()
    if not grammar.lists_acts(text, begin, places[0], stop):
        return None
    predicate = next(name for name in _PREDICATES if verb[name])
    words = text[begin : places[0].start()].lower()
    partial = None if "một phần" in words and "toàn bộ" in words else "một phần" in words
    labels = tuple(label for place in places for label in _labels(text, place))
    return Order(predicate, labels, partial, 0, 0, spared)


def _labels(text: str, place: re.Match[str]) -> list[str]:
    """Labels of "Phụ lục I, II và III", none for "Danh mục kèm theo"."""
    if not place["label"]:
        return []
    more = grammar.MORE_LABELS.match(text, place.end())
    rest = re.findall(grammar.LABEL, more.group()) if more else []
    return [grammar.label_key(label) for label in (place["label"], *rest)]


def _blocks(text: str, start: int) -> list[_Block]:
    """Attached parts behind the signature; "DANH MỤC …" right under "PHỤ LỤC II" is its title."""
    found: list[_Block] = []
    rows, seen = False, start
    for match in grammar.BLOCK.finditer(text, start):
        rows = rows or grammar.ROW_START.search(text, seen, match.start()) is not None
        seen = match.start()
        if found and not match["label"] and not rows:
            continue
        rows = False
        if found:
            found[-1].end = match.start()
        found.append(_Block(grammar.label_key(match["label"]), match.start(), len(text)))
    for block in found:
        block.kind = grammar.heading_kind(_title(text, block))
    return found


def _title(text: str, block: _Block) -> str:
    """Heading lines of a block: up to its first row or its columns, without parentheses."""
    lines = []
    for _start, line in _lines(text, block.start, min(block.end, block.start + _LONGEST_TITLE)):
        if grammar.is_column_heading(line) or grammar.ROW_START.match(line):
            break
        if grammar.section_kind(line, marked=True):
            break
        lines.append(line)
    return grammar.PARENTHESES.sub(" ", "\n".join(lines))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Lines with their offsets; rows that a saved page glued into one line are cut apart."""
    cuts = [m.start("row") for m in grammar.ROW_CUT.finditer(text, start, end)]
    for begin, stop in zip([start, *cuts], [*cuts, end], strict=True):
        if text[begin:stop].strip():
            yield begin, text[begin:stop].rstrip("\n")


def _order_for(block: _Block, free: int, orders: Sequence[Order], mentioned: set[str]) -> Order | None:
    """The clause that speaks of the block, ``None`` when none does or different ones can.

    ``free`` counts the lists that no clause names by a label.
    """
    if "keeps" in block.kind and "ends" not in block.kind:
        return None
    fits = [order for order in orders if block.label and block.label in order.labels]
    if not fits:
        if block.label and block.label in mentioned:
            return None
        fits = [order for order in orders if not order.labels]
        # Of several lists only one whose heading says so can be meant.
        if free > 1 and "ends" not in block.kind:
            return None
    extents = block.kind & {"part", "whole"}
    if len(fits) > 1 and len(extents) == 1:
        fits = [order for order in fits if order.partial in {"part" in extents, None}]
    if not fits or len({order.predicate for order in fits}) > 1:
        return None
    undecided = len({order.partial for order in fits}) > 1
    return replace(fits[0], partial=None) if undecided else fits[0]


def _rows(text: str, block: _Block, order: Order) -> Iterator[ListedRow]:
    """Rows of a list as far as its headings say that they end."""
    active = bool(order.labels) or "keeps" not in block.kind
    partial = _extent(block.kind, order.partial)
    spared: frozenset[int] = frozenset()
    before = ""
    for start, line in _lines(text, block.start, block.end):
        section = grammar.section_kind(line)
        if grammar.is_column_heading(line):
            spared = grammar.spared_columns(line)
        elif section:
            active = "keeps" not in section
            partial = _extent(section, partial)
        elif active and not grammar.goes_on(before, line):
            row = _row(start, line, order, partial, spared)
            if row is not None:
                yield row
        before = line


def _extent(kind: frozenset[str], known: bool | None) -> bool | None:
    said = kind & {"part", "whole"}
    return "part" in said if len(said) == 1 else None if said else known


def _row(
    start: int, line: str, order: Order, partial: bool | None, spared: frozenset[int]
) -> ListedRow | None:
    """The row up to its cells of reasons; what the row says of its own extent prevails."""
    cells = line.split("|")
    end = start
    for number, cell in enumerate(cells):
        if number in spared and grammar.ACT_NUMBER.search(line[: end - start]):
            break
        end += len(cell) + 1
        if number and (extent := grammar.CELL_EXTENT.match(cell)):
            partial = extent["part"] is not None
    named = grammar.WHOLE_NUMBER.search(line) if order.spared else None
    if partial is None or (named and named.group().lstrip("0") in order.spared):
        return None
    return ListedRow(start, min(end, start + len(line)), order.predicate, partial, order)
