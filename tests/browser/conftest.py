"""A served application and a headless Chromium."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from waitress.server import create_server

from app.bootstrap import build_services
from app.config import load_settings
from app.db.base import transaction
from app.services.permissions import SYSTEM, Role
from app.web.factory import create_app
from tests.web.store import NOW, TODAY, fill_store

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARTEFACTS = Path(__file__).parents[1] / "artefacts"
PASSWORD = "mot cau du dai 2026"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; downloads nothing. Closed with the module: its event loop runs as long as it is
    open, and tests of other modules may want one of their own."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed; install the chromium package to run browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """URL of a served application over a fresh home."""
    services = build_services(load_settings({}, tmp_path / "home"), now=lambda: NOW, today=lambda: TODAY)
    for role in (Role.REVIEWER, Role.LEAD, Role.ADMIN):
        services.users.create(SYSTEM, role.value, f"Người {role.value}", PASSWORD, role.value)
    with transaction(services.sessions) as session:
        fill_store(session)
    services.indexing.rebuild(SYSTEM)
    server = create_server(create_app(services), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=10)
    services.close()
