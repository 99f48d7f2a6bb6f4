"""What follows a number or name: year and date inside the span, date and issuer outside it."""

from __future__ import annotations

import re
from datetime import date

from legal_corpus.citations.issuers import issuer_after
from legal_corpus.citations.mention import Mention
from legal_corpus.text.dates import match_date

_SKIP = re.compile(r"\s{0,3}")
YEAR = re.compile(r"\s{1,3}năm\s{1,3}(\d{4})(?!\d)")
_BARE_YEAR = re.compile(r"\s{1,2}((?:19|20)\d{2})(?![\w/%\-–])(?![.,]\d)(?!\s(?:đồng|người|ha|m))")
_NUMBER_YEAR = re.compile(r"/((?:19|20)\d{2})/")
_MALFORMED = re.compile(
    r"ngày\s{1,3}(?:ngày\s{1,3})?\d{1,2}\s{0,2}(?:(?:tháng|ngày|năm|/|-|"
    r"\.)\s{0,2}\d{1,4}(?:\s{1,2}(?=tháng|ngày|năm))?){1,2}(?!\d)",
    re.IGNORECASE,
)
# The date after a comma, or in the next cell of a table's row.
_DATE_AFTER = re.compile(r"\s?,\s{0,2}(?=ngày\s)|[ \t]{0,3}\|[ \t]{0,3}(?=(?:[Nn]gày\s{1,2})?\d{1,2}\D)")


def skip_blanks(text: str, pos: int) -> int:
    """Position after at most three blanks at ``pos``."""
    blanks = _SKIP.match(text, pos)
    return blanks.end() if blanks else pos


def read_chain(text: str, mention: Mention, pos: int, *, bare_year: bool = False) -> None:
    """Reads [năm YYYY] [ngày + date] at ``pos`` into the mention and sets its end and tail.

    ``bare_year``: a year without "năm" counts too, as after a law's name ("Luật Thủ đô 2024").
    """
    end = pos
    found = YEAR.match(text, end)
    if found:
        mention.year = int(found[1])
        end = found.end()
    elif bare_year:
        found = _BARE_YEAR.match(text, end)
        if found:
            mention.year = int(found[1])
            end = found.end()
    dated = _date_at(text, skip_blanks(text, end))
    if dated:
        end, mention.issued = dated
    mention.end = mention.tail = end
    if mention.issued:
        mention.year = None


def _date_at(text: str, pos: int) -> tuple[int, date | None] | None:
    """A date, or a malformed one without value, that begins at ``pos``."""
    if text[pos : pos + 1] not in "nN0123456789":
        return None
    found = match_date(text, pos)
    if found:
        return found
    malformed = _MALFORMED.match(text, pos)
    return (malformed.end(), None) if malformed else None


def _fits_number(issued: date | None, number: str) -> bool:
    """Whether a date in the next cell can be the issue date: not that of an expiry."""
    year = _NUMBER_YEAR.search(number)
    return issued is not None and (year is None or int(year[1]) == issued.year)


def read_outside(text: str, mention: Mention) -> None:
    """Reads what belongs to the mention but lies outside its span: a date after a comma, the issuer."""
    if mention.issued is None and mention.number:
        gap = _DATE_AFTER.match(text, mention.end)
        dated = _date_at(text, gap.end()) if gap else None
        if gap and dated and "|" in gap.group() and not _fits_number(dated[1], mention.number):
            dated = None
        if dated:
            mention.tail, mention.issued = dated
    found = issuer_after(text, mention.tail)
    if found:
        mention.issuer, mention.tail = found
        if mention.issued is None and mention.number:
            after = skip_blanks(text, mention.tail)
            dated = _date_at(text, after) if text.startswith("ngày", after) else None
            if dated:
                mention.tail, mention.issued = dated
