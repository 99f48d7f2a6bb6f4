"""Acts as works: identity, header, and what a registry claims about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

FieldName = Literal["number", "type", "issuer", "issued", "title", "effective_from", "signer"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that one source states about one act; contradicting claims live side by side.

    ``field`` is an :class:`Act` field name or ``effective_to`` / ``status``; ``value`` is the text
    as stated (ISO for dates); ``source`` is a source code of the sources table.
    """

    field: str
    value: str
    source: str
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A legal instrument as a work (FRBR), independent of its texts.

    Identity is type + number + issuer + date, because numbers repeat across provinces and across the
    old and the new province of one name. ``uid`` is the printable form of that identity, made by
    :func:`legal_corpus.registry.identity.act_uid`. ``issuer`` is an issuer code with its validity
    period (``chinh-phu``, ``ubnd:gia-lai-2025``) or ``None`` when it cannot be told;
    ``issuer_name`` is the name as printed. There is no status here: status is folded from events.
    """

    uid: str
    type: str
    number: str | None
    title: str | None = None
    issuer: str | None = None
    issuer_name: str | None = None
    issued: date | None = None
    effective_from: date | None = None
    claims: tuple[Claim, ...] = ()

    @property
    def label(self) -> str:
        """Short Vietnamese label for messages: "Nghị định 79/2025/NĐ-CP" or "Luật Đất đai"."""
        if self.number:
            return f"{self.type} {self.number}"
        title = self.title or ""
        # The Constitution's title begins with its kind.
        return title if title.casefold().startswith(self.type.casefold()) else f"{self.type} {title}".strip()


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A header value with the place it was read from; ``value`` is ISO for dates.

    ``confidence`` is in [0, 1]; below 0.5 a person has to confirm it. ``others`` are values it may have
    as well, likeliest first, where it was read from ink.
    """

    value: str
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """Header of a parsed act (gold GUIDELINES section 1); ``None`` where the text has none."""

    number: HeaderField | None = None
    type: HeaderField | None = None
    issuer: HeaderField | None = None
    issued: HeaderField | None = None
    title: HeaderField | None = None
    effective_from: HeaderField | None = None
    signer: HeaderField | None = None
    warnings: tuple[str, ...] = field(default=())

    def value(self, name: FieldName) -> str | None:
        """The plain value of a field, or ``None``."""
        found: HeaderField | None = getattr(self, name)
        return found.value if found else None

    def date(self, name: Literal["issued", "effective_from"]) -> date | None:
        """A date field as a date, or ``None``."""
        text = self.value(name)
        return date.fromisoformat(text) if text else None
