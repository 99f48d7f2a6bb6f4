from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from legal_corpus.model.act import Act, Claim
from legal_corpus.model.citation import Citation
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.identity import act_uid
from legal_corpus.registry.memory import MemoryRegistry
from legal_corpus.registry.resolve import (
    CitingAct,
    Resolution,
    other_on,
    resolve,
    resolve_all,
    resolve_on,
)


def act(type_: str, number: str | None, issuer: str | None, issued: str | None, **more: Any) -> Act:
    day = date.fromisoformat(issued) if issued else None
    uid = act_uid(type_, number, issuer, day, None if number else more.get("title"))
    return Act(uid=uid, type=type_, number=number, issuer=issuer, issued=day, **more)


def cite(type_: str, number: str | None = None, *, issued: str | None = None, **more: Any) -> Citation:
    fields: dict[str, Any] = {
        "kind": "act",
        "name": None,
        "year": None,
        "issuer": None,
        "role": "refers",
        **more,
    }
    text = f"{type_} {number or fields['name'] or ''}"
    day = date.fromisoformat(issued) if issued else None
    return Citation(start=0, end=len(text), text=text, type=type_, number=number, issued=day, **fields)


DECREE_187 = act("Nghị định", "187/2025/NĐ-CP", "chinh-phu", "2025-07-01")
DECREE_20 = act("Nghị định", "20/2008/NĐ-CP", "chinh-phu", "2008-02-14")
CIRCULAR = act("Thông tư", "12/2026/TT-BCT", "bo-cong-thuong", "2026-03-02", issuer_name="Bộ Công Thương")
PRICE_LAW = act("Luật", "16/2023/QH15", "quoc-hoi", "2023-06-19", title="Luật Giá")
HUE = act("Nghị quyết", "01/2026/NQ-HĐND", "hdnd:hue", "2026-01-15")
DONG_NAI = act("Nghị quyết", "01/2026/NQ-HĐND", "hdnd:dong-nai-2025", "2026-01-08")
GIA_LAI_OLD = act("Quyết định", "05/2025/QĐ-UBND", "ubnd:gia-lai", "2025-01-20")
GIA_LAI_NEW = act("Quyết định", "05/2025/QĐ-UBND", "ubnd:gia-lai-2025", "2025-07-04")
BINH_DINH = act("Quyết định", "41/2021/QĐ-UBND", "ubnd:binh-dinh", "2021-08-02")
SON_LA = act("Quyết định", "41/2021/QĐ-UBND", "ubnd:son-la", "2021-09-02")
PRIME = act("Quyết định", "439/QĐ-TTg", "thu-tuong-chinh-phu", "2024-05-22")
PORT_OLD = act(
    "Luật", "30/2009/QH12", "quoc-hoi", "2009-06-17", title="Cảng cạn", effective_from=date(2010, 1, 1)
)
PORT_NEW = act(
    "Luật", "77/2024/QH15", "quoc-hoi", "2024-11-20", title="Cảng cạn", effective_from=date(2025, 7, 1)
)
REGISTRY = MemoryRegistry(
    [
        DECREE_187,
        DECREE_20,
        CIRCULAR,
        PRICE_LAW,
        HUE,
        DONG_NAI,
        GIA_LAI_OLD,
        GIA_LAI_NEW,
        BINH_DINH,
        SON_LA,
        PRIME,
        PORT_OLD,
        PORT_NEW,
    ]
)
NOBODY = CitingAct()


def run(citation: Citation, citing: CitingAct = NOBODY, registry: MemoryRegistry = REGISTRY) -> Resolution:
    return resolve(citation, citing, registry)


def test_central_number_alone_is_enough() -> None:
    found = run(cite("Nghị định", "187/2025/NĐ-CP"))
    assert (found.outcome, found.act, found.candidates) == ("resolved", DECREE_187, (DECREE_187,))


def test_number_whose_year_denies_the_date_suggests_the_act_of_that_date() -> None:
    found = run(cite("Nghị định", "187/2020/NĐ-CP", issued="2025-07-01", issuer="Chính phủ"))
    assert (found.outcome, found.act) == ("mismatch", None)
    assert found.near[0] == DECREE_187
    assert [item.field for item in found.mismatches] == ["issued"]


