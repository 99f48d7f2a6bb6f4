"""The characters of a PDF page as pdfium counts them."""

from __future__ import annotations

from typing import Any

from pypdfium2 import raw as pdfium

HYPHENS = "\ufffe\x02"  # what pdfium says for a hyphen at the end of a line
NOTHING = "\0\uffff"


def characters(textpage: Any) -> str:
    """A character for each that has a box, in order, also :data:`HYPHENS` and :data:`NOTHING`."""
    text: str = textpage.get_text_range()  # one call for all; now and then it leaves some out
    count = textpage.count_chars()
    if len(text) == count:
        return text
    return "".join(chr(pdfium.FPDFText_GetUnicode(textpage, at)) for at in range(count))
