"""Names and dates of laws as acts cite them in passing; all acts are made up."""

from __future__ import annotations

from tools.core_registry.citing import CitingReader
from tools.core_registry.drafts import DEFAULT_DAY, Draft, Drafts
from tools.core_registry.gather import from_passing, law_days

OLD, NEW = "Luật Bến bãi số 50/2024/QH15", "Luật Bến bãi số 72/2025/QH15 ngày 16 tháng 6 năm 2025"


def _drafts(*lines: str) -> Drafts:
    drafts, reader = Drafts(), CitingReader()
    for number, line in enumerate(lines):
        reader.read(f"văn bản {number}", line, True)
    from_passing(drafts, reader)
    law_days(drafts, reader)
    return drafts


def _law(drafts: Drafts, number: str) -> Draft:
    draft = drafts.get("Luật", number)
    assert draft is not None
    return draft


def test_an_amender_is_not_called_by_the_name_of_what_it_amends() -> None:
    drafts = _drafts(f"Căn cứ {OLD} được sửa đổi bởi Luật Bến bãi 123/2025/QH15;")
    assert _law(drafts, "123/2025/QH15").best("title") is None


def test_two_laws_of_one_name_are_not_of_one_day() -> None:
    slip = "Căn cứ Luật Bến bãi số 65/2025/QH15 ngày 16 tháng 6 năm 2025;"
    named = "Căn cứ Luật Bến bãi ngày 19 tháng 02 năm 2025;"
    drafts = _drafts(f"Căn cứ {NEW};", f"Căn cứ {NEW};", slip, named, named)
    days = [_law(drafts, number).best("issued") for number in ("72/2025/QH15", "65/2025/QH15")]
    assert [day and day.value for day in days] == ["2025-06-16", "2025-02-19"]


def test_an_amending_law_cited_by_name_and_day_is_the_one_that_amends_that_law() -> None:
    by_number = f"Căn cứ {OLD} được sửa đổi, bổ sung bởi Luật số 62/2025/QH15;"
    by_name = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Bến bãi ngày 17 tháng 6 năm 2025;"
    found = _law(_drafts(by_number, by_name), "62/2025/QH15")
    title, issued = found.best("title"), found.best("issued")
    assert title and issued
    assert (title.value, issued.value) == (
        "Sửa đổi, bổ sung một số điều của Luật Bến bãi",
        "2025-06-17",
    )


def test_the_default_day_of_a_source_yields_to_a_cited_one() -> None:
    draft = _law(Drafts(), "50/2024/QH15")
    draft.claim("issued", "2024-01-01", "phapdien2026", DEFAULT_DAY)
    draft.claim("issued", "2024-12-31", "vien_dan")
    best = draft.best("issued")
    assert best and best.value == "2024-12-31"
