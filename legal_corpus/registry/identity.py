"""Identity of an act: type + number + issuer + date, printed as a uid.

Numbers repeat across provinces, districts and communes, and between the old and the new province of
one name (DOMAIN.md 1.13, 6.1), so a number alone never identifies an act.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from itertools import count

from legal_corpus.text.normalize import slug


def act_uid(
    type_: str, number: str | None, issuer: str | None, issued: date | None, name: str | None = None
) -> str:
    """Printable identity, e.g. ``nghi-dinh/79-2025-nd-cp/chinh-phu/2025-04-01``.

    An unknown part prints as ``_``. An act without number uses its name. ``issuer`` is an issuer code.
    """
    middle = slug(number) if number else f"n-{slug(name)}" if name else "_"
    return "/".join((slug(type_) or "_", middle, issuer or "_", issued.isoformat() if issued else "_"))


def distinct_uid(uid: str, taken: Container[str]) -> str:
    """``uid``, or ``uid~2``, ``uid~3`` … when another act has it: slugs fold spellings of a number that
    may or may not be one act ("05-L/CTN", "5/L-CTN"), and what cannot be told apart stays apart."""
    if uid not in taken:
        return uid
    return next(f"{uid}~{n}" for n in count(2) if f"{uid}~{n}" not in taken)
