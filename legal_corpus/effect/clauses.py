"""Effect clauses: what an act does to other acts, read from its own operative words.

Read segment by segment (article, clause, point, list item). A segment either says it all ("Bãi bỏ Quyết
định số …"), heads a list ("Các Quyết định sau đây hết hiệu lực:"), is a member of such a list, or is an
instruction under an amending head. Grounds, quoted wording and titles of cited acts say nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legal_corpus.citations.amending_scopes import listed_parts
from legal_corpus.citations.attached_lists import attached_rows, row_act
from legal_corpus.citations.coordination import act_key
from legal_corpus.effect.clause_grammar import (
    FOLLOWS,
    LIST_HEAD,
    lists_acts,
    lists_contents,
    lists_provisions,
    verb_places,
)
from legal_corpus.effect.clause_parts import Found
from legal_corpus.effect.clause_reading import ClauseReader
from legal_corpus.effect.in_force import effective_date, operative_start
from legal_corpus.effect.list_heads import BARE_COLON, means_parts, member_head, parts_follow
from legal_corpus.effect.sentences import Sentence, sentences
from legal_corpus.effect.terms import own_term
from legal_corpus.model.citation import Citation, ClausePredicate, EffectClause, ProvisionRef, Scope
from legal_corpus.text.normalize import with_real_d
from legal_corpus.text.outline import RANK, Outline, Segment, outline_of
from legal_corpus.text.wrapped import unwrapped

__all__ = ["effective_date", "extract_effects", "own_term"]

_RECIPIENTS = re.compile(r"\n[ \t#*_]*(?:Nơi nhận|NƠI NHẬN|TM\.|KT\.[ \t]?(?:CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG))")

_ANNOUNCES = re.compile(r":\s*$")
_FIRST_MARK = re.compile(r"[ \t\n*_#]*(?:1[.)/]|[aA]\)|[-+•*])")


@dataclass(slots=True)
class _Frame:
    """A list head that is open: its members are objects of its predicate."""

    predicate: ClausePredicate
    rank: int
    child_rank: int | None
    start: int
    end: int
    effective_from: date | None
    partial: bool
    provisions: bool = False  # it lists provisions, each with its act or all of the amended one
    unmarked: bool = False  # a line without a mark of its own that announces its members by a colon
    of: Found | None = None  # it lists parts of this act: those that end, or those that are spared
    spares: bool = False
    below: bool = False  # the act is a member itself, and its parts are listed below it
    bare: bool = False  # only a colon heads it, so that its members tell what they are
    void: bool = False  # what it lists are no acts: "Giấy phép cấp theo các văn bản:"
    named: bool = False  # the list names its acts: a member without one is not about the amended act


class _Extractor:
    """One pass over the segments with the stack of open list heads."""

    def __init__(self, text: str, citations: Sequence[Citation], provisions: Sequence[ProvisionRef]) -> None:
        self.text = text
        self.citations = sorted((c for c in citations if c.kind == "act"), key=lambda c: c.start)
        self.outline: Outline = outline_of(text)
        own = effective_date(text, None)
        self.reader = ClauseReader(text, self.citations, provisions, self.outline, own[0] if own else None)
        self.verbs = verb_places(text)
        self.frames: list[_Frame] = []

    def run(self) -> list[Found]:
        found: list[Found] = []
        for segment in self._operative():
            if self.frames:
                self._close(segment)
            inside = list(self._segment(segment)) if self.verbs.inside(segment.body, segment.end) else []
            if not inside and self.frames:
                inside = self._member(segment)
            found.extend(inside)
        found.extend(self._attached())
        return found

    def _operative(self) -> Iterator[Segment]:
        """Segments of the operative part: up to the recipients, then articles of an attached text."""
        start = operative_start(self.text, self.outline)
        recipients = _RECIPIENTS.search(self.text, max(0, start - 1))
        stop = recipients.start() + 1 if recipients else len(self.text)
        attached = False
        for segment in self.outline.segments:
            if segment.start < start or segment.quoted or segment.place.appendix:
                continue
            if segment.start >= stop:
                attached = attached or segment.level == "article"
                if not attached:
                    continue
            yield segment

    def _close(self, segment: Segment) -> None:
        """Close the heads whose list has ended and fix the level of a head's first member."""
        rank = RANK[segment.level]
        while self.frames:
            top = self.frames[-1]
            if top.child_rank is None:
                if top.unmarked and rank > RANK["article"] and self._first(segment):
                    top.child_rank = top.rank = rank
                    return
                if rank < top.rank or (rank == top.rank and segment.level != "text"):
                    self.frames.pop()
                    continue
                top.child_rank = rank
                return
            if rank >= top.child_rank and rank >= top.rank:
                return
            self.frames.pop()

    def _first(self, segment: Segment) -> bool:
        """Whether the segment is the first member of a list: "1.", "a)", "-"."""
        marked = segment.level != "text"
        return marked and _FIRST_MARK.match(self.text, segment.start, segment.body) is not None

    def _segment(self, segment: Segment) -> Iterator[Found]:
        for sentence in sentences(self.text, segment.body, segment.end, self.citations):
            if not self.verbs.inside(sentence.start, sentence.end):
                continue
            said = self.reader.clauses(sentence)
            yield from said
            self._open(sentence, segment)
            self._open_parts(sentence, segment, said)

    def _open(self, sentence: Sentence, segment: Segment) -> None:
        """Remember a head without objects of its own: "Bãi bỏ các Quyết định sau đây:"."""
        head = self.reader.head(sentence)
        if head is None:
            return
        verb, rest_start, rest_end = head
        rest = self.text[rest_start:rest_end]
        listed = LIST_HEAD.match(rest)
        follows = FOLLOWS.search(rest) is not None or (
            listed is not None and not rest[listed.end() :].strip(" \n:")
        )
        frame = _Frame(
            verb.predicate,
            RANK[segment.level],
            None,
            sentence.start,
            sentence.end,
            self.reader.said_date(sentence, verb),
            means_parts(rest),
        )
        frame.unmarked = (
            segment.level == "text"
            and _ANNOUNCES.search(self.text, max(sentence.start, segment.end - 40), segment.end) is not None
        )
        if not lists_acts(rest):
            frame.bare = BARE_COLON.fullmatch(rest) is not None
            if frame.bare or lists_provisions(rest):
                frame.provisions = True
                frame.partial = frame.partial or lists_contents(rest)
                frame.named = bool(self.reader.acts(sentence.start, sentence.end))
                self.frames.append(frame)
            return
        if follows or segment.level == "article":
            self.frames.append(frame)

    def _open_parts(self, sentence: Sentence, segment: Segment, said: Sequence[Found]) -> None:
        """Remember a head that lists parts of the act it names: "…, trừ các quy định sau:"."""
        ends = listed_parts(self.text, sentence.start, sentence.end) if said else None
        if ends is None:
            return
        act = said[-1]
        frame = _Frame(
            act.predicate, RANK[segment.level], None, act.start, act.end, act.effective_from, True, of=act
        )
        frame.spares = not ends
        frame.unmarked = segment.level == "text"
        self.frames.append(frame)

    def _member(self, segment: Segment) -> list[Found]:
        """Members of the innermost open list: acts that begin the segment, or pinpoints with their act."""
        frame = self.frames[-1]
        if frame.void or frame.child_rank is None or RANK[segment.level] < frame.child_rank:
            return []
        if frame.bare and self._opens_inside(frame, segment):
            return []
        if frame.of is not None:
            refs = self.reader.parts_of(frame.of.target, segment.body, segment.end, below=frame.below)
            if not refs:
                return []
            listed = replace(frame.of, provisions=(), exceptions=refs)
            return [listed if frame.spares else replace(frame.of, provisions=refs)]
        if frame.provisions:
            names = bool(self.reader.acts(segment.body, segment.end))
            if frame.named and not names:
                return []
            frame.named = frame.named or names
            found = self.reader.provision_members(segment.body, segment.end, frame.predicate, frame.partial)
        else:
            found = self.reader.members(
                segment.body, segment.end, frame.predicate, frame.partial, frame.effective_from
            )
        return self._with_parts_below(found, segment)

    def _opens_inside(self, frame: _Frame, segment: Segment) -> bool:
        """Whether a member of a list that only a colon heads is a head itself, without an act."""
        if self.reader.acts(segment.body, segment.end):
            return False
        listed = member_head(self.text[segment.body : segment.end])
        if listed in {"parts", "other"}:
            parts = listed == "parts"
            inside = replace(frame, rank=RANK[segment.level], child_rank=None, bare=False, partial=parts)
            inside.void = not parts
            self.frames.append(inside)
        return listed is not None

    def _with_parts_below(self, found: list[Found], segment: Segment) -> list[Found]:
        """The members, the last one in part where the list goes on with its provisions: "A:⏎a) Điều 2;"."""
        if not found or found[-1].provisions or not parts_follow(self.text, segment.body, segment.end):
            return found
        act = replace(found[-1], scope="part")
        frame = _Frame(
            act.predicate, RANK[segment.level], None, act.start, act.end, act.effective_from, True, of=act
        )
        frame.below = True
        self.frames.append(frame)
        return [*found[:-1], act]

    def _attached(self) -> Iterator[Found]:
        """Acts of attached lists: "Bãi bỏ các văn bản tại Phụ lục II"."""
        acts = self.reader.citations
        starts = [act.start for act in acts]
        for row in attached_rows(self.text):
            at = row_act(self.text, row, starts)
            if at is not None:
                yield from self.reader.row(row, acts[at])


