"""Ingest as work: paused, cancelled, tried again, taken over from a dead process; nothing twice."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

import app.services.ingest
import app.services.ingest_queue
from app.bootstrap import Services, build_services
from app.config import load_settings
from app.db.base import transaction
from app.db.models import AuditRow, ExpressionRow, IngestItemRow, IngestJobRow
from app.errors import ConflictError, NotFoundError, PermissionDeniedError, UsageError
from app.services.ingest_batch import BatchStore, FileOutcome
from app.services.ingest_queue import IngestQueue, NewFile
from app.services.permissions import SYSTEM, Actor, Role

ACT = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: {n}/2026/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến khách số {n}
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
"""


def _files(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for n in range(1, count + 1):
        path = folder / f"{n:03}.txt"
        path.write_text(ACT.format(n=n), encoding="utf-8")
        paths.append(path)
    return paths


def _staged(services: Services, count: int, *, broken: bool = False) -> list[NewFile]:
    with services.ingest_jobs.staging_folder() as folder:
        files = [NewFile(path, f"quyết định {path.name}", True) for path in _files(folder, count)]
        if broken:
            (folder / "hong.docx").write_bytes(b"PK\x03\x04 cut")
            files.append(NewFile(folder / "hong.docx", "hỏng.docx", True))
        return files


def _texts(services: Services) -> int:
    with transaction(services.sessions) as session:
        return session.scalar(select(func.count()).select_from(ExpressionRow)) or 0


def test_uploaded_files_go_in_and_leave_the_waiting_room(services: Services) -> None:
    files = _staged(services, 2, broken=True)
    job = services.ingest_jobs.submit(SYSTEM, "3 tệp", files)
    view = services.ingest_jobs.get(SYSTEM, job)
    assert (view.state, view.total, view.done, view.percent) == ("done", 3, 3, 100)
    assert view.counts == {"new": 2, "refused": 1}
    assert [file.path.exists() for file in files] == [False, False, True]
    items, total = services.ingest_jobs.items(SYSTEM, job, "refused")
    assert total == 1
    assert items[0].name == "hỏng.docx"
    assert items[0].reason
    assert not any("staging" in item.name for item in services.ingest_jobs.items(SYSTEM, job)[0])


def test_a_refused_file_is_tried_again(services: Services) -> None:
    files = _staged(services, 1, broken=True)
    job = services.ingest_jobs.submit(SYSTEM, "2 tệp", files)
    assert services.ingest_jobs.get(SYSTEM, job).may("retry")
    files[-1].path.write_text(ACT.format(n=77), encoding="utf-8")
    services.ingest_jobs.change(SYSTEM, job, "retry")
    view = services.ingest_jobs.get(SYSTEM, job)
    assert (view.state, view.counts) == ("done", {"new": 2})
    assert not view.may("retry")
    assert _texts(services) == 2


@pytest.mark.parametrize(("wish", "left"), [("pause", 2), ("cancel", 0)])
def test_somebody_stops_a_job_on_its_way(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wish: str, left: int
) -> None:
    monkeypatch.setattr(app.services.ingest, "_BATCH", 1)
    stored = BatchStore.store

    def stop_after_the_first(self: BatchStore, *args: object) -> object:
        result = stored(self, *args)  # type: ignore[arg-type]
        with transaction(services.sessions) as session:
            job = session.scalar(select(func.max(IngestJobRow.id)))
        if job and services.ingest_jobs.get(SYSTEM, job).may(wish):
            services.ingest_jobs.change(SYSTEM, job, wish)
        return result

    with monkeypatch.context() as patch:
        patch.setattr(BatchStore, "store", stop_after_the_first)
        summary = services.ingest.ingest(SYSTEM, _files(tmp_path / "in", 3))
    assert (summary.count("new"), summary.left) == (1, left)
    view = services.ingest_jobs.get(SYSTEM, summary.job)
    assert view.counts == ({"new": 1, "": 2} if wish == "pause" else {"new": 1, "cancelled": 2})
    services.ingest_jobs.change(SYSTEM, summary.job, "resume" if wish == "pause" else "retry")
    assert services.ingest_jobs.get(SYSTEM, summary.job).counts == {"new": 3}
    assert _texts(services) == 3


def test_a_job_is_held_by_one_process_at_a_time(services: Services, tmp_path: Path) -> None:
    one, other = (IngestQueue(sessions=services.sessions, now=services.now) for _ in range(2))
    job = one.add(SYSTEM, "x", [NewFile(path, path.name) for path in _files(tmp_path / "in", 2)])
    claimed = one.claim()
    assert claimed is not None and claimed.job == job
    assert other.claim() is None
    with transaction(services.sessions, writes=True) as session:  # a process that cannot be alive
        session.execute(
            update(IngestJobRow).values(worker=f"{_host(session)}:{2**22 + 1}:dead", beat_at=services.now())
        )
    assert other.abandoned() == [job]
    taken = other.claim()
    assert taken is not None and taken.job == job
    assert not one.still_wanted(job)


def _host(session: object) -> str:
    worker = session.scalar(select(IngestJobRow.worker))  # type: ignore[attr-defined]
    return str(worker).rsplit(":", 2)[0]


def test_wishes_that_do_not_fit_are_refused_in_words(services: Services) -> None:
    job = services.ingest_jobs.submit(SYSTEM, "1 tệp", _staged(services, 1))
    for wish in ("pause", "resume", "cancel", "", "drop"):
        with pytest.raises(ConflictError, match="tải lại"):
            services.ingest_jobs.change(SYSTEM, job, wish)
    with pytest.raises(NotFoundError):
        services.ingest_jobs.get(SYSTEM, 999)
    with pytest.raises(UsageError, match="Chưa chọn"):
        services.ingest_jobs.submit(SYSTEM, "", [])
    drafter = Actor(1, "Người soạn", Role.DRAFTER)
    for call in (services.ingest_jobs.overview, lambda actor: services.ingest_jobs.get(actor, job)):
        with pytest.raises(PermissionDeniedError):
            call(drafter)


def test_who_asked_for_a_job_is_in_the_audit(services: Services) -> None:
    user = services.users.create(SYSTEM, "reviewer", "Người rà soát", "mot cau du dai 2026", Role.REVIEWER)
    job = services.ingest_jobs.submit(user.actor, "1 tệp", _staged(services, 1))
    assert services.ingest_jobs.get(SYSTEM, job).who == "Người rà soát"
    with transaction(services.sessions) as session:
        done = session.scalars(select(AuditRow).where(AuditRow.action == "ingest.run")).one()
        assert (done.user_id, done.object, done.detail) == (user.id, str(job), {"new": 1})


# The command, which kills its own process right before or right after a file is committed: the how many-th,
# and which of the two, stand before the words of the command.
KILLED = """
import os, signal, sys
import app.services.ingest
from app.cli.main import main
from app.services.ingest_batch import BatchStore

nth, moment = int(sys.argv.pop(1)), sys.argv.pop(1)
stored, begun = BatchStore.store, []
app.services.ingest._BATCH = 1

def kill_at(now):
    if (len(begun), now) == (nth, moment):
        os.kill(os.getpid(), signal.SIGKILL)

def store(self, actor, batch, names, run, report):
    def and_no_further(session, result):
        report(session, result)
        session.flush()
        kill_at("before")
    begun.append(batch)
    result = stored(self, actor, batch, names, run, and_no_further)
    kill_at("after")
    return result

BatchStore.store = store
main()
"""


@pytest.mark.parametrize(("nth", "moment", "left"), [(1, "before", 0), (1, "after", 1), (4, "before", 3)])
def test_a_killed_command_is_completed_by_the_next(tmp_path: Path, nth: int, moment: str, left: int) -> None:
    folder, home = tmp_path / "in", tmp_path / "home"
    _files(folder, 6)
    made = build_services(load_settings({}, home))
    made.registry.import_core(SYSTEM)
    command = ["ingest", "--home", str(home)]
    first = [sys.executable, "-c", KILLED, str(nth), moment, *command, str(folder)]
    second = [sys.executable, "-c", "from app.cli.main import main; main()", *command, "--resume"]
    try:
        killed = subprocess.run(first, capture_output=True, text=True, check=False)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert (_jobs(made), _texts(made)) == (1, left)
        again = subprocess.run(second, capture_output=True, text=True, check=False)
        assert again.returncode == 0, again.stderr
        assert (_jobs(made), _texts(made)) == (1, 6)
        with transaction(made.sessions) as session:
            waiting = select(func.count()).select_from(IngestItemRow).where(IngestItemRow.outcome.is_(None))
            assert session.scalar(waiting) == 0
            assert set(session.scalars(select(IngestJobRow.state))) == {"done"}
    finally:
        made.close()


def _jobs(services: Services) -> int:
    with transaction(services.sessions) as session:
        return session.scalar(select(func.count()).select_from(IngestJobRow)) or 0


def test_a_job_of_a_closed_account_waits_for_somebody_who_may(services: Services) -> None:
    closed = services.users.create(SYSTEM, "reviewer", "Người cũ", "mot cau du dai 2026", Role.REVIEWER)
    lower = services.users.create(SYSTEM, "lower", "Người đổi việc", "mot cau du dai 2026", Role.REVIEWER)
    heir = services.users.create(SYSTEM, "heir", "Người mới", "mot cau du dai 2026", Role.REVIEWER)
    queue = IngestQueue(sessions=services.sessions, now=services.now)
    jobs = []
    for n, user in enumerate((closed, lower)):
        files = [replace(file, name=f"{n}") for file in _staged(services, 1)]
        jobs.append(queue.add(user.actor, "x", files))
    services.users.set_active(SYSTEM, closed.id, False)
    services.users.set_role(SYSTEM, lower.id, Role.VIEWER)
    services.runner.wake()
    for job in jobs:
        assert services.ingest_jobs.get(SYSTEM, job).state == "paused"
        assert services.ingest_jobs.items(SYSTEM, job)[0][0].reason
        services.ingest_jobs.change(heir.actor, job, "resume")
        view = services.ingest_jobs.get(SYSTEM, job)
        assert (view.state, view.who) == ("done", "Người mới")
    assert _texts(services) == 1


def test_a_fault_of_the_server_pauses_the_job_and_says_so(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _staged(services, 2)

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(BatchStore, "store", no_room)
        with pytest.raises(OSError, match="No space"):
            services.ingest_jobs.submit(SYSTEM, "2 tệp", files)
    view = services.ingest_jobs.get(SYSTEM, 1)
    assert (view.state, view.counts) == ("paused", {"": 2})
    assert all("Nạp tiếp" in (item.reason or "") for item in services.ingest_jobs.items(SYSTEM, 1)[0])
    services.ingest_jobs.change(SYSTEM, 1, "resume")
    assert services.ingest_jobs.get(SYSTEM, 1).counts == {"new": 2}
    assert [item.reason for item in services.ingest_jobs.items(SYSTEM, 1)[0]] == [None, None]


def test_a_process_that_is_told_to_end_leaves_the_rest_to_the_next(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.services.ingest, "_BATCH", 1)
    stored = BatchStore.store

    def told_to_end(self: BatchStore, *args: object) -> object:
        services.ingest.stop()
        return stored(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(BatchStore, "store", told_to_end)
    summary = services.ingest.ingest(SYSTEM, _files(tmp_path / "in", 3))
    assert (summary.count("new"), summary.left) == (1, 2)
    assert services.ingest.step(lambda _user: SYSTEM) is None
    assert services.ingest_jobs.abandoned(SYSTEM) == [summary.job]


def test_a_job_begun_elsewhere_finds_its_files(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _files(tmp_path / "in", 1)
    monkeypatch.chdir(tmp_path / "in")
    services.ingest.ingest(SYSTEM, [Path("001.txt"), Path("002.txt")])
    _files(tmp_path / "in", 2)
    monkeypatch.chdir(tmp_path)
    services.ingest_jobs.change(SYSTEM, 1, "retry")
    items = services.ingest_jobs.items(SYSTEM, 1)[0]
    assert [(item.name, item.outcome) for item in items] == [("001.txt", "new"), ("002.txt", "new")]


def test_a_name_that_is_no_text_is_found_again(services: Services, tmp_path: Path) -> None:
    (path,) = _files(tmp_path / "in", 1)
    odd = path.with_name(b"quy\xea\xecn.txt".decode("utf-8", "surrogateescape"))
    path.rename(odd)
    (file,) = services.ingest.ingest(SYSTEM, [tmp_path / "in"]).files
    assert (file.outcome, file.reason) == ("new", None)


def test_what_one_worker_reported_is_not_written_over_by_another(services: Services, tmp_path: Path) -> None:
    queue = IngestQueue(sessions=services.sessions, now=services.now)
    summary = services.ingest.ingest(SYSTEM, _files(tmp_path / "in", 1))
    with transaction(services.sessions) as session:
        item = session.scalars(select(IngestItemRow)).one()
    queue.report(summary.job, [(item, FileOutcome(item.path, "unchanged"))])
    assert services.ingest_jobs.get(SYSTEM, summary.job).counts == {"new": 1}


def test_a_worker_at_work_is_heard_all_the_time(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.services.ingest_queue, "BEAT_S", 0.01)
    queue = IngestQueue(sessions=services.sessions, now=services.now)
    job = queue.add(SYSTEM, "x", _staged(services, 1), started=True)
    with transaction(services.sessions) as session:
        before = session.get_one(IngestJobRow, job).beat_at
    with queue.at_work(job):
        for _ in range(500):
            with transaction(services.sessions) as session:
                after = session.get_one(IngestJobRow, job).beat_at
            if after != before:
                break
            time.sleep(0.01)
    assert before is not None and after is not None and after > before
