"""Several old Word files with one start of LibreOffice; what fails there is read alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.external import LIBREOFFICE, Outcome, Program
from indexer.readers.leash import LeashedReader
from indexer.readers.office_batch import OldFiles, convert
from indexer.readers.registry import read_file

needs_office = pytest.mark.skipif(
    LIBREOFFICE.path() is None, reason="LibreOffice is not installed (tools/install_system.sh installs it)"
)


def rtf(folder: Path, name: str, words: str) -> Path:
    path = folder / name
    path.write_bytes(rb"{\rtf1\ansi\f0 " + words.encode("ascii") + rb"\par}")
    return path


def damaged(folder: Path) -> Path:
    path = folder / "hong.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return path


class Counting:
    """Converts by making empty files, and counts how often it was asked for what."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def convert(self, paths: Sequence[Path], into: Path) -> dict[Path, Path]:
        self.asked.append([path.name for path in paths])
        made = {path: into / f"{path.stem}.docx" for path in paths}
        for path in made.values():
            path.write_bytes(b"x")
        return made


@needs_office
def test_a_bad_file_is_refused_alone_and_the_others_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    plain = tmp_path / "van_ban.txt"
    plain.write_text("Số: 1", encoding="utf-8")
    paths = [rtf(tmp_path, "a.rtf", "Dieu 1"), damaged(tmp_path), plain, rtf(tmp_path, "b.doc", "Dieu 2")]
    with LeashedReader() as reader:
        made = reader.convert(paths, tmp_path / "into")
        assert set(made) == {paths[0], paths[3]}
        for path in made:
            assert reader.read(path, made[path]) == read_file(path)
        assert reader.read(paths[3], made[paths[3]]).text == "Dieu 2\n"
        with pytest.raises(InputRefusedError) as caught:
            reader.read(paths[1], made.get(paths[1]))
    assert caught.value.code == "damaged"


def test_an_end_in_the_middle_leaves_the_rest_to_be_read_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice is ended over the second of three: the first is whole, the second half a package."""

    def ended(command: Sequence[str | Path], *_: object, **__: object) -> Outcome:
        out = Path(command[list(command).index("--outdir") + 1])
        out.mkdir()
        whole = b"PK\x05\x06" + bytes(18)
        (out / "source0.docx").write_bytes(whole)
        (out / "source1.docx").write_bytes(b"PK\x03\x04 half")
        return Outcome(-9, b"", late=True)

    monkeypatch.setattr("indexer.readers.office.LIBREOFFICE", Program("there", ("true",), ""))
    monkeypatch.setattr("indexer.readers.office.run", ended)
    paths = [rtf(tmp_path, f"{name}.rtf", name) for name in "abc"]
    (tmp_path / "into").mkdir()
    made = convert(paths, tmp_path / "into", Limits())
    assert [path and path.name for path in made] == ["source0.docx", None, None]
    assert {path.name for path in (tmp_path / "into").iterdir()} == {"out"}


def test_without_libreoffice_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.office.LIBREOFFICE", Program("none", ("no-such-program",), ""))
    paths = [rtf(tmp_path, "a.rtf", "a"), rtf(tmp_path, "b.rtf", "b")]
    assert convert(paths, tmp_path, Limits()) == [None, None]


def test_a_child_that_is_lost_makes_nothing_and_reads_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rtf(tmp_path, "a.rtf", "Dieu 1")
    with LeashedReader(Limits(timeout_s=1.0)) as reader:
        with monkeypatch.context() as patch:
            patch.setattr(LeashedReader, "child", "import time; time.sleep(600)")
            assert reader.convert([path], tmp_path) == {}
        reader.limits = Limits()
        assert reader.read(path).text == "Dieu 1\n"


def test_a_group_is_converted_once_and_what_was_made_goes_away(tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    paths = [rtf(tmp_path, f"{at}.rtf", str(at)) for at in range(18)]
    leashed = Counting()
    old = OldFiles([tmp_path / "missing.doc", *paths], tmp_path / "into")
    for path in paths:
        with old.made(path, leashed) as made:
            assert made is not None and made.stem == path.stem
        assert not made.exists()
    assert leashed.asked == [[path.name for path in paths[:16]], [path.name for path in paths[16:]]]


def test_one_old_file_large_ones_and_files_of_other_kinds_are_read_where_they_are(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Số: 1", encoding="utf-8")
    alone, large = rtf(tmp_path, "a.rtf", "a"), rtf(tmp_path, "b.rtf", "b")
    with large.open("ab") as stream:
        stream.truncate(21 << 20)
    leashed = Counting()
    old = OldFiles([text, alone, large], tmp_path / "into")
    for path in (text, alone, large):
        with old.made(path, leashed) as made:
            assert made is None
    assert leashed.asked == []


def test_a_file_that_changed_since_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    first, second = rtf(tmp_path, "a.rtf", "a"), rtf(tmp_path, "b.rtf", "b")
    old = OldFiles([first, second], tmp_path / "into")
    leashed = Counting()
    with old.made(first, leashed) as made:
        assert made is not None
    os.utime(second, ns=(1, 1))
    with old.made(second, leashed) as made:
        assert made is None