def _merge(found: Sequence[Found], citations: Sequence[Citation]) -> list[EffectClause]:
    """One clause per predicate, act, scope and date; provisions are united in order."""
    by_start = {c.start: c for c in citations}
    merged: dict[tuple[object, ...], list[Found]] = {}
    for item in found:
        act = by_start[item.target]
        key = (item.predicate, act_key(act), item.scope, item.effective_from)
        merged.setdefault(key, []).append(item)
    clauses = []
    for (predicate, *_rest), items in merged.items():
        first = items[0]
        fine = dict.fromkeys(ref for item in items for ref in item.provisions)
        refs = [r for r in fine if not (r in _containers(items) and _has_children(r, fine))]
        scope: Scope = first.scope
        clauses.append(
            EffectClause(
                predicate=predicate,  # type: ignore[arg-type]
                target=first.target,
                scope=scope,
                provisions=tuple(refs),
                effective_from=first.effective_from,
                start=first.start,
                end=first.end,
                effective_until=first.effective_until,
                exceptions=tuple(dict.fromkeys(ref for item in items for ref in item.exceptions)),
            )
        )
    return sorted(clauses, key=lambda c: (c.start, c.target))


def _containers(items: Sequence[Found]) -> set[str]:
    """Refs that only head finer instructions ("một số khoản của Điều 17")."""
    return {ref for item in items for ref in item.containers}


def _has_children(ref: str, refs: dict[str, None]) -> bool:
    return any(other.startswith(ref + "/") for other in refs)


def extract_effects(
    text: str, citations: Sequence[Citation], provisions: Sequence[ProvisionRef]
) -> list[EffectClause]:
    """Effects of the document on other acts, in order of evidence.

    ``citations`` and ``provisions`` are those of the same NFC text. Only operative clauses count (gold
    GUIDELINES section 4). ``effective_from`` is set when the clause names a date other than the date
    from which the document itself is in force. Linear time.
    """
    if all(citation.kind != "act" for citation in citations):
        return []
    read = unwrapped(with_real_d(text))
    return _merge(_Extractor(read, citations, provisions).run(), citations)
