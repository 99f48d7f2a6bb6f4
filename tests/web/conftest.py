"""A small real store: three acts of an invented country, two findings, one person of each role."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.bootstrap import Services, build_services
from app.config import load_settings
from app.db.base import transaction
from app.services.permissions import SYSTEM, Role
from app.web.factory import create_app
from app.web.security import limiter
from tests.clocks import Clock
from tests.web.store import NOW, TODAY, fill_store

PASSWORD = "mot cau du dai 2026"


@pytest.fixture(scope="session")
def template_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled home that tests copy."""
    home = tmp_path_factory.mktemp("template") / "home"
    services = build_services(load_settings({}, home), now=lambda: NOW, today=lambda: TODAY)
    for role in Role:
        services.users.create(SYSTEM, role.value, f"Người {role.value}", PASSWORD, role.value)
    services.users.create(SYSTEM, "lead2", "Lãnh đạo thứ hai", PASSWORD, Role.LEAD)
    with transaction(services.sessions) as session:
        fill_store(session)
    services.close()
    return home


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def services(template_home: Path, tmp_path: Path, clock: Clock) -> Iterator[Services]:
    home = tmp_path / "home"
    shutil.copytree(template_home, home)
    made = build_services(load_settings({}, home), now=clock, today=lambda: TODAY)
    yield made
    made.close()


@pytest.fixture
def app(services: Services) -> Flask:
    made = create_app(services)
    made.testing = True
    limiter.reset()
    return made


class Browser:
    """A test client that fills in the CSRF token of the page it last saw, as a browser would."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def page(self, path: str, status: int = 200) -> str:
        response = self.client.get(path)
        assert response.status_code == status, response.get_data(as_text=True)[:2000]
        return response.get_data(as_text=True)

    def token(self, path: str) -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.page(path))
        assert found, f"no token on {path}"
        return found[1]

    def post(self, path: str, data: Mapping[str, object] | None = None, seen: str = "/") -> TestResponse:
        return self.client.post(path, data={**(data or {}), "csrf_token": self.token(seen)})

    def sign_in(self, username: str, password: str = PASSWORD) -> TestResponse:
        return self.post("/dang-nhap", {"username": username, "password": password}, seen="/dang-nhap")


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Nobody signed in."""
    return Browser(app.test_client())


@pytest.fixture
def signed_in(app: Flask) -> Callable[[str], Browser]:
    """A browser of the named person."""

    def make(username: str) -> Browser:
        made = Browser(app.test_client())
        assert made.sign_in(username).status_code == 302
        return made

    return make
