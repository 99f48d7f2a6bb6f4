"""ZIP files: each file in them is a file of the job, with its outcome, also after a stop half-way."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import Services, build_services
from app.config import Settings
from app.db.base import transaction
from app.db.models import BlobRow
from app.services.ingest_queue import IngestQueue, NewFile
from app.services.permissions import SYSTEM
from tests.clocks import Clock

ACT = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: {n}/2026/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến khách số {n}
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
"""


@pytest.fixture
def services(settings: Settings, clock: Clock) -> Iterator[Services]:
    made = build_services(settings, now=clock)
    yield made
    made.close()


def _zip(path: Path, fill: Callable[[zipfile.ZipFile], None]) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        fill(opened)
    return path


def _two_acts(opened: zipfile.ZipFile) -> None:
    for n in (1, 2):
        opened.writestr(f"văn bản/Quyết định {n}.txt", ACT.format(n=n))
    opened.writestr("__MACOSX/._x", "rubbish")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as nested:
        nested.writestr("ba.txt", ACT.format(n=3))
        nested.writestr("../../bon.txt", ACT.format(n=4))
    opened.writestr("trong.zip", inner.getvalue())
    opened.writestr("anh.bin", b"\0\1\2" * 40)


NAMES = {
    "gói.zip » văn bản/Quyết định 1.txt": "new",
    "gói.zip » văn bản/Quyết định 2.txt": "new",
    "gói.zip » trong.zip/ba.txt": "new",
    "gói.zip » trong.zip/bon.txt": "new",
    "gói.zip » anh.bin": "refused",
}


def test_each_file_of_an_archive_has_an_outcome_of_its_own(services: Services, tmp_path: Path) -> None:
    archive = _zip(tmp_path / "gói.zip", _two_acts)
    with services.ingest_jobs.staging_folder() as folder:
        staged = folder / "0000.zip"
        staged.write_bytes(archive.read_bytes())
    job = services.ingest_jobs.submit(SYSTEM, "gói", [NewFile(staged, "gói.zip", staged=True)])
    items, total = services.ingest_jobs.items(SYSTEM, job)
    assert {item.name: item.outcome for item in items} == NAMES
    view = services.ingest_jobs.get(SYSTEM, job)
    assert (view.state, view.total, total, view.counts) == ("done", 5, 5, {"new": 4, "refused": 1})
    with transaction(services.sessions) as session:
        names = set(session.scalars(select(BlobRow.file_name)))
    assert names == {"Quyết định 1.txt", "Quyết định 2.txt", "ba.txt", "bon.txt"}
    left = [path for path in services.settings.staging.rglob("*") if path.is_file()]
    assert len(left) == 1, "only the refused one waits to be tried again"
    services.ingest_jobs.change(SYSTEM, job, "retry")
    assert services.ingest_jobs.get(SYSTEM, job).counts == {"new": 4, "refused": 1}


def test_the_same_archive_again_brings_nothing_new(services: Services, tmp_path: Path) -> None:
    archive = _zip(tmp_path / "gói.zip", _two_acts)
    assert services.ingest.ingest(SYSTEM, [archive]).count("new") == 4
    again = services.ingest.ingest(SYSTEM, [archive])
    assert (again.count("unchanged"), again.count("refused"), len(again.files)) == (4, 1, 5)
    assert archive.exists()


def test_an_archive_opened_by_a_process_that_died_is_not_opened_twice(
    services: Services, tmp_path: Path
) -> None:
    archive = _zip(tmp_path / "gói.zip", _two_acts)
    dead = IngestQueue(sessions=services.sessions, now=services.now)
    job = dead.add(SYSTEM, "x", [NewFile(archive, "gói.zip")], started=True)
    services.ingest._open_archives(job)  # not held: somebody else's
    assert [item.name for item in dead.waiting(job)] == ["gói.zip"]
    dead.let_go(job)
    summary = services.ingest.step(lambda _user: SYSTEM)
    assert summary is not None and summary.job == job
    assert {file.path: file.outcome for file in summary.files} == NAMES


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("trong.zip", b"PK\x05\x06" + bytes(18), "không có tệp nào"),
        ("hong.zip", b"PK\x03\x04 cut off here", "hỏng"),
    ],
)
def test_an_archive_that_cannot_be_used_is_refused_in_words(
    services: Services, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (file,) = services.ingest.ingest(SYSTEM, [tmp_path / name]).files
    assert (file.outcome, file.path.endswith(name)) == ("refused", True)
    assert said in (file.reason or "")
    assert not list(services.settings.staging.iterdir())


def test_a_spreadsheet_is_no_archive(services: Services, tmp_path: Path) -> None:
    def parts(opened: zipfile.ZipFile) -> None:
        opened.writestr("[Content_Types].xml", "<Types/>")
        opened.writestr("xl/workbook.xml", "<workbook/>")

    (file,) = services.ingest.ingest(SYSTEM, [_zip(tmp_path / "so.xlsx", parts)]).files
    assert (file.outcome, "»" in file.path) == ("refused", False)


def test_what_nobody_waits_for_is_cleared_away_after_its_time(services: Services, clock: Clock) -> None:
    keep = dt.timedelta(days=services.settings.keep_uploads_days)
    with services.ingest_jobs.staging_folder() as folder:
        (folder / "0.txt").write_text("không phải văn bản", encoding="utf-8")
        refused = NewFile(folder / "0.txt", "hỏng.txt", staged=True)
    with services.ingest_jobs.staging_folder() as broken_off:
        (broken_off / "0.txt").write_text(ACT, encoding="utf-8")
    job = services.ingest_jobs.submit(SYSTEM, "1", [refused])
    with services.ingest_jobs.staging_folder() as waiting:
        (waiting / "0.txt").write_text(ACT.format(n=9), encoding="utf-8")
    queue = IngestQueue(sessions=services.sessions, now=clock)
    held = queue.add(SYSTEM, "2", [NewFile(waiting / "0.txt", "9.txt", staged=True)], started=True)
    services.ingest_jobs.change(SYSTEM, held, "pause")
    clock.moment += keep - dt.timedelta(hours=2)
    services.runner.wake()
    assert folder.exists() and broken_off.exists()
    clock.moment += dt.timedelta(hours=4)
    services.runner.wake()
    assert (folder.exists(), broken_off.exists(), waiting.exists()) == (False, False, True)
    services.ingest_jobs.change(SYSTEM, job, "retry")
    (item,) = services.ingest_jobs.items(SYSTEM, job)[0]
    assert "nạp lại tệp gốc" in (item.reason or "")
    services.ingest_jobs.change(SYSTEM, held, "resume")
    assert services.ingest_jobs.get(SYSTEM, held).counts == {"new": 1}