def test_unknown_number_puts_the_act_of_the_same_day_first() -> None:
    found = run(cite("Nghị định", "20/2018/NĐ-CP", issued="2018-02-14"))
    assert (found.outcome, found.act) == ("unknown", None)
    assert found.near == (DECREE_20,)


def test_existing_number_with_another_date_is_a_mismatch_not_a_match() -> None:
    real = act("Nghị định", "20/2018/NĐ-CP", "chinh-phu", "2018-02-07")
    found = run(
        cite("Nghị định", "20/2018/NĐ-CP", issued="2018-02-14"), NOBODY, MemoryRegistry([real, DECREE_20])
    )
    assert (found.outcome, found.act) == ("mismatch", real)
    assert found.mismatches[0].cited == "2018-02-14"
    assert found.near[0] == DECREE_20


def test_a_date_that_another_source_claims_is_no_mismatch() -> None:
    claim = Claim("issued", "2018-02-14", "vbpl2026")
    real = act("Nghị định", "20/2018/NĐ-CP", "chinh-phu", "2018-02-07", claims=(claim,))
    assert (
        run(cite("Nghị định", "20/2018/NĐ-CP", issued="2018-02-14"), NOBODY, MemoryRegistry([real])).act
        == real
    )


def test_a_date_of_the_registry_that_its_own_number_contradicts_is_no_mismatch_of_the_citation() -> None:
    wrong = act("Nghị quyết", "107/2020/QH14", "quoc-hoi", "2021-06-10")
    registry = MemoryRegistry([wrong])
    right = resolve(cite("Nghị quyết", "107/2020/QH14", issued="2020-06-10"), CitingAct(), registry)
    assert (right.outcome, right.act) == ("resolved", wrong)
    other = resolve(cite("Nghị quyết", "107/2020/QH14", issued="2020-06-20"), CitingAct(), registry)
    assert [item.field for item in other.mismatches] == ["issued"]


def test_a_kind_that_the_symbol_itself_says_is_no_mismatch_of_the_citation() -> None:
    party = act("Nghị định", "46-NQ/TW", "ban-chap-hanh-trung-uong", None)
    named = cite("Nghị quyết", "46-NQ/TW", issuer="Bộ Chính trị")
    assert resolve(named, CitingAct(), MemoryRegistry([party])).mismatches == ()


def test_wrong_name_beside_a_number_is_a_mismatch() -> None:
    found = run(cite("Luật", "16/2023/QH15", name="Đất đai"))
    assert (found.outcome, [item.field for item in found.mismatches]) == ("mismatch", ["name"])


def test_misprinted_long_name_still_resolves() -> None:
    title = "Sửa đổi, bổ sung một số điều của Luật Cảng cạn, Luật Bến thủy và Luật Quản lý, sử dụng kho bãi"
    law = act("Luật", "88/2024/QH15", "quoc-hoi", "2024-11-29", title=title)
    printed = title.replace("kho bãi", "kho, bải")
    assert (
        run(cite("Luật", "88/2024/QH15", name=printed), NOBODY, MemoryRegistry([law])).outcome == "resolved"
    )


def test_wrong_issuer_is_told_but_the_number_decides() -> None:
    found = run(cite("Thông tư", "12/2026/TT-BCT", issuer="Bộ Tài chính"))
    assert (found.outcome, found.act) == ("resolved", CIRCULAR)
    assert [item.field for item in found.mismatches] == ["issuer"]
    assert run(cite("Thông tư", "12/2026/TT-BCT", issuer="Bộ trưởng Bộ Công Thương")).mismatches == ()


def test_wrong_type_is_a_mismatch() -> None:
    found = run(cite("Thông tư", "187/2025/NĐ-CP"))
    assert (found.outcome, [item.field for item in found.mismatches]) == ("mismatch", ["type"])


def test_local_number_without_issuer_is_ambiguous() -> None:
    found = run(cite("Nghị quyết", "01/2026/NQ-HĐND"))
    assert (found.outcome, found.act, set(found.candidates)) == ("ambiguous", None, {HUE, DONG_NAI})


def test_local_number_with_its_issuer_resolves() -> None:
    found = run(cite("Nghị quyết", "01/2026/NQ-HĐND", issuer="Hội đồng nhân dân tỉnh Đồng Nai"))
    assert (found.outcome, found.act) == ("resolved", DONG_NAI)


