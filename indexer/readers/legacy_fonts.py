"""Vietnamese in the fonts of the nineties: TCVN3 (.VnTime) and VNI, whose letters other codes show wrong.

Sources: TCVN 5712:1993 (VN3), VNI-Windows. Both are text in Latin letters until they are mended here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from legal_corpus.text.normalize import to_nfc

Scheme = Literal["tcvn3", "vni"]

# Runs of letters by the code they begin at.
_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ", 0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậè", 0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò", 0xE1: "ỏõóọồổỗốộ", 0xEA: "ờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ",
}  # fmt: skip
_TCVN3 = {start + at: letter for start, run in _TCVN3_RUNS.items() for at, letter in enumerate(run)}
# A vowel and the sign behind it are one letter.
_VNI_MARKS = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
              "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
              "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301",
              "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323"}  # fmt: skip
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI_MARKS |= {sign.upper(): mark for sign, mark in _VNI_MARKS.items()}
_VNI_ALONE |= {sign.upper(): letter.upper() for sign, letter in _VNI_ALONE.items()}
_VNI = re.compile(
    f"(?P<base>[aeouyôöAEOUYÔÖ])(?P<mark>[{''.join(_VNI_MARKS)}])|(?P<alone>[{''.join(_VNI_ALONE)}])"
)
_LATIN = re.compile("[\u00a1-\u00ff]")
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_SMALL = re.compile("[a-z]")


NAMED = re.compile(rb"\"(?:\.[Vv][Nn]|[Vv][Nn][Ii])")  # a font of a scheme in an attribute of XML


def scheme_of_font(font: str | None) -> Scheme | None:
    """The scheme of a font by its name: ".VnArial", "VNI-Times"; ``None`` for a Unicode font."""
    name = (font or "").lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni") else None


def is_capital_font(font: str | None) -> bool:
    """Whether a TCVN3 font draws small codes as capitals (".VnTimeH")."""
    return bool(font) and str(font).lower().startswith(".vn") and str(font).endswith("H")


def is_unicode_vietnamese(text: str) -> bool:
    """Whether a text has letters that no legacy scheme can hold: then it needs no mending."""
    return bool(_UNICODE.search(text))


def mend(text: str, scheme: Scheme) -> str:
    """The text in Unicode, NFC. Blank and ASCII stay; other codes of the scheme become its letters."""
    if not _LATIN.search(text):
        return text
    return to_nfc(text.translate(_TCVN3) if scheme == "tcvn3" else _VNI.sub(_vni_letter, text))


def _vni_letter(match: re.Match[str]) -> str:
    if match["alone"]:
        return _VNI_ALONE[match["alone"]]
    base = _VNI_ALONE.get(match["base"], match["base"])
    return to_nfc(base + _VNI_MARKS[match["mark"]])


def capitals_put_back(lines: Iterable[str]) -> list[str]:
    """:func:`with_capitals` of each line."""
    small = _SMALL.search
    return [line if small(line) else with_capitals(line) for line in lines]


def with_capitals(line: str) -> str:
    """Capitals for a line in capitals whose marked letters stayed small ("SắC LệNH").

    So leave converters a line set in a capital font. Lines with any plain small letter stay.
    """
    if _SMALL.search(line) or line.isascii() or line.isupper():
        return line
    mixed = any(first.islower() and second.isupper() for first, second in pairwise(line))
    return line.upper() if mixed else line
