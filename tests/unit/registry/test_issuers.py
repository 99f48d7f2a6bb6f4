from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.registry.issuers import (
    central_issuer_of,
    core_issuers,
    initials,
    issuer_at,
    issuer_key,
    issuers_for_symbol,
    names_its_province,
)

BEFORE, AFTER = date(2024, 5, 1), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("UBND tỉnh Gia Lai", BEFORE, "ubnd:gia-lai"),
        ("UBND tỉnh Gia Lai", AFTER, "ubnd:gia-lai-2025"),
        ("Uỷ ban nhân dân tỉnh Bình Định", BEFORE, "ubnd:binh-dinh"),
        ("Uỷ ban nhân dân tỉnh Bình Định", AFTER, None),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", AFTER, "ubnd:ha-noi"),
        ("UBND TP.HCM", AFTER, "ubnd:ho-chi-minh-2025"),
        ("HĐND tỉnh Sơn La", AFTER, "hdnd:son-la"),
        ("Chủ tịch UBND tỉnh Đồng Nai", AFTER, "ctubnd:dong-nai-2025"),
        ("Bộ trưởng Bộ Tư pháp", AFTER, "bo-tu-phap"),
        ("Chính phủ", BEFORE, "chinh-phu"),
        ("Ủy ban nhân dân Tỉnh", AFTER, None),
        ("HĐND Thành phố", AFTER, None),
        ("Bộ Không Có", AFTER, None),
    ],
)
def test_name_on_a_day(name: str, on: date, code: str | None) -> None:
    found = issuer_at(name, on)
    assert (found.code if found else None) == code


def test_without_a_day_the_old_and_the_new_unit_stay_apart() -> None:
    assert issuer_at("UBND tỉnh Gia Lai", None) is None
    assert {item.code for item in core_issuers().named("UBND tỉnh Gia Lai")} == {
        "ubnd:gia-lai",
        "ubnd:gia-lai-2025",
    }
    only = issuer_at("UBND tỉnh Lai Châu", None)
    assert only is not None
    assert only.code == "ubnd:lai-chau"


def test_communes_carry_their_province_when_it_is_named() -> None:
    named = issuer_at("UBND xã Chiềng Hặc, tỉnh Sơn La", AFTER)
    bare = issuer_at("UBND huyện Cần Giờ", BEFORE)
    assert named is not None
    assert bare is not None
    assert (named.code, named.level) == ("ubnd:xa-chieng-hac@son-la", "commune")
    assert (bare.code, bare.level) == ("ubnd:huyen-can-gio", "district")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("79/2025/NĐ-CP", "chinh-phu"),
        ("13/NQ-CP", "chinh-phu"),
        ("48/2025/QĐ-TTg", "thu-tuong-chinh-phu"),
        ("64/2025/QH15", "quoc-hoi"),
        ("115/2025/UBTVQH15", "uy-ban-thuong-vu-quoc-hoi"),
        ("26/2025/TT-BTP", "bo-tu-phap"),
        ("16/2011/TTLT-BCT-BNV", "bo-cong-thuong"),
        ("33/2022/QĐ-UBND", None),
        ("05/2016/NQ-HĐND8", None),
        ("123/QĐ-STC", None),
    ],
)
def test_symbol_of_a_central_body_names_it(number: str, code: str | None) -> None:
    assert central_issuer_of(number) == code
    assert issuers_for_symbol(number).unique is (code is not None)


@pytest.mark.parametrize(
    ("number", "organ"),
    [
        ("33/2022/QĐ-UBND", "ubnd"),
        ("72/2004/QĐ-UB", "ubnd"),
        ("05/2012/CT-UBND", "ubnd"),
        ("61/2025/QĐ-CTUBND", "ctubnd"),
        ("01/2026/NQ-HĐND", "hdnd"),
        ("05/2016/NQ-HĐND8", "hdnd"),
        ("115/2025/UBTVQH15", None),
    ],
)
def test_symbol_of_a_local_body_names_only_its_kind(number: str, organ: str | None) -> None:
    assert issuers_for_symbol(number).organ == organ


def test_keys_level_spelling() -> None:
    assert issuer_key("Uỷ ban nhân dân tỉnh Hoà Bình") == issuer_key("UBND Tỉnh Hòa Bình")
    assert issuer_key("Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam") == "chinh-phu"
    assert initials("Bộ Khoa học và Công nghệ") == "BKHCN"


def test_lineage_of_a_merged_province() -> None:
    assert set(core_issuers().lineage("ubnd:gia-lai-2025")) == {
        "ubnd:gia-lai-2025",
        "ubnd:gia-lai",
        "ubnd:binh-dinh",
    }


@pytest.mark.parametrize("on", [date(2019, 5, 1), date(2026, 1, 1)])
def test_a_city_within_the_province_of_its_name_is_not_the_province(on: date) -> None:
    city = issuer_at("UBND thành phố Thái Nguyên", on)
    assert city is not None
    assert (city.code, city.level) == ("ubnd:thanh-pho-thai-nguyen", "district")
    assert not names_its_province(city.code)


def test_a_city_that_is_a_province_keeps_its_own_code() -> None:
    assert getattr(issuer_at("UBND TP. Cần Thơ", date(2019, 5, 1)), "code", None) == "ubnd:can-tho"
    assert getattr(issuer_at("UBND thành phố Huế", date(2026, 1, 1)), "code", None) == "ubnd:hue"
