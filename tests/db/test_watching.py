"""Files that people put into the watched folder go in once, when their copying is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import Services, build_services
from app.config import Settings
from app.services.ingest_queue import IngestQueue
from app.services.permissions import SYSTEM
from app.services.watching import FolderWatch
from tests.clocks import Clock

ACT = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: {n}/2026/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến khách số {n}
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
"""


@pytest.fixture
def services(settings: Settings, tmp_path: Path, clock: Clock) -> Iterator[Services]:
    made = build_services(replace(settings, watch=tmp_path / "den"), now=clock)
    yield made
    made.close()


def _states(services: Services) -> list[dict[str, int]]:
    jobs, _total = services.ingest_jobs.overview(SYSTEM)
    return [job.counts for job in jobs]


def test_a_file_is_taken_once_when_it_is_at_rest(services: Services, tmp_path: Path, clock: Clock) -> None:
    services.runner.wake()  # the folder is not there yet
    folder = tmp_path / "den" / "2026"
    folder.mkdir(parents=True)
    path = folder / "a.txt"
    path.write_text(ACT.format(n=1)[:60], encoding="utf-8")
    services.runner.wake()
    clock.later(2)
    path.write_text(ACT.format(n=1), encoding="utf-8")  # still being copied
    services.runner.wake()
    clock.later(3)
    services.runner.wake()
    assert _states(services) == []
    clock.later(2)
    services.runner.wake()
    assert _states(services) == [{"new": 1}]
    items, _total = services.ingest_jobs.items(SYSTEM, 1)
    assert items[0].name == str(Path("2026") / "a.txt")
    for _ in range(3):
        clock.later(10)
        services.runner.wake()
    assert len(_states(services)) == 1

    path.write_text(ACT.format(n=1).replace("20 tháng 3", "25 tháng 3"), encoding="utf-8")
    (folder / "b.txt").write_text(ACT.format(n=2), encoding="utf-8")
    services.runner.wake()
    clock.later(5)
    services.runner.wake()
    assert _states(services)[0] == {"changed": 1, "new": 1}
    assert path.exists()


def test_links_are_left_alone_and_odd_names_are_taken_once(
    services: Services, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "den"
    folder.mkdir()
    secret = tmp_path / "khac.txt"
    secret.write_text(ACT.format(n=7), encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    odd = folder / b"quy\xea\xecn.txt".decode("utf-8", "surrogateescape")
    odd.write_text(ACT.format(n=8), encoding="utf-8")
    for _ in range(4):
        services.runner.wake()
        clock.later(10)
    assert _states(services) == [{"new": 1}]


def test_two_who_look_at_the_folder_take_a_file_once(
    services: Services, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "den"
    folder.mkdir()
    (folder / "a.txt").write_text(ACT.format(n=3), encoding="utf-8")
    queue = IngestQueue(sessions=services.sessions, now=clock)
    lookers = [
        FolderWatch(sessions=services.sessions, queue=queue, folder=folder, now=clock) for _ in range(2)
    ]
    assert [looker.look() for looker in lookers] == [None, None]
    clock.later(10)
    assert [looker.look() for looker in lookers] == [1, None]
