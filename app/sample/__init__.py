"""The sample corpus that ships with the product: acts of an invented province, with what is true of each.

The province of Khánh Lam (since 2025-07-01, formed from the old Khánh Lam and Đông Lĩnh) does not exist;
the national acts its acts cite do. ``MANIFEST.yaml`` is the truth that the whole pipeline is accepted on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import yaml

Why = Literal[
    "expired",
    "replaced",
    "amended_in_part",
    "provision_repealed",
    "not_yet_in_force",
    "suspended",
    "mismatch",
    "ambiguous",
    "unknown",
    "term_ends_soon",
    "former_unit",
    "abolished_body",
    "administrative_basis",
    "effect_too_early",
    "citing_form",
]


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that must be reported about an act.

    ``cited`` is the number as the act cites it, or ``self`` for the act's own term. ``by`` holds numbers of
    the acts that caused it, ``provision`` a ref "36/3", ``meant`` the number that a wrong citation meant.
    """

    cited: str
    why: Why
    by: tuple[str, ...] = ()
    provision: str | None = None
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class SampleFile:
    """Truth about one file. ``status`` is the act's own status on :attr:`Manifest.as_of`.

    ``tolerated`` lists cited numbers about which a remark is neither demanded nor wrong (amendments that
    the act itself names, or whose date no source states).
    """

    file: str
    number: str
    type: str
    issuer: str
    issuer_code: str
    issued: date
    title: str
    effective_from: date | None
    signer: str
    status: str
    expected: tuple[Expected, ...]
    tolerated: tuple[str, ...]
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole manifest: the day it speaks of and its files."""

    as_of: date
    files: tuple[SampleFile, ...]


@contextmanager
def corpus_folder() -> Iterator[Path]:
    """The folder of sample files on disk, also when the package is zipped."""
    with resources.as_file(resources.files(__name__) / "corpus") as folder:
        yield folder


def manifest() -> Manifest:
    """The truth about every sample file, in the order of the manifest."""
    data = _yaml("MANIFEST.yaml")
    return Manifest(date.fromisoformat(str(data["as_of"])), tuple(_file(row) for row in data["files"]))


def province_registry() -> dict[str, list[dict[str, Any]]]:
    """``provinces`` and ``issuers`` of the invented province, rows as in the product's vocabularies."""
    data: dict[str, list[dict[str, Any]]] = _yaml("registry.yaml")
    return data


def national_acts() -> list[dict[str, Any]]:
    """Facts of the national acts that the sample cites: number, title, dates, status, ended or amended by."""
    data: list[dict[str, Any]] = _yaml("national.yaml")
    return data


def _file(row: dict[str, Any]) -> SampleFile:
    return SampleFile(
        file=row["file"],
        number=row["number"],
        type=row["type"],
        issuer=row["issuer"],
        issuer_code=row["issuer_code"],
        issued=row["issued"],
        title=row["title"],
        effective_from=row["effective_from"],
        signer=row["signer"],
        status=row["status"],
        expected=tuple(_expected(item) for item in row["expected"]),
        tolerated=tuple(row.get("tolerated", ())),
        facts=row,
    )


def _expected(item: dict[str, Any]) -> Expected:
    return Expected(
        cited=item["cited"],
        why=item["why"],
        by=tuple(item.get("by", ())),
        provision=item.get("provision"),
        meant=item.get("meant"),
    )


def _yaml(name: str) -> Any:
    text = (resources.files(__name__) / name).read_text(encoding="utf-8")
    return yaml.safe_load(text)
