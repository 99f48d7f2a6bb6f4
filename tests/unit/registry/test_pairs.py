"""Two records side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from legal_corpus.model.act import Act
from legal_corpus.registry.pairs import compare, completeness


def _act(**more: Any) -> Act:
    return Act("a", "Quyết định", "31/2019/QĐ-UBND", **more)


@pytest.mark.parametrize(
    ("left", "right", "field", "verdict"),
    [
        (
            {"issuer": "ubnd:lai-chau", "issuer_name": "UBND tỉnh Lai Châu"},
            {"issuer": "ubnd:lai-chau", "issuer_name": "Ủy ban nhân dân tỉnh Lai Châu"},
            "issuer",
            "equal",
        ),
        (
            {"issuer": "ubnd:tinh", "issuer_name": "UBND tỉnh"},
            {"issuer": "ubnd:lai-chau", "issuer_name": "Ủy ban nhân dân tỉnh Lai Châu"},
            "issuer",
            "one_side",
        ),
        (
            {"issuer": "ubnd:son-la", "issuer_name": "Ủy ban nhân dân tỉnh Sơn La"},
            {"issuer": "ubnd:lai-chau", "issuer_name": "Ủy ban nhân dân tỉnh Lai Châu"},
            "issuer",
            "differs",
        ),
        ({"issued": date(2019, 6, 20)}, {"issued": date(2019, 6, 20)}, "issued", "equal"),
        ({"issued": date(2019, 6, 20)}, {"issued": date(2019, 6, 21)}, "issued", "differs"),
        ({"issued": date(2019, 6, 20)}, {}, "issued", "one_side"),
        ({"title": "Về bến thủy"}, {"title": "Bến thủy."}, "title", "alike"),
        ({"title": "Về bến thủy"}, {"title": "Về chợ đêm"}, "title", "differs"),
    ],
)
def test_each_field_has_its_verdict(
    left: dict[str, Any], right: dict[str, Any], field: str, verdict: str
) -> None:
    found = {item.field: item for item in compare(_act(**left), _act(**right))}
    assert found[field].verdict == verdict
    assert set(found) == {"type", field}


def test_days_are_written_as_people_read_them() -> None:
    (_type, issued) = compare(_act(issued=date(2019, 6, 20)), _act())
    assert (issued.left, issued.right) == ("20/06/2019", None)


def test_an_issuer_known_by_its_code_alone_is_shown_by_name() -> None:
    found = {item.field: item for item in compare(_act(issuer="ubnd:lai-chau"), _act())}
    assert found["issuer"].left == "Ủy ban nhân dân tỉnh Lai Châu"


def test_a_record_that_names_place_and_day_is_the_fuller_one() -> None:
    placed = _act(issuer="ubnd:lai-chau", issuer_name="Ủy ban nhân dân tỉnh Lai Châu")
    assert completeness(placed) > completeness(_act(issued=date(2019, 6, 20), title="Về bến thủy"))
    assert completeness(_act(issuer="ubnd:tinh")) == completeness(_act()) == 0
