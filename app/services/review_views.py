"""What the review services hand to the doors: findings, verdicts and proposals, plain and frozen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from legal_corpus.model.finding import CitedAct
from legal_corpus.model.text import Evidence


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings to list. ``None`` means any; ``state`` "all" means every state.

    ``sort`` is ``severity``, ``newest``, ``act`` or ``code``; ``text`` is searched in the number and
    title of the act, the citing words and the message. ``cause`` is a finding that arose from the cause
    that all of them have.
    """

    severity: str | None = None
    code: str | None = None
    state: str = "open"
    type: str | None = None
    text: str | None = None
    act_uid: str | None = None
    sort: str = "severity"
    cause: int | None = None


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One row of the list of findings. ``cited_status`` is the cited act's status, ``None`` without one."""

    id: int
    code: str
    severity: str
    state: str
    message: str
    act_uid: str
    act_label: str
    act_title: str | None
    act_type: str
    provision: str | None
    text: str
    start: int
    end: int
    cited_label: str | None
    cited_status: str | None
    as_of: dt.date
    last_seen: dt.datetime


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One page of findings; each of ``facets`` maps a filter to its (value, count) pairs."""

    lines: tuple[FindingLine, ...]
    total: int
    page: int
    per_page: int
    facets: dict[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """One decision in a finding's history: ``confirmed``, ``dismissed`` or ``reopened``. ``stated`` is what
    the check said then, of the day ``stated_on``; ``None`` where nobody wrote it down."""

    who: str
    verdict: str
    reason: str
    at: dt.datetime
    stated: str | None = None
    stated_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """One row of the list of proposals."""

    id: int
    act_uid: str
    act_label: str
    act_title: str | None
    handling: str
    handling_name: str
    state: str
    created_by: str
    created_by_id: int
    created_at: dt.datetime
    findings: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its proof and history. ``cited`` and ``evidence`` are as the check stated them.

    ``missed_on`` is the day of the last whole sweep, where that did not find it again."""

    line: FindingLine
    cited: CitedAct | None
    act_issued: dt.date | None
    act_effective_from: dt.date | None
    legal_source: str
    evidence: tuple[Evidence, ...]
    suggestion: str | None
    first_seen: dt.datetime
    verdicts: tuple[VerdictView, ...]
    proposals: tuple[ProposalLine, ...]
    previous_id: int | None = None
    next_id: int | None = None
    position: int | None = None
    total: int = 0
    missed_on: dt.date | None = None

    @property
    def judged_otherwise(self) -> VerdictView | None:
        """The verdict that holds, where the check said something else when it was given."""
        last = self.verdicts[-1] if self.verdicts else None
        changed = last and last.stated is not None and last.stated != self.line.message
        return last if changed and self.line.state in ("confirmed", "dismissed") else None


@dataclass(frozen=True, slots=True)
class HandlingForm:
    """A form of handling of a reviewed act (NĐ 79/2025 Điều 38): key, Vietnamese name, legal source."""

    key: str
    name: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with everything its page and its document show."""

    line: ProposalLine
    content: str
    drafting_agency: str | None
    deadline: dt.date | None
    handling_source: str
    findings: tuple[FindingView, ...]
    submitted_at: dt.datetime | None
    decided_by: str | None
    decided_at: dt.datetime | None
    decision_note: str | None
    act_issuer: str | None
    act_issued: dt.date | None