@pytest.mark.parametrize("organ", ["hdnd", "ubnd"])
def test_local_number_without_issuer_means_the_citing_province(organ: str) -> None:
    citing = CitingAct(f"{organ}:hue", date(2026, 6, 1))
    assert run(cite("Nghị quyết", "01/2026/NQ-HĐND"), citing).act == HUE


def test_issuer_without_place_means_the_citing_province() -> None:
    citing = CitingAct("ubnd:hue", date(2026, 6, 1))
    assert run(cite("Nghị quyết", "01/2026/NQ-HĐND", issuer="Hội đồng nhân dân thành phố"), citing).act == HUE


def test_only_known_local_act_is_not_proof() -> None:
    found = run(cite("Quyết định", "41/2021/QĐ-UBND"), NOBODY, MemoryRegistry([SON_LA]))
    assert (found.outcome, found.act, found.near) == ("unknown", None, (SON_LA,))


def test_merged_province_cites_acts_of_both_former_ones() -> None:
    citing = CitingAct("ubnd:gia-lai-2025", date(2025, 11, 25))
    assert run(cite("Quyết định", "41/2021/QĐ-UBND"), citing).act == BINH_DINH


def test_number_restarted_after_the_merger_needs_the_date() -> None:
    citing = CitingAct("ubnd:gia-lai-2025", date(2025, 11, 25))
    issuer = "Ủy ban nhân dân tỉnh Gia Lai"
    undated = run(cite("Quyết định", "05/2025/QĐ-UBND", issuer=issuer), citing)
    assert (undated.outcome, set(undated.candidates)) == ("ambiguous", {GIA_LAI_OLD, GIA_LAI_NEW})
    old = run(cite("Quyết định", "05/2025/QĐ-UBND", issuer=issuer, issued="2025-01-20"), citing)
    new = run(cite("Quyết định", "05/2025/QĐ-UBND", issuer=issuer, issued="2025-07-04"), citing)
    assert (old.act, new.act) == (GIA_LAI_OLD, GIA_LAI_NEW)


def test_acts_later_than_the_citing_one_are_not_meant() -> None:
    citing = CitingAct("ubnd:gia-lai", date(2025, 3, 1))
    assert run(cite("Quyết định", "05/2025/QĐ-UBND"), citing).act == GIA_LAI_OLD


def test_another_province_is_never_taken_instead() -> None:
    found = run(cite("Quyết định", "41/2021/QĐ-UBND", issuer="UBND tỉnh Lai Châu"))
    assert (found.outcome, found.act) == ("unknown", None)
    assert "Lai Châu" in found.reason


def test_number_without_year_needs_a_date() -> None:
    assert run(cite("Quyết định", "439/QĐ-TTg")).outcome == "unknown"
    assert run(cite("Quyết định", "439/QĐ-TTg", issued="2024-05-22")).act == PRIME


@pytest.mark.parametrize(
    ("on", "outcome", "number"),
    [
        (date(2024, 1, 1), "resolved", "30/2009/QH12"),
        (date(2025, 2, 1), "resolved", "30/2009/QH12"),
        (date(2025, 8, 1), "resolved", "77/2024/QH15"),
        (date(2001, 1, 1), "unknown", None),
        (None, "ambiguous", None),
    ],
)
def test_law_by_name_is_the_one_of_its_time(on: date | None, outcome: str, number: str | None) -> None:
    found = run(cite("Luật", name="Cảng cạn"), CitingAct(issued=on))
    assert (found.outcome, found.act.number if found.act else None) == (outcome, number)


def test_law_by_name_and_year_or_date() -> None:
    assert run(cite("Luật", name="Cảng cạn", year=2009), CitingAct(issued=date(2026, 1, 1))).act == PORT_OLD
    assert run(cite("Luật", name="Cảng cạn", issued="2024-11-20")).act == PORT_NEW
    missing = run(cite("Luật", name="Cảng cạn", year=2015))
    assert (missing.outcome, set(missing.near)) == ("unknown", {PORT_OLD, PORT_NEW})


def test_papers_are_not_resolved() -> None:
    assert run(cite("Tờ trình", "187/2025/NĐ-CP", kind="paper")).outcome == "unknown"


