"""A backup holds everything, is taken while the store is open, and damaged ones change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import build_services
from app.config import Settings, load_settings
from app.errors import ConfigurationError, ConflictError, PermissionDeniedError, UsageError
from app.services.backup import restore
from app.services.permissions import SYSTEM, Actor, Role
from indexer.search.protocol import SearchQuery

TEXT = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: 21/2025/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2025
QUYẾT ĐỊNH
Quy định về bến khách ngang sông
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2025.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home with one act."""
    made = load_settings({}, home=tmp_path / "home")
    services = build_services(made)
    path = tmp_path / "act.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert services.ingest.ingest(SYSTEM, [path]).count("new") == 1
    services.close()
    return made


def _backup(settings: Settings, target: Path, actor: Actor = SYSTEM) -> None:
    services = build_services(settings)
    try:
        services.backup.backup(actor, target)
    finally:
        services.close()


def test_what_comes_back_is_what_went_in(settings: Settings, tmp_path: Path) -> None:
    _backup(settings, tmp_path / "copy.tar.gz")
    again = load_settings({}, home=tmp_path / "again")
    restore(again, tmp_path / "copy.tar.gz")
    services = build_services(again)
    try:
        services.indexing.rebuild(SYSTEM)
        (act,) = services.acts.recent(SYSTEM)
        page = services.acts.page(SYSTEM, act.uid, date(2026, 1, 1))
        assert page.text == TEXT
        path, _original = services.acts.original(SYSTEM, page.originals[0].sha256)
        assert path.read_text(encoding="utf-8") == TEXT
        assert services.index.search(SearchQuery("bến khách")).total == 1
        assert services.secret_key != (settings.home / "secret.key").read_text(encoding="ascii")
    finally:
        services.close()


def test_nothing_is_overwritten(settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "copy.tar.gz"
    _backup(settings, target)
    with pytest.raises(ConflictError):
        _backup(settings, target)
    with pytest.raises(ConflictError):
        restore(settings, target)


def test_a_damaged_backup_is_refused_and_leaves_nothing(settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "copy.tar.gz"
    _backup(settings, target)
    target.write_bytes(target.read_bytes()[:-400])
    again = load_settings({}, home=tmp_path / "again")
    with pytest.raises(UsageError):
        restore(again, target)
    (tmp_path / "words.txt").write_text("không phải bản sao lưu", encoding="utf-8")
    with pytest.raises(UsageError):
        restore(again, tmp_path / "words.txt")
    assert not again.home.exists()


def test_only_an_administrator_backs_up_and_only_sqlite(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(PermissionDeniedError):
        _backup(settings, tmp_path / "copy.tar.gz", Actor(1, "An", Role.LEAD))
    server = replace(settings, database_url="postgresql+psycopg://db/rasoat", home=tmp_path / "new")
    with pytest.raises(ConfigurationError):
        restore(server, tmp_path / "copy.tar.gz")
