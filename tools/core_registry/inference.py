"""Endings that follow from other facts; each is marked as an inference and never outweighs a statement.

Two inferences only: an amending act falls with the act it amends, and a law, a decree or a decision of the
Prime Minister is followed by the next one of exactly the same name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from legal_corpus.text.normalize import fold_key
from tools.core_registry.causes import ENDING
from tools.core_registry.drafts import Draft, Drafts, Event
from tools.core_registry.identity import Key
from tools.core_registry.settle import confirmed

SOURCE = "suy_luan"


def infer(drafts: Drafts) -> None:
    """Add the inferred endings to settled drafts, in place."""
    _same_name(drafts)
    _amending_acts(drafts)


def _whole_end(draft: Draft) -> Event | None:
    ends = [e for e in draft.events if e.predicate in ENDING and e.scope == "whole"]
    return min(ends, key=lambda e: e.start or "9999", default=None)


def _passed(draft: Draft) -> tuple[str, int]:
    """Year and running number of a law: laws of one Assembly are numbered as they are passed."""
    issued = draft.best("issued")
    found = re.search(r"/((?:19|20)\d\d)/", draft.key.number)
    year = found[1] if found else issued.value[:4] if issued else ""
    serial = re.match(r"\d+", draft.key.number)
    return year, int(serial[0]) if serial else 0


def _follows(old: Draft, new: Draft) -> bool:
    """Whether the newer law surely exists beside the older one: within a year both need a register's word."""
    if _passed(old)[0] != _passed(new)[0]:
        return True
    # several decrees of one year may detail one law side by side
    return old.key.type == "Luật" and all("registry" in draft.witnesses for draft in (old, new))


def _same_name(drafts: Drafts) -> None:
    named: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts.by_key.values():
        title = draft.best("title")
        series = _SERIES.search(draft.key.number.upper())
        if not (series and title and confirmed(draft)) or _AMENDING.match(title.value.lower()):
            continue
        name = fold_key(title.value)
        if draft.key.type != "Luật":
            name = _LEAD.sub("", name)
            if len(name) < _LEAST_NAME or _NAMES_NOTHING.match(name):
                continue
        named[series["issuer"], name].append(draft)
    for acts in named.values():
        acts.sort(key=_passed)
        for old, new in pairwise(acts):
            if not _whole_end(old) and _passed(old)[0] and _follows(old, new):
                _succeed(old, new)


def _succeed(old: Draft, new: Draft) -> None:
    entry = new.best("effective_from")
    seen = max((e.start or "" for e in old.events if e.predicate == "observed_in_force"), default="")
    if entry and seen > entry.value and not _stale(old, entry.value):
        return
    kind = old.key.type.lower()
    old.events.append(
        Event("replaces", "whole", SOURCE, entry.value if entry else None, by=new.key,
              note=f"{kind} mới cùng tên; chưa đối chiếu điều khoản thi hành", confidence=0.6)
    )  # fmt: skip


def _stale(old: Draft, day: str) -> bool:
    """Whether only passing mentions, or Bộ pháp điển which runs late, saw the law alive after the day."""
    late = [e for e in old.events if e.predicate == "observed_in_force" and (e.start or "") >= day]
    return all(e.source in {"vien_dan", "phapdien2026"} for e in late)


_SERIES = re.compile(r"/(?P<issuer>QH|NĐ-CP$|QĐ-TTG$)")
_LEAD = re.compile(r"^(?:quy định|về việc|về)\s+")
_LEAST_NAME = 30  # characters; shorter names are cut, or name no matter
_NAMES_NOTHING = re.compile(r"hướng dẫn thi hành$|bổ sung|bãi bỏ|kéo dài|công bố|điều chỉnh")
_MANY = re.compile(r"một số (?:luật|nghị định|thông tư)|các (?:luật|nghị định|thông tư)|\d+ luật")
_AMENDING = re.compile(r"(?:về việc\s+|về\s+)?(?:sửa đổi|bổ sung)")


def _amending_acts(drafts: Drafts) -> None:
    amended: dict[Key, list[Draft]] = defaultdict(list)
    for draft in drafts.by_key.values():
        for event in draft.events:
            if event.by and event.predicate in {"amends", "supplements"}:
                amended[event.by].append(draft)
    for key, targets in amended.items():
        act = drafts.by_key[key]
        title = act.best("title")
        words = title.value.lower() if title else ""
        if not _AMENDING.match(words) or _MANY.search(words) or _whole_end(act):
            continue
        last = _last_end(targets)
        if last is None or last.by == key or _seen_after(act, last.start or ""):
            continue
        note = "văn bản sửa đổi hết hiệu lực theo văn bản được sửa đổi"
        verb = "repeals" if last.by else "expires"
        act.events.append(
            Event(
                verb,
                "whole",
                SOURCE,
                last.start,
                by=last.by,
                by_label=last.by_label,
                note=note,
                confidence=0.6,
            )
        )


def _last_end(targets: list[Draft]) -> Event | None:
    """The last ending when all the amended acts have ended; without a day where the last one has none."""
    ends = [end for target in targets if (end := _whole_end(target))]
    if not ends or len(ends) < len(targets):
        return None
    return max(ends, key=_latest)


def _latest(end: Event) -> str:
    """The day of an end; without one the latest that it can be: acts take effect within two years."""
    if end.start:
        return end.start
    found = re.search(r"/((?:19|20)\d\d)/", end.by.number) if end.by else None
    return f"{int(found[1]) + 2}-12-31" if found else "9999"


def _seen_after(act: Draft, day: str) -> bool:
    return any(
        e.predicate == "observed_in_force" and e.source != "vien_dan" and (e.start or "") >= day
        for e in act.events
    )
