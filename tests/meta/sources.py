"""The files of the project, as the tests about the project itself see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.conftest import CHECKOUT

PACKAGES = ("app", "indexer", "legal_corpus", "migrations")
_FOLDERS = (*PACKAGES, "tests", "tools", "docs", ".ci")
_NOT_OURS = {"__pycache__", "artefacts"}


def project_files() -> Iterator[Path]:
    """All files of the project; what tools leave behind is left out."""
    yield from (path for path in CHECKOUT.iterdir() if path.is_file() and path.suffix != ".whl")
    for folder in _FOLDERS:
        for path in sorted((CHECKOUT / folder).rglob("*")):
            if path.is_file() and not _NOT_OURS & set(path.parts):
                yield path


def modules() -> Iterator[Path]:
    """All Python files of the project."""
    return (path for path in project_files() if path.suffix == ".py")


def shown(path: Path) -> str:
    """The path below the checkout, for messages."""
    return path.relative_to(CHECKOUT).as_posix()
