"""The composition root: settings in, services out. The only place that reads the clock."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from app.calendar import VIETNAM
from app.config import Settings
from app.db.base import SessionFactory, make_engine, make_folder, make_session_factory
from app.db.blobs import BlobStore
from app.db.changes import watch
from app.db.migrate import is_current, upgrade
from app.errors import ConfigurationError, PermissionDeniedError
from app.jobs.runner import InlineRunner, Runner, ThreadRunner
from app.services.acts import ActService
from app.services.arisen import ArisenService
from app.services.audit import AuditService
from app.services.backup import BackupService
from app.services.checking import CheckingService
from app.services.confirming import ConfirmingService
from app.services.disagreements import DisagreementService
from app.services.duplicates import DuplicateService
from app.services.expiry_calendar import CalendarService
from app.services.indexing import IndexingService
from app.services.ingest import IngestService
from app.services.ingest_batch import BatchStore
from app.services.ingest_jobs import IngestJobs
from app.services.ingest_queue import IngestQueue
from app.services.parting import PartingService
from app.services.permissions import SYSTEM, Actor, Permission, require
from app.services.proposals import ProposalService, handling_forms
from app.services.reading import Analyser, limits_of
from app.services.register_columns import ColumnMemory
from app.services.register_uploads import RegisterUploads
from app.services.registry_import import RegistryImportService
from app.services.rereading import RereadingService
from app.services.review import ReviewService
from app.services.ripple import RippleService
from app.services.rules import RuleService
from app.services.search import SearchService
from app.services.source_order import SourceOrderService
from app.services.staging import WaitingRoom
from app.services.status import StatusService
from app.services.sweep import SweepService
from app.services.users import UserService
from app.services.watching import FolderWatch
from indexer.search.open import open_index
from indexer.search.protocol import SearchIndex, SearchUrlError

_NO_ACCOUNT = "Tài khoản đã tạo đợt nạp không còn hoạt động; ai có quyền nạp hãy bấm “Nạp tiếp” để nhận việc."
_KEY_FILE = "secret.key"


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a door may call. One per process; safe for several threads."""

    settings: Settings
    secret_key: str
    engine: Engine
    sessions: SessionFactory
    now: Callable[[], datetime]
    today: Callable[[], date]
    index: SearchIndex
    acts: ActService
    arisen: ArisenService
    audit: AuditService
    backup: BackupService
    calendar: CalendarService
    checking: CheckingService
    confirming: ConfirmingService
    duplicates: DuplicateService
    disagreements: DisagreementService
    indexing: IndexingService
    ingest: IngestService
    ingest_jobs: IngestJobs
    parting: PartingService
    proposals: ProposalService
    registers: RegisterUploads
    registry: RegistryImportService
    rereading: RereadingService
    review: ReviewService
    ripple: RippleService
    rules: RuleService
    runner: Runner
    search: SearchService
    source_order: SourceOrderService
    status: StatusService
    sweep: SweepService
    users: UserService

    def close(self) -> None:
        """Let go of files and connections; a job under way is left at the end of its batch."""
        self.ingest.stop()
        self.runner.close()
        self.index.close()
        self.engine.dispose()


def utc_now() -> datetime:
    """The time as the store keeps it: UTC without zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def local_today() -> date:
    """Today in Vietnam, wherever the server's clock is set: law takes effect on its calendar."""
    return datetime.now(VIETNAM).date()


def build_services(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    today: Callable[[], date] = local_today,
    background: bool = False,
) -> Services:
    """Open the store of ``settings`` and wire the services.

    With ``background`` queued work is done by a thread once ``runner.start()`` is called; otherwise by
    whoever queues it, at once.

    An SQLite store is made or brought up to date; a server's is only checked. Raises
    :class:`ConfigurationError` when it has to be upgraded first.
    """
    make_folder(settings.home)
    engine = make_engine(settings.database_url)
    prepare_store(engine)
    sessions = make_session_factory(engine)
    watch(sessions, now)
    return _wired(settings, engine, sessions, now, today, background)


def _wired(
    settings: Settings,
    engine: Engine,
    sessions: SessionFactory,
    now: Callable[[], datetime],
    today: Callable[[], date],
    background: bool,
) -> Services:
    index = _index_of(settings)
    originals, analyser = BlobStore(settings.originals), Analyser(limits_of(settings), settings.trust)
    rules = RuleService(sessions=sessions, now=now)
    users = UserService(sessions=sessions, now=now)
    queue = IngestQueue(sessions=sessions, now=now)
    batches = BatchStore(sessions=sessions, index=index, originals=originals, now=now)
    room = _waiting_room(settings, sessions, now)
    ingest = IngestService(
        sessions=sessions, store=batches, queue=queue, room=room, analyser=analyser, now=now
    )
    ripple = RippleService(sessions=sessions, now=now)
    duplicates = DuplicateService(sessions=sessions)
    folder = _watch(settings, sessions, queue, now)
    step = _worker(ingest, ripple, folder, users, today, (room.tidy, duplicates.catch_up))
    runner: Runner = ThreadRunner(step) if background else InlineRunner(step)
    jobs = IngestJobs(sessions=sessions, queue=queue, runner=runner, room=room, now=now)
    return Services(
        settings=settings,
        secret_key=settings.secret_key or _key_from_file(settings.home / _KEY_FILE),
        engine=engine,
        sessions=sessions,
        now=now,
        today=today,
        index=index,
        acts=ActService(sessions=sessions, originals=originals),
        arisen=ArisenService(sessions=sessions, now=now),
        audit=AuditService(sessions=sessions),
        backup=BackupService(settings=settings, now=now),
        duplicates=duplicates,
        confirming=_confirming(settings, sessions, index, originals, now),
        calendar=CalendarService(sessions=sessions),
        checking=CheckingService(sessions=sessions, analyser=analyser),
        disagreements=DisagreementService(sessions=sessions, index=index, now=now, today=today),
        indexing=IndexingService(sessions=sessions, index=index),
        ingest=ingest,
        ingest_jobs=jobs,
        parting=PartingService(sessions=sessions, jobs=jobs),
        proposals=_proposals(sessions, now, rules, today),
        registry=_registry(settings, sessions, index, now, analyser, ingest),
        registers=RegisterUploads(folder=settings.home / "registers", now=now),
        rereading=_rereading(sessions, index, originals, analyser, now),
        review=ReviewService(sessions=sessions, now=now),
        ripple=ripple,
        rules=rules,
        runner=runner,
        search=SearchService(sessions=sessions, index=index),
        source_order=SourceOrderService(sessions=sessions, index=index, now=now),
        status=StatusService(sessions=sessions),
        sweep=SweepService(sessions=sessions, now=now),
        users=users,
    )


