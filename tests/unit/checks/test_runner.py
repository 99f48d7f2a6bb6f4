from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from legal_corpus.checks.base import Document, Knowledge
from legal_corpus.checks.runner import check_text
from legal_corpus.checks.sentence import sentence_at
from legal_corpus.effect.rules import core_rules
from legal_corpus.model.act import Act, Header, HeaderField
from legal_corpus.model.citation import Citation, ProvisionRef
from legal_corpus.model.effect import EffectEvent
from legal_corpus.model.finding import Finding
from legal_corpus.registry.memory import MemoryRegistry

LAW = Act("law", "Luật", "70/2019/QH14", "Cảng cạn", "quoc-hoi", issued=date(2019, 11, 20))
NEXT = Act("next", "Luật", "71/2025/QH15", "Cảng cạn và bến thủy", "quoc-hoi", issued=date(2025, 6, 20))
EVENTS = [
    EffectEvent("law", "enters_into_force", "whole", date(2020, 7, 1), "van_ban"),
    EffectEvent("law", "repeals", "part", date(2024, 1, 1), "van_ban", provisions=("5",)),
    EffectEvent("law", "replaces", "whole", date(2026, 1, 1), "van_ban", by="next"),
    EffectEvent("next", "enters_into_force", "whole", date(2026, 1, 1), "van_ban"),
]
REGISTRY = MemoryRegistry([LAW, NEXT], EVENTS)
HEADER = Header(
    number=HeaderField("9/2023/QĐ-UBND"),
    type=HeaderField("Quyết định"),
    issuer=HeaderField("Ủy ban nhân dân tỉnh Lai Châu"),
    issued=HeaderField("2023-03-03"),
    effective_from=HeaderField("2023-03-20"),
    title=HeaderField("Quy định chi tiết Luật Cảng cạn"),
)
NAME = "Luật Cảng cạn số 70/2019/QH14"
TEXT = (
    f"Căn cứ {NAME}; Căn cứ Luật Tổ chức số 1/2019/QH14;\n"
    f"Điều 3. Theo Điều 5 {NAME} và {NAME}.\n"
    f"Điều 4. Theo {NAME}.\n"
)


def _citations(text: str = TEXT) -> list[Citation]:
    found: list[Citation] = []
    start = text.find(NAME)
    while start >= 0:
        role: Any = "basis" if not found else "refers"
        fields = ("Luật", "70/2019/QH14", "Cảng cạn", None, None, None)
        found.append(Citation(start, start + len(NAME), NAME, "act", *fields, role))
        start = text.find(NAME, start + 1)
    return found


def _check(on: date, text: str = TEXT) -> list[Finding]:
    citations = _citations(text)
    pinpoint = text.index("Điều 5 Luật")
    provisions = [ProvisionRef(pinpoint, pinpoint + 6, "Điều 5", ("5",), citations[1].start)]
    return check_text(Document(text, HEADER, citations, provisions), Knowledge(REGISTRY, on))


def test_one_act_in_one_sentence_gives_one_finding_of_the_most_telling_code() -> None:
    findings = _check(date(2026, 11, 21))
    assert [(item.code, item.severity) for item in findings] == [
        ("REF102", "error"),
        ("REF102", "warning"),
        ("REF102", "warning"),
    ]
    assert [TEXT.count("\n", 0, item.start) for item in findings] == [0, 1, 2]


def test_before_the_replacement_the_repealed_article_is_told() -> None:
    findings = _check(date(2025, 1, 1))
    assert [(item.code, item.provision) for item in findings] == [("REF106", None), ("REF104", "5")]


@pytest.mark.parametrize("on", [date.max, date.min])
def test_the_time_of_warning_ends_where_the_calendar_does(on: date) -> None:
    standing = Knowledge(MemoryRegistry([LAW], EVENTS[:1]), on, core_rules())
    codes = {item.code for item in check_text(Document(TEXT, HEADER, _citations()), standing)}
    assert "REF110" not in codes and "REF102" not in codes


def test_finding_shows_both_readings_the_clause_and_the_law() -> None:
    first = _check(date(2026, 11, 21))[0]
    whats = [item.what for item in first.evidence]
    assert whats[0] == "câu trích dẫn"
    assert first.evidence[0].quote == f"Căn cứ {NAME}"
    assert whats[1] == "hiệu lực ngày ký (03/03/2023): còn hiệu lực"
    assert whats[2].startswith("hiệu lực ngày rà soát (21/11/2026): hết hiệu lực toàn bộ từ ngày 01/01/2026")
    assert any("Bị thay thế bởi Luật 71/2025/QH15" in what for what in whats)
    assert first.legal_source == "khoản 2 Điều 39 Nghị định 79/2025/NĐ-CP"
    assert first.act is not None
    assert (first.act.status, first.act.expired_from, first.act.ended_by) == (
        "expired",
        date(2026, 1, 1),
        ("71/2025/QH15",),
    )


