"""Old Word files and RTF: through LibreOffice, and without it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.external import LIBREOFFICE, Program, run
from indexer.readers.office import DocReader, LibreOffice, NoConverter, RtfReader
from indexer.readers.registry import read_file

RTF = (
    rb"{\rtf1\ansi\ansicpg1258{\fonttbl{\f0\fcharset163 Times New Roman;}{\f1\fcharset0 .VnTime;}}"
    rb"\f0\fs28 \u272?i\u7873?u 1. Ph\u7841?m vi\par\f0 Quy\u7871?t \u273?\u7883?nh n\u224?y\par}"
)
needs_office = pytest.mark.skipif(
    LIBREOFFICE.path() is None, reason="LibreOffice is not installed (tools/install_system.sh installs it)"
)


@pytest.fixture
def rtf(tmp_path: Path) -> Path:
    path = tmp_path / "van_ban.doc"
    path.write_bytes(RTF)
    return path


def test_rtf_without_libreoffice_says_what_is_missing(rtf: Path) -> None:
    found = RtfReader(NoConverter()).read(rtf, Limits())
    assert found.text == "Điều 1. Phạm vi\nQuyết định này\n"
    assert "apt-get install libreoffice-writer-nogui" in found.warnings[0]


@needs_office
def test_rtf_named_doc_is_read_through_libreoffice(rtf: Path) -> None:
    found = read_file(rtf)
    assert found.text == "Điều 1. Phạm vi\nQuyết định này\n"
    assert found.media_type == "application/rtf"
    assert "RTF" in found.warnings[0]


@needs_office
def test_doc_is_read_like_what_it_was_made_of(tmp_path: Path, rtf: Path) -> None:
    program = LIBREOFFICE.path()
    assert program
    source = rtf.rename(tmp_path / "goc.rtf")
    command = [
        program,
        f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
        "--headless",
        "--convert-to",
        "doc",
    ]
    for _ in range(2):  # the first start only makes the profile
        subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=False, capture_output=True)
    old = tmp_path / "goc.doc"
    wanted = "Điều 1. Phạm vi\nQuyết định này\n"
    assert read_file(old).text == wanted
    if shutil.which("catdoc") or shutil.which("antiword"):
        simple = DocReader(NoConverter()).read(old, Limits())
        assert simple.text == wanted
        assert "đơn giản" in simple.warnings[0]


def test_doc_without_any_program_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.readers.external.shutil.which", lambda _: None)
    path = tmp_path / "cu.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(InputRefusedError, match="apt-get install libreoffice-writer-nogui") as caught:
        read_file(path)
    assert caught.value.code == "needs_tool"


def test_exit_0_without_output_is_a_failure(
    tmp_path: Path, rtf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.readers.office.LIBREOFFICE", Program("nothing", ("true",), ""))
    assert LibreOffice().docx(rtf, ".rtf", tmp_path, Limits()) is None


def test_a_program_that_hangs_is_ended() -> None:
    assert run(["sleep", "36000"], 0.2, 512).late


def test_a_program_gets_no_settings_of_ours_and_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASOAT_SECRET", "x")
    assert b"RASOAT" not in run(["env"], 5, 512).output
    assert run(["sh", "-c", "ulimit -v"], 5, 512).output.split() == [str(512 * 1024).encode()]


def test_a_program_that_is_not_there() -> None:
    assert run(["/no/such/program"], 1, 512).code != 0
