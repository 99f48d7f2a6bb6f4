"""What services hand to the doors: plain, frozen, ready to print."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.services.disagreement_views import DisagreementLine
from app.services.duplicates import NearText
from indexer.readers.signatures import Signature
from legal_corpus.model.effect import StatusReading
from legal_corpus.model.provision import Node
from legal_corpus.model.table import Table
from legal_corpus.model.text import Span


@dataclass(frozen=True, slots=True)
class ActSummary:
    """One line about an act. ``in_corpus`` tells whether its text is here."""

    uid: str
    type: str
    number: str | None
    title: str | None
    issuer_name: str | None
    issued: dt.date | None
    effective_from: dt.date | None
    in_corpus: bool
    label: str


@dataclass(frozen=True, slots=True)
class CitedLink:
    """A citation in an act's text with the cited act's status on the page's date.

    ``status`` is a StatusValue, or ``unresolved`` when the citation did not resolve to one act, or
    ``paper`` for procedural papers. ``note`` is the Vietnamese hover text.
    """

    start: int
    end: int
    role: str
    outcome: str
    uid: str | None
    label: str
    status: str
    note: str
    candidates: tuple[ActSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class CitingAct:
    """An act of the corpus that cites the shown act: in which roles and how often."""

    act: ActSummary
    roles: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event on the shown act, with its proof. ``what`` is Vietnamese ("bị thay thế")."""

    on: dt.date | None
    until: dt.date | None
    predicate: str
    what: str
    link: str
    by_label: str | None
    by_uid: str | None
    provisions: tuple[str, ...]
    quote: str | None
    source_name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PartChange:
    """One change of a provision: from ``since`` it is ``words`` because of ``why``; ``counted``: by the day
    asked about."""

    since: dt.date | None
    words: str
    why: str
    quote: str | None
    source_name: str
    counted: bool


@dataclass(frozen=True, slots=True)
class PartTimeline:
    """A provision ("5/2/a"; ``name`` as people write it), what it is on the day, and its changes in order."""

    ref: str
    name: str
    words: str
    changes: tuple[PartChange, ...]


@dataclass(frozen=True, slots=True)
class ActTimeline:
    """How an act's effect went: events on it, and the history of each provision they name."""

    label: str
    entries: tuple[TimelineEntry, ...]
    parts: tuple[PartTimeline, ...]


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """A stored original; ``sha256`` is the key for download."""

    sha256: str
    file_name: str
    media_type: str
    size: int
    read_at: dt.datetime
    current: bool


@dataclass(frozen=True, slots=True)
class ActPage:
    """Everything the act page shows. ``text`` is ``None`` for an act known only from registries.
    ``same_record``: uid and label of another record of the same act that is used in this one's place."""

    act: ActSummary
    on: dt.date
    reading: StatusReading
    status_notes: tuple[str, ...]
    text: str | None
    nodes: tuple[Node, ...]
    links: tuple[CitedLink, ...]
    cited_by: tuple[CitingAct, ...]
    timeline: tuple[TimelineEntry, ...]
    originals: tuple[OriginalFile, ...]
    warnings: tuple[str, ...]
    signatures: tuple[Signature, ...]
    expression_id: int | None
    near: tuple[NearText, ...]
    open_findings: int
    disagreements: tuple[DisagreementLine, ...] = ()
    tables: tuple[Table, ...] = ()
    quoted: tuple[Span, ...] = ()  # new text for another act that this one quotes
    parts: tuple[PartTimeline, ...] = ()
    same_record: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One result. ``why`` is Vietnamese ("đúng số hiệu", "đúng ngày ban hành", "trong nội dung");
    ``fragments`` are (text, matched) pairs in reading order, ``also`` the other records of the same act."""

    act: ActSummary
    why: str
    status: str
    fragments: tuple[tuple[str, bool], ...] = ()
    also: tuple[ActSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Results of one query, exact answers first. ``total`` counts all pages. When no answer has the number
    that was asked for, ``unfit`` are acts that have it but not the day or the filters that were asked for,
    and ``near``, where there are none of those either, acts of nearly that number."""

    query: str
    total: int
    page: int
    per_page: int
    hits: tuple[SearchHit, ...]
    reading: str  # how the query was understood, Vietnamese
    warning: str | None = None  # what could not be searched and why, Vietnamese
    near: tuple[ActSummary, ...] = ()
    unfit: tuple[ActSummary, ...] = ()
