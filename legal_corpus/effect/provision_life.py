"""The life of one provision: inserted, amended, repealed, inserted again, folded event by event.

An event on Điều 5 is one on its khoản 2 điểm a; an event on khoản 2 changes Điều 5 in part. What a whole
act suffers (its end, its suspension) is read elsewhere and prevails.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal_corpus.effect.refs import any_covers, covers, ref_path, touches_inside
from legal_corpus.effect.timeline import ENDING, Placed
from legal_corpus.effect.wording import ref_words

# "absent": not inserted yet, or not in the act; "unclear": its words after a change of the part around it
# cannot be told without the text.
PartState = Literal["original", "amended", "ended", "absent", "unclear"]
# Labels that only an insertion makes: Điều 15a, khoản 2a, điểm a1.
_INSERTED = re.compile(r"\d+[a-zđ]+|[a-zđ]\d+")


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a provision's life from the day of ``cause`` on (from the beginning for ``None``)."""

    state: PartState
    cause: Placed | None = None
    note: str | None = None

    @property
    def start(self) -> date | None:
        """First day of the phase, ``None`` when unknown or from the beginning."""
        return self.cause.start if self.cause else None


def phases(
    provision: str, placed: Iterable[Placed], structure: Collection[str] | None = None
) -> tuple[Phase, ...]:
    """Every phase of the provision ("5/2/a"), in order; undated changes last.

    ``structure``: references of the act's original text as :func:`ref_key` writes them, ``None`` when the
    text is not held. The first phase is that before any change.
    """
    touching = [item for item in placed if item.partial and touches(item, provision)]
    touching.sort(key=lambda item: (item.start or item.not_before or date.max, _turn(item, provision)))
    found = [_first(provision, touching, structure)]
    for item in touching:
        found.append(_next(provision, found[-1], item, printed=structure is not None))
    return tuple(found)


def phase_on(found: Sequence[Phase], on: date) -> Phase:
    """The phase that holds on the day."""
    return [item for item in found if item.cause is None or item.cause.counts_on(on)][-1]


def phase_since(found: Sequence[Phase], on: date) -> date | None:
    """First day of the state that holds on the day, over all changes that leave it as it is."""
    held = [item for item in found if item.cause is None or item.cause.counts_on(on)]
    first = held[-1]
    for item in reversed(held):
        if item.state != first.state:
            break
        first = item
    return first.start


def next_phase_day(found: Sequence[Phase], on: date) -> date | None:
    """First day after ``on`` on which another phase begins."""
    current = phase_on(found, on)
    days = [p.start for p in found if p.start and p.start > on and p.state != current.state]
    return min(days, default=None)


def ref_key(ref: str) -> str:
    """Spelling-free form of a reference, as structures are kept in: "5/2/Đ" -> "5/2/đ"."""
    return "/".join(ref_path(ref))


def touches(item: Placed, provision: str) -> bool:
    """True when the event concerns the provision, what it lies in, or something inside it."""
    if item.spares(provision):
        return False
    if item.spares_only:
        return True
    return any_covers(item.event.provisions, provision) or touches_inside(item.event.provisions, provision)


def _first(provision: str, touching: Sequence[Placed], structure: Collection[str] | None) -> Phase:
    inserted = [
        ref
        for item in touching
        if item.event.predicate == "supplements"
        for ref in item.event.provisions
        if covers(ref, provision)
    ]
    if structure is not None:
        if not ref_path(provision)[0][:1].isdigit() or ref_key(provision) in structure:
            return Phase("original")
        changed = any(any_covers(item.event.provisions, provision) for item in touching)
        where = f"Văn bản gốc không có {ref_words(provision)}"
        if inserted or changed:
            return Phase("absent", note=f"{where}; phần này chỉ có thể do văn bản sửa đổi, bổ sung đưa vào.")
        return Phase("absent", note=f"{where} (theo bản chữ đang giữ).")
    if any(_INSERTED.fullmatch(ref_path(ref)[-1]) for ref in inserted):
        return Phase("absent", note=f"{ref_words(provision)} chưa được bổ sung vào văn bản.")
    return Phase("original")


def _turn(item: Placed, provision: str) -> tuple[int, str]:
    """Order of what happens on one day: the rewriting of a part, the repeal of pieces of it, what comes
    under the freed number."""
    predicate = item.event.predicate
    if predicate == "supplements" and ref_key(provision) in map(ref_key, item.event.provisions):
        return 2, predicate
    return int(predicate in ("repeals", "expires")), predicate


def _next(provision: str, last: Phase, item: Placed, *, printed: bool) -> Phase:
    """The phase that an event opens. ``printed``: the original text was looked into."""
    event = item.event
    around = [ref for ref in event.provisions if covers(ref, provision)]
    if event.predicate in ("repeals", "expires") or (item.spares_only and event.predicate in ENDING):
        spared = item.spares_only and touches_inside(event.exceptions, provision)
        ends = last.state == "ended" or ((around or item.spares_only) and not spared)
        return Phase("ended" if ends else "amended", item)
    adds = event.predicate == "supplements"
    if not around:  # something inside was changed or added
        return Phase("ended" if last.state == "ended" and not adds else "amended", item)
    exact = any(ref_key(ref) == ref_key(provision) for ref in around)
    if last.state == "absent":
        return Phase("original" if adds else "amended", item) if adds or exact else _unclear(around, item)
    if last.state == "ended":
        if not _ended_with(last, around):
            return _unclear(around, item)
        return Phase("original" if adds else "amended", item)
    # What is added under a number that the text already has is added to it.
    return Phase("original" if adds and not printed and last.state == "original" else "amended", item)


def _ended_with(last: Phase, around: Sequence[str]) -> bool:
    """True when what ended the provision ended all of what an event now writes anew."""
    if last.cause is None or last.cause.spares_only:
        return False
    gone = last.cause.event.provisions
    return any(any_covers(gone, ref) for ref in around)


def _unclear(around: Sequence[str], item: Placed) -> Phase:
    note = f"{ref_words(around[0])} được viết lại; cần đối chiếu bản chữ sau sửa đổi."
    return Phase("unclear", item, note)
