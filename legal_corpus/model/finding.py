"""A finding: something a check says about a place in an act, with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal_corpus.model.text import Evidence

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class CitedAct:
    """The cited act as a finding shows it (CONTRACT.md ``act``); ``ended_by`` holds numbers."""

    uid: str | None
    type: str
    number: str | None
    issuer: str | None
    issued: date | None
    title: str | None
    status: str
    expired_from: date | None
    ended_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``start``/``end``/``text`` is the citing span; ``message`` Vietnamese.

    ``fingerprint`` survives re-ingest and edits elsewhere: it hashes code, cited identity and the
    citing sentence folded, never offsets.
    """

    code: str
    severity: Severity
    message: str
    start: int
    end: int
    text: str
    act: CitedAct | None
    provision: str | None
    legal_source: str
    evidence: tuple[Evidence, ...]
    suggestion: str | None
    fingerprint: str
