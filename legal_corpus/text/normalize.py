"""Unicode forms of Vietnamese text: NFC, Đ/Ð, look-alikes, tone-less keys."""

from __future__ import annotations

import re
import unicodedata

# Latin Eth and African D stand for Đ in old files.
_D = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
_LOOKALIKES = str.maketrans({**_D, "–": "-", "‑": "-", "—": "-", "−": "-", "\u00ad": ""})
_FOLD_D = str.maketrans({"đ": "d", "Đ": "D"})
_BLANKS = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def to_nfc(text: str) -> str:
    """The NFC form of the text; every offset in the product counts characters of it."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def with_real_d(text: str) -> str:
    """The text with Đ for the letters that only look like it; every offset stays.

    Patterns search this copy, and what they find is cut out of the text itself.
    """
    for alike, letter in _D.items():
        text = text.replace(alike, letter)
    return text


def plain_signs(text: str) -> str:
    """Đ for the letters that look like it, "-" for every dash, soft hyphens out."""
    return text.translate(_LOOKALIKES)


def fold_marks(text: str) -> str:
    """Text without tone and vowel marks, đ as d, lower case: "Nghị định" -> "nghi dinh"."""
    decomposed = unicodedata.normalize("NFD", plain_signs(text).translate(_FOLD_D))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def fold_key(text: str) -> str:
    """Comparison key that keeps tone marks: NFC, case-folded, blanks single, edge punctuation off."""
    return _BLANKS.sub(" ", plain_signs(to_nfc(text))).strip(' .;:,"“”').casefold()


def slug(text: str) -> str:
    """ASCII slug: "79/2025/NĐ-CP" -> "79-2025-nd-cp"."""
    return _NOT_SLUG.sub("-", fold_marks(text)).strip("-")
