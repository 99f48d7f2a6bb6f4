"""Unicode forms of Vietnamese text: NFC, Đ/Ð, look-alikes, tone-less keys."""

from __future__ import annotations

import re
import unicodedata

# Latin Eth and African D stand for Đ in old files; Cyrillic look-alikes come out of some PDF fonts.
_LOOKALIKES = str.maketrans(
    {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "–": "-", "‑": "-", "—": "-", "−": "-", "\u00ad": ""}
)
_FOLD_D = str.maketrans({"đ": "d", "Đ": "D"})
_BLANKS = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def to_nfc(text: str) -> str:
    """The NFC form of the text; every offset in the product counts characters of it."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold_marks(text: str) -> str:
    """Text without tone and vowel marks, đ as d, lower case: "Nghị định" -> "nghi dinh"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LOOKALIKES).translate(_FOLD_D))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def fold_key(text: str) -> str:
    """Comparison key that keeps tone marks: NFC, case-folded, blanks single, edge punctuation off."""
    return _BLANKS.sub(" ", to_nfc(text).translate(_LOOKALIKES)).strip(' .;:,"“”').casefold()


def slug(text: str) -> str:
    """ASCII slug: "79/2025/NĐ-CP" -> "79-2025-nd-cp"."""
    return _NOT_SLUG.sub("-", fold_marks(text)).strip("-")
