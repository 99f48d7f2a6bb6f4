"""Provision references ("5/2/a") as paths: which covers which."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from legal_corpus.text.normalize import fold_key

# An article can lie in these; without the act's tree nobody can tell which articles they hold.
_OPEN_CONTAINERS = ("phần", "chương", "mục", "tiểu mục")


@lru_cache(maxsize=65536)
def ref_path(ref: str) -> tuple[str, ...]:
    """Folded parts of a reference: "5/2/Đ" -> ("5", "2", "đ")."""
    return tuple(fold_key(part) for part in ref.split("/") if part.strip())


def covers(outer: str, inner: str) -> bool:
    """True when ``outer`` is ``inner`` or contains it: "5" covers "5/2/a"."""
    left, right = ref_path(outer), ref_path(inner)
    return bool(left) and right[: len(left)] == left


def any_covers(outers: Iterable[str], inner: str) -> bool:
    """True when one of the references covers ``inner``."""
    return any(covers(outer, inner) for outer in outers)


def touches_inside(outers: Iterable[str], inner: str) -> bool:
    """True when one of the references lies strictly inside ``inner``."""
    return any(covers(inner, outer) and ref_path(outer) != ref_path(inner) for outer in outers)


def is_open(refs: Iterable[str]) -> bool:
    """True when the references do not tell which articles are meant: none at all, or a chapter."""
    listed = tuple(refs)
    return not listed or any(fold_key(ref).startswith(_OPEN_CONTAINERS) for ref in listed)
