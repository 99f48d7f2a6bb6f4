"""Resolving laws, codes and ordinances that are cited by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from legal_corpus.model.act import Act
from legal_corpus.model.citation import Citation
from legal_corpus.registry.names import acts_by_name, titled_exactly
from legal_corpus.registry.protocol import Registry
from legal_corpus.registry.resolution import (
    CitingAct,
    Resolution,
    ambiguous,
    dated_as_cited,
    issue_year,
    unknown,
)
from legal_corpus.registry.sources import source


def resolve_by_name(citation: Citation, citing: CitingAct, registry: Registry) -> Resolution:
    """The act of the cited name and date, or of the citing act's time where no date is cited."""
    found = [act for act in acts_by_name(citation, registry) if act.uid != citing.uid]
    label = f"{citation.type} {citation.name or ''}".strip()
    if not found:
        return unknown(f"Sổ văn bản không có {label}.")
    if citation.issued or citation.year:
        dated = [act for act in found if dated_as_cited(citation, act)]
        if not dated:
            when = citation.issued or citation.year
            reason = f"Sổ văn bản có {label} nhưng không có bản ban hành {when}."
            return Resolution("unknown", None, (), tuple(found[:10]), reason)
        dated = list(titled_exactly(citation, dated))
        if len(dated) > 1:
            return ambiguous(dated, f"Có {len(dated)} văn bản tên {label} ban hành cùng thời điểm.")
        return Resolution("resolved", dated[0], (dated[0],), (), f"Đúng một {label} ban hành thời điểm đó.")
    found = list(titled_exactly(citation, found))
    if citing.issued is None:
        if len(found) > 1:
            return ambiguous(
                found, f"Có {len(found)} văn bản tên {label}; cần biết ngày của văn bản viện dẫn."
            )
        return Resolution("resolved", found[0], (found[0],), (), f"Đúng một văn bản tên {label}.")
    return _on_day(citing.issued, found, label, registry)


def _on_day(on: date, found: Sequence[Act], label: str, registry: Registry) -> Resolution:
    """The law of this name on a day: the latest one passed, if it was also in force by then.

    An act without date is placed by the year in its number.
    """
    years = {act.uid: issue_year(act) for act in found}
    if undatable := [act for act in found if years[act.uid] is None]:
        return ambiguous(undatable, f"Không rõ năm ban hành của {label} trong sổ.")
    passed = [act for act in found if (act.issued <= on if act.issued else (years[act.uid] or 0) <= on.year)]
    if not passed:
        reason = f"Mọi {label} trong sổ đều ban hành sau ngày {on:%d/%m/%Y}."
        return Resolution("unknown", None, (), tuple(found[:10]), reason)
    passed.sort(key=lambda act: act.issued or date(years[act.uid] or on.year, 12, 31))
    latest, previous = passed[-1], passed[-2] if len(passed) > 1 else None
    starts = _handover(previous, latest, registry) if previous else None
    if previous is not None and starts is None and _seen_on(previous, on, registry):
        reason = f"Là {label} còn được ghi nhận có hiệu lực sau ngày {on:%d/%m/%Y}."
        return Resolution("resolved", previous, (previous,), (latest,), reason)
    if previous is not None and starts is None and _may_be_meant(previous, latest, on):
        return ambiguous(
            [previous, latest], f"Ngày {on:%d/%m/%Y} có hai {label}: chưa rõ bản nào đang có hiệu lực."
        )
    if previous is not None and starts is not None and starts > on:
        reason = f"Là {label} còn áp dụng ngày {on:%d/%m/%Y}; bản mới {latest.number} chưa có hiệu lực."
        return Resolution("resolved", previous, (previous,), (latest,), reason)
    reason = f"Là {label} ban hành gần nhất trước ngày {on:%d/%m/%Y}."
    return Resolution("resolved", latest, (latest,), (), reason)


def _handover(previous: Act, latest: Act, registry: Registry) -> date | None:
    """Day the latest law took over: its effective date, or the day it ended the previous one."""
    if latest.effective_from is not None:
        return latest.effective_from
    ends = [
        event.effective_from
        for event in registry.events_on(previous.uid)
        if event.by == latest.uid and event.scope == "whole" and event.predicate in ("replaces", "repeals")
    ]
    return next((day for day in ends if day is not None), None)


def _seen_on(previous: Act, on: date, registry: Registry) -> bool:
    """True when a source that is up to date saw the older law in force on the day or later: then the newer
    one, of which nobody tells the day, had not taken over."""
    return any(
        event.predicate == "observed_in_force"
        and not source(event.source).runs_late
        and event.effective_from is not None
        and event.effective_from >= on
        for event in registry.events_on(previous.uid)
    )


def _may_be_meant(older: Act, latest: Act, on: date) -> bool:
    """True when the registry does not tell which of two laws was in force: the latest one has no
    effective date and laws take effect months after passing, or both are undated of one year."""
    if latest.issued is None or (older.issued is None and issue_year(older) == issue_year(latest)):
        return (issue_year(latest) or on.year) >= on.year - 1
    return (on - latest.issued).days < 365
