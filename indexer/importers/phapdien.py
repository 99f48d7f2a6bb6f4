"""Bộ pháp điển: the package's topic pages (HTML), or its articles as JSON lines.

Acts, and who changed which of their articles from when, are taken out of the notes. The texts of the
articles are not kept: the registry has no place for the text of an act that no file was read for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from indexer.errors import InputRefusedError
from indexer.importers.base import RejectedRow, Row, bounded, open_lines
from indexer.importers.phapdien_notes import Change, Note, read_note
from indexer.importers.stating import Event, Stated, stated_event
from legal_corpus.registry.rows import ActingRef, ActRow, json_of
from legal_corpus.registry.sources import source

SOURCE = "phapdien2026"
_CODIFIED = "Còn hiệu lực (đã pháp điển)"
_ITEM = re.compile(r"[?&]ItemID=(\d{1,12})", re.IGNORECASE)
_MOST_PAGE = 64 << 20  # bytes; the largest topic page is under 10 MB


@dataclass(frozen=True, slots=True)
class CodifiedArticle:
    """One article: ``note`` as printed, ``item`` the act's number in the national database."""

    row: int
    where: str
    note: str
    item: str | None


@dataclass(slots=True)
class _Codified:
    """What all notes on one act say together."""

    numbers: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    heads: list[Note] = field(default_factory=list)
    starts: Counter[date] = field(default_factory=Counter)
    ends: dict[date, list[str]] = field(default_factory=lambda: defaultdict(list))
    articles: int = 0
    whole_ends: Counter[date] = field(default_factory=Counter)
    changes: dict[Change, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))


def read_phapdien(path: Path) -> Iterator[Row]:
    """Every act of a package folder, a topic page or ``articles.jsonl[.gz]``.

    Rejected are articles whose note names no act, and topics without articles (empty shells). Raises
    :class:`InputRefusedError` when a file itself cannot be read.
    """
    found: dict[str, _Codified] = {}
    for item in _articles(path):
        if isinstance(item, RejectedRow):
            yield item
            continue
        note = read_note(item.note)
        if note is None:
            yield RejectedRow(item.row, f"ghi chú không nêu văn bản: “{item.note[:120]}”", item.where)
            continue
        _take(found.setdefault(item.item or f"{note.type} {note.number}", _Codified()), note, item.note)
    yield from map(_row, found.values())


def _articles(path: Path) -> Iterator[CodifiedArticle | RejectedRow]:
    if path.is_dir():
        pages = sorted(p for p in path.rglob("*.html") if p.is_file())
        if not pages:
            raise InputRefusedError("empty", "Thư mục không có đề mục nào (*.html); hãy chọn đúng thư mục.")
        for page in pages:
            try:
                yield from articles_of_page(page)
            except InputRefusedError as error:
                yield RejectedRow(0, str(error), page.name)
    elif path.suffix.lower() in {".html", ".htm"}:
        yield from articles_of_page(path)
    else:
        with open_lines(path) as lines:
            yield from _articles_of_lines(bounded(lines), path.name)


def _articles_of_lines(lines: Iterable[str], where: str) -> Iterator[CodifiedArticle | RejectedRow]:
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = json_of(line)
        except ValueError as error:
            yield RejectedRow(row, str(error), where)
            continue
        if not isinstance(data, dict):
            yield RejectedRow(row, "không phải một đối tượng JSON", where)
            continue
        links = data.get("source") or []
        first = links[0] if isinstance(links, list) and links and isinstance(links[0], list) else ["", ""]
        note = data.get("note") or first[0]
        if not isinstance(note, str) or not note:
            yield RejectedRow(row, "điều này không có ghi chú nguồn", where)
            continue
        item = _ITEM.search(str(first[-1]))
        yield CodifiedArticle(row, where, note, item[1] if item else None)


def articles_of_page(path: Path) -> Iterator[CodifiedArticle | RejectedRow]:
    """Articles of one topic page. Raises :class:`InputRefusedError`."""
    try:
        if path.stat().st_size > _MOST_PAGE:
            raise InputRefusedError("too_large", "Trang đề mục lớn bất thường; hãy kiểm tra lại tệp.")
        raw = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputRefusedError("not_found", "Không mở được trang đề mục; hãy kiểm tra quyền đọc.") from error
    except UnicodeDecodeError as error:
        raise InputRefusedError("encoding", "Trang đề mục không phải UTF-8; hãy tải lại gói.") from error
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(raw.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputRefusedError("damaged", "Trang đề mục bị hỏng; hãy tải lại gói.") from error
    heading = root.find(".//h3")
    topic = " ".join(_words(heading)) if heading is not None else path.name
    count, pending = 0, False
    for element in root.iter("p"):
        kind = element.get("class") or ""
        if kind == "pDieu":
            if pending:
                yield RejectedRow(count, "điều này không có ghi chú nguồn", path.name)
            count, pending = count + 1, True
        elif kind == "pGhiChu" and pending:
            pending = False
            item = next((m for a in element.iter("a") if (m := _ITEM.search(a.get("href") or ""))), None)
            yield CodifiedArticle(count, path.name, " ".join(_words(element)), item[1] if item else None)
    if count == 0:
        yield RejectedRow(0, f"đề mục là vỏ trống, gói không có nội dung: “{topic}”", path.name)


def _words(element: etree._Element) -> list[str]:
    return "".join(str(part) for part in element.itertext()).split()


def _take(act: _Codified, note: Note, printed: str) -> None:
    act.articles += 1
    act.numbers[note.type, note.number] += 1
    if note.title:
        act.titles[note.title] += 1
    if note.issued or note.issuer:
        act.heads.append(note)
    if note.effective_from:
        act.starts[note.effective_from] += 1
    if note.until:
        act.whole_ends[note.until] += 1
        if note.article:
            act.ends[note.until].append(note.article)
    for change in note.changes:
        if note.article:
            act.changes[change].setdefault(note.article, " ".join(printed.split()))


def _row(act: _Codified) -> ActRow:
    (type_, number), _count = act.numbers.most_common(1)[0]
    head = act.heads[0] if act.heads else None
    start = act.starts.most_common(1)[0][0] if act.starts else None
    stated = Stated(
        source=SOURCE,
        type=type_,
        number=number,
        title=(head.title if head else None) or next(iter(act.titles), None),
        issuer_name=head.issuer if head else None,
        issued=head.issued if head else None,
        effective_from=start,
        status=_CODIFIED,
    )
    return ActRow(
        stated.act, (), (*stated.life(), *_term(act), *(_event(*item) for item in act.changes.items()))
    )


def _event(change: Change, articles: dict[str, str]) -> Event:
    first, printed = next(iter(articles.items()))
    note = f"Ghi chú của Bộ pháp điển tại Điều {first}"
    if len(articles) > 1:
        note += f" và {len(articles) - 1} điều khác"
    event = stated_event(
        change.predicate,
        change.effective_from,
        source(SOURCE),
        note,
        part=True,
        quote=printed[:1000],
        provisions=tuple(articles),
    )
    return event, ActingRef(change.type, change.number, None)


def _term(act: _Codified) -> Iterator[Event]:
    """Terms that notes state: of the whole act when every article has it, else of the articles."""
    for last_day, count in act.whole_ends.items():
        whole = count == act.articles
        event = stated_event(
            "expires",
            last_day + timedelta(days=1),
            source(SOURCE),
            "Ghi chú của Bộ pháp điển về thời hạn hiệu lực",
            part=not whole,
            provisions=() if whole else tuple(act.ends[last_day]),
        )
        yield event, None
