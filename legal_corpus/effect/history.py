"""The history of every provision that events name: what a timeline shows beside the act's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from legal_corpus.effect.provision_life import PartState, Phase, phase_on, phases, ref_key
from legal_corpus.effect.refs import any_covers
from legal_corpus.effect.survival import surviving
from legal_corpus.effect.timeline import Placed, place_events
from legal_corpus.effect.wording import event_note, ref_words
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.protocol import Registry

_STATE_WORDS: dict[PartState, str] = {
    "original": "có hiệu lực",
    "amended": "đã sửa đổi, bổ sung",
    "ended": "hết hiệu lực",
    "absent": "chưa có trong văn bản",
    "unclear": "chưa rõ, cần đối chiếu bản chữ",
}
_NATURAL = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class PartLine:
    """One change of a provision: from ``since`` (``None``: not dated) it is ``words``, because of ``why``."""

    since: date | None
    words: str
    why: str
    event: EffectEvent | None
    counted: bool


@dataclass(frozen=True, slots=True)
class PartHistory:
    """A provision ("5/2/a", in words "điểm a khoản 2 Điều 5"), what it is on the day, and how it came so."""

    ref: str
    name: str
    words: str
    lines: tuple[PartLine, ...]


def provision_histories(
    events: Sequence[EffectEvent],
    on: date,
    registry: Registry | None = None,
    structure: Collection[str] | None = None,
) -> tuple[PartHistory, ...]:
    """Histories of the provisions that events on the act name, in the order of the act.

    ``structure`` as in :func:`legal_corpus.effect.status.status_at`.
    """
    placed = surviving(place_events(events, on, registry), on).placed
    named = {ref_key(ref): ref for item in placed for ref in _named(item)}
    return tuple(_history(named[key], placed, on, registry, structure) for key in sorted(named, key=_order))


def _named(item: Placed) -> tuple[str, ...]:
    return (*item.event.provisions, *item.event.exceptions)


def _history(
    ref: str,
    placed: Sequence[Placed],
    on: date,
    registry: Registry | None,
    structure: Collection[str] | None,
) -> PartHistory:
    found = phases(ref, placed, structure)
    lines = [_line(item, on, registry) for item in found if item.cause]
    for item in placed:
        if item.event.predicate in ("suspends", "resumes") and any_covers(item.event.provisions, ref):
            words = "tạm ngưng hiệu lực" if item.event.predicate == "suspends" else "có hiệu lực trở lại"
            lines.append(PartLine(item.start, words, _why(item, registry), item.event, item.counts_on(on)))
    begins = [
        p for p in placed if p.event.predicate == "enters_into_force" and any_covers(p.event.provisions, ref)
    ]
    lines += [PartLine(p.start, "có hiệu lực", _why(p, registry), p.event, p.counts_on(on)) for p in begins]
    lines.sort(key=lambda line: line.since or date.max)
    state = phase_on(found, on).state
    later = state == "original" and bool(begins) and not any(p.counts_on(on) for p in begins)
    words = "chưa có hiệu lực" if later else _STATE_WORDS[state]
    return PartHistory(ref, ref_words(ref), words, tuple(lines))


def _line(phase: Phase, on: date, registry: Registry | None) -> PartLine:
    cause = phase.cause
    assert cause is not None
    words = _STATE_WORDS[phase.state]
    if phase.state == "original":
        words = "được bổ sung"
    return PartLine(phase.start, words, _why(cause, registry), cause.event, cause.counts_on(on))


def _why(item: Placed, registry: Registry | None) -> str:
    """The event in words without the other provisions it is about, of which there may be hundreds."""
    bare = replace(item.event, scope="whole", provisions=(), exceptions=())
    return event_note(replace(item, event=bare), registry)


def _order(key: str) -> tuple[tuple[int, int, str], ...]:
    """Natural order: 2 before 10, 15 before 15a, articles before chapters and appendices."""
    parts: list[tuple[int, int, str]] = [(0 if key[:1].isdigit() else 1, 0, "")]
    for piece in _NATURAL.split(key):
        if piece:
            parts.append((0, int(piece), "") if piece.isdigit() else (1, 0, piece))
    return tuple(parts)
