"""Cited details against what the registry holds about the act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from legal_corpus.model.act import Act
from legal_corpus.model.citation import Citation
from legal_corpus.registry.document_types import type_of_number
from legal_corpus.registry.issuers import IssuerBook, issuer_key
from legal_corpus.registry.names import NAMED_TYPES, bare_title
from legal_corpus.registry.near import number_year
from legal_corpus.text.normalize import fold_key, fold_marks
from legal_corpus.text.numbers import number_key

MismatchField = Literal["number", "type", "issuer", "issued", "name"]
_WORDS = {
    "number": "số, ký hiệu",
    "type": "loại văn bản",
    "issuer": "cơ quan ban hành",
    "issued": "ngày ban hành",
    "name": "tên gọi",
}
# Below this likeness two names are different laws; misprints of long titles measure above 0.85.
_ALIKE = 0.72
# One symbol ("-NQ/TW") serves the Central Committee, its Politburo and its Secretariat.
_PARTY_CENTRE = frozenset({"ban-chap-hanh-trung-uong", "bo-chinh-tri", "ban-bi-thu"})


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One detail cited otherwise than known; both as printed (ISO dates)."""

    field: MismatchField
    cited: str
    known: str

    @property
    def sentence(self) -> str:
        """ "ngày ban hành ghi “01/07/2025”, sổ văn bản ghi “01/07/2020”"."""
        cited, known = (_as_read(self.field, value) for value in (self.cited, self.known))
        return f"{_WORDS[self.field]} ghi “{cited}”, sổ văn bản ghi “{known}”"


def _as_read(field: MismatchField, value: str) -> str:
    if field != "issued" or "-" not in value:
        return value
    return f"{date.fromisoformat(value):%d/%m/%Y}"


def same_type(cited: str, known: str) -> bool:
    """Types equal but for case; a code may be called a law, and "Văn bản" says nothing."""
    if cited == known:
        return True
    left, right = fold_key(cited), fold_key(known)
    codes = {"luật", "bộ luật"}
    return left == right or left in ("", "văn bản") or {left, right} <= codes


def mismatches_of(citation: Citation, act: Act, book: IssuerBook) -> tuple[Mismatch, ...]:
    """Every cited detail that contradicts the act. Absent details contradict nothing."""
    found: list[Mismatch] = []
    if not same_type(citation.type, act.type) and not _type_of_symbol(citation):
        found.append(Mismatch("type", citation.type, act.type))
    if citation.issued and act.issued and not _issued_as_cited(citation.issued, act):
        found.append(Mismatch("issued", citation.issued.isoformat(), act.issued.isoformat()))
    elif citation.year and act.issued and citation.issued is None and citation.year != act.issued.year:
        found.append(Mismatch("issued", str(citation.year), act.issued.isoformat()))
    if (
        citation.name
        and act.title
        and fold_key(act.type) in NAMED_TYPES
        and not _alike(citation.name, bare_title(act))
    ):
        found.append(Mismatch("name", citation.name, act.title))
    if wrong := _issuer_mismatch(citation, act, book):
        found.append(wrong)
    return tuple(found)


def _type_of_symbol(citation: Citation) -> bool:
    """True when the cited symbol itself says the cited type: then the registry's type is the doubtful one."""
    told = type_of_number(citation.number) if citation.number else None
    return told is not None and fold_key(told) == fold_key(citation.type)


def _issued_as_cited(cited: date, act: Act) -> bool:
    """True when the act's date, or the date that any source claims for it, is the cited one; true too when
    the year in the number fits the cited date and not the known one: then that is the doubtful one."""
    claimed = {claim.value for claim in act.claims if claim.field == "issued"}
    if cited == act.issued or cited.isoformat() in claimed:
        return True
    printed = number_year(number_key(act.number)) if act.number else None
    return (
        printed == cited.year
        and act.issued is not None
        and abs(act.issued.year - cited.year) == 1
        and ((act.issued.month, act.issued.day) == (cited.month, cited.day))
    )


@lru_cache(maxsize=1 << 12)
def _alike(name: str, title: str) -> bool:
    cited, known = fold_marks(name), fold_marks(title)
    if cited in known or known in cited:
        return True
    return SequenceMatcher(None, cited, known, autojunk=False).ratio() >= _ALIKE


def _issuer_mismatch(citation: Citation, act: Act, book: IssuerBook) -> Mismatch | None:
    """Only when both names are known bodies without a common version or line of succession."""
    if not citation.issuer or act.issuer is None:
        return None
    versions = book.named(citation.issuer)
    if {act.issuer, *(item.code for item in versions)} <= _PARTY_CENTRE:
        return None
    if not versions or any(act.issuer in book.same_body(item.code) for item in versions):
        return None
    known = book.get(act.issuer)
    known_name = act.issuer_name or (known.name if known else act.issuer)
    if issuer_key(known_name) == issuer_key(citation.issuer):
        return None
    # A successor's name on an older act is the usual way to speak of it, not an error.
    if any(act.issuer in book.lineage(item.code) for item in versions):
        return None
    return Mismatch("issuer", citation.issuer, known_name)
