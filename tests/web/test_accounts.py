"""Accounts through the service and the administrator's page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.bootstrap import Services
from app.errors import ConflictError, PermissionDeniedError, UsageError
from app.services.permissions import SYSTEM, Role
from app.services.users import UserView
from tests.web.conftest import PASSWORD, Browser

SignedIn = Callable[[str], Browser]


def user(services: Services, name: str) -> UserView:
    return next(u for u in services.users.list(SYSTEM) if u.username == name)


def test_an_administrator_opens_an_account(services: Services, signed_in: SignedIn, browser: Browser) -> None:
    page = "/quan-tri/nguoi-dung"
    data = {
        "username": "Lan.Tran",
        "display_name": "Trần Lan",
        "password": "cau noi bi mat 1",
        "role": "drafter",
    }
    assert signed_in("admin").post(page, data, seen=page).status_code == 302
    assert user(services, "lan.tran").role is Role.DRAFTER
    assert browser.sign_in("LAN.TRAN", "cau noi bi mat 1").status_code == 302


@pytest.mark.parametrize(
    ("username", "password", "role"),
    [
        ("ab", "cau noi bi mat 1", "viewer"),
        ("có dấu", "cau noi bi mat 1", "viewer"),
        ("ngan", "ngan", "viewer"),
        ("tung", "tung-va-ban-be", "viewer"),
        ("lap", "aaaaaaaaaaaa", "viewer"),
        ("sai-vai", "cau noi bi mat 1", "vua"),
    ],
)
def test_unusable_input_is_refused(services: Services, username: str, password: str, role: str) -> None:
    with pytest.raises(UsageError):
        services.users.create(SYSTEM, username, "Ai đó", password, role)


def test_a_name_is_given_once(services: Services) -> None:
    with pytest.raises(ConflictError):
        services.users.create(SYSTEM, "VIEWER", "Ai đó", "cau noi bi mat 1", "viewer")


def test_one_administrator_always_stays(services: Services) -> None:
    admin = user(services, "admin")
    with pytest.raises(ConflictError):
        services.users.set_role(SYSTEM, admin.id, "lead")
    with pytest.raises(ConflictError):
        services.users.set_active(SYSTEM, admin.id, False)
    services.users.set_role(SYSTEM, user(services, "lead2").id, "admin")
    assert services.users.set_role(SYSTEM, admin.id, "lead").role is Role.LEAD


def test_nobody_below_administrator_manages_accounts(services: Services) -> None:
    lead = user(services, "lead").actor
    for attempt in (
        lambda: services.users.list(lead),
        lambda: services.users.create(lead, "moi-toanh", "Mới", "cau noi bi mat 1", "admin"),
        lambda: services.users.set_role(lead, lead.user_id or 0, "admin"),
        lambda: services.users.set_password(lead, 1, "cau noi bi mat 1"),
        lambda: services.audit.page(lead),
    ):
        with pytest.raises(PermissionDeniedError):
            attempt()


def test_passwords_are_kept_as_argon2_and_not_in_the_audit(services: Services) -> None:
    viewer = user(services, "viewer")
    services.users.set_password(SYSTEM, viewer.id, "cau noi bi mat 2")
    with pytest.raises(Exception, match="không đúng"):
        services.users.authenticate("viewer", PASSWORD)
    assert services.users.authenticate("viewer", "cau noi bi mat 2").stamp != viewer.stamp
    trail = repr(services.audit.page(SYSTEM, per_page=500))
    assert "cau noi bi mat 2" not in trail
    with services.engine.connect() as connection:
        stored = connection.exec_driver_sql("SELECT password_hash FROM user_account").scalars().all()
    assert all(value.startswith("$argon2id$") for value in stored)


def test_a_viewer_posting_to_the_account_page_changes_nothing(
    services: Services, signed_in: SignedIn
) -> None:
    browser = signed_in("viewer")
    me = user(services, "viewer")
    answer = browser.post(f"/quan-tri/nguoi-dung/{me.id}/vai-tro", {"role": "admin"})
    assert answer.status_code == 403
    assert user(services, "viewer").role is Role.VIEWER
