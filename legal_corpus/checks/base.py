"""What a check is, and what it sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from legal_corpus.effect.rules import RuleBook, core_rules
from legal_corpus.effect.status import status_at
from legal_corpus.model.act import Act, Header
from legal_corpus.model.citation import Citation, EffectClause, ProvisionRef
from legal_corpus.model.effect import EffectEvent, StatusReading
from legal_corpus.model.finding import Finding, Severity
from legal_corpus.model.text import Span
from legal_corpus.registry.issuers import IssuerBook, core_issuers
from legal_corpus.registry.protocol import Registry
from legal_corpus.registry.resolve import CitingAct, Resolution

# Roles by which an act rests on another one. The others only name it: an amending or repealing act
# names dead acts by design, and a title is no reliance.
RELYING_ROLES = frozenset({"basis", "refers"})
_ENDING = frozenset({"replaces", "repeals"})
OPERATIVE_ROLES = frozenset({"amends", "replaces", "repeals", "suspends", "corrects"})


@dataclass(frozen=True, slots=True)
class LegalSource:
    """A provision that a check rests on; it must be found in the shipped registry."""

    type: str
    number: str
    provision: str

    def __str__(self) -> str:
        return f"{self.provision} {self.type} {self.number}"


REVIEW_OF_BASIS = LegalSource("Nghị định", "79/2025/NĐ-CP", "khoản 2 Điều 39")
REVIEW_OF_REFERENCE = LegalSource("Nghị định", "79/2025/NĐ-CP", "khoản 3 Điều 39")
REVIEW_OF_ITSELF = LegalSource("Nghị định", "79/2025/NĐ-CP", "khoản 1 Điều 39")
BASIS_CONDITIONS_2025 = LegalSource("Nghị định", "78/2025/NĐ-CP", "Điều 62")
CITING_MANNER = LegalSource("Nghị định", "78/2025/NĐ-CP", "Điều 68")
AMENDING_POWER = LegalSource("Luật", "64/2025/QH15", "khoản 1 đến khoản 3 Điều 8")

# Readings by act, day and provision. What one document does to an act is left out of its own readings, so
# only readings of acts that the document leaves alone can be shared with others.
Statuses = dict[tuple[str, date, str | None], StatusReading]
# Numbered parts of an act as refs ("5", "5/2", "5/2/a") by its uid; ``None`` where its text is not known.
Structures = Callable[[str], frozenset[str] | None]


Made = TypeVar("Made")


def no_structures(_uid: str) -> frozenset[str] | None:
    """The text of no act is known."""
    return None


@dataclass(frozen=True, slots=True)
class Document:
    """What is checked, as it was read. Offsets count characters of ``text``.

    ``uid`` names the document in the registry when it is there; ``own_term`` is the last day of a term that
    its text sets. ``read_on`` is the day on which names are understood in a draft that has no date yet.
    """

    text: str
    header: Header
    citations: Sequence[Citation]
    provisions: Sequence[ProvisionRef] = ()
    effects: Sequence[EffectClause] = ()
    uid: str | None = None
    own_term: date | None = None
    read_on: date | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What documents are judged by on the day ``on``.

    ``rules`` and ``book`` are the shipped ones unless given; ``structures`` tells the numbered parts of acts
    whose text is known. All documents that are judged by it share the readings in ``statuses``.
    """

    registry: Registry
    on: date
    rules: RuleBook = field(default_factory=core_rules)
    book: IssuerBook = field(default_factory=core_issuers)
    structures: Structures = no_structures
    statuses: Statuses = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with what it means and the status of the meant act on the two days that matter.

    ``now`` is ``None`` when unresolved. ``sentence`` is the clause that cites; ``named_inside`` an act of the
    grounds that only stands inside the title of another one; ``then`` reads the status at the signing.
    """

    citation: Citation
    resolution: Resolution
    sentence: Span
    act: Act | None = None
    now: StatusReading | None = None
    named_inside: bool = False
    then: Callable[[Act], StatusReading | None] | None = None

    @property
    def at_signing(self) -> StatusReading | None:
        """Status on the day of signing; ``None`` when that day is unknown, or the citation unresolved. It is
        read when somebody asks: of most acts nobody needs to know."""
        return self.then(self.act) if self.act is not None and self.then is not None else None

    @property
    def is_basis(self) -> bool:
        """True for a ground of issue (căn cứ), not for an act that the title of a ground names."""
        return self.citation.role == "basis" and not self.named_inside


@dataclass(frozen=True, slots=True)
class CheckContext:
    """One document with everything the checks may look at. ``on`` is the day of review.

    ``signed`` and ``effective_from`` are those of the document, ``own_term`` the last day of a term it
    sets itself, ``act`` its registry entry if it has one, ``structures`` the numbered parts of cited acts.
    Offsets count characters of ``text``.
    """

    text: str
    header: Header
    act: Act | None
    citing: CitingAct
    cited: tuple[Cited, ...]
    provisions: tuple[ProvisionRef, ...]
    effects: tuple[EffectClause, ...]
    registry: Registry
    rules: RuleBook
    on: date
    signed: date | None = None
    effective_from: date | None = None
    own_term: date | None = None
    book: IssuerBook = field(default_factory=core_issuers)
    structures: Structures = no_structures
    shared: Statuses = field(default_factory=dict)
    _statuses: Statuses = field(default_factory=dict)
    _events: dict[str, Sequence[EffectEvent]] = field(default_factory=dict)
    _alone: dict[str, bool] = field(default_factory=dict)
    _made: dict[Callable[[CheckContext], Any], Any] = field(default_factory=dict, init=False)

    def once(self, make: Callable[[CheckContext], Made]) -> Made:
        """What ``make`` reads out of the document: worked out for the first check that asks, kept for all."""
        if make not in self._made:
            self._made[make] = make(self)
        found: Made = self._made[make]
        return found

    def relying(self) -> tuple[Cited, ...]:
        """Resolved citations that the document rests on: grounds and references of its content.

        An act that the document itself ends is spoken of in order to end it, wherever it is named.
        """
        return self.once(_relying)

    def remember_events(self, events: Mapping[str, Sequence[EffectEvent]]) -> None:
        """Keep events that were read in one query, so that no check asks for them one by one.

        What this very document does to another act is no finding about the document.
        """
        own = self.citing.uid
        for uid, found in events.items():
            others = [event for event in found if event.by != own] if own else found
            self._events[uid] = others
            self._alone[uid] = len(others) == len(found)

    def events(self, act: Act) -> Sequence[EffectEvent]:
        """What other documents do to an act, by date."""
        if act.uid not in self._events:
            self.remember_events({act.uid: self.registry.events_on(act.uid)})
        return self._events[act.uid]

    def status_at_signing(self, act: Act) -> StatusReading | None:
        """Status of an act on the day of signing; ``None`` when that day is unknown."""
        return self.status(act, self.signed) if self.signed else None

    def status(self, act: Act, on: date, provision: str | None = None) -> StatusReading:
        """Status of an act or provision on a day, kept for the document's checks."""
        key, events = (act.uid, on, provision), self.events(act)
        known = self.shared if self._alone[act.uid] else self._statuses
        if key not in known:
            known[key] = status_at(
                act, events, on, provision=provision, registry=self.registry, rules=self.rules
            )
        return known[key]


def _relying(context: CheckContext) -> tuple[Cited, ...]:
    operated = {effect.target for effect in context.effects}
    ending = {e.target for e in context.effects if e.scope == "whole" and e.predicate in _ENDING}
    ended = {item.act.uid for item in context.cited if item.act and item.citation.start in ending}
    return tuple(
        item
        for item in context.cited
        if item.act is not None
        and item.citation.role in RELYING_ROLES
        and item.citation.start not in operated
        and item.act.uid not in ended
    )


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``code`` is stable; ``severity`` is the gravest it gives; ``manual`` is the Vietnamese
    page for people (the module's docstring); ``legal_sources`` are what it rests on.
    """

    code: str
    severity: Severity
    legal_sources: tuple[LegalSource, ...]
    manual: str
    run: Callable[[CheckContext], Iterable[Finding]]

    @property
    def legal_source(self) -> str:
        """The legal sources in words."""
        return "; ".join(str(source) for source in self.legal_sources)

    @property
    def title(self) -> str:
        """First line of the manual."""
        return self.manual.strip().partition("\n")[0].rstrip(".")
