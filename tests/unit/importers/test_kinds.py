"""The kind of a source is told by its name or its content, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.store import KINDS
from indexer.errors import InputRefusedError
from indexer.importers.edxml import NAMESPACE
from indexer.importers.kinds import READERS, kind_of, reader_of
from indexer.importers.memory import registry_from_file


def test_the_command_offers_every_kind() -> None:
    assert set(KINDS) == set(READERS)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.jsonl", {"source": "vbpl2026", "number": "1/2020/NĐ-CP"}, "records"),
        ("a.jsonl", {"type": "Nghị định", "number": "1/2020/NĐ-CP"}, "core"),
        ("a.jsonl", {"topic": "1.1", "note": "(Điều 1 …)", "source": []}, "phapdien"),
        ("a.jsonl", {"url": "https://vbpl.vn/x", "text": "", "title": "x"}, "vbpl"),
        ("a.jsonl", {"name": "Quyết định", "actions": {}}, "review_register"),
        ("a.html", "<p class='pDieu'>Điều 1</p>", "phapdien"),
        ("a.htm", "<p>CHÍNH PHỦ</p>", "vbpl"),
        ("a.XLSX", "PK", "xlsx"),
        ("a.csv", "a;b", "csv"),
        ("a.edxml", "<a/>", "edxml"),
        ("a.xml", f'<edXML xmlns="{NAMESPACE}"/>', "edxml"),
    ],
)
def test_kinds_are_told(tmp_path: Path, name: str, content: object, kind: str) -> None:
    path = tmp_path / name
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, "utf-8")
    assert kind_of(path) == kind
    if name.endswith((".html", ".htm", ".edxml")):
        assert kind_of(tmp_path) == kind


@pytest.mark.parametrize(("name", "content"), [("a.xml", "<a/>"), ("a.jsonl", "không"), ("a.jsonl", "")])
def test_what_cannot_be_told_is_refused(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(InputRefusedError):
        kind_of(tmp_path / name)


def test_a_folder_of_nothing_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="--kind"):
        kind_of(tmp_path)


def test_an_unknown_kind_names_those_there_are() -> None:
    with pytest.raises(InputRefusedError, match="records, core, phapdien"):
        reader_of("sổ")


def test_any_kind_of_lines_serves_as_a_registry_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text(
        "Số hiệu;Ngày ban hành;Trích yếu;Cơ quan ban hành\n"
        "1/2020/QĐ-UBND;02/3/2020;Về giá đò;UBND tỉnh An Giang\n;;dòng hỏng;x\n",
        "utf-8",
    )
    registry, rejected = registry_from_file(path)
    assert [act.issuer for act in registry.by_number("1/2020/QĐ-UBND")] == ["ubnd:an-giang"]
    assert [row.row for row in rejected] == [3]


@pytest.mark.parametrize(
    ("name", "head", "what", "ingest"),
    [
        ("x.exe", b"MZ\x90\x00\x03\xf0\xff", "chương trình máy tính", False),
        ("qd.pdf", b"%PDF-1.7\n", "tệp PDF", True),
        ("qd.docx", b"PK\x03\x04\x14\x00", "tệp Word hoặc gói nén", True),
        ("qd.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "tệp Word hoặc Excel đời cũ", True),
        ("a.bin", b"\x01\x02\x00\x00\xfe", "tệp nhị phân không rõ loại", False),
    ],
)
def test_what_is_no_register_is_called_by_its_name(
    tmp_path: Path, name: str, head: bytes, what: str, ingest: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(head * 20)
    with pytest.raises(InputRefusedError) as refused:
        kind_of(path)
    assert f"Tệp này là {what}" in str(refused.value) and "bảng Excel hoặc CSV" in str(refused.value)
    assert ("lệnh ingest" in str(refused.value)) is ingest
    assert "UTF-8" not in str(refused.value)
