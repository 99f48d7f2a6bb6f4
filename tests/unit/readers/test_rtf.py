"""RTF that asks more of its reader than it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers import office
from indexer.readers.base import Limits
from indexer.readers.external import LIBREOFFICE, Outcome
from indexer.readers.office import LibreOffice
from indexer.readers.rtf import rtf_lines, within_file


@pytest.mark.parametrize(
    "number", [b"999999999", b"3", b"-999999999", b"-1", b"9" * 5000, b"00000000012345678"]
)
def test_binary_data_beyond_the_file_is_none(number: bytes) -> None:
    raw = rb"{\rtf1\bin" + number + b" x}"
    mended = within_file(raw)
    assert mended == rb"{\rtf1" + b"\n" * len(rb"\bin" + number + b" ") + b"x}"
    assert rtf_lines(raw) == ["x"]


def test_binary_data_inside_the_file_stays() -> None:
    raw = rb"{\rtf1{\pict\bin3 }{\\}x\bin0 }"
    assert within_file(raw) == raw
    assert rtf_lines(rb"{\rtf1{\pict\bin3 }{a}\u272?i\u7873?u 1}") == ["Điều 1"]


def test_a_length_beyond_the_file_in_binary_data_leaves_no_gap() -> None:
    raw = rb"{\rtf1{\pict\bin13 \bin999999999}x}"
    assert within_file(raw) == rb"{\rtf1{\pict\bin13 " + b"\n" * 13 + b"}x}"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (rb"\uc999999999 \u7841?abc\par {sau}", ["ạ", "sau"]),
        (rb"x\'zz\'a", ["xzza"]),
        (b"{" * 5000 + b"sau" + b"}" * 5000, ["sau"]),
        (rb"\'e1" * 5000, ["á" * 5000]),
        (b"}" * 5000, [""]),
    ],
)
def test_like_traps_give_their_text(body: bytes, lines: list[str]) -> None:
    assert rtf_lines(rb"{\rtf1\ansicpg1258 " + body + b"}") == lines


def test_the_converter_is_given_the_bounded_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, given = tmp_path / "a.doc", []
    source.write_bytes(rb"{\rtf1\bin999999999 x}")

    def seen(command: list[str | Path], *_args: object, **_more: object) -> Outcome:
        given.append(Path(command[-1]).read_bytes())
        return Outcome(0, b"")

    monkeypatch.setattr(office, "run", seen)
    monkeypatch.setattr(type(LIBREOFFICE), "path", lambda _self: "soffice")
    assert LibreOffice().docx(source, ".rtf", tmp_path, Limits()) is None
    assert given == [rb"{\rtf1" + b"\n" * 14 + b"x}"]
