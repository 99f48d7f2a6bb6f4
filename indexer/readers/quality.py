"""Whether extracted text is Vietnamese, or what a broken font map or bad recognition left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from legal_corpus.text.normalize import fold_marks

_WORD = re.compile(r"\S+")
_EDGES = "()[]{}.,;:!?\"'“”‘’…*-–/"
# One written syllable without its marks: onset, one to three vowels, coda.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?(?:[aeiouy]{1,3})(?:ng|nh|ch|[cmnpt])?"
)
_ABBREVIATION = re.compile(r"[^a-zà-ỹ]+")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SAMPLE = 4000


def is_syllable(word: str) -> bool:
    """Whether a word could be written in Vietnamese: its letters, and one tone at most."""
    if not word.isascii() and len(_TONE.findall(unicodedata.normalize("NFD", word))) > 1:
        return False
    return bool(_SYLLABLE.fullmatch(fold_marks(word)))


def unreadable_share(lines: Iterable[str]) -> float:
    """Share in [0, 1] of words that cannot be Vietnamese syllables, over the first 4,000 words.

    Numbers, symbols of acts and abbreviations in capitals are not counted. Good acts stay below 0.05;
    text of broken fonts is above 0.2.
    """
    words = bad = 0
    for line in lines:
        for match in _WORD.finditer(line):
            word = match[0].strip(_EDGES)
            if not word or (word.isascii() and not word.isalpha()) or "/" in word or "-" in word:
                continue
            if _ABBREVIATION.fullmatch(word) and len(word) > 1 and word.isascii():
                continue
            words += 1
            bad += not is_syllable(word)
        if words >= _SAMPLE:
            break
    return bad / words if words else 0.0
