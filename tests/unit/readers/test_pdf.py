from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument
from indexer.readers.pdf import PdfReader
from indexer.readers.recognition import NoRecogniser
from indexer.readers.registry import read_file

Build = Callable[..., Path]


def lines(path: Path) -> list[str]:
    return read_file(path).text.splitlines()


Placed = list[tuple[float, float, str]]


def test_columns_of_the_first_page_are_told_apart(make_pdf: Build, header_page: Placed) -> None:
    title = [
        (150.0, 695.0, "Quy định mức hỗ trợ người lao động trên địa bàn"),
        (250.0, 680.0, "tỉnh An Bình"),
    ]
    assert lines(make_pdf([header_page[:-1] + title])) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH AN BÌNH",
        "Số: 05/2025/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "An Bình, ngày 03 tháng 02 năm 2025",
        "QUYẾT ĐỊNH",
        "Quy định mức hỗ trợ người lao động trên địa bàn tỉnh An Bình",
    ]


def test_printed_lines_become_paragraphs_over_pages(make_pdf: Build) -> None:
    first = [
        (72.0, 780.0, "Điều 1. Phạm vi điều chỉnh"),
        (72.0, 760.0, "1. Quyết định này quy định mức hỗ trợ cho người lao động bị"),
    ]
    second = [
        (300.0, 800.0, "2"),
        (72.0, 780.0, "mất việc làm, người cao tuổi và hộ nghèo trên địa bàn tỉnh."),
        (72.0, 765.0, "2. Không áp dụng với người nước ngoài;"),
        (72.0, 750.0, "a) Người lao động theo hợp đồng"),
        (72.0, 735.0, "- Bản sao giấy tờ."),
        (72.0, 720.0, "Điều 2. Hiệu lực"),
    ]
    assert lines(make_pdf([first, second])) == [
        "Điều 1. Phạm vi điều chỉnh",
        "1. Quyết định này quy định mức hỗ trợ cho người lao động bị mất việc làm, người cao tuổi và hộ nghèo"
        " trên địa bàn tỉnh.",
        "2. Không áp dụng với người nước ngoài;",
        "a) Người lao động theo hợp đồng",
        "- Bản sao giấy tờ.",
        "Điều 2. Hiệu lực",
    ]


def test_running_heads_and_page_numbers_go(make_pdf: Build) -> None:
    pages = [
        [
            (72.0, 800.0, f"CÔNG BÁO/Số {at}/Ngày 01-02-2025"),
            (72.0, 700.0, f"Nội dung riêng của trang thứ {word}."),
            (300.0, 40.0, f"Trang {at}"),
        ]
        for at, word in enumerate(("nhất", "hai", "ba", "tư"), 1)
    ]
    assert lines(make_pdf(pages)) == [
        f"Nội dung riêng của trang thứ {word}." for word in ("nhất", "hai", "ba", "tư")
    ]


def test_pages_are_counted(plain_pdf: Build) -> None:
    assert read_file(plain_pdf(3)).pages == 3


def test_too_many_pages(plain_pdf: Build) -> None:
    with pytest.raises(InputRefusedError, match="3 trang") as caught:
        read_file(plain_pdf(3), Limits(max_pages=2))
    assert caught.value.code == "too_many_pages"


def encrypt(path: Path, user: str) -> Path:
    target = path.with_name("locked.pdf")
    with pikepdf.open(path) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="chu", user=user))
    return target


def test_password_to_open_is_refused(plain_pdf: Build) -> None:
    with pytest.raises(InputRefusedError, match="mật khẩu") as caught:
        read_file(encrypt(plain_pdf(), "mo"))
    assert caught.value.code == "encrypted"


def test_password_of_the_owner_only_is_read(plain_pdf: Build) -> None:
    assert "van ban" in read_file(encrypt(plain_pdf(), "")).text


def without_recognition(path: Path) -> ReadDocument:
    return PdfReader(NoRecogniser()).read(path, Limits())


@pytest.mark.parametrize(
    ("pages", "text", "said"),
    [
        (1, "", "bản quét"),
        (3, "www.site.vn", "bản quét"),
        (1, "48<x7 1+ dfgkq 4x Qzx wqrt kKhgf zzk sdfq wwrty jkl", "tiếng Việt"),
    ],
    ids=["none", "watermark", "broken font"],
)
def test_no_layer_without_recognition_says_what_to_install(
    plain_pdf: Build, pages: int, text: str, said: str
) -> None:
    with pytest.raises(InputRefusedError, match=said) as caught:
        without_recognition(plain_pdf(pages=pages, text=text))
    assert caught.value.code == "needs_tool"
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in str(caught.value)


def test_font_fault_is_mended_with_a_warning(make_pdf: Build) -> None:
    found = without_recognition(make_pdf([[(72.0, 700.0, "Chƣơng này quy định về cơ quan nhà nƣớc.")]]))
    assert found.text == "Chương này quy định về cơ quan nhà nước.\n"
    assert found.warnings and "đối chiếu" in found.warnings[0]


def test_truncated_file_is_damaged(tmp_path: Path, plain_pdf: Build) -> None:
    whole = plain_pdf().read_bytes()
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(whole[:60])
    with pytest.raises(InputRefusedError) as caught:
        read_file(cut)
    assert caught.value.code == "damaged"
