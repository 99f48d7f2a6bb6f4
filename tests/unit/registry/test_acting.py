from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.model.act import Act
from legal_corpus.registry.acting import acting_act
from legal_corpus.registry.issuers import core_issuers
from legal_corpus.registry.rows import ActingRef

NUMBER = "02/2026/QĐ-UBND"
REF = ActingRef("Quyết định", NUMBER, None)


def _decision(issuer: str | None, issued: date | None = date(2026, 1, 15)) -> Act:
    return Act(f"u/{issuer}/{issued}", "Quyết định", NUMBER, issuer=issuer, issued=issued)


@pytest.mark.parametrize(
    ("target", "issuer", "found"),
    [
        ("ubnd:an-giang-2025", "ubnd:an-giang-2025", True),
        ("ubnd:kien-giang", "ubnd:an-giang-2025", True),
        ("hdnd:kien-giang", "ubnd:an-giang-2025", True),
        ("ubnd:son-la", "ubnd:an-giang-2025", False),
        ("ubnd:an-giang-2025", "ubnd:an-giang", False),
        ("chinh-phu", "ubnd:son-la", False),
        (None, "ubnd:son-la", False),
        ("ubnd:son-la", None, False),
    ],
)
def test_a_local_number_means_the_body_of_the_same_land(
    target: str | None, issuer: str | None, found: bool
) -> None:
    act = _decision(issuer)
    assert acting_act(REF, target, [act], core_issuers()) == (act if found else None)


def test_number_and_day_name_an_act_whose_issuer_is_not_known() -> None:
    act, book = _decision(None), core_issuers()
    same, other = (ActingRef("Quyết định", NUMBER, date(2026, 1, day)) for day in (15, 16))
    assert acting_act(same, "ubnd:son-la", [act], book) is act
    assert acting_act(other, "ubnd:son-la", [act], book) is None


def test_of_two_provinces_the_one_that_owns_the_target_acts() -> None:
    own, other = _decision("ubnd:son-la"), _decision("ubnd:lai-chau")
    assert acting_act(REF, "ubnd:son-la", [own, other], core_issuers()) is own


def test_several_that_fit_are_none() -> None:
    two = [_decision("ubnd:son-la"), _decision("ubnd:son-la", date(2026, 2, 1))]
    assert acting_act(REF, "ubnd:son-la", two, core_issuers()) is None


def test_a_central_number_is_enough() -> None:
    decree = Act("d", "Nghị định", "5/2026/NĐ-CP", issuer="chinh-phu", issued=date(2026, 1, 2))
    assert (
        acting_act(ActingRef(None, "5/2026/NĐ-CP", None), "ubnd:son-la", [decree], core_issuers()) is decree
    )
