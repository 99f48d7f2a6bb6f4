"""People who sign in: accounts, passwords, roles, throttling of guesses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.models import AuditRow, UserRow
from app.errors import ConflictError, NotFoundError, RasoatError, UsageError
from app.services.audit import record_audit
from app.services.permissions import ROLE_NAMES, Actor, Permission, Role, require

MIN_PASSWORD = 10
MAX_PASSWORD = 200
MAX_FAILURES = 5
LOCK_TIME = dt.timedelta(minutes=15)
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


class SignInError(RasoatError):
    """Name or password is wrong, or the account is closed; the sentence never tells which."""


class TooManyAttemptsError(RasoatError):
    """Too many wrong passwords for one account (HTTP 429)."""


@dataclass(frozen=True, slots=True)
class UserView:
    """An account without its secret. ``stamp`` changes with the password, so old sessions end."""

    id: int
    username: str
    display_name: str
    role: Role
    active: bool
    created_at: dt.datetime
    stamp: str

    @property
    def actor(self) -> Actor:
        """The person as services want to see them."""
        return Actor(self.id, self.display_name, self.role)


def _view(row: UserRow) -> UserView:
    return UserView(
        id=row.id,
        username=row.username,
        display_name=row.display_name,
        role=Role(row.role),
        active=row.active,
        created_at=row.created_at,
        stamp=sha256(row.password_hash.encode()).hexdigest()[:16],
    )


class UserService:
    """Accounts. Passwords are kept as argon2id hashes only."""

    def __init__(
        self,
        *,
        sessions: SessionFactory,
        now: Callable[[], dt.datetime],
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._sessions = sessions
        self._now = now
        self._hasher = hasher or PasswordHasher()
        # Verified for unknown names too, so that the answer takes as long as for a known one.
        self._decoy = self._hasher.hash("no account has this password")

    def authenticate(self, username: str, password: str) -> UserView:
        """The account whose name and password these are.

        Raises :class:`SignInError`, or :class:`TooManyAttemptsError` after five wrong passwords within
        fifteen minutes. Both outcomes are audited, also across processes.
        """
        name = username.strip().lower()[:60]
        with transaction(self._sessions, writes=True) as session:
            if self._recent_failures(session, name) >= MAX_FAILURES:
                raise TooManyAttemptsError(
                    "Tài khoản này vừa nhập sai mật khẩu nhiều lần; hãy đợi 15 phút rồi thử lại."
                )
            row = session.scalar(select(UserRow).where(UserRow.username == name))
            right = self._matches(row.password_hash if row else self._decoy, password[:MAX_PASSWORD])
            user = _view(row) if row and right and row.active else None
            if row and user and self._hasher.check_needs_rehash(row.password_hash):
                row.password_hash = self._hasher.hash(password)
                user = _view(row)
            action = "user.sign_in" if user else "user.sign_in_failed"
            record_audit(session, user.actor if user else None, self._now(), action, name)
        if user is None:
            raise SignInError("Tên đăng nhập hoặc mật khẩu không đúng; hãy kiểm tra và nhập lại.")
        return user

    def find(self, user_id: int) -> UserView | None:
        """The active account with this id, for the session of a signed-in person."""
        with transaction(self._sessions) as session:
            row = session.get(UserRow, user_id)
            return _view(row) if row and row.active else None

    def list(self, actor: Actor) -> tuple[UserView, ...]:
        """All accounts by name. Raises :class:`PermissionDeniedError` below administrator."""
        require(actor, Permission.ADMINISTER)
        with transaction(self._sessions) as session:
            return tuple(_view(row) for row in session.scalars(select(UserRow).order_by(UserRow.username)))

    def create(self, actor: Actor, username: str, display_name: str, password: str, role: str) -> UserView:
        """Open an account. Raises :class:`UsageError` on an unusable name, password or role,
        :class:`ConflictError` when the name is taken."""
        require(actor, Permission.ADMINISTER)
        name = username.strip().lower()
        if not _USERNAME.fullmatch(name):
            raise UsageError(
                "Tên đăng nhập gồm 3 đến 60 ký tự a-z, 0-9, dấu chấm, gạch nối hoặc gạch dưới; hãy chọn lại."
            )
        _check_password(name, password)
        shown = display_name.strip()[:200] or name
        with transaction(self._sessions, writes=True) as session:
            if session.scalar(select(UserRow.id).where(UserRow.username == name)):
                raise ConflictError(f"Tên đăng nhập “{name}” đã có người dùng; hãy chọn tên khác.")
            row = UserRow(
                username=name,
                display_name=shown,
                password_hash=self._hasher.hash(password),
                role=_role(role),
                active=True,
                created_at=self._now(),
            )
            session.add(row)
            session.flush()
            record_audit(session, actor, self._now(), "user.create", name, role=row.role)
            return _view(row)

    def set_role(self, actor: Actor, user_id: int, role: str) -> UserView:
        """Give another role. The last active administrator keeps theirs (:class:`ConflictError`)."""
        require(actor, Permission.ADMINISTER)
        wanted = _role(role)
        with transaction(self._sessions, writes=True) as session:
            row = _row(session, user_id)
            if row.role == Role.ADMIN and wanted != Role.ADMIN:
                _keep_one_admin(session, row)
            before, row.role = row.role, wanted
            detail = {"before": before, "after": wanted}
            record_audit(session, actor, self._now(), "user.set_role", row.username, **detail)
            return _view(row)

    def set_active(self, actor: Actor, user_id: int, active: bool) -> UserView:
        """Close or reopen an account; nobody closes their own or the last administrator's."""
        require(actor, Permission.ADMINISTER)
        with transaction(self._sessions, writes=True) as session:
            row = _row(session, user_id)
            if not active and row.id == actor.user_id:
                raise ConflictError("Không thể tự khóa tài khoản của mình; hãy nhờ quản trị viên khác.")
            if not active and row.role == Role.ADMIN:
                _keep_one_admin(session, row)
            row.active = active
            action = "user.activate" if active else "user.deactivate"
            record_audit(session, actor, self._now(), action, row.username)
            return _view(row)

    def set_password(self, actor: Actor, user_id: int, password: str) -> UserView:
        """Set a new password for anyone (administrator)."""
        require(actor, Permission.ADMINISTER)
        with transaction(self._sessions, writes=True) as session:
            row = _row(session, user_id)
            _check_password(row.username, password)
            row.password_hash = self._hasher.hash(password)
            record_audit(session, actor, self._now(), "user.set_password", row.username)
            return _view(row)

    def change_own_password(self, actor: Actor, old: str, new: str) -> UserView:
        """Change one's own password; the old one must be right (:class:`SignInError`)."""
        require(actor, Permission.READ)
        if actor.user_id is None:
            raise UsageError("Dòng lệnh không có mật khẩu riêng; hãy nêu tài khoản cần đổi mật khẩu.")
        with transaction(self._sessions, writes=True) as session:
            row = _row(session, actor.user_id)
            if not self._matches(row.password_hash, old[:MAX_PASSWORD]):
                raise SignInError("Mật khẩu hiện tại không đúng; hãy nhập lại.")
            _check_password(row.username, new)
            row.password_hash = self._hasher.hash(new)
            record_audit(session, actor, self._now(), "user.change_password", row.username)
            return _view(row)

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    def _recent_failures(self, session: Session, name: str) -> int:
        last_success = session.scalar(
            select(func.max(AuditRow.id)).where(AuditRow.action == "user.sign_in", AuditRow.object == name)
        )
        failures = select(func.count()).where(
            AuditRow.action == "user.sign_in_failed",
            AuditRow.object == name,
            AuditRow.at > self._now() - LOCK_TIME,
            AuditRow.id > (last_success or 0),
        )
        return session.scalar(failures) or 0


def _check_password(username: str, password: str) -> None:
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise UsageError(f"Mật khẩu phải có từ {MIN_PASSWORD} đến {MAX_PASSWORD} ký tự; hãy chọn lại.")
    if username in password.lower() or len(set(password)) < 4:
        raise UsageError("Mật khẩu quá dễ đoán; hãy dùng một câu dài không chứa tên đăng nhập.")


def _role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        names = ", ".join(f"{key} ({ROLE_NAMES[key]})" for key in Role)
        raise UsageError(f"Không có vai trò “{role}”; hãy chọn một trong: {names}.") from None


def _row(session: Session, user_id: int) -> UserRow:
    row = session.get(UserRow, user_id)
    if row is None:
        raise NotFoundError("Không có tài khoản này; hãy mở lại danh sách người dùng.")
    return row


def _keep_one_admin(session: Session, row: UserRow) -> None:
    others = select(func.count()).where(
        UserRow.role == Role.ADMIN, UserRow.active.is_(True), UserRow.id != row.id
    )
    if not session.scalar(others):
        raise ConflictError(
            "Đây là quản trị viên duy nhất đang hoạt động; hãy giao vai trò quản trị cho người khác trước."
        )