def test_a_detailing_act_gets_the_proposal_of_the_rule_of_that_day() -> None:
    suggestion = _check(date(2026, 11, 21))[0].suggestion or ""
    assert "trừ khi có văn bản công bố tiếp tục có hiệu lực" in suggestion
    rule = core_rules().at("implementing_act_expiry", date(2026, 1, 1))
    assert rule is not None
    assert rule.shown_source in suggestion


def test_fingerprints_survive_edits_elsewhere_and_stay_apart() -> None:
    before = _check(date(2026, 11, 21))
    after = _check(date(2026, 11, 21), "Lời nói đầu mới được thêm.\n" + TEXT)
    assert [item.fingerprint for item in before] == [item.fingerprint for item in after]
    assert [item.start for item in before] != [item.start for item in after]
    assert len({item.fingerprint for item in before}) == 3


def test_a_sentence_printed_twice_gives_two_fingerprints() -> None:
    line = f"Điều 4. Theo {NAME}.\n"
    findings = _check(date(2026, 11, 21), TEXT + line)
    assert len(findings) == 4
    assert len({item.fingerprint for item in findings}) == 4


def test_sentence_is_the_clause_of_its_paragraph() -> None:
    text = "Căn cứ Luật A; Căn cứ Luật B;\nĐiều 1. Theo Luật C. Hết."
    spans = [
        sentence_at(text, text.index(name), text.index(name) + 5) for name in ("Luật A", "Luật B", "Luật C")
    ]
    assert [span.of(text) for span in spans] == ["Căn cứ Luật A", "Căn cứ Luật B;", "Điều 1. Theo Luật C"]


def test_a_ground_that_ended_later_is_told_from_one_that_was_wrong_at_issue() -> None:
    later = _check(date(2026, 11, 21))[0]
    assert "sau ngày ký 03/03/2023" in later.message and "trường hợp phải rà soát" in later.message
    ended = [e for e in EVENTS if e.predicate != "replaces"]
    early = MemoryRegistry(
        [LAW, NEXT], [*ended, EffectEvent("law", "repeals", "whole", date(2022, 1, 1), "van_ban")]
    )
    wrong = check_text(Document(TEXT, HEADER, _citations()), Knowledge(early, date(2026, 11, 21)))[0]
    assert (wrong.code, wrong.severity) == ("REF103", "error")
    assert "trước ngày ký 03/03/2023" in wrong.message and "đính chính" in wrong.message
    assert "căn cứ ban hành vào ngày 03/03/2023 (chưa đối chiếu nguyên văn)" in wrong.legal_source


def test_an_act_named_in_the_title_of_a_ground_is_no_ground() -> None:
    text = f"Căn cứ Nghị định số 5/2020/NĐ-CP hướng dẫn thi hành {NAME};\n"
    start = text.index(NAME)
    decree = Citation(8, 36, text[8:36], "act", "Nghị định", "5/2020/NĐ-CP", None, None, None, None, "basis")
    law = Citation(
        start, start + len(NAME), NAME, "act", "Luật", "70/2019/QH14", "Cảng cạn", None, None, None, "basis"
    )
    findings = check_text(Document(text, HEADER, [decree, law]), Knowledge(REGISTRY, date(2026, 11, 21)))
    told = [(item.code, item.severity) for item in findings if item.text == NAME]
    assert told == [("REF102", "info")]


def test_checks_of_other_families_speak_beside_those_on_the_cited_act() -> None:
    text = f"Căn cứ {NAME};\nCăn cứ {NAME};\n"
    cited = [
        Citation(
            at, at + len(NAME), NAME, "act", "Luật", "70/2019/QH14", "Cảng cạn", None, None, None, "basis"
        )
        for at in (7, 7 + len(f"Căn cứ {NAME};\n"))
    ]
    codes = [
        f.code for f in check_text(Document(text, HEADER, cited), Knowledge(REGISTRY, date(2026, 11, 21)))
    ]
    assert sorted(codes) == ["BAS404", "REF102", "REF102"]
