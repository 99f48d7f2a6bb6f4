"""Settings. The only place that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.errors import ConfigurationError

_SHORTEST_KEY = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """Where state lives and how the product behaves. All have safe defaults.

    ``home`` holds database, index and stored originals. ``secret_key`` ``None`` means: use the key
    file in ``home`` (made on first start, mode 600). ``demo`` is true only for a home that was filled
    by ``rasoat demo``. ``watch`` is a folder whose files go in by themselves while the server runs.
    ``trusted_proxies`` is how many reverse proxies stand in front: with 0 a client's
    X-Forwarded-For is not believed, so nobody escapes the limits on guessing passwords.
    ``keep_uploads_days``: uploaded files that were refused or cancelled can be tried again for so long.
    ``max_upload_mb`` is for all files together that go in with one press of the button.
    """

    home: Path
    database_url: str
    search_url: str
    secret_key: str | None = None
    max_file_mb: int = 200
    max_pages: int = 3000
    read_timeout_s: int = 120
    read_memory_mb: int = 2048
    cookie_secure: bool = False
    watch: Path | None = None
    trusted_proxies: int = 0
    keep_uploads_days: int = 30
    max_upload_mb: int = 1000

    @property
    def originals(self) -> Path:
        """Folder of stored originals, by content hash."""
        return self.home / "originals"

    @property
    def trust(self) -> Path:
        """Folder of root certificates that digital signatures are checked against; may be absent."""
        return self.home / "trust"

    @property
    def staging(self) -> Path:
        """Folder of uploaded files that wait to be read."""
        return self.home / "staging"


def _number(environ: Mapping[str, str], name: str, default: int, least: int = 1) -> int:
    raw = environ.get(name)
    if not raw:
        return default
    if not (raw.isascii() and raw.isdigit()) or int(raw) < least:
        raise ConfigurationError(
            f"Biến môi trường {name} phải là số nguyên từ {least} trở lên, đang là “{raw}”; hãy sửa lại."
        )
    return int(raw)


def load_settings(environ: Mapping[str, str] | None = None, home: str | Path | None = None) -> Settings:
    """Settings from RASOAT_* variables; ``home`` (a command's option) wins over RASOAT_HOME.

    Raises :class:`ConfigurationError` on a value that cannot be used.
    """
    env = os.environ if environ is None else environ
    key = env.get("RASOAT_SECRET_KEY") or None
    if key and len(key) < _SHORTEST_KEY:
        raise ConfigurationError(
            f"RASOAT_SECRET_KEY phải có ít nhất {_SHORTEST_KEY} ký tự ngẫu nhiên; hãy đặt khóa dài hơn."
        )
    folder = Path(home or env.get("RASOAT_HOME") or "var").resolve()
    return Settings(
        home=folder,
        database_url=env.get("RASOAT_DATABASE_URL") or f"sqlite:///{folder / 'rasoat.db'}",
        search_url=env.get("RASOAT_SEARCH_URL") or f"whoosh:{folder / 'index'}",
        secret_key=key,
        max_file_mb=_number(env, "RASOAT_MAX_FILE_MB", 200),
        max_pages=_number(env, "RASOAT_MAX_PAGES", 3000),
        read_timeout_s=_number(env, "RASOAT_READ_TIMEOUT_S", 120),
        read_memory_mb=_number(env, "RASOAT_READ_MEMORY_MB", 2048),
        watch=Path(env["RASOAT_WATCH"]).resolve() if env.get("RASOAT_WATCH") else None,
        cookie_secure=env.get("RASOAT_COOKIE_SECURE", "") in {"1", "true", "yes"},
        trusted_proxies=_number(env, "RASOAT_TRUSTED_PROXIES", 0, least=0),
        keep_uploads_days=_number(env, "RASOAT_KEEP_UPLOADS_DAYS", 30),
        max_upload_mb=_number(env, "RASOAT_MAX_UPLOAD_MB", 1000),
    )
