"""Terms that acts set to themselves, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.effect.terms import own_term

HEAD = """NGHỊ QUYẾT
Về một chính sách thử
QUYẾT NGHỊ:
Điều 1. Nội dung
Quy định một chính sách.
Điều 2. Tổ chức thực hiện
"""


@pytest.mark.parametrize(
    ("body", "last"),
    [
        (
            "1. Nghị quyết này có hiệu lực từ ngày 01/8/2025 và được thực hiện đến hết ngày 28/02/2027.",
            "2027-02-28",
        ),
        ("Thông tư này có hiệu lực kể từ ngày ký đến hết ngày 31 tháng 12 năm 2026.", "2026-12-31"),
        ("2. Thông tư này hết hiệu lực kể từ ngày 01/3/2027, trừ trường hợp tại khoản 1.", "2027-02-28"),
        ("Quyết định này có hiệu lực thi hành đến hết năm 2029.", "2029-12-31"),
        ("Thông tư này áp dụng thí điểm kể từ ngày 01/02/2026 đến hết ngày 01/02/2031.", "2031-02-01"),
        ("Thông tư này có hiệu lực 5 năm kể từ ngày ký.", "2031-08-14"),
        ("Thông tư này có hiệu lực thi hành 12 tháng, kể từ ngày ký ban hành.", "2027-08-14"),
        ("Nghị định này có hiệu lực thi hành trong hai năm kể từ ngày 01 tháng 02 năm 2026.", "2028-01-31"),
        (
            "Nghị quyết này có hiệu lực từ ngày 01/7/2026 và được tổ chức thực hiện trong thời hạn 03 năm "
            "kể từ ngày có hiệu lực thi hành.",
            "2029-06-30",
        ),
        (
            "1. Nghị quyết này có hiệu lực từ ngày 01/7/2026.\n2. Nghị quyết này được thực hiện trong thời "
            "hạn 5 (năm) năm kể từ ngày Nghị quyết này có hiệu lực.",
            "2031-06-30",
        ),
        (
            "Nghị quyết này có hiệu lực kể từ ngày ký, được thực hiện 18 tháng kể từ ngày có hiệu lực.",
            "2028-02-14",
        ),
        (
            "1. Nghị quyết này có hiệu lực từ ngày 15/01/2026.\n2. Thời gian thực hiện thí điểm: 03 năm "
            "kể từ ngày Nghị quyết này có hiệu lực thi hành.",
            "2029-01-14",
        ),
        ("3. Thời hạn ủy quyền: Từ ngày Quyết định này có hiệu lực đến hết ngày 31/12/2030.", "2030-12-31"),
    ],
)
def test_a_stated_term(body: str, last: str) -> None:
    text = HEAD + body
    found = own_term(text, issued=date(2026, 8, 15))
    assert found is not None
    assert found[0].isoformat() == last
    assert 0 < found[1] < found[2] <= len(text)


def test_the_exception_is_in_the_evidence() -> None:
    text = HEAD + "Nghị quyết này được thực hiện đến hết ngày 31/12/2030, trừ trường hợp tại khoản 3."
    found = own_term(text)
    assert found is not None
    assert text[found[1] : found[2]].endswith("trừ trường hợp tại khoản 3")


@pytest.mark.parametrize(
    "body",
    [
        "Chứng chỉ cấp trước ngày Nghị định này có hiệu lực thi hành có giá trị đến hết ngày 31/12/2030.",
        "Cơ sở được cấp phép trước ngày Nghị quyết này có hiệu lực được hoạt động đến hết ngày 31/12/2027.",
        "Các quy định tại Điều 3 Nghị định này được thực hiện đến hết ngày 31/12/2027.",
        "2. Điều 2 của Luật này có hiệu lực từ ngày 01/01/2026 đến hết ngày 28/02/2027.",
        "Thông tư này có hiệu lực từ ngày 01/01/2026, giấy phép đã cấp được dùng đến hết ngày 31/12/2027.",
        "Thông tư này có hiệu lực từ ngày 01/01/2026 và thay thế Quyết định số 5/2021/QĐ-UBND áp dụng "
        "đến hết ngày 31/12/2025.",
        "Nghị quyết này có hiệu lực từ ngày 01/01/2026, trong thời hạn 12 tháng kể từ ngày Nghị quyết này có "
        "hiệu lực, cơ sở phải hoàn thiện hồ sơ.",
        "Nghị định này có hiệu lực từ ngày 01/01/2026. Giấy phép có thời hạn 05 năm kể từ ngày có hiệu lực.",
        "1. Thời gian thực hiện: Năm 2025 và các năm tiếp theo.",
        "3. Thời gian thực hiện Chương trình: Từ năm 2025 đến hết năm 2030.",
        "Thời hạn có hiệu lực của giấy phép là 05 năm kể từ ngày có hiệu lực.",
        "“Nghị quyết này có hiệu lực đến hết ngày 31/12/2027.”",
    ],
)
def test_what_sets_no_term_to_the_act(body: str) -> None:
    assert own_term(HEAD + body, issued=date(2026, 8, 15)) is None
