"""Whether extracted text is Vietnamese, or what a broken font map or bad recognition left.

The thresholds were measured in 11/2026 on 260 acts of 34 provinces, 23 signed PDFs of Hà Nội and 23 PDFs
with text layers of every fault: sound layers have at most 0.05 unreadable words and at least 400 letters
on an average page; broken maps and junk recognition have 0.2 and more; watermarks and signature blocks
on scans have at most 130 letters a page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz.fuzz import partial_ratio

from legal_corpus.text.normalize import fold_marks

LayerFault = Literal["none", "unreadable", "lost_letters"]

_EDGES = "()[]{}.,;:!?\"'“”‘’…*-–/"
# One written syllable without its marks: onset, one to three vowels, coda.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?(?:[aeiouy]{1,3})(?:ng|nh|ch|[cmnpt])?"
)
_ABBREVIATION = re.compile(r"[^a-zà-ỹ]+")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SAMPLE = 4000  # words
_GARBAGE = 0.15
_GARBAGE_PAGE = 0.25
_LEAST_LETTERS = 20  # per page, on average; less is a watermark or a signature block on a scan
_FEW_LETTERS = 200  # on one page that is a picture
# A frequent font fault gives Gha for Ư; such fonts often lose other letters as well.
_BROKEN_U = "\u01a2\u01a3"
_MEND_U = str.maketrans(_BROKEN_U, "Ưư")
_STATE_TITLE = "cong hoa xa hoi chu nghia viet nam"
# How like the state title a line is that has lost letters ("C NG ÒA XÃ ỘI C Ủ NG ĨA"): other lines are
# below, misprints of one letter above.
_DAMAGED_TITLE = (72.0, 94.0)


@lru_cache(maxsize=20_000)
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
        for printed in line.split():
            readable = _is_readable(printed)
            if readable is not None:
                words += 1
                bad += not readable
        if words >= _SAMPLE:
            break
    return bad / words if words else 0.0


@lru_cache(maxsize=20_000)
def _is_readable(printed: str) -> bool | None:
    """Whether a printed word could be Vietnamese, ``None`` for what is no word."""
    word = printed.strip(_EDGES)
    if not word or (word.isascii() and not word.isalpha()) or "/" in word or "-" in word:
        return None
    if _ABBREVIATION.fullmatch(word) and len(word) > 1 and word.isascii():
        return None
    return is_syllable(word)


def mended_u(line: str) -> str:
    """Ư for the letter that a frequent font fault puts in its place."""
    return line.translate(_MEND_U) if any(letter in line for letter in _BROKEN_U) else line


def fault_of_layer(pages: Sequence[Sequence[str]]) -> LayerFault | None:
    """What is wrong with the text layer of a whole PDF; ``None`` when it can be trusted.

    "none": there is none, or a watermark; "unreadable": what it says is no Vietnamese; "lost_letters":
    its fonts lose some letters, the rest can be read.
    """
    if sum(map(_letters, pages)) < _LEAST_LETTERS * max(1, len(pages)):
        return "none"
    if unreadable_share(mended_u(line) for page in pages for line in page) > _GARBAGE:
        return "unreadable"
    if any(letter in line for page in pages for line in page for letter in _BROKEN_U):
        return "lost_letters"
    if pages and any(map(_is_damaged_title, pages[0])):
        return "lost_letters"
    return None


def lying_pages(pages: Sequence[Sequence[str]]) -> list[int]:
    """Pages of a sound PDF whose own layer says next to nothing, or nothing that can be read."""
    return [
        at
        for at, page in enumerate(pages)
        if (few := _letters(page) < _FEW_LETTERS) or (not few and unreadable_share(page) > _GARBAGE_PAGE)
    ]


def _letters(page: Sequence[str]) -> int:
    return sum(map(str.isalpha, "".join(page)))


def _is_damaged_title(line: str) -> bool:
    if not line.isupper() or len(line) < 15:
        return False
    least, most = _DAMAGED_TITLE
    return least < partial_ratio(_STATE_TITLE, fold_marks(line)) < most
