from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.readers.archive import Member, unpacked
from indexer.readers.base import Limits


def packed(folder: Path, members: dict[str, bytes], name: str = "tep.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


def opened(path: Path, folder: Path, limits: Limits | None = None) -> list[Member]:
    target = folder / "ra"
    target.mkdir()
    return list(unpacked(path, target, limits or Limits()))


def without_flag(path: Path, name: bytes) -> None:
    """Puts raw bytes in place of the name "@@…" of equal length, and takes the UTF-8 flag away."""
    data = path.read_bytes()
    path.write_bytes(data.replace(b"@" * len(name), name))


def test_members_with_vietnamese_names_and_their_bytes(tmp_path: Path) -> None:
    path = packed(tmp_path, {"Thư mục/Quyết định 05.txt": "Điều 1".encode(), "b.txt": b"b"})
    members = opened(path, tmp_path)
    assert [m.name for m in members] == ["Thư mục/Quyết định 05.txt", "b.txt"]
    assert [m.path.read_text(encoding="utf-8") for m in members if m.path] == ["Điều 1", "b"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_without_the_flag(tmp_path: Path, encoding: str) -> None:
    wanted = "Nghi quyêt sô 5 cua tinh.txt"  # has letters that both encodings hold whole
    raw = wanted.encode(encoding)
    path = packed(tmp_path, {"@" * len(raw): b"x"})
    without_flag(path, raw)
    assert [m.name for m in opened(path, tmp_path)] == [wanted]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/tuyet/doi.txt", "C:\\Windows\\a.txt", "a/../../b.txt"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (member,) = opened(packed(tmp_path, {name: b"x"}), tmp_path)
    assert member.path is not None
    assert member.path.parent == tmp_path / "ra"
    assert ".." not in member.name and ":" not in member.name and not member.name.startswith("/")


def test_inner_archive_is_opened_once_and_the_next_refused(tmp_path: Path) -> None:
    def pack(members: dict[str, bytes]) -> bytes:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return data.getvalue()

    deep = pack({"sau.txt": b"x"})
    path = packed(tmp_path, {"trong.zip": pack({"a.txt": b"a", "nua.zip": deep}), "z.txt": b"z"})
    found = {m.name: m.refusal.code if m.refusal else None for m in opened(path, tmp_path)}
    assert found == {"trong.zip/a.txt": None, "trong.zip/nua.zip": "unsupported", "z.txt": None}


def test_encrypted_member_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    path = packed(tmp_path, {"mat.txt": b"secret", "mo.txt": b"open"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(bytes(data))
    first, second = opened(path, tmp_path)
    assert first.refusal is not None and first.refusal.code == "encrypted"
    assert second.path is not None and second.path.read_bytes() == b"open"


def test_bomb_stops_the_archive(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.txt": bytes(30_000_000)})
    with pytest.raises(InputRefusedError) as caught:
        opened(path, tmp_path)
    assert caught.value.code == "zip_bomb"
    assert not list((tmp_path / "ra").iterdir())


def test_all_members_together_have_one_limit(tmp_path: Path) -> None:
    path = packed(tmp_path, {f"{n}.txt": bytes(range(256)) * 40 for n in range(5)})
    with pytest.raises(InputRefusedError) as caught:
        opened(path, tmp_path, Limits(max_unpacked_bytes=25_000))
    assert caught.value.code == "zip_bomb"


def test_rubbish_and_folders_are_left_out(tmp_path: Path) -> None:
    path = packed(
        tmp_path, {"__MACOSX/._a": b"x", "a/": b"", "a/.DS_Store": b"x", "~$a.docx": b"x", "a.txt": b"a"}
    )
    assert [m.name for m in opened(path, tmp_path)] == ["a.txt"]


def test_damaged_member_is_reported(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.txt": b"abcdefgh" * 50, "b.txt": b"b"})
    data = bytearray(path.read_bytes())
    data[40] ^= 0xFF
    path.write_bytes(bytes(data))
    first, second = opened(path, tmp_path)
    assert first.refusal is not None and first.refusal.code == "damaged"
    assert second.path is not None


def test_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(InputRefusedError) as caught:
        opened(path, tmp_path)
    assert caught.value.code == "damaged"
