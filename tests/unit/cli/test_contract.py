"""The fixed command line: formats, offsets, exit codes. Every command runs as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ACT = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 19 /2025/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2025
QUYẾT ĐỊNH
Ban hành Quy định về bến khách ngang sông
Căn cứ Luật An ninh mạng ngày 12 tháng 6 năm 2018;
Căn cứ Nghị định số 92/2017/NĐ-CP ngày 07 tháng 8 năm 2017 của Chính phủ;
Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 15/TTr-SXD ngày 01 tháng 3 năm 2025.
Điều 1. Phạm vi điều chỉnh
1. Quyết định này quy định về bến khách.
2. Bến khách thực hiện theo khoản 2 Điều 5 Nghị định số 92/2017/NĐ-CP.
Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2025 và thay thế Quyết định số 7/2019/QĐ-UBND \
ngày 02 tháng 01 năm 2019 của Ủy ban nhân dân tỉnh Cao Bằng.
"""


def run(*args: str | Path, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """``rasoat`` with these words; nothing of this process's environment but PATH."""
    command = [sys.executable, "-c", "from app.cli.main import main; main()", *map(str, args)]
    root = Path(__file__).parents[3]
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root), "RASOAT_HOME": str(home or "/nonexistent/home")}
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=300, check=False)


@pytest.fixture
def act(tmp_path: Path) -> Path:
    path = tmp_path / "qd.txt"
    path.write_text(ACT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the shipped registry."""
    return tmp_path_factory.mktemp("home")


def test_read_prints_the_text_unchanged_without_a_store(act: Path) -> None:
    done = run("read", act)
    assert (done.returncode, done.stdout) == (0, ACT)


def test_parse_prints_header_and_nodes_with_true_offsets(act: Path) -> None:
    done = run("parse", act, "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    header = rows[0]
    assert header["kind"] == "header"
    assert header["number"] == "19/2025/QĐ-UBND"
    assert (header["type"], header["issued"]) == ("Quyết định", "2025-03-05")
    assert (header["issuer"], header["effective_from"]) == ("Ủy ban nhân dân tỉnh Cao Bằng", "2025-03-20")
    nodes = {row["eid"]: row for row in rows[1:]}
    assert {"art_1", "art_1__cl_1", "art_1__cl_2", "art_2"} <= set(nodes)
    assert ACT[nodes["art_1__cl_2"]["start"] : nodes["art_1__cl_2"]["end"]].startswith("2. Bến khách")
    whole = json.loads(run("parse", act).stdout)
    assert whole["header"] == {k: v for k, v in header.items() if k not in ("file", "kind")}


def test_cite_holds_the_span_invariant_in_every_row(act: Path) -> None:
    rows = [json.loads(line) for line in run("cite", act, "--format", "jsonl").stdout.splitlines()]
    assert rows[0]["kind"] == "header" and {row["file"] for row in rows} == {str(act)}
    mentions = [row for row in rows if row["kind"] in ("act", "paper", "provision")]
    assert all(ACT[row["start"] : row["end"]] == row["text"] for row in mentions)
    basis = [row["number"] or row["name"] for row in rows if row.get("role") == "basis"]
    assert basis == ["An ninh mạng", "92/2017/NĐ-CP"]
    paper = next(row for row in rows if row["kind"] == "paper")
    assert paper["issued"] == "2025-03-01"
    pinpoint = next(row for row in rows if row["kind"] == "provision")
    cited = next(row for row in rows if row["kind"] == "act" and row["start"] == pinpoint["target"])
    assert (pinpoint["refs"], cited["number"]) == (["5/2"], "92/2017/NĐ-CP")
    effect = next(row for row in rows if row["kind"] == "effect")
    assert (effect["predicate"], effect["scope"], effect["from"]) == ("replaces", "whole", None)


def test_cite_with_a_day_tells_what_is_meant_and_whether_it_stands(act: Path, home: Path) -> None:
    done = run("cite", act, "--format", "jsonl", "--on", "2026-11-21", home=home)
    rows = {row["start"]: row for row in map(json.loads, done.stdout.splitlines()) if row["kind"] == "act"}
    law = next(row for row in rows.values() if row["name"] == "An ninh mạng")
    assert law["candidates"] == 1
    assert law["resolved"]["number"] == "24/2018/QH14"
    assert (law["resolved"]["status"], law["resolved"]["expired_from"]) == ("expired", "2026-07-01")
    assert law["resolved"]["ended_by"] == ["116/2025/QH15"]
    unknown = next(row for row in rows.values() if row["number"] == "7/2019/QĐ-UBND")
    assert (unknown["resolved"], unknown["candidates"]) == (None, 0)


def test_a_bare_name_is_read_at_signing_and_on_the_day_asked_about(tmp_path: Path) -> None:
    laws = (("30/2019/QH14", "2019-06-17", "2020-01-01"), ("77/2025/QH15", "2025-11-20", "2026-07-01"))
    rows = [
        {"source": "vbpl2026", "type": "Luật", "title": "Luật Cảng cạn", "status": "Còn hiệu lực"}
        | {"number": number, "issued": issued, "effective_from": start}
        for number, issued, start in laws
    ]
    registry, act = tmp_path / "records.jsonl", tmp_path / "qd.txt"
    registry.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    act.write_text(
        ACT.replace("theo khoản 2 Điều 5 Nghị định số 92/2017/NĐ-CP", "theo Luật Cảng cạn"), "utf-8"
    )
    done = run("cite", act, "--on", "2026-11-21", "--registry", registry, "--format", "jsonl")
    rows_out = [json.loads(line) for line in done.stdout.splitlines()]
    (found,) = (row for row in rows_out if row.get("name") == "Cảng cạn")
    assert (found["resolved"]["number"], found["resolved_on"]["number"]) == ("30/2019/QH14", "77/2025/QH15")
    assert all("resolved_on" not in row for row in rows_out if row is not found)
    text = run("cite", act, "--on", "2026-11-21", "--registry", registry).stdout
    assert "ngày xét: 77/2025/QH15" in text


def test_check_reports_the_expired_basis_and_fails_on_it(act: Path, home: Path) -> None:
    text = run("check", act, "--on", "2026-11-21", home=home)
    assert text.returncode == 1
    assert any(line.startswith(f"{act}:9: error REF10") for line in text.stdout.splitlines())
    done = run("check", act, "--on", "2026-11-21", "--format", "json", "--fail-on", "never", home=home)
    assert done.returncode == 0
    found: list[dict[str, Any]] = json.loads(done.stdout)
    ended = next(row for row in found if row["act"] and row["act"]["number"] == "24/2018/QH14")
    assert ended["severity"] == "error" and ACT[ended["start"] : ended["end"]] == ended["text"]
    assert "79/2025/NĐ-CP" in ended["legal_source"] and "Điều 39" in ended["legal_source"]
    assert ended["act"]["expired_from"] == "2026-07-01" and ended["fingerprint"]
    before = run("check", act, "--on", "2026-06-30", "--format", "json", home=home)
    assert not [row for row in json.loads(before.stdout) if row["severity"] == "error"]


def test_check_against_a_registry_file_needs_no_store(act: Path, tmp_path: Path) -> None:
    registry = tmp_path / "records.jsonl"
    row = {
        "source": "vbpl2026",
        "type": "Nghị định",
        "number": "92/2017/NĐ-CP",
        "issued": "2017-08-07",
        "effective_from": "2017-09-25",
        "effective_to": "2026-01-01",
        "title": "Kiểm soát thủ tục hành chính",
        "status": "Hết hiệu lực toàn bộ",
    }
    registry.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    done = run("check", act, "--on", "2026-11-21", "--registry", registry, "--format", "json")
    codes = {(r["code"], r["act"]["number"] if r["act"] else None) for r in json.loads(done.stdout)}
    assert ("REF101", "92/2017/NĐ-CP") in codes
    assert done.returncode == 1


def test_status_says_since_when_and_why(home: Path) -> None:
    done = run("status", "24/2018/QH14", "--on", "2026-11-21", "--format", "json", home=home)
    row = json.loads(done.stdout)
    assert (row["status"], row["since"], row["on"]) == ("expired", "2026-07-01", "2026-11-21")
    assert row["act"]["type"] == "Luật"
    ending = row["because"][-1]
    assert ending["by"].endswith("116/2025/QH15") and ending["from"] == "2026-07-01" and ending["source"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("status", "999999/2099/NĐ-CP"), 2),
        (("status", "24/2018/QH14", "--on", "31/02/2026"), 2),
        (("cite",), 2),
        (("nonsense",), 2),
        (("read", "/nowhere/at/all.docx"), 3),
        (("import", "/nowhere/records.jsonl"), 3),
    ],
)
def test_exit_codes_and_one_plain_sentence(words: tuple[str, ...], code: int, home: Path) -> None:
    done = run(*words, home=home)
    assert done.returncode == code
    assert done.stdout == "" and "Traceback" not in done.stderr and done.stderr.strip()


def test_one_bad_file_does_not_cost_the_others(act: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 broken")
    done = run("cite", bad, act, "--format", "jsonl")
    assert done.returncode == 3
    assert {json.loads(line)["file"] for line in done.stdout.splitlines()} == {str(act)}
    assert str(bad) in done.stderr


@pytest.mark.parametrize(
    "name", ["read", "parse", "cite", "check", "import", "ingest", "status", "sweep", "serve", "bench"]
)
def test_every_command_has_help(name: str) -> None:
    done = run(name, "--help")
    assert done.returncode == 0 and "Usage" in done.stdout
