"""Which endings follow from a newer act of the same name; all acts are made up."""

from __future__ import annotations

import pytest

from tools.core_registry.drafts import Draft, Drafts, Event
from tools.core_registry.inference import infer

NAME = "Quy định chi tiết việc quản lý bến bãi, kho và cảng cạn"


def _act(drafts: Drafts, number: str, title: str, type_: str = "Nghị định") -> Draft:
    draft = drafts.get(type_, number)
    assert draft is not None
    draft.witnesses.add("registry")
    draft.claim("title", title, "vbpl2026")
    return draft


@pytest.mark.parametrize(
    ("old", "new", "title", "followed"),
    [
        ("12/2017/NĐ-CP", "86/2025/NĐ-CP", NAME, True),
        ("12/2017/QĐ-TTg", "86/2025/QĐ-TTg", NAME, True),
        ("12/2017/NĐ-CP", "86/2025/QĐ-TTg", NAME, False),
        ("12/2025/NĐ-CP", "86/2025/NĐ-CP", NAME, False),
        ("12/2017/NĐ-CP", "86/2025/NĐ-CP", "Sửa đổi, bổ sung một số điều của các nghị định về kho", False),
        ("12/2017/NĐ-CP", "86/2025/NĐ-CP", "Quy định về kho bãi", False),
    ],
)
def test_a_decree_is_followed_by_the_next_of_its_series_and_name(
    old: str, new: str, title: str, followed: bool
) -> None:
    drafts = Drafts()
    first = _act(drafts, old, title)
    second = _act(drafts, new, title)
    second.claim("effective_from", "2025-09-01", "vbpl2026")
    infer(drafts)
    told = [(e.predicate, e.start, e.by, e.source) for e in first.events]
    assert told == ([("replaces", "2025-09-01", second.key, "suy_luan")] if followed else [])


def test_laws_of_one_year_follow_by_their_numbers() -> None:
    drafts = Drafts()
    first = _act(drafts, "65/2025/QH15", "Bến bãi", "Luật")
    second = _act(drafts, "72/2025/QH15", "Bến bãi", "Luật")
    infer(drafts)
    assert [e.by for e in first.events] == [second.key]
    assert second.events == []


def test_an_amending_act_falls_with_the_last_of_the_acts_it_amends() -> None:
    drafts = Drafts()
    amending = _act(drafts, "62/2020/QH14", "Sửa đổi, bổ sung một số điều của Luật Bến bãi", "Luật")
    yard = _act(drafts, "50/2014/QH13", "Bến bãi", "Luật")
    store = _act(drafts, "65/2014/QH13", "Kho", "Luật")
    newer = _act(drafts, "135/2025/QH15", "Bến bãi và cảng", "Luật")
    long_ago = _act(drafts, "27/2023/QH15", "Kho và cảng", "Luật")
    for target, by, day in ((yard, newer, "2026-07-01"), (store, long_ago, None)):
        target.events.append(Event("amends", "part", "van_ban", "2021-01-01", by=amending.key))
        target.events.append(Event("replaces", "whole", "van_ban", day, by=by.key))
    infer(drafts)
    assert [(e.predicate, e.start, e.by) for e in amending.events] == [("repeals", "2026-07-01", newer.key)]
