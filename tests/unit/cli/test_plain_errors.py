"""Wrong use and odd input of the real commands: the exit code of the contract and one sentence."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli.main import main

Run = Callable[..., tuple[int, str, str]]
DECREE = {
    "type": "Nghị định",
    "number": "09/2031/NĐ-CP",
    "issuer": "chinh-phu",
    "issuer_name": "Chính phủ",
    "issued": "2031-02-03",
    "title": "Quy định về bến thủy",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the shipped registry and one decree of the future."""
    folder = tmp_path_factory.mktemp("home")
    source = folder / "so.jsonl"
    source.write_text(json.dumps(DECREE), "utf-8")
    with pytest.raises(SystemExit) as done:
        main(["import", str(source), "--home", str(folder / "kho")])
    assert done.value.code == 0
    return folder / "kho"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Exit code, output and errors of a command."""
    monkeypatch.setenv("RASOAT_HOME", str(home))

    def made(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as done:
            main(args)
        said = capsys.readouterr()
        code = done.value.code
        assert isinstance(code, int)
        return code, said.out, said.err

    return made


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["cit"], "Không có lệnh “cit”; xem rasoat --help."),
        (["read"], "Thiếu TỆP; xem rasoat read --help."),
        (["read", "a", "b"], "Thừa tham số (b); xem rasoat read --help."),
        (
            ["cite", "x", "--fromat", "json"],
            "Không có tùy chọn --fromat, có phải --format; xem rasoat cite --help.",
        ),
        (
            ["check", "x", "--fail-on", "moi"],
            "--fail-on phải là một trong: info, warning, error, never; xem rasoat check --help.",
        ),
        (
            ["search", "x", "--limit", "0"],
            "--limit phải là số nguyên từ 1 đến 100; xem rasoat search --help.",
        ),
        (["sweep", "--province", "Giang"], "Không biết tỉnh, thành phố “Giang”"),
        (["sweep", "--province", ""], "Không biết tỉnh, thành phố “”"),
        (["status", ""], "Hãy nêu số, ký hiệu"),
        (["status", "09/2031/NĐ-CP", "--provision", "điều năm"], "“điều năm” không phải điều khoản"),
        (
            ["status", "09/2031/NĐ-CP", "--type", "Luật"],
            "không khớp loại, cơ quan hoặc ngày đã nêu: Nghị định 09/2031",
        ),
        (["status", "8888/2031/QĐ-UBND"], "Sổ văn bản không có số, ký hiệu 8888/2031/QĐ-UBND"),
    ],
)
def test_wrong_use_is_one_vietnamese_sentence(run: Run, args: list[str], sentence: str) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert err.startswith("rasoat: ")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "provision", ["5", "5a", "5/2", "5/2/đ", "292/a", "102/h1", "Chương II", "Phụ lục I/Mẫu số 01a"]
)
def test_every_way_to_name_a_part_is_taken_and_repeated(run: Run, provision: str) -> None:
    code, out, _err = run("status", "09/2031/NĐ-CP", "--provision", provision, "--on", "2032-01-01")
    assert code == 0
    assert f"điều khoản {provision}: " in out


@pytest.mark.parametrize("command", [["import"], ["cite", "van-ban.txt", "--on", "2026-01-01", "--registry"]])
def test_a_pipe_as_registry_is_refused_instead_of_waited_for(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    pipe = tmp_path / "ong"
    os.mkfifo(pipe)
    code, _out, err = run(*command, str(pipe))
    assert code == 3
    assert "Sổ văn bản phải là một tệp" in err


def test_rows_that_no_database_can_hold_are_named_and_the_others_taken(run: Run, tmp_path: Path) -> None:
    rows = [
        json.dumps(DECREE | {"number": "11/2031/NĐ-CP"}),
        r'{"type": "Luật", "number": "1/2031/QH20", "title": "a\u0000b"}',
        r'{"type": "Luật", "number": "2/2031/QH20", "title": "a\ud800b"}',
        '{"type": "Luật", "number": ' + "[" * 100_000,
        '{"type": "Luật", "number": ' + "9" * 5000 + "}",
        json.dumps(DECREE | {"number": "12/2031/NĐ-CP" * 20}),
        json.dumps(DECREE | {"number": "13/2031/NĐ-CP", "title": "Về biểu tượng 🚢"}),
    ]
    source = tmp_path / "so.jsonl"
    source.write_text("\n".join(rows), "utf-8")
    code, out, err = run("import", str(source), "--dry-run")
    assert code == 0
    assert "văn bản mới 2," in out
    assert "dòng bị loại 5" in out
    assert all(f"dòng {row}: " in err for row in (2, 3, 4, 5))


def test_a_registry_that_is_no_utf8_is_refused_with_its_line(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "so.jsonl"
    source.write_bytes(json.dumps(DECREE).encode() + b"\n" + '{"title": "Đ'.encode("utf-16-le") + b"\xff\n")
    code, _out, err = run("import", str(source))
    assert code == 3
    assert "dòng 2" in err


def test_a_name_that_is_no_text_stops_nothing(run: Run, tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/la\xff.txt"
    with open(raw, "wb") as stream:  # noqa: PTH123  the name is bytes
        stream.write("QUYẾT ĐỊNH\nCăn cứ Luật số 72/2025/QH15;".encode())
    code, out, _err = run("cite", os.fsdecode(raw), "--format", "jsonl")
    assert code == 0
    assert {json.loads(line)["file"].rpartition("/")[2] for line in out.splitlines()} == {"la\udcff.txt"}
    code, out, _err = run("ingest", os.fsdecode(raw))
    assert code == 3, "no number and no title: refused, and reported"


def test_a_file_that_cites_nothing_is_not_passed_in_silence(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "thu.txt"
    letter.write_text("Kính gửi các đồng chí.", "utf-8")
    code, out, err = run("check", str(letter))
    assert (code, out) == (0, "")
    assert "chưa kiểm tra được gì" in err


def test_a_lost_search_index_comes_back_by_itself(run: Run, home: Path) -> None:
    for path in sorted((home / "index").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    code, out, _err = run("search", "bến thủy")
    assert code == 0
    assert "09/2031/NĐ-CP" in out


def test_a_home_of_a_newer_version_says_to_update(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(home / "rasoat.db") as old, sqlite3.connect(tmp_path / "rasoat.db") as new:
        old.backup(new)
        new.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SystemExit) as done:
        main(["status", "1/2031/NĐ-CP", "--home", str(tmp_path)])
    assert done.value.code == 2
    assert "cập nhật chương trình" in capsys.readouterr().err


def test_a_sample_home_that_cannot_be_made_is_said_plainly(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("x", "utf-8")
    for home in (tmp_path / "tệp" / "kho", Path("/proc/kho")):
        code, _out, err = run("demo", "--home", str(home))
        assert code == 2
        assert f"Không tạo hoặc không ghi được thư mục {home}" in err and "Lỗi nội bộ" not in err
