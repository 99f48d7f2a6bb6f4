"""Originals on disk by content hash; written once, never altered."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

_CHUNK = 1 << 20
_PART = ".part"


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file's content, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class ChangedMeanwhileError(Exception):
    """A file is no longer what its hash was taken of."""


class BlobStore:
    """Folder of originals: ``<folder>/ab/abcdef…``. Names come from hashes only, never from users."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where the content with this hash lies. Raises ``ValueError`` on anything but a hash."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256 hash")
        return self._folder / sha256[:2] / sha256

    def put(self, source: Path, sha256: str) -> bool:
        """Store a copy of ``source``; returns whether it was new.

        The copy appears under its name at once (rename), so a crash leaves no half file under it; what it
        leaves beside it goes when the same content is stored the next time. Raises
        :class:`ChangedMeanwhileError` when the content has another hash.
        """
        target = self.path(sha256)
        if target.exists():
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f"{sha256}.", suffix=_PART)
        digest = hashlib.sha256()
        try:
            with os.fdopen(handle, "wb") as out, source.open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    out.write(chunk)
            if digest.hexdigest() != sha256:
                raise ChangedMeanwhileError
            try:
                Path(name).replace(target)
            except FileNotFoundError:  # somebody else stored the same and cleared this away
                if not target.exists():
                    raise
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        for left in target.parent.glob(f"{sha256}.*{_PART}"):
            left.unlink(missing_ok=True)
        return True

    def remove(self, sha256: str) -> None:
        """Take back a :meth:`put` whose transaction failed."""
        self.path(sha256).unlink(missing_ok=True)
