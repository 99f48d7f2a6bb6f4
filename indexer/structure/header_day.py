"""The day in the head of an act: "An Bình, ngày 05 tháng 4 năm 2031", and not that of a stamp."""

from __future__ import annotations

import re

from indexer.structure.header_block import STATE_TITLE, HeaderBlock
from indexer.structure.header_number import GAZETTE, place_dates
from legal_corpus.model.act import HeaderField
from legal_corpus.text.dates import find_dates

# "Thông tư số 9/2020/TT-BTC ngày …" in a line above the act dates another act.
_CITED_BEFORE = re.compile(r"(?P<number>\d[/-]\S*[A-ZĐ]\d{0,2}),?\s{0,3}\Z")
_LONGEST_NUMBER = 40  # characters
_OF_A_STAMP = 0.4  # below one half: a person confirms
_PLACE_BEFORE = re.compile(r"[^\W\d_],\s{0,3}(?:ngày\s{0,3})?\Z")


def day_in_head(text: str, block: HeaderBlock, number: HeaderField | None) -> HeaderField | None:
    """The day that stands behind a place, else one in words, else one in figures.

    Stamps (received, signed electronically) have days in figures: such a day, unless it stands behind the own
    number, is to be confirmed. Where the day behind the place is left blank, no other is the act's.
    """
    head = text[block.start : block.type_start]
    if number is None and block.type_end == block.type_start and not STATE_TITLE.search(head):
        return None  # no header at all: a page of a site, a translation
    if "CÔNG BÁO" in head:  # the running head of a gazette has its own number and date
        head = GAZETTE.sub(lambda m: " " * len(m[0]), head)
    places = list(place_dates(head, 0, len(head)))
    ranked: list[tuple[int, HeaderField]] = []
    filled: set[tuple[int, int]] = set()
    for start, end, day in find_dates(head):
        cited = _CITED_BEFORE.search(head, max(0, start - _LONGEST_NUMBER), start)
        if day is None or (cited and (number is None or block.start + cited.end("number") != number.end)):
            continue
        place = next((span for span in places if span[0] <= start and end <= span[1]), None)
        if place:
            filled.add(place)
        behind_place = place is not None or _PLACE_BEFORE.search(head, max(0, start - _LONGEST_NUMBER), start)
        rank = 0 if behind_place or cited else 1 if "th" in head[start:end].lower() else 2
        sure = _OF_A_STAMP if rank == 2 else 1.0
        ranked.append((rank, HeaderField(day.isoformat(), block.start + start, block.start + end, sure)))
    best = min(ranked, key=lambda found: found[0], default=None)
    if best is None or (best[0] and len(filled) < len(places)):
        return None
    return best[1]
