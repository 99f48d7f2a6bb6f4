"""Registers that were uploaded and wait for their person to look at the columns and to confirm."""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.errors import NotFoundError
from app.services.permissions import Actor, Permission, require

_TOKEN = re.compile(r"[0-9a-f]{32}")
_KEPT = dt.timedelta(hours=24)
_ABOUT = "about.json"


@dataclass(frozen=True, slots=True)
class WaitingRegister:
    """``name`` is the sender's; ``columns`` maps headers to fields, ``issuer`` stands in for rows that
    name none."""

    token: str
    name: str
    path: Path
    issuer: str | None
    columns: Mapping[str, str]


class RegisterUploads:
    """A folder an upload; only its own sender sees it, and after a day it is gone."""

    def __init__(self, *, folder: Path, now: Callable[[], dt.datetime]) -> None:
        self._folder, self._now = folder, now

    def keep(self, actor: Actor, name: str, save: Callable[[Path], None]) -> str:
        """Keep an upload that ``save`` writes to the path it is given; returns its token."""
        require(actor, Permission.IMPORT_REGISTRY)
        self._forget_old()
        token = secrets.token_hex(16)
        folder = self._folder / token
        folder.mkdir(parents=True)
        suffix = Path(name).suffix.lower()
        # The name on disk is ours, not the sender's.
        path = folder / f"register{suffix if re.fullmatch(r'[.][a-z0-9]{1,8}', suffix) else ''}"
        save(path)
        self._write(folder, actor, name, path.name, None, {})
        return token

    def get(self, actor: Actor, token: str) -> WaitingRegister:
        """The upload. Raises :class:`NotFoundError` when it is gone or somebody else's."""
        require(actor, Permission.IMPORT_REGISTRY)
        folder = self._folder / token
        try:
            about = json.loads((folder / _ABOUT).read_text("utf-8")) if _TOKEN.fullmatch(token) else {}
        except (OSError, ValueError):
            about = {}
        if not about or about["user"] != actor.user_id:
            raise NotFoundError("Sổ tải lên không còn trên máy chủ; hãy tải lên lại.")
        return WaitingRegister(
            token, about["name"], folder / about["file"], about["issuer"], about["columns"]
        )

    def choose(self, actor: Actor, token: str, issuer: str | None, columns: Mapping[str, str]) -> None:
        """Keep what the person said about the columns. Raises :class:`NotFoundError`."""
        found = self.get(actor, token)
        self._write(found.path.parent, actor, found.name, found.path.name, issuer, columns)

    def drop(self, actor: Actor, token: str) -> None:
        """Forget the upload. Raises :class:`NotFoundError`."""
        shutil.rmtree(self.get(actor, token).path.parent, ignore_errors=True)

    def _write(
        self,
        folder: Path,
        actor: Actor,
        name: str,
        file: str,
        issuer: str | None,
        columns: Mapping[str, str],
    ) -> None:
        about = {
            "user": actor.user_id,
            "name": name,
            "file": file,
            "issuer": issuer,
            "columns": dict(columns),
            "at": self._now().isoformat(),
        }
        (folder / _ABOUT).write_text(json.dumps(about, ensure_ascii=False), "utf-8")

    def _forget_old(self) -> None:
        for about in self._folder.glob(f"*/{_ABOUT}"):
            try:
                at = dt.datetime.fromisoformat(json.loads(about.read_text("utf-8"))["at"])
            except (OSError, ValueError, KeyError):
                continue
            if self._now() - at > _KEPT:
                shutil.rmtree(about.parent, ignore_errors=True)
