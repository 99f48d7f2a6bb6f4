"""Printed number and place-and-date of a header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal_corpus.text.normalize import lowered
from legal_corpus.text.numbers import clean_number

# Cyrillic capitals that look Latin come out of some keyboards and fonts ("TT-BTС").
_CYRILLIC = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
_CAPITAL = r"[A-ZĐÐƯАВЕКМНОРСТХ]"
_SYMBOL = (
    rf"{_CAPITAL}[A-Za-zĐđÐƯ0-9АВЕКМНОРСТХ]*"
    rf"(?:[ ]?[-–.,&][ \n]?{_CAPITAL}[A-Za-zĐđÐƯ0-9АВЕКМНОРСТХ]*)*(?![^\W_])"
)
# What stands behind a second stroke: "TTLT/BTC-BNV", and of the Party "99-QĐ/TW".
_BEHIND_STROKE = rf"(?:/(?=[A-ZĐ]{{2,}}){_SYMBOL})?"
_CELL = r"[ \n|]"  # a number that stands in several cells of a table: "03 | /2026/QĐ-UBND"
_NUMBER = (
    rf"\d{{1,5}}(?:\.\d{{1,3}})?[a-zA-ZđĐ]?{_CELL}{{0,3}}(?:/{_CELL}{{0,3}}\d{{3,5}}{_CELL}{{0,3}})?"
    rf"(?:/{_CELL}{{0,3}}|-){_SYMBOL}{_BEHIND_STROKE}"
)
# Expressions begin with a letter and look back behind it: so all other places are skipped at no cost.
# "Số: 19 /2025/QĐ-UBND"; the label may be cut from its number by a line end.
LABELLED = re.compile(rf"[Ss](?<!\w.)[ốỐ][ ]*[:;.][\s.|]{{0,6}}(?P<number>{_NUMBER})")
# Of the Party, without a colon: "Số 99-QĐ/TW"; then a number without a label, alone in its line or cell.
PARTY = re.compile(r"[Ss](?<!\w.)[ốỐ][ ]+(?P<number>\d{1,5}-[A-ZĐ]{2,}(?:/[A-ZĐ]{2,})+)(?![^\W_])")
BARE = re.compile(
    rf"^[ \t|]*(?P<number>\d{{1,5}}/(?:\d{{4}}/)?[A-ZĐ]{{2,}}-{_SYMBOL})[ \t]*(?=\||$)", re.MULTILINE
)
# What both a number and a blank one have before them, in lower case: where it is not, neither is looked for.
NUMBER_LABEL = re.compile(r"ố(?<=s.)[ ]*[:;.]")
# The running title of an old act: "LUẬT ... SỐ 32/2009/QH12 NGÀY 18 THÁNG 6 NĂM 2009".
RUNNING = re.compile(rf"S(?<!\S.)[ốỐ]\s+(?P<number>{_NUMBER})(?=\s+NG[ÀA]Y|\s*$|\s*\n)", re.M)
# The same of the decrees of 1945 to 1954, whose numbers may have no symbol: "SỐ 1 NGÀY", "SỐ 75VN/CC NGÀY".
OLD_RUNNING = re.compile(
    r"S(?<!\S.)[ốỐ]\s+(?P<number>\d{1,4}[A-Za-z]{0,3}(?:[-/][A-Za-z]{1,5})?)(?=\s+NG[ÀA]Y\s+\d)", re.M
)
# A number that is still to be given: "Số:     /2025/QĐ-UBND".
BLANK_NUMBER = re.compile(rf"[Ss](?<!\w.)[ốỐ][ ]*:[\s.…_|]{{0,40}}/(?:[ ]?\d{{4}}[ ]?/)?[ ]?(?:{_SYMBOL})?")
# Looked for in lower case; then what stands before it.
_DATE = re.compile(r"ngày[\s.…_\d]{0,14}th[aá]ng[\s.…_\d]{0,12},?\s*n[aă]m[ \t.…_\d]{0,12}")
_BEFORE_DATE = re.compile(r"(?:[,.]\s*|(?<!\s)\s+)\Z")
_LONGEST_GAP = 20  # characters between place and date
# The running head of a gazette has a number and a date of its own.
GAZETTE = re.compile(r"CÔNG BÁO[^\n]*")


def place_dates(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of ", ngày 5 tháng 6 năm 2025", filled in or not, with the comma or blank before them."""
    for found in _DATE.finditer(lowered(text), start, end):
        before = _BEFORE_DATE.search(text, max(start, found.start() - _LONGEST_GAP), found.start())
        if before:
            yield before.start(), found.end()


def printed_number(printed: str) -> str:
    """A number as printed, blanks and borders of cells out, look-alike letters read as what they are."""
    return clean_number(printed.replace("|", "")).translate(_CYRILLIC)
