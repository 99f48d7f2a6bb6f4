"""Nothing in the project that belongs to one machine or that nobody else may know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.meta.sources import project_files, shown

# Written in two pieces, so that this file is not what it looks for.
PATTERNS = {
    "a folder of one machine": r"/wo" r"rk/|/ro" r"ot/|/ho" r"me/\w+/",
    "an access key": r"\bs" r"k-[A-Za-z0-9_-]{20}|\bAK" r"IA[0-9A-Z]{16}|\bgh" r"[pousr]_[A-Za-z0-9]{30}",
    "a private key": r"BEGIN [A-Z ]*PRIVATE" r" KEY",
    "an address with a password": r"\w+://[^\s/:@{}<>…]+:[^\s/@{}<>…]+@(?!example)",
}
_BINARY = {".docx", ".pdf", ".png", ".jpg", ".doc", ".xlsx", ".zip", ".gz", ".mo", ".ico"}


def _texts() -> Iterator[tuple[Path, str]]:
    for path in project_files():
        if path.suffix not in _BINARY:
            yield path, path.read_text("utf-8", errors="replace")


@pytest.mark.parametrize("what", PATTERNS)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(PATTERNS[what])
    found = [
        f"{shown(path)}: {match[0]}"
        for path, text in _texts()
        for match in pattern.finditer(text)
        if len(match[0]) < 200
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a folder of one machine", "open('/wo" + "rk/data')"),
        ("an access key", "key = 's" + "k-" + "a1" * 12 + "'"),
        ("a private key", "-----BEGIN RSA PRIVATE" + " KEY-----"),
        ("an address with a password", "postgresql://rasoat:secret" + "@db/rasoat"),
    ],
)
def test_the_patterns_find_what_they_are_for(what: str, text: str) -> None:
    assert re.search(PATTERNS[what], text)


def test_no_environment_file_or_key_file_is_kept() -> None:
    kept = [shown(path) for path in project_files() if path.suffix in {".pem", ".key", ".env"}]
    assert kept == []
