"""What the rest of the product may ask a registry of acts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent


class Registry(Protocol):
    """Read side of a store of acts. Implementations: ``MemoryRegistry`` here and
    ``app.db.act_registry.SqlRegistry``; both pass ``tests/contract/test_registry.py``.

    Sequences are ordered by (issued, uid), undated acts last.
    """

    def get(self, uid: str) -> Act | None:
        """The act with this uid."""

    def by_number(self, number_key: str) -> Sequence[Act]:
        """Acts whose :func:`legal_corpus.text.numbers.number_key` equals ``number_key``."""

    def by_name(self, type_key: str, name_key: str) -> Sequence[Act]:
        """Laws, codes, ordinances, resolutions by type and name, both through
        :func:`legal_corpus.text.normalize.fold_key`; the name is the title without its type word."""

    def near_numbers(self, number_key: str) -> Sequence[Act]:
        """At most 10 acts whose number differs by one edit in number, year or symbol."""

    def events_on(self, uid: str) -> Sequence[EffectEvent]:
        """Events whose target is the act, by date, undated last."""

    def events_on_many(self, uids: Iterable[str]) -> dict[str, Sequence[EffectEvent]]:
        """:meth:`events_on` for several acts at once (one query in SQL)."""

    def rank_of(self, source: str) -> int:
        """Place of a source in the order of trust of this installation, smaller is more trusted."""
