"""Unicode forms of Vietnamese text: NFC, Đ/Ð, look-alikes, tone-less keys."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Latin Eth and African D stand for Đ in old files.
_D = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
# Cyrillic and Greek letters that look Latin, full-width signs, other slashes: all of one character each.
_FOREIGN = re.compile("[\u0370-\u04ff\u2044\u2215\uff0d-\uff5a]")
_LATIN = dict(
    zip(
        "АВСЕНКМОРТХУІЅЈасеорхуіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο⁄∕" + "".join(chr(c) for c in range(0xFF0D, 0xFF5B)),
        "ABCEHKMOPTXYISJaceopxyisjABEZHIKMNOPTYXo//"
        + "".join(chr(c - 0xFEE0) for c in range(0xFF0D, 0xFF5B)),
        strict=True,
    )
)
_LOOKALIKES = str.maketrans({**_D, "–": "-", "‑": "-", "—": "-", "−": "-", "\u00ad": ""})
_FOLD_D = str.maketrans({"đ": "d", "Đ": "D"})
_BLANKS = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NAME_LENGTH = 200


def to_nfc(text: str) -> str:
    """The NFC form of the text; every offset in the product counts characters of it."""
    return unicodedata.normalize("NFC", text)  # gives the same object where there is nothing to do


def with_real_d(text: str) -> str:
    """The text with Đ, and Latin letters, for what only looks like them; every offset stays.

    Patterns search this copy, and what they find is cut out of the text itself.
    """
    return _real_letters(text) if len(text) <= _NAME_LENGTH else _real_letters_of_act(text)


@lru_cache(maxsize=2)
def _real_letters_of_act(text: str) -> str:
    """Every reader of an act asks for this copy of it."""
    return _real_letters(text)


def lowered(text: str) -> str:
    """The text in lower case, every offset kept: words are found in it without trying both cases."""
    return _lowered(text) if len(text) <= _NAME_LENGTH else _lowered_act(text)


@lru_cache(maxsize=2)
def _lowered_act(text: str) -> str:
    """Every reader of an act asks for this copy of it."""
    return _lowered(text)


def _lowered(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _real_letters(text: str) -> str:
    for alike, letter in _D.items():
        text = text.replace(alike, letter)
    if _may_be_foreign(text):
        for alike in set(_FOREIGN.findall(text)) & _LATIN.keys():
            text = text.replace(alike, _LATIN[alike])
    return text


def _may_be_foreign(text: str) -> bool:
    """Whether a sign of :data:`_FOREIGN` may stand in the text, told by the upper bytes of its characters:
    those of Vietnamese letters are others, and single bytes are looked for at the speed of memory.
    """
    upper = text.encode("utf-16-be", "surrogatepass")[::2]
    letters = b"\x03" in upper or b"\x04" in upper or b"\xff" in upper
    return letters or "\u2044" in text or "\u2215" in text


def plain_signs(text: str) -> str:
    """Đ and Latin letters for what looks like them, "-" for every dash, soft hyphens out."""
    return with_real_d(text).translate(_LOOKALIKES)


def fold_marks(text: str) -> str:
    """Text without tone and vowel marks, đ as d, lower case: "Nghị định" -> "nghi dinh"."""
    decomposed = unicodedata.normalize("NFD", plain_signs(text).translate(_FOLD_D))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def fold_key(text: str) -> str:
    """Comparison key that keeps tone marks: NFC, case-folded, blanks single, edge punctuation off."""
    return _fold_name(text) if len(text) <= _NAME_LENGTH else _fold(text)


@lru_cache(maxsize=1 << 15)
def _fold_name(text: str) -> str:
    """Names of acts and bodies come again and again; whole sentences do not."""
    return _fold(text)


def _fold(text: str) -> str:
    return _BLANKS.sub(" ", plain_signs(to_nfc(text))).strip(' .;:,"“”').casefold()


def slug(text: str) -> str:
    """ASCII slug: "79/2025/NĐ-CP" -> "79-2025-nd-cp"."""
    return _NOT_SLUG.sub("-", fold_marks(text)).strip("-")
