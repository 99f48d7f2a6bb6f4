from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from legal_corpus.registry.memory import RegistryRowError, core_registry_lines, load_registry_lines
from legal_corpus.registry.rows import parse_row


def _row(**more: Any) -> str:
    row = {"type": "Nghị định", "number": "5/2020/NĐ-CP", "issuer": "chinh-phu", "issued": "2020-02-03"}
    return json.dumps({**row, **more}, ensure_ascii=False)


def test_by_is_linked_when_one_act_fits() -> None:
    event = {
        "predicate": "replaces",
        "scope": "whole",
        "from": "2024-01-01",
        "by": {"type": "Nghị định", "number": "06/2023/NĐ-CP"},
        "source": "van_ban",
        "note": "theo điều khoản thi hành",
    }
    registry = load_registry_lines(
        [_row(events=[event]), _row(number="6/2023/NĐ-CP", issued="2023-11-01"), ""]
    )
    old, new = registry.acts()
    (found,) = registry.events_on(old.uid)
    assert found.by == new.uid
    assert found.by_label == "Nghị định 06/2023/NĐ-CP"
    assert found.evidence is not None
    assert (found.evidence.quote, found.evidence.what) == (None, "theo điều khoản thi hành")


def test_by_stays_a_label_when_two_acts_fit() -> None:
    acting = {"type": "Quyết định", "number": "9/2024/QĐ-UBND"}
    event = {"predicate": "repeals", "scope": "whole", "by": acting, "source": "van_ban"}
    lines = [
        _row(events=[event]),
        _row(type="Quyết định", number="9/2024/QĐ-UBND", issuer="ubnd:hue", issued="2024-03-01"),
        _row(type="Quyết định", number="9/2024/QĐ-UBND", issuer="ubnd:son-la", issued="2024-04-01"),
    ]
    registry = load_registry_lines(lines)
    (found,) = registry.events_on(registry.by_number("5/2020/NĐ-CP")[0].uid)
    assert found.by is None
    assert found.by_label == "Quyết định 9/2024/QĐ-UBND"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (_row(issued="2020-02-30"), "ngày có thật"),
        (_row(issued="1820-02-03"), "02/9/1945"),
        (_row(type=None), "loại văn bản"),
        (_row(number=None), "tên gọi"),
        (_row(events=[{"predicate": "kills", "source": "x"}]), "kills"),
        (_row(events=[{"predicate": "repeals", "scope": "half"}]), "half"),
        (_row(events=[{"predicate": "suspends", "from": "2025-05-01", "until": "2025-04-01"}]), "trước khi"),
        (_row(events=[{"predicate": "repeals", "confidence": 3}]), "confidence"),
        (_row(names="một tên"), "danh sách"),
        ("[1]", "đối tượng"),
        ("{", "JSON"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(line: str, told: str) -> None:
    with pytest.raises(RegistryRowError) as caught:
        load_registry_lines([_row(), line])
    assert caught.value.row == 2
    assert told in caught.value.reason
    assert str(caught.value).startswith("Dòng 2 ")


def test_a_repeated_act_is_refused() -> None:
    with pytest.raises(RegistryRowError, match="đã có ở dòng 1"):
        load_registry_lines([_row(), _row(number="05/2020/NĐ-CP")])


def test_title_with_type_and_number_is_found_by_bare_name() -> None:
    law = _row(type="Luật", number="70/2024/QH15", issuer="quoc-hoi", title="Luật Bến thủy số 70/2024/QH15")
    assert [act.number for act in load_registry_lines([law]).by_name("luật", "bến thủy")] == ["70/2024/QH15"]


def test_row_dates_and_claims_are_typed() -> None:
    claims = [{"field": "issued", "value": "2020-02-04", "source": "vbpl2026"}]
    parsed = parse_row(1, _row(claims=claims, effective_from="2020-04-01"))
    assert parsed.act.effective_from == date(2020, 4, 1)
    assert parsed.act.claims[0].value == "2020-02-04"


def test_shipped_registry_loads_and_knows_the_review_decree() -> None:
    registry = load_registry_lines(core_registry_lines())
    (decree,) = registry.by_number("79/2025/NĐ-CP")
    assert (decree.type, decree.issuer, decree.issued) == ("Nghị định", "chinh-phu", date(2025, 4, 1))
