from __future__ import annotations

from pathlib import Path

import pytest

from app.config import load_settings
from app.errors import ConfigurationError


def test_defaults_keep_everything_in_the_home(tmp_path: Path) -> None:
    settings = load_settings({}, tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'rasoat.db'}"
    assert settings.search_url == f"whoosh:{tmp_path / 'index'}"
    assert settings.originals == tmp_path / "originals"
    assert settings.secret_key is None


def test_the_documented_default_may_be_written_out(tmp_path: Path) -> None:
    assert load_settings({"RASOAT_TRUSTED_PROXIES": "0"}, tmp_path).trusted_proxies == 0
    assert load_settings({"RASOAT_TRUSTED_PROXIES": "2"}, tmp_path).trusted_proxies == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RASOAT_MAX_FILE_MB", "0"),
        ("RASOAT_MAX_PAGES", "-1"),
        ("RASOAT_READ_TIMEOUT_S", "two"),
        ("RASOAT_READ_MEMORY_MB", "²"),
        ("RASOAT_TRUSTED_PROXIES", "-1"),
    ],
)
def test_a_number_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        load_settings({name: value}, tmp_path)


def test_the_home_of_the_command_wins_over_the_environment(tmp_path: Path) -> None:
    assert load_settings({"RASOAT_HOME": "/elsewhere"}, tmp_path).home == tmp_path.resolve()