def test_the_citing_act_never_cites_itself() -> None:
    citing = CitingAct("chinh-phu", date(2025, 7, 1), DECREE_187.uid)
    assert run(cite("Nghị định", "187/2025/NĐ-CP"), citing).outcome == "unknown"


def test_two_laws_are_kept_when_nobody_says_which_was_in_force() -> None:
    waiting = act("Luật", "78/2024/QH15", "quoc-hoi", "2024-11-20", title="Kho bãi")
    older = act("Luật", "31/2009/QH12", "quoc-hoi", "2009-06-17", title="Kho bãi")
    found = run(
        cite("Luật", name="Kho bãi"), CitingAct(issued=date(2025, 2, 1)), MemoryRegistry([waiting, older])
    )
    assert (found.outcome, found.candidates) == ("ambiguous", (older, waiting))


def test_laws_without_date_are_placed_by_the_year_of_their_number() -> None:
    old = act("Luật", "13/2003/QH11", "quoc-hoi", None, title="Kho bãi")
    new = act(
        "Luật", "31/2024/QH15", "quoc-hoi", "2024-01-18", title="Kho bãi", effective_from=date(2024, 8, 1)
    )
    registry = MemoryRegistry([old, new])
    assert run(cite("Luật", name="Kho bãi"), CitingAct(issued=date(2025, 2, 1)), registry).act == new
    assert run(cite("Luật", name="Kho bãi"), CitingAct(issued=date(2010, 2, 1)), registry).act == old
    assert run(cite("Luật", name="Kho bãi", year=2003), NOBODY, registry).act == old


def test_a_bare_name_means_what_the_same_document_cites_by_number() -> None:
    citing = CitingAct("ubnd:hue", date(2025, 2, 1))
    named, bare = cite("Luật", "77/2024/QH15", name="Cảng cạn", role="basis"), cite("Luật", name="Cảng cạn")
    assert [item.act for item in resolve_all([named, bare], citing, REGISTRY)] == [PORT_NEW, PORT_NEW]
    assert [item.act for item in resolve_all([bare], citing, REGISTRY)] == [PORT_OLD]
    both = [cite("Luật", "30/2009/QH12", name="Cảng cạn"), named, bare]
    assert resolve_all(both, citing, REGISTRY)[2].outcome == "ambiguous"


def test_the_day_one_law_ended_the_other_tells_which_was_in_force() -> None:
    new = act("Luật", "78/2024/QH15", "quoc-hoi", "2024-11-20", title="Kho bãi")
    old = act("Luật", "31/2009/QH12", "quoc-hoi", "2009-06-17", title="Kho bãi")
    end = EffectEvent(old.uid, "replaces", "whole", date(2025, 7, 1), "van_ban", by=new.uid)
    registry = MemoryRegistry([old, new], [end])
    days = (date(2025, 6, 30), date(2025, 7, 1))
    assert [run(cite("Luật", name="Kho bãi"), CitingAct(issued=day), registry).act for day in days] == [
        old,
        new,
    ]


def test_a_yearless_number_of_another_year_is_another_act() -> None:
    found = run(cite("Quyết định", "439/QĐ-TTg", issued="2019-03-01"))
    assert (found.outcome, found.act, found.near) == ("unknown", None, (PRIME,))
    slip = run(cite("Quyết định", "439/QĐ-TTg", issued="2024-05-23"))
    assert (slip.outcome, [item.field for item in slip.mismatches]) == ("mismatch", ["issued"])


@pytest.mark.parametrize(
    ("number", "issued", "told"),
    [
        ("187/2024/NĐ-CP", None, "gần nhất là Nghị định 187/2025/NĐ-CP, khác năm"),
        ("178/2025/NĐ-CP", None, "gần nhất là Nghị định 187/2025/NĐ-CP, khác số thứ tự"),
        ("20/2018/NĐ-CP", "2008-02-14", None),
        ("9999/2031/NĐ-CP", None, None),
    ],
)
def test_an_unknown_number_names_the_nearest_and_what_differs(
    number: str, issued: str | None, told: str | None
) -> None:
    found = run(cite("Nghị định", number, issued=issued))
    assert found.act is None
    assert (told or "") in found.reason
    assert told is not None or "gần nhất" not in found.reason


