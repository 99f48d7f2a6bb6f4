"""Endings that follow from other facts; each is marked as an inference and never outweighs a statement.

Two inferences only: an amending act falls with the act it amends, and a law is followed by the next law
of exactly the same name.
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
    return year, int(draft.key.number.partition("/")[0])


def _follows(old: Draft, new: Draft) -> bool:
    """Whether the newer law surely exists beside the older one: within a year both need a register's word."""
    within = _passed(old)[0] == _passed(new)[0]
    return not within or all("registry" in draft.witnesses for draft in (old, new))


def _same_name(drafts: Drafts) -> None:
    named: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts.by_key.values():
        title = draft.best("title")
        law = draft.key.type == "Luật" and re.search(r"/QH\d", draft.key.number)
        if not (law and title and confirmed(draft)):
            continue
        if not re.match(r"sửa đổi|bổ sung", title.value, re.IGNORECASE):
            named[fold_key(title.value)].append(draft)
    for laws in named.values():
        laws.sort(key=_passed)
        for old, new in pairwise(laws):
            if _whole_end(old) or not _passed(old)[0] or not _follows(old, new):
                continue
            entry = new.best("effective_from")
            seen = max((e.start or "" for e in old.events if e.predicate == "observed_in_force"), default="")
            if entry and seen > entry.value and not _stale(old, entry.value):
                continue
            old.events.append(
                Event("replaces", "whole", SOURCE, entry.value if entry else None, by=new.key,
                      note="luật mới cùng tên; chưa đối chiếu điều khoản thi hành", confidence=0.6)
            )  # fmt: skip


def _stale(old: Draft, day: str) -> bool:
    """Whether only passing mentions, or Bộ pháp điển which runs late, saw the law alive after the day."""
    late = [e for e in old.events if e.predicate == "observed_in_force" and (e.start or "") >= day]
    return all(e.source in {"vien_dan", "phapdien2026"} for e in late)


_MANY = re.compile(r"một số (?:luật|nghị định|thông tư)|các (?:luật|nghị định|thông tư)|\d+ luật")
_AMENDING = re.compile(r"(?:về việc\s+|về\s+)?sửa đổi")


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
    """The last ending when all the amended acts have ended on known days."""
    ends = [end for target in targets if (end := _whole_end(target)) and end.start]
    return max(ends, key=lambda e: e.start or "") if len(ends) == len(targets) else None


def _seen_after(act: Draft, day: str) -> bool:
    return any(
        e.predicate == "observed_in_force" and e.source != "vien_dan" and (e.start or "") >= day
        for e in act.events
    )
