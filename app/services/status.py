"""Use case: what is the status of an act, or of a part of it, on a day, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.db.act_registry import SqlRegistry
from app.db.base import SessionFactory, transaction
from app.errors import AmbiguousActError, NotFoundError, UsageError
from app.services.permissions import Actor, Permission, require
from app.services.standing import standing
from app.services.vocabulary import issuer_book
from legal_corpus.model.act import Act
from legal_corpus.model.effect import StatusReading
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.protocol import Registry
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

# Article, clause, point; each may carry a letter or figure (5a, đ1). Or a chapter or appendix by its name.
_PROVISION = re.compile(
    r"\d{1,4}[a-zđ]{0,2}(?:/\d{1,3}[a-zđ]?)?(?:/[a-zđ]\d?)?"
    r"|(?:phần|chương|mục|tiểu mục|phụ lục|mẫu)\s[\w\s./]{1,40}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ActQuestion:
    """What a person knows of an act: number (or a law's name), and any of type, issuer, date."""

    number: str
    type: str | None = None
    issuer: str | None = None
    issued: date | None = None


def full_label(act: Act) -> str:
    """The act with all of its identity: kind, number, issuer, date."""
    parts = [act.label]
    if act.issuer_name:
        parts.append(f"của {act.issuer_name}")
    if act.issued:
        parts.append(f"ngày {act.issued:%d/%m/%Y}")
    return " ".join(parts)


def find_act(registry: Registry, book: IssuerBook, asked: ActQuestion) -> Act:
    """The one act that fits.

    Raises :class:`NotFoundError`, or :class:`AmbiguousActError` listing all that fit.
    """
    key = number_key(asked.number)
    if not key:
        raise UsageError("Hãy nêu số, ký hiệu của văn bản, như 79/2025/NĐ-CP.")
    named = registry.by_number(key)
    found = [a for a in named if _fits(a, asked, book)]
    if not found:
        raise NotFoundError(_not_known(asked, named, registry.near_numbers(key)))
    if len(found) > 1:
        labels = tuple(full_label(act) for act in found)
        raise AmbiguousActError(
            f"Có {len(found)} văn bản cùng số {asked.number}; hãy thêm --type, --issuer hoặc --issued:\n  "
            + "\n  ".join(labels),
            labels,
        )
    return found[0]


def _not_known(asked: ActQuestion, named: Sequence[Act], near: Sequence[Act]) -> str:
    if named:
        others = "; ".join(full_label(act) for act in named[:5])
        return (
            f"Số {asked.number} có trong sổ nhưng không khớp loại, cơ quan hoặc ngày đã nêu: {others}; "
            "hãy sửa chi tiết đã nêu."
        )
    hint = f" Gần giống: {'; '.join(full_label(act) for act in near[:5])}." if near else ""
    return f"Sổ văn bản không có số, ký hiệu {asked.number}; hãy kiểm tra lại số hoặc bổ sung sổ.{hint}"


def _fits(act: Act, asked: ActQuestion, book: IssuerBook) -> bool:
    if asked.type and fold_key(act.type) != fold_key(asked.type):
        return False
    if asked.issued and act.issued != asked.issued:
        return False
    if not asked.issuer:
        return True
    codes = {issuer.code for issuer in book.named(asked.issuer)} | {asked.issuer}
    return act.issuer in codes or fold_key(act.issuer_name or "") == fold_key(asked.issuer)


class StatusService:
    """Answers for the terminal and the pages; every answer is folded from events, never stored."""

    def __init__(self, *, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def status(
        self, actor: Actor, asked: ActQuestion, on: date, provision: str | None = None
    ) -> tuple[Act, StatusReading]:
        """The act and its status on the day, for ``provision`` ("5/2/a") if given.

        Raises :class:`UsageError` on a provision that cannot be one, and what :func:`find_act` raises.
        """
        require(actor, Permission.READ)
        if provision is not None and not _PROVISION.fullmatch(provision.strip()):
            raise UsageError(
                f"“{provision}” không phải điều khoản; hãy viết điều/khoản/điểm, như 5, 5/2 hoặc 5/2/a."
            )
        with transaction(self._sessions) as session:
            registry = SqlRegistry(session)
            act = find_act(registry, issuer_book(session), asked)
            return act, standing(session, registry, act, on, provision)
