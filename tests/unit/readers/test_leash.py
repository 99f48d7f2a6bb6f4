from __future__ import annotations

import json
import os
import select
import threading
from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.readers.base import Doubt, Limits, ReadDocument
from indexer.readers.leash import LeashedReader
from indexer.readers.registry import read_file

ECHO_NOTHING = "import sys; sys.stdin.readline(); "


@pytest.fixture
def act(tmp_path: Path) -> Path:
    path = tmp_path / "act.txt"
    path.write_text("Điều 1. Phạm vi\r\n  giữ nguyên \n", encoding="utf-8", newline="")
    return path


def test_same_result_as_reading_here(act: Path) -> None:
    with LeashedReader() as reader:
        assert reader.read(act) == read_file(act)


def test_one_child_serves_many_files(act: Path) -> None:
    with LeashedReader() as reader:
        reader.read(act)
        first = reader._child
        reader.read(act)
        assert reader._child is first


def test_a_child_that_hangs_is_ended_and_replaced(act: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LeashedReader(Limits(timeout_s=0.5)) as reader:
        with monkeypatch.context() as patch:
            patch.setattr(LeashedReader, "child", ECHO_NOTHING + "import time; time.sleep(600)")
            with pytest.raises(InputRefusedError, match="giây") as caught:
                reader.read(act)
        assert caught.value.code == "timeout"
        reader.limits = Limits()
        assert reader.read(act).text.startswith("Điều 1.")


@pytest.mark.parametrize(
    ("name", "code"), [("SIGSEGV", "damaged"), ("SIGKILL", "memory"), ("SIGABRT", "memory")]
)
def test_a_child_that_dies_is_a_refusal(
    act: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str
) -> None:
    monkeypatch.setattr(
        LeashedReader, "child", ECHO_NOTHING + f"import os, signal; os.kill(os.getpid(), signal.{name})"
    )
    with LeashedReader() as reader, pytest.raises(InputRefusedError) as caught:
        reader.read(act)
    assert caught.value.code == code


def test_half_an_answer_is_none(act: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LeashedReader, "child", ECHO_NOTHING + "print('{\"text\": \"Đi', end='')")
    with LeashedReader() as reader, pytest.raises(InputRefusedError) as caught:
        reader.read(act)
    assert caught.value.code == "damaged"


def test_memory_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"van ban quy pham phap luat \n" * 4_000_000)
    with LeashedReader(Limits(memory_mb=300)) as reader:
        with pytest.raises(InputRefusedError, match="bộ nhớ") as caught:
            reader.read(path)
        assert caught.value.code == "memory"


def test_closing_twice_and_reading_again(act: Path) -> None:
    reader = LeashedReader()
    reader.close()
    assert reader.read(act).media_type == "text/plain"
    reader.close()
    reader.close()


LAST = ReadDocument("xong", "a/b", 3, doubts=(Doubt(0, 4, 0.5),), recognised=(0,))
SIGNS = (
    "import sys; sys.stdin.readline()\n"
    "for n in range(1, 4): print(f'.{n} 3', flush=True)\n"
    f"print({json.dumps(LAST.plain())!r}, flush=True)"
)


def test_signs_of_life_begin_the_time_limit_anew(act: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[threading.Timer] = []

    class Noted(threading.Timer):
        def start(self) -> None:
            assert all(timer.finished.is_set() for timer in limits)  # the one before it ends nothing
            limits.append(self)
            super().start()

    monkeypatch.setattr(LeashedReader, "child", SIGNS)
    monkeypatch.setattr("indexer.readers.leash.threading.Timer", Noted)
    heard: list[tuple[int, int]] = []
    with LeashedReader(
        Limits(timeout_s=60.0), on_page=lambda done, pages: heard.append((done, pages))
    ) as reader:
        document = reader.read(act)
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert document == LAST
    assert [timer.interval for timer in limits] == [60.0] * 4  # for the request, and after each sign
    assert limits[-1].finished.is_set()


def _ends(pid: int) -> bool:
    """Whether the process has ended, or does so soon: a killed one is still there for a moment."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 20)[0])
    finally:
        os.close(handle)


def test_what_the_child_started_ends_with_it(
    act: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "pid"
    start = "import pathlib, subprocess; p = subprocess.Popen(['sleep', '60']); "
    monkeypatch.setattr(
        LeashedReader, "child", start + f"pathlib.Path({str(note)!r}).write_text(str(p.pid)); p.wait()"
    )
    with LeashedReader(Limits(timeout_s=6.0)) as reader, pytest.raises(InputRefusedError) as caught:
        reader.read(act)
    assert caught.value.code == "timeout"
    assert _ends(int(note.read_text()))