def test_a_name_of_two_laws_is_that_of_the_older_one_where_it_was_still_seen_in_force() -> None:
    old = act("Luật", "11/2015/QH13", "quoc-hoi", "2015-06-25", title="Kho bãi")
    new = act("Luật", "12/2025/QH15", "quoc-hoi", "2025-06-25", title="Kho bãi")

    def seen(day: str, source: str) -> MemoryRegistry:
        event = EffectEvent(old.uid, "observed_in_force", "whole", date.fromisoformat(day), source)
        return MemoryRegistry([old, new], [event])

    bare, citing = cite("Luật", name="Kho bãi"), CitingAct("ubnd:hue", date(2025, 11, 20))
    assert run(bare, citing, seen("2025-12-25", "vien_dan")).act == old
    assert run(bare, citing, seen("2025-11-01", "vien_dan")).outcome == "ambiguous"
    assert run(bare, citing, seen("2026-02-01", "phapdien2026")).outcome == "ambiguous"


def test_a_bare_name_has_a_reading_at_signing_and_one_on_the_day_of_the_question() -> None:
    citing, day = CitingAct("ubnd:hue", date(2015, 1, 1)), date(2026, 11, 21)
    bare = cite("Luật", name="Cảng cạn")
    assert (run(bare, citing).act, resolve_on(bare, citing, REGISTRY, day).act) == (PORT_OLD, PORT_NEW)
    dated = cite("Luật", name="Cảng cạn", year=2009)
    assert resolve_on(dated, citing, REGISTRY, day).act == PORT_OLD
    assert resolve_on(cite("Nghị định", "187/2025/NĐ-CP"), citing, REGISTRY, day).act == DECREE_187
    assert other_on(bare, PORT_OLD, citing, REGISTRY, day) == PORT_NEW
    assert other_on(bare, PORT_NEW, citing, REGISTRY, day) is None
    assert other_on(dated, PORT_OLD, citing, REGISTRY, day) is None


@pytest.mark.parametrize(
    ("citing", "issuer", "outcome"),
    [("ubnd:binh-dinh", None, "mismatch"), ("ubnd:an-giang", None, "unknown"),
     ("ubnd:an-giang", "Ủy ban nhân dân tỉnh Bình Định", "mismatch"), (None, None, "unknown")],
)  # fmt: skip
def test_a_local_number_is_no_slip_of_another_provinces(
    citing: str | None, issuer: str | None, outcome: str
) -> None:
    words = "ban hành quy định quản lý, vận hành và khai thác bến bãi trên địa bàn tỉnh"
    known = act("Quyết định", "41/2021/QĐ-UBND", "ubnd:binh-dinh", "2021-08-02", title=words)
    slip = cite("Quyết định", "42/2021/QĐ-UBND", issuer=issuer)
    found = resolve(slip, CitingAct(citing), MemoryRegistry([known]), subject=words)
    assert found.outcome == outcome


@pytest.mark.parametrize(
    ("title", "outcome"),
    [(None, "unknown"), ("Quyết định 77/QĐ-TTg năm 2019 về bến bãi", "unknown"),
     ("Quyết định 77/QĐ-TTg năm 2021 về bến bãi", "resolved")],
)  # fmt: skip
def test_a_yearless_number_of_an_undated_act_is_taken_only_for_the_year_its_title_tells(
    title: str | None, outcome: str
) -> None:
    known = act("Quyết định", "77/QĐ-TTg", "thu-tuong-chinh-phu", None, title=title)
    cited = cite("Quyết định", "77/QĐ-TTg", issued="2021-01-12")
    assert run(cited, registry=MemoryRegistry([known])).outcome == outcome


def test_an_acts_own_number_is_not_that_of_a_resolution_beside_it() -> None:
    law = act("Luật", "97/2035/QH18", "quoc-hoi", "2035-11-25", title="Bến bãi")
    beside = act("Nghị quyết", "97/2035/QH18", "quoc-hoi", "2035-06-22")
    citing = CitingAct("quoc-hoi", law.issued, law.uid)
    found = run(cite("Luật", "97/2035/QH18"), citing, MemoryRegistry([law, beside]))
    assert (found.outcome, found.act, found.mismatches) == ("unknown", None, ())
