"""Contradictions in claims, and acts that cannot be told apart."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.model.act import Act, Claim
from legal_corpus.registry.disagreements import claim_disagreements, identity_disagreements
from legal_corpus.registry.identity import act_uid
from legal_corpus.registry.merge import merge, same_act, with_best_values
from legal_corpus.registry.rows import ActRow
from legal_corpus.registry.sources import OWN_TEXT, PERSON, SourceRanking, core_ranking, ranked


def _act(
    number: str,
    *claims: Claim,
    issued: str | None = None,
    issuer: str | None = "chinh-phu",
    title: str | None = None,
    type_: str = "Nghị định",
    name: str | None = None,
) -> Act:
    day = date.fromisoformat(issued) if issued else None
    uid = act_uid(type_, number, issuer, day)
    return Act(uid, type_, number, title, issuer, name, day, None, claims)


def _kinds(act: Act) -> list[tuple[str, str]]:
    return [(item.kind, item.field) for item in claim_disagreements(act, core_ranking())]


def test_two_dates_of_issue_are_told_with_the_one_in_use_and_why() -> None:
    claims = (Claim("issued", "2020-05-06", "vbpl2026"), Claim("issued", "2020-06-05", "phapdien2026"))
    act = with_best_values(_act("7/2020/NĐ-CP", *claims))
    (found,) = claim_disagreements(act, core_ranking())
    assert (found.kind, found.field, found.used, found.used_source) == (
        "values_differ",
        "issued",
        "2020-06-05",
        "phapdien2026",
    )
    assert [value.source for value in found.values] == ["phapdien2026", "vbpl2026"]
    assert "đứng trước" in found.why


def test_the_first_of_january_stands_for_the_year_alone() -> None:
    claims = (Claim("issued", "2017-12-31", "tra_cuu_2026_11"), Claim("issued", "2017-01-01", "phapdien2026"))
    assert _kinds(with_best_values(_act("50/2017/NĐ-CP", *claims))) == []
    other = (Claim("issued", "2017-12-31", "tra_cuu_2026_11"), Claim("issued", "2016-01-01", "phapdien2026"))
    assert ("values_differ", "issued") in _kinds(with_best_values(_act("50/2017/NĐ-CP", *other)))


def test_a_list_of_names_does_not_contradict_a_better_title_but_another_list_does() -> None:
    good = Claim("title", "Quản lý chợ", "phapdien2026")
    stub = Claim("title", "Bến thuyền", "tvpl_yte8000")
    other = Claim("title", "Chim yến", "binhduong2022")
    assert _kinds(_act("7/2020/NĐ-CP", good, stub, issued="2020-05-06")) == []
    assert _kinds(_act("7/2020/NĐ-CP", stub, other, issued="2020-05-06")) == [("values_differ", "title")]


def test_the_year_in_the_number_against_the_date() -> None:
    wrong = _act("9/2022/NĐ-CP", Claim("issued", "2015-11-18", "phapdien2026"), issued="2015-11-18")
    (found,) = claim_disagreements(wrong, core_ranking())
    assert (found.kind, found.field, found.values[0].value) == ("number_year", "issued", "2022")
    new_year = _act("1/2022/NĐ-CP", Claim("issued", "2021-12-31", "phapdien2026"), issued="2021-12-31")
    assert _kinds(new_year) == []


def test_a_predecessor_is_the_same_body_and_another_body_is_not() -> None:
    one = Claim("issuer", "quoc-hoi", "phapdien2026")
    other = Claim("issuer", "uy-ban-thuong-vu-quoc-hoi", "vbpl2026")
    assert ("values_differ", "issuer") in _kinds(_act("11/2016/UBTVQH13", one, other, type_="Pháp lệnh"))


def test_acts_that_nothing_tells_apart_are_listed_at_the_one_that_lacks_something() -> None:
    known = _act(
        "18/2025/QĐ-UBND", issued="2025-03-04", issuer="ubnd:lai-chau", type_="Quyết định", title="Về chợ"
    )
    bare = _act("18/2025/QĐ-UBND", issuer=None, type_="Quyết định")
    other = _act("18/2025/QĐ-UBND", issuer=None, type_="Quyết định", title="Về bến")
    assert [item.kind for item in identity_disagreements(bare, [known])] == ["maybe_same"]
    assert identity_disagreements(known, [bare]) == []
    assert identity_disagreements(other, [known]) == []  # another subject
    twin = _act("18/2025/QĐ-UBND", issued="2025-03-04", issuer="ubnd:lai-chau", type_="Chỉ thị")
    (found,) = identity_disagreements(known, [twin])
    assert (found.kind, [value.value for value in found.values]) == ("type_differs", [twin.uid])
    assert identity_disagreements(twin, [known]) == []  # asked about once


def test_a_yearly_number_on_two_days_is_asked_about_once() -> None:
    def made(day: str, number: str = "11/2025/QĐ-UBND", title: str | None = None) -> Act:
        return _act(number, issued=day, issuer="ubnd:lai-chau", type_="Quyết định", title=title)

    one, other = made("2025-09-18"), made("2025-09-19")
    found = [item.kind for a, b in ((one, other), (other, one)) for item in identity_disagreements(a, [b])]
    assert found == ["maybe_same"]
    for apart in (made("2026-09-18"), made("2025-09-19", "12/QĐ-UBND")):
        assert identity_disagreements(apart, [one]) == identity_disagreements(one, [apart]) == []
    named, others = made("2025-09-18", title="Về chợ"), made("2025-09-19", title="Về bến")
    assert identity_disagreements(named, [others]) == identity_disagreements(others, [named]) == []


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        # each province has a decision 18/2025 of its own
        (_act("18/2025/QĐ-UBND", issuer=None), _act("18/2025/QĐ-UBND", issuer=None), True),
        (
            _act("18/2025/QĐ-UBND", issuer=None, name="Tỉnh A"),
            _act("18/2025/QĐ-UBND", issuer=None, name="Tỉnh B"),
            False,
        ),
        (
            _act("18/2025/QĐ-UBND", issuer="ubnd:tinh", name="Tỉnh A"),
            _act("18/2025/QĐ-UBND", issuer="ubnd:tinh", name="Tỉnh B"),
            False,
        ),
        # a number without a year comes again each year
        (
            _act("300/QĐ-TTg", issuer="thu-tuong-chinh-phu", title="Về gạo"),
            _act("300/QĐ-TTg", issuer="thu-tuong-chinh-phu", title="Về cá"),
            False,
        ),
        (
            _act("300/QĐ-TTg", issuer="thu-tuong-chinh-phu", title="Về gạo"),
            _act("300/QĐ-TTg", issuer="thu-tuong-chinh-phu", title="Về gạo."),
            True,
        ),
        # a scrap is no number
        (_act("số", title="Một"), _act("số", title="Hai"), False),
    ],
)
def test_what_cannot_be_told_apart_stays_apart(a: Act, b: Act, one: bool) -> None:
    assert same_act(a, b) is one
    assert same_act(b, a) is one


def test_merged_rows_keep_a_title_that_says_something() -> None:
    bare = ActRow(
        _act("68/2014/QH13", Claim("title", "Law 68/2014/QH13", "vbpl2026"), type_="Luật", issuer="quoc-hoi"),
        (),
        (),
    )
    named = ActRow(
        _act("68/2014/QH13", Claim("title", "Doanh nghiệp", "vien_dan"), type_="Luật", issuer="quoc-hoi"),
        (),
        (),
    )
    (row,) = merge([bare, named])
    assert row.act.title == "Doanh nghiệp"


def test_a_person_ranks_first_then_the_own_text_then_the_order_given() -> None:
    ranking = core_ranking()
    assert (
        ranking.rank(PERSON)
        < ranking.rank(OWN_TEXT)
        < ranking.rank("phapdien2026")
        < ranking.rank("tvpl_yte8000")
    )
    assert ranking.rank("never heard of") > ranking.rank("tvpl_yte8000")
    turned = SourceRanking(("tvpl_yte8000", OWN_TEXT))
    assert turned.rank(PERSON) < turned.rank("tvpl_yte8000") < turned.rank(OWN_TEXT)
    assert ranked(["new", "tvpl_yte8000", OWN_TEXT]).order[0] == OWN_TEXT
    claims = (Claim("issued", "2020-05-06", OWN_TEXT), Claim("issued", "2020-06-05", "tvpl_yte8000"))
    act = _act("7/2020/NĐ-CP", *claims)
    assert with_best_values(act).issued == date(2020, 5, 6)
    assert with_best_values(act, turned).issued == date(2020, 6, 5)
