"""Which titles of one act say the same."""

from __future__ import annotations

import pytest

from legal_corpus.registry.title_likeness import same_title, says_nothing


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Quy định về bến thủy nội địa", "QUY ĐỊNH VỀ BẾN THUỶ NỘI ĐỊA."),
        ("Về hỗ trợ ngư dân", "Hỗ trợ ngư dân"),
        ("Q uy định về đào tạo hoa tiêu hàng hải", "Quy định về đào tạo hoa tiêu hàng hải"),
        ("Quy định về chợ đêm", "Nghị định số 7/2020/NĐ-CP quy định về chợ đêm"),
        ("Chợ đêm", "Law 7/2020/QH14"),
        (
            "Sửa đổi Nghị định số 7/2020/NĐ-CP về chợ",
            "Sửa đổi Nghị định số 7/2020/NĐ-CP ngày 01 tháng 2 năm 2020 của Chính phủ về chợ",
        ),
        ("Quy định về đăng ký tàu cá và thuyền viên", "Quy định về đăng kí tàu cá và thuyền viên"),
        ("Quản lý chợ của Ủy ban nhân dân xã", "Quản lý chợ của UBND xã"),
        (
            "Quy định về phương pháp đánh giá hồ sơ dự thầu",
            "Quy định về phương pháp đánh giá hồ sơ dự thầu ngày 25 tháng 11 năm 2015",
        ),
    ],
)
def test_form_is_no_difference(left: str, right: str) -> None:
    assert same_title(left, right)
    assert same_title(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Giáo dục", "sửa đổi, bổ sung một số điều của Luật Giáo dục số 43/2019/QH14"),
        ("Kế hoạch năm 2020", "Kế hoạch năm 2021"),
        ("Quản lý chợ đêm", "Quản lý bến thuyền"),
        ("Được phép nuôi chim yến", "Không được phép nuôi chim yến"),
        ("Mức thu 5.000 đồng", "Mức thu 6.000 đồng"),
    ],
)
def test_another_subject_is_a_difference(left: str, right: str) -> None:
    assert not same_title(left, right)
    assert not same_title(right, left)


def test_kind_and_number_are_no_title() -> None:
    assert says_nothing("Nghị định 77/2008/NĐ-CP")
    assert says_nothing("Law No. 102/2016/QH13")
    assert not says_nothing("Luật Trẻ em")
