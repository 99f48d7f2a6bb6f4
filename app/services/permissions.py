"""Who may do what. Checked in services, so every door is covered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.errors import PermissionDeniedError


class Role(StrEnum):
    """Roles from least to most; each may do what the roles before it may."""

    VIEWER = "viewer"
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    LEAD = "lead"
    ADMIN = "admin"


class Permission(StrEnum):
    """What a service asks for."""

    READ = "read"
    CHECK_DRAFT = "check_draft"
    JUDGE_FINDING = "judge_finding"
    PROPOSE = "propose"
    DECIDE_PROPOSAL = "decide_proposal"
    INGEST = "ingest"
    IMPORT_REGISTRY = "import_registry"
    ADMINISTER = "administer"


_LEAST_ROLE = {
    Permission.READ: Role.VIEWER,
    Permission.CHECK_DRAFT: Role.DRAFTER,
    Permission.JUDGE_FINDING: Role.REVIEWER,
    Permission.PROPOSE: Role.REVIEWER,
    Permission.INGEST: Role.REVIEWER,
    Permission.DECIDE_PROPOSAL: Role.LEAD,
    Permission.IMPORT_REGISTRY: Role.LEAD,
    Permission.ADMINISTER: Role.ADMIN,
}
_ORDER = list(Role)
ROLE_NAMES = {
    Role.VIEWER: "Người xem",
    Role.DRAFTER: "Người soạn thảo",
    Role.REVIEWER: "Người rà soát",
    Role.LEAD: "Lãnh đạo",
    Role.ADMIN: "Quản trị",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or command on whose behalf a service acts; ``user_id`` ``None`` is the command line."""

    user_id: int | None
    name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether the role is high enough."""
        return _ORDER.index(self.role) >= _ORDER.index(_LEAST_ROLE[permission])


SYSTEM = Actor(None, "rasoat", Role.ADMIN)


def require(actor: Actor, permission: Permission) -> None:
    """Raise :class:`PermissionDeniedError` when the actor may not."""
    if not actor.may(permission):
        needed = ROLE_NAMES[_LEAST_ROLE[permission]]
        raise PermissionDeniedError(
            f"Việc này cần vai trò “{needed}” trở lên; hãy nhờ quản trị viên cấp quyền."
        )
