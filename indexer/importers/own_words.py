"""What the text of an act that a source prints says of itself and of other acts, as registry rows.

Unlike a text that is ingested, such a text is not kept: each event carries the sentence it was read from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import effective_date, extract_effects, own_term
from legal_corpus.model.act import Act, Claim
from legal_corpus.model.citation import Citation, EffectClause
from legal_corpus.model.effect import EffectEvent
from legal_corpus.model.text import Evidence
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.near import number_year
from legal_corpus.registry.protocol import Registry
from legal_corpus.registry.resolve import CitingAct, resolve_all
from legal_corpus.registry.rows import ActingRef, ActRow
from legal_corpus.registry.sources import OWN_TEXT
from legal_corpus.text.numbers import number_key
from legal_corpus.text.outline import Outline, outline_of

_LONGEST_QUOTE = 1500


@dataclass(frozen=True, slots=True)
class OwnText:
    """The NFC text of ``act`` as ``origin`` (its name in Vietnamese) prints it."""

    act: Act
    text: str
    origin: str


def rows_of_texts(texts: Iterable[OwnText], registry: Registry, book: IssuerBook) -> Iterator[ActRow]:
    """For each text a row for its act, and one for each act that it amends, replaces, repeals …

    Only acts that ``registry`` resolves to exactly one, and national acts that only this text names.
    """
    for item in texts:
        yield from _Reading(item, registry, book).rows()


class _Reading:
    def __init__(self, item: OwnText, registry: Registry, book: IssuerBook) -> None:
        self._item, self._registry, self._book = item, registry, book
        self._outline: Outline = outline_of(item.text)

    def rows(self) -> Iterator[ActRow]:
        text, act = self._item.text, self._item.act
        yield self._own_life()
        citations = extract_citations(text, own_number=act.number)
        effects = extract_effects(text, citations, extract_provisions(text, citations))
        if not effects:
            return
        wanted = {effect.target for effect in effects}
        cited = [c for c in citations if c.start in wanted]
        citing = CitingAct(act.issuer, act.issued, act.uid or None)
        found = resolve_all(cited, citing, self._registry, self._book, text)
        targets = {c.start: r.act for c, r in zip(cited, found, strict=True) if r.outcome == "resolved"}
        by_start = {c.start: c for c in cited}
        ref = ActingRef(act.type, act.number, act.issued)
        for effect in effects:
            target = targets.get(effect.target) or self._only_named_here(by_start.get(effect.target))
            if target is not None and not _same(target, act):
                yield ActRow(replace(target, claims=_identity(target)), (), ((self._event(effect), ref),))

    def _own_life(self) -> ActRow:
        text, act = self._item.text, self._item.act
        events: list[EffectEvent] = []
        claims: list[Claim] = []
        start = effective_date(text, act.issued)
        if start:
            proof = self._proof("Điều khoản hiệu lực của chính văn bản", start[1], start[2])
            claims.append(Claim("effective_from", start[0].isoformat(), OWN_TEXT, proof.what))
            events.append(EffectEvent("", "enters_into_force", "whole", start[0], OWN_TEXT, evidence=proof))
        term = own_term(text, act.issued)
        if term:
            proof = self._proof("Thời hạn văn bản tự đặt", term[1], term[2])
            after = term[0] + timedelta(days=1)  # the last day of the term is still in force
            events.append(EffectEvent("", "expires", "whole", after, OWN_TEXT, evidence=proof))
        own = replace(act, claims=(*act.claims, *claims))
        return ActRow(own, (), tuple((event, None) for event in events))

    def _event(self, effect: EffectClause) -> EffectEvent:
        return EffectEvent(
            target="",
            predicate=effect.predicate,
            scope=effect.scope,
            # Only a day that the clause itself states; otherwise the acting act's own day counts.
            effective_from=effect.effective_from,
            source=OWN_TEXT,
            provisions=effect.provisions,
            effective_until=effect.effective_until,
            exceptions=effect.exceptions,
            evidence=self._proof("Điều khoản làm thay đổi hiệu lực", effect.start, effect.end),
        )

    def _proof(self, what: str, start: int, end: int) -> Evidence:
        begin = next((i for i in range(start, end) if not self._item.text[i].isspace()), start)
        place = self._outline.place(begin)
        parts = [
            f"khoản {place.clause}" if place.clause else "",
            f"Điều {place.article}" if place.article else "",
        ]
        where = " ".join(part for part in parts if part)
        note = f"{what}{f' ({where})' if where else ''}, theo {self._item.origin}"
        quote = self._item.text[start : min(end, start + _LONGEST_QUOTE)].strip()
        return Evidence(note, quote, self._item.act.label, OWN_TEXT)

    def _only_named_here(self, cited: Citation | None) -> Act | None:
        """A national act that the registry lacks: who amends or repeals it knows that it exists."""
        if cited is None or cited.kind != "act" or not cited.number or cited.confidence < 1:
            return None
        key = number_key(cited.number)
        year = number_year(key)
        symbol = self._book.for_symbol(cited.number)
        if not symbol.unique or len(symbol.codes) != 1 or year is None or self._registry.by_number(key):
            return None
        if cited.issued and cited.issued.year != year:
            return None  # number and date contradict each other: a misprint, not a fact
        return Act("", cited.type, cited.number, None, next(iter(symbol.codes)), None, cited.issued)


def _identity(act: Act) -> tuple[Claim, ...]:
    """Claims only for an act that nobody else describes; a known one needs none to be found again."""
    if act.uid or not act.number:
        return ()
    return (Claim("number", act.number, OWN_TEXT, "văn bản khác nêu tên"),)


def _same(a: Act, b: Act) -> bool:
    return (
        bool(a.number and b.number)
        and number_key(a.number or "") == number_key(b.number or "")
        and (a.issuer == b.issuer)
    )
