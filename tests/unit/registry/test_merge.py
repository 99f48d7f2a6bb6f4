"""Which descriptions are one act, and which stay apart."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.model.act import Act
from legal_corpus.registry.identity import act_uid
from legal_corpus.registry.merge import same_act

OLD, NEW = "2021-02-03", "2026-02-03"


def act(printed: str, issued: str | None, issuer: str | None = None, title: str | None = None) -> Act:
    """``printed`` is kind and number: "Quyết định 5/2021/QĐ-UBND"."""
    type_, _, number = printed.rpartition(" ")
    day = date.fromisoformat(issued) if issued else None
    return Act(act_uid(type_, number, issuer, day), type_, number, title, issuer, None, day)


CAO_BANG = act("Quyết định 5/2021/QĐ-UBND", OLD, "ubnd:cao-bang")
MARKET = act("Quyết định 1/2026/QĐ-UBND", NEW, "ubnd:xa-tan-thanh", "Về chợ")
KNOWN = act("Quyết định 1/2026/QĐ-UBND", NEW, "ubnd:xa-tan-thanh@ca-mau-2025")


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        # a central number with a year is unique, whatever date or kind a source leaves out
        (act("Nghị định 7/2020/NĐ-CP", "2020-01-05"), act(" 07/2020/NĐ-CP", None), True),
        # a central number without a year is used again each year
        (act("Nghị quyết 13/NQ-CP", OLD), act("Nghị quyết 13/NQ-CP", NEW), False),
        # a local number needs its issuer
        (CAO_BANG, act("Quyết định 05/2021/QĐ-UBND", None, "ubnd:cao-bang"), True),
        (CAO_BANG, act("Quyết định 05/2021/QĐ-UBND", OLD, "ubnd:lang-son"), False),
        (CAO_BANG, act("Quyết định 05/2021/QĐ-UBND", OLD), False),
        # the kind belongs to the identity
        (CAO_BANG, act("Chỉ thị 05/2021/QĐ-UBND", OLD, "ubnd:cao-bang"), False),
        # communes of two provinces share their names
        (MARKET, act("Quyết định 1/2026/QĐ-UBND", NEW, "ubnd:xa-tan-thanh", "Về chợ"), True),
        (MARKET, act("Quyết định 1/2026/QĐ-UBND", NEW, "ubnd:xa-tan-thanh", "Về bến đò"), False),
        (MARKET, act("Quyết định 1/2026/QĐ-UBND", None, "ubnd:xa-tan-thanh", "Về chợ"), False),
        (KNOWN, act("Quyết định 1/2026/QĐ-UBND", None, "ubnd:xa-tan-thanh@ca-mau-2025"), True),
    ],
)
def test_same_act(a: Act, b: Act, one: bool) -> None:
    assert same_act(a, b) is one
    assert same_act(b, a) is one
