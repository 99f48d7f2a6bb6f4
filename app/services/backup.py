"""Use case: one file that holds the whole installation, and back."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.config import Settings
from app.errors import ConfigurationError, ConflictError, UsageError
from app.services.permissions import Actor, Permission, require

_DATABASE = "rasoat.db"
_LABEL = "rasoat-backup.json"
_FORMAT = 1
# The index is rebuilt from the store; the session key and sample passwords do not leave the machine.
_CONTENTS = ("originals",)


class BackupService:
    """Backs up and restores an installation on SQLite; a server's database has its own tools."""

    def __init__(self, *, settings: Settings, now: Callable[[], datetime]) -> None:
        self._settings, self._now = settings, now

    def backup(self, actor: Actor, target: Path) -> int:
        """Write database and originals to ``target`` (tar.gz) while others go on working; returns bytes.

        The file appears whole or not at all. Raises :class:`ConflictError` when it exists,
        :class:`ConfigurationError` when the store is not SQLite.
        """
        require(actor, Permission.ADMINISTER)
        database = self._database()
        if target.exists():
            raise ConflictError(f"Tệp {target} đã có; hãy chọn tên khác để không ghi đè bản sao lưu.")
        if not target.parent.is_dir():
            raise UsageError(f"Không có thư mục {target.parent}; hãy tạo thư mục trước.")
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            copy, packed = Path(folder) / _DATABASE, Path(folder) / "backup.tar.gz"
            _copy_database(database, copy)
            label = Path(folder) / _LABEL
            label.write_text(json.dumps({"format": _FORMAT, "at": self._now().isoformat()}), encoding="utf-8")
            with tarfile.open(packed, "w:gz", compresslevel=6) as archive:
                archive.add(label, _LABEL)
                archive.add(copy, _DATABASE)
                for name in _CONTENTS:
                    if (self._settings.home / name).is_dir():
                        archive.add(self._settings.home / name, name)
            packed.replace(target)
        return target.stat().st_size

    def _database(self) -> Path:
        return sqlite_file(self._settings)


def sqlite_file(settings: Settings) -> Path:
    """The SQLite file of the installation. Raises :class:`ConfigurationError` for a server."""
    prefix = "sqlite:///"
    if not settings.database_url.startswith(prefix):
        raise ConfigurationError(
            "Kho nằm trên máy chủ cơ sở dữ liệu; hãy sao lưu bằng công cụ của máy chủ (như pg_dump) và chép "
            "thư mục originals."
        )
    return Path(settings.database_url.removeprefix(prefix))


def restore(settings: Settings, source: Path) -> None:
    """Unpack a backup into the home of ``settings``, which must be new or empty.

    Raises :class:`ConflictError` when something is there, :class:`UsageError` when ``source`` is no
    backup; nothing is left behind then.
    """
    database = sqlite_file(settings)
    home = settings.home
    if (home.exists() and any(home.iterdir())) or database.exists():
        raise ConflictError(f"Thư mục {home} đã có dữ liệu; hãy khôi phục vào thư mục mới (--home).")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as folder:
        try:
            with tarfile.open(source, "r:gz") as archive:
                archive.extractall(folder, filter="data")  # no links, devices or paths out of the folder
            label = json.loads((Path(folder) / _LABEL).read_text(encoding="utf-8"))
            _check_database(Path(folder) / _DATABASE)
        except (OSError, tarfile.TarError, EOFError, ValueError, sqlite3.Error) as error:
            raise UsageError(
                f"Tệp {source} không phải bản sao lưu của Rà Soát hoặc đã hỏng; hãy chọn tệp khác."
            ) from error
        if label.get("format") != _FORMAT:
            raise UsageError("Bản sao lưu do phiên bản khác tạo ra; hãy dùng đúng phiên bản để khôi phục.")
        home.mkdir(exist_ok=True)
        for name in _CONTENTS:
            if (Path(folder) / name).is_dir():
                shutil.move(Path(folder) / name, home / name)
        shutil.move(Path(folder) / _DATABASE, database)


def _copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a database that may be in use."""
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reading.backup(writing)
    finally:
        writing.close()
        reading.close()


def _check_database(path: Path) -> None:
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        if database.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("quick_check")
        database.execute("SELECT count(*) FROM act").fetchone()
    finally:
        database.close()
