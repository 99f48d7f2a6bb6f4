from __future__ import annotations

import threading
from pathlib import Path

import pytest

from indexer.search.null_index import NullIndex
from indexer.search.open import open_index
from indexer.search.protocol import (
    IndexDamagedError,
    IndexedAct,
    IndexLockedError,
    SearchQuery,
    SearchUrlError,
)
from indexer.search.whoosh_index import WhooshIndex

ACTS = [
    IndexedAct(f"a/{n}", "Quyết định", f"{n}/2020/QĐ-UBND", f"Về chợ số {n}", text="chợ " * n)
    for n in (1, 2, 3)
]


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    first, second = (WhooshIndex(tmp_path, lock_timeout_s=0.1) for _ in range(2))
    with first.writer() as unit:
        unit.put(ACTS[0])
        with pytest.raises(IndexLockedError, match="đang được một tiến trình khác ghi"):
            second.add(ACTS)
        with pytest.raises(IndexLockedError):
            second.rebuild(ACTS)
    second.add(ACTS[1:])
    assert first.search(SearchQuery("chợ")).total == 3


def test_another_process_sees_the_commit(tmp_path: Path) -> None:
    writer, reader = WhooshIndex(tmp_path), WhooshIndex(tmp_path)
    assert reader.search(SearchQuery("chợ")).total == 0
    writer.add(ACTS)
    assert reader.search(SearchQuery("chợ")).total == 3
    writer.rebuild(ACTS[:1])
    assert reader.search(SearchQuery("chợ")).total == 1


def test_rebuild_removes_the_old_generation(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.add(ACTS)
    index.rebuild(ACTS)
    assert [folder.name for folder in tmp_path.glob("gen-*")] == ["gen-2"]


def files_of(folder: Path) -> list[Path]:
    found = [p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.upper().endswith("LOCK")]
    assert len(found) >= 3
    return found


def test_every_damaged_file_is_reported_and_rebuild_helps(tmp_path: Path) -> None:
    WhooshIndex(tmp_path).add(ACTS)
    for name in [path.relative_to(tmp_path) for path in files_of(tmp_path)]:
        index = WhooshIndex(tmp_path)
        index.rebuild(ACTS)
        path = next(p for p in files_of(tmp_path) if p.suffix == name.suffix)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        with pytest.raises(IndexDamagedError, match="dựng lại chỉ mục"):
            index.close()
            WhooshIndex(tmp_path).search(SearchQuery("chợ"))
        with pytest.raises(IndexDamagedError):
            WhooshIndex(tmp_path).verify(["a/1"])
        assert WhooshIndex(tmp_path).rebuild(ACTS) == 3
        assert WhooshIndex(tmp_path).search(SearchQuery("chợ")).total == 3


def test_a_lost_generation_is_damage_not_emptiness(tmp_path: Path) -> None:
    WhooshIndex(tmp_path).add(ACTS)
    for path in (tmp_path / "gen-1").iterdir():
        path.unlink()
    with pytest.raises(IndexDamagedError):
        WhooshIndex(tmp_path).search(SearchQuery("chợ"))
    with pytest.raises(IndexDamagedError):
        WhooshIndex(tmp_path).add(ACTS)


def test_an_index_of_another_format_has_to_be_rebuilt(tmp_path: Path) -> None:
    WhooshIndex(tmp_path).add(ACTS)
    (tmp_path / "current.json").write_text('{"format": 0, "generation": "gen-1"}')
    with pytest.raises(IndexDamagedError):
        WhooshIndex(tmp_path).search(SearchQuery("chợ"))


def test_a_crash_after_prepare_leaves_the_index_usable(tmp_path: Path) -> None:
    WhooshIndex(tmp_path).add(ACTS[:1])
    with pytest.raises(SystemExit), WhooshIndex(tmp_path).writer() as unit:
        unit.put(ACTS[1])
        unit.prepare()
        raise SystemExit
    index = WhooshIndex(tmp_path)
    assert index.verify(["a/1"]).clean
    index.add(ACTS[2:])
    assert index.verify(["a/1", "a/3"]).clean


def test_many_small_commits_are_merged(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    for number in range(30):
        index.add([IndexedAct(f"x/{number}", "Quyết định", title=f"Về chợ {number}")])
    assert index.search(SearchQuery("chợ")).total == 30
    assert len(list((tmp_path / "gen-1").glob("*.seg"))) < 12


def test_prepared_unit_takes_nothing_more(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="prepared"), WhooshIndex(tmp_path).writer() as unit:
        unit.prepare()
        unit.put(ACTS[0])


def test_searching_in_threads_while_writing(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path)
    index.add(ACTS)
    wrong: list[object] = []

    def look() -> None:
        try:
            for _ in range(15):
                if index.search(SearchQuery('"về chợ"')).total != 3:
                    wrong.append("lost")
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(6):
        index.add([IndexedAct(f"n/{number}", "Quyết định", title="Về cà phê")])
    index.rebuild(ACTS)
    for thread in threads:
        thread.join()
    assert wrong == []


def test_open_index(tmp_path: Path) -> None:
    assert isinstance(open_index("null:"), NullIndex)
    assert isinstance(open_index(f"whoosh:{tmp_path / 'a b'}"), WhooshIndex)
    assert not (tmp_path / "a b").exists()
    for url in ("", "whoosh:", "whoosh", "http://localhost", "null"):
        with pytest.raises(SearchUrlError, match="địa chỉ chỉ mục"):
            open_index(url)
