"""Numbers and symbols of acts (số, ký hiệu) in one comparable form."""

from __future__ import annotations

import re
from functools import lru_cache

from legal_corpus.text.normalize import fold_marks, plain_signs, to_nfc

_BLANKS = re.compile(r"[\s\u00ad\u200b]+")
_ZEROS = re.compile(r"^0+(?=\d)")


@lru_cache(maxsize=1 << 15)
def clean_number(printed: str) -> str:
    """Number as printed with blanks removed and Ð read as Đ; case and leading zeros kept."""
    return plain_signs(_BLANKS.sub("", to_nfc(printed)))


@lru_cache(maxsize=1 << 15)
def number_key(number: str) -> str:
    """Key under which equal numbers compare equal: upper case, no leading zeros.

    "059/2025/QĐ-UBND" and "59/2025/qđ-ubnd" share one key. Same rule as ``score.py``.
    """
    return _ZEROS.sub("", clean_number(number).upper())


def number_search_key(number: str) -> str:
    """Tone-less key for people who type "92/2017/nd-cp"."""
    return fold_marks(number_key(number)).upper()
