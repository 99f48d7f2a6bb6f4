"""Figures that a signature field shows over the blanks of a header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest

from indexer.readers.picture import page_picture
from indexer.readers.registry import read_file

Build = Callable[..., Path]
Field = tuple[float, float, str]  # x, y in points, text shown

BLANK = [
    (90.0, 780.0, "ỦY BAN NHÂN DÂN"),
    (290.0, 780.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (330.0, 765.0, "Độc lập - Tự do - Hạnh phúc"),
    (90.0, 740.0, "Số:"),
    (140.0, 740.0, "/2025/QĐ-UBND"),
    (330.0, 740.0, "An Bình, ngày"),
    (430.0, 740.0, "tháng"),
    (490.0, 740.0, "năm 2025"),
    (240.0, 710.0, "QUYẾT ĐỊNH"),
    (150.0, 695.0, "Quy định mức hỗ trợ người lao động"),
]


def signed(path: Path, fields: Sequence[Field]) -> Path:
    """Puts signature fields with an appearance of their own on the first page."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        made = []
        for x, y, text in fields:
            look = pdf.make_stream(f"BT /F1 10 Tf 2 4 Td ({text}) Tj ET".encode("latin-1"))
            look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            look.BBox = pikepdf.Array([0, 0, 100, 20])
            look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            field = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                F=132,
                Rect=pikepdf.Array([x - 2, y - 4, x + 98, y + 16]),
                AP=pikepdf.Dictionary(N=look),
            )
            made.append(pdf.make_indirect(field))
        pdf.pages[0].Annots = pikepdf.Array(made)
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(made))
        pdf.save(path)
    return path


def lines(path: Path) -> list[str]:
    return read_file(path).text.splitlines()


def test_figures_stand_where_they_are_seen(make_pdf: Build) -> None:
    path = signed(make_pdf([BLANK]), [(112.0, 740.0, "38"), (405.0, 740.0, "30"), (468.0, 740.0, "6")])
    found = lines(path)
    assert "Số: 38 /2025/QĐ-UBND" in found
    assert "An Bình, ngày 30 tháng 6 năm 2025" in found


def test_what_else_a_signature_shows_is_no_part_of_the_act(make_pdf: Build) -> None:
    path = signed(make_pdf([BLANK]), [(112.0, 740.0, "38"), (90.0, 720.0, "Nguoi ky: Van phong 2025")])
    assert not any("Nguoi ky" in line for line in lines(path))


def test_a_stamp_twice_at_one_place_is_one(make_pdf: Build) -> None:
    path = signed(make_pdf([BLANK]), [(112.0, 740.0, "38"), (112.0, 740.0, "38")])
    assert "Số: 38 /2025/QĐ-UBND" in lines(path)


def test_two_different_stamps_over_each_other_are_none(make_pdf: Build) -> None:
    path = signed(make_pdf([BLANK]), [(112.0, 740.0, "38"), (113.0, 740.0, "83")])
    assert "Số: /2025/QĐ-UBND" in lines(path)


@pytest.mark.parametrize("y", [600.0, 300.0])
def test_figures_on_no_line_are_left_out(make_pdf: Build, y: float) -> None:
    assert not any("38" in line for line in lines(signed(make_pdf([BLANK]), [(112.0, y, "38")])))


def test_a_person_sees_the_stamp_in_the_picture_of_the_page(make_pdf: Build) -> None:
    path = make_pdf([BLANK])
    without = page_picture(path, "application/pdf")
    assert page_picture(signed(path, [(112.0, 740.0, "38")]), "application/pdf") != without