def _confirming(
    settings: Settings,
    sessions: SessionFactory,
    index: SearchIndex,
    originals: BlobStore,
    now: Callable[[], datetime],
) -> ConfirmingService:
    limits = limits_of(settings)
    return ConfirmingService(sessions=sessions, index=index, originals=originals, limits=limits, now=now)


def _rereading(
    sessions: SessionFactory,
    index: SearchIndex,
    originals: BlobStore,
    analyser: Analyser,
    now: Callable[[], datetime],
) -> RereadingService:
    return RereadingService(sessions=sessions, index=index, originals=originals, analyser=analyser, now=now)


def _proposals(
    sessions: SessionFactory, now: Callable[[], datetime], rules: RuleService, today: Callable[[], date]
) -> ProposalService:
    return ProposalService(
        sessions=sessions, now=now, handlings=lambda: handling_forms(rules.book(), today())
    )


def _watch(
    settings: Settings, sessions: SessionFactory, queue: IngestQueue, now: Callable[[], datetime]
) -> FolderWatch | None:
    if settings.watch is None:
        return None
    return FolderWatch(sessions=sessions, queue=queue, folder=settings.watch, now=now)


def _waiting_room(settings: Settings, sessions: SessionFactory, now: Callable[[], datetime]) -> WaitingRoom:
    keep = timedelta(days=settings.keep_uploads_days)
    limits = limits_of(settings)
    return WaitingRoom(sessions=sessions, folder=settings.staging, limits=limits, keep=keep, now=now)


def _registry(
    settings: Settings,
    sessions: SessionFactory,
    index: SearchIndex,
    now: Callable[[], datetime],
    analyser: Analyser,
    ingest: IngestService,
) -> RegistryImportService:
    columns = ColumnMemory(settings.home)
    return RegistryImportService(
        sessions=sessions, index=index, now=now, columns=columns, analyser=analyser, ingest=ingest.ingest
    )


def _index_of(settings: Settings) -> SearchIndex:
    try:
        return open_index(settings.search_url)
    except SearchUrlError as error:
        raise ConfigurationError(str(error)) from error


def _worker(
    ingest: IngestService,
    ripple: RippleService,
    folder: FolderWatch | None,
    users: UserService,
    today: Callable[[], date],
    chores: Sequence[Callable[[], int]],
) -> Callable[[], bool]:
    """One piece of the work that waits; tells whether there was any."""

    def step() -> bool:
        if ingest.step(lambda user: _actor(users, user)) is not None or ripple.step(today()):
            return True
        if folder is not None and folder.look() is not None:
            return True
        return any(chore() for chore in chores)

    return step


def _actor(users: UserService, number: int | None) -> Actor:
    """On whose behalf a queued job runs; nobody's account means the command line."""
    if number is None:
        return SYSTEM
    view = users.find(number)
    if view is None:
        raise PermissionDeniedError(_NO_ACCOUNT)
    require(view.actor, Permission.INGEST)
    return view.actor


def prepare_store(engine: Engine) -> None:
    """Upgrade an SQLite store; refuse a server's that is behind."""
    if is_current(engine):
        return
    if engine.dialect.name != "sqlite":
        raise ConfigurationError("Cơ sở dữ liệu chưa đúng phiên bản; hãy chạy: rasoat db upgrade.")
    upgrade(engine)


def _key_from_file(path: Path) -> str:
    """The key that signs sessions; made once, readable by its owner only."""
    if not path.exists():
        # Written first and named afterwards, so that nobody who starts at the same time reads half a key.
        try:
            handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".key-")
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(secrets.token_urlsafe(48))
            with suppress(FileExistsError):
                os.link(draft, path)
            Path(draft).unlink()
        except PermissionError as error:
            raise ConfigurationError(
                f"Không ghi được tệp khóa {path}; hãy kiểm tra quyền ghi của thư mục dữ liệu."
            ) from error
    try:
        key = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        key = ""
    if len(key) < 32:
        raise ConfigurationError(
            f"Tệp khóa {path} bị hỏng hoặc không đọc được; hãy kiểm tra quyền, hoặc xóa tệp này rồi "
            "khởi động lại."
        )
    return key
