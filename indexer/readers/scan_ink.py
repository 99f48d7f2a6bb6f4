"""Header lines with number, day and month written by hand or stamped: what is read goes where it stands.

A line is looked at several times with more or less paper around it. What comes out is never sure, and
comes with its other readings, for a person to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from PIL import Image

from indexer.readers.figures import shares
from indexer.readers.ink import Strip
from indexer.readers.recognition import Line, Recogniser, Word
from indexer.readers.scan_slots import DAYS, LONGEST, MONTHS, Slot, date_in, number_in, with_strokes
from legal_corpus.registry.document_types import type_of_number

_MARGINS = (0.1, 0.25, 0.4, 0.55)  # paper above and below, in heights of the line
_GAP = 2.5  # heights of a line between two columns
_MOST_UP, _MOST_DOWN = 0.6, 0.9  # heights by which ink leaves the printed line
_SIDE = 8  # pixels
_MOST_OTHERS, _LEAST_OTHER = 4, 0.01
_LEAST = 0.2  # less likely is not proposed
_MOST_SURE = 0.5  # ink is for a person to confirm
_PRINT = 0.15  # what Tesseract's reading weighs, when it has read figures
_DARK = 140  # of 255; darker is ink
_LEFT_OUT = 0.35  # heights of a line beside a place that belong to the words around it
_ABOVE_DOTS = 0.7  # of a line's height: below are the dots to write on
_TRACE = 0.02  # a place with ink of which less is said than this keeps its secret
_MAY_BE_NUMBER = re.compile(r"/|^\W*[Ss]\S{0,3}[:;.]|-[A-ZĐ]{2}")
_MAY_BE_DATE = re.compile(r"ng\S*[yv].*n[^\W\d]{1,2}m|th\S{1,2}ng.*n[^\W\d]{1,2}m")
_YEAR = re.compile(r"\W*((?:19|20)\d\d)\D{0,2}$")
_PRINTED_NUMBER = re.compile(r"(\d+)(?:\.(\d+)|[a-zđ])")  # "66.18", "30c": no reader of figures says that
_SMALL_END = re.compile(r"(?<=-)([A-ZĐ]+)([ckopstuvwxz])$")  # "CT-BCt": small and capital look the same


def with_ink(
    lines: Sequence[Line], picture: Image.Image, recogniser: Recogniser
) -> tuple[list[Line], bool, bool]:
    """The first lines of a page with number and date as ink, and whether each of them was found."""
    number = date = False
    changed: list[Line] = []
    for line in lines:
        parts = _columns(line)
        text = " ".join(word.text for word in line)
        if not number and _MAY_BE_NUMBER.search(text):
            for count in range(1, len(parts) + 1):
                found = _with_number(_joined(parts[:count]), picture, recogniser)
                if found:
                    number, parts = True, [found, *parts[count:]]
                    break
        if not date and _MAY_BE_DATE.search(text):
            for start in reversed(range(len(parts))):
                found = _with_date(_joined(parts[start:]), picture, recogniser)
                if found:
                    date, parts = True, [*parts[:start], found]
                    break
        changed.append(_joined(parts))
    return changed, number, date


def _with_number(line: Line, picture: Image.Image, recogniser: Recogniser) -> Line | None:
    """The line with the number as ink; ``None`` when no number stands on it."""
    found = number_in(list(_looks(line, picture, recogniser)))
    if found is None:
        return None
    slot, symbol = _with_ink_in(found[0], line, picture), found[1]
    before, rest = _cut(line, slot)
    if _is_printed("".join(word.text for word in before), slot):
        return line
    label = replace(line[0], text="Số:", right=round(slot.left))
    return [label, *_likeliest(slot, before, rest[0]), *_with_symbol(rest, symbol)]


def _is_printed(text: str, slot: Slot) -> bool:
    """Whether Tesseract has read more than figures, and ink says the same figures."""
    printed = _PRINTED_NUMBER.fullmatch(text)
    best = max(slot.weighed, key=lambda said: slot.weighed[said])
    return printed is not None and "".join(filter(None, printed.groups())) == best


def _with_date(line: Line, picture: Image.Image, recogniser: Recogniser) -> Line | None:
    """The line with day and month as ink; ``None`` when no date ends it."""
    found = date_in(list(_looks(line, picture, recogniser)))
    if found is None:
        return None
    day, month = (_with_ink_in(slot, line, picture) for slot in (found.day, found.month))
    place = [word for word in line if _middle(word) < found.left]
    behind = [word for word in line if _middle(word) > month.right]
    tail = next((at for at, word in enumerate(behind) if _YEAR.match(word.text)), None)
    if tail is not None:
        behind = behind[tail:]
    elif found.year:
        behind = [replace(line[-1], text=found.year, confidence=min(line[-1].confidence, _MOST_SURE))]
    else:
        return None
    like = behind[0]
    return [
        *place,
        replace(like, text="ngày", left=round(found.left), right=round(day.left)),
        *_likeliest(day, _inside(line, day, DAYS), like),
        replace(like, text="tháng", left=round(day.right), right=round(month.left)),
        *_likeliest(month, _inside(line, month, MONTHS), like),
        replace(like, text="năm", left=round(month.right), right=like.left),
        *behind,
    ]


def _joined(parts: Sequence[Line]) -> Line:
    return [word for part in parts for word in part]


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def _columns(line: Line) -> list[Line]:
    """A line parted where the two columns of a header stand apart."""
    parts: list[Line] = []
    height = median(word.bottom - word.top for word in line) if line else 0
    for word in line:
        if not parts or word.left - parts[-1][-1].right > _GAP * height:
            parts.append([])
        parts[-1].append(word)
    return parts


def _looks(line: Line, picture: Image.Image, recogniser: Recogniser) -> Iterator[tuple[int, Strip]]:
    """The left edge and what is seen on a line of a page, looked at again and again."""
    height = median(word.bottom - word.top for word in line)
    above, below = median(word.top for word in line), median(word.bottom for word in line)
    above = max(min(word.top for word in line), above - _MOST_UP * height)
    below = min(max(word.bottom for word in line), below + _MOST_DOWN * height)
    left, right = max(0, line[0].left - _SIDE), min(picture.width, line[-1].right + _SIDE)
    for margin in _MARGINS:
        top, bottom = max(0, round(above - margin * height)), round(below + margin * height)
        bottom = min(picture.height, bottom)
        if right - left < 2 * height or bottom <= top:
            return
        found = recogniser.strip(picture.crop((left, top, right, bottom)))
        if found is None:
            return
        yield left, found


def _with_ink_in(slot: Slot, line: Line, picture: Image.Image) -> Slot:
    """The place without the reading that nothing is there, when there is ink in it."""
    said = {text: weight for text, weight in slot.weighed.items() if text}
    if sum(said.values()) < _TRACE:
        return slot
    height = median(word.bottom - word.top for word in line)
    top = median(word.top for word in line)
    left, right = slot.left + _LEFT_OUT * height, slot.right - _LEFT_OUT * height
    if right <= left:
        return slot
    part = picture.convert("L").crop(
        (round(left), round(top), round(right), round(top + _ABOVE_DOTS * height))
    )
    dark = sum(part.histogram()[:_DARK])
    return replace(slot, weighed=shares(said)) if dark > height else slot


def _cut(line: Line, slot: Slot) -> tuple[Line, Line]:
    """Words between label and symbol, and from the symbol's stroke on."""
    at = next((at for at, word in enumerate(line) if word.right > slot.right + _SIDE), len(line) - 1)
    word = line[at]
    strokes = [place for place, sign in enumerate(word.text) if sign == "/"]
    width = (word.right - word.left) / len(word.text)
    stroke = min(strokes, key=lambda place: abs(word.left + place * width - slot.right), default=None)
    symbol = word.text[stroke:] if stroke is not None else f"/{word.text.lstrip('!|')}"
    before = [w for w in line[:at] if _middle(w) > slot.left]
    if stroke:
        before.append(replace(word, text=word.text[:stroke]))
    rest = replace(word, text=symbol, left=round(slot.right), confidence=min(word.confidence, _MOST_SURE))
    return before, [rest, *line[at + 1 :]]


def _with_symbol(rest: Line, seen: str | None) -> Line:
    """Words from a symbol on, with the symbol as ``seen`` where Tesseract's is none that an act has.

    Only Tesseract knows the letter Đ.
    """
    end = 1
    while end < len(rest) and (rest[end - 1].text.endswith("-") or rest[end].text.startswith("-")):
        end += 1
    printed = "".join(word.text for word in rest[:end])
    better = f"/{seen}" if seen else printed
    if len(better) == len(printed):
        better = "".join(
            "Đ" if old == "Đ" and new == "D" else new for old, new in zip(printed, better, strict=True)
        )
    better = with_strokes(better)
    if seen is None or better == printed or type_of_number(f"1{better}") is None:
        better = _SMALL_END.sub(lambda found: found[1] + found[2].upper(), printed)
    word = replace(rest[0], text=better, right=rest[end - 1].right)
    return [word, *rest[end:]]


def _inside(line: Line, slot: Slot, known: Mapping[str, float]) -> Line:
    """Tesseract's words at a place, when they say something that may stand there."""
    words = [word for word in line if slot.left < _middle(word) < slot.right]
    return words if "".join(word.text for word in words) in known else []


def _likeliest(slot: Slot, printed: Line, like: Word) -> Line:
    """The likeliest figures as a word, none when nothing is likely; Tesseract's reading has a vote."""
    weighed = dict(slot.weighed)
    text = "".join(word.text for word in printed)
    if text.isascii() and text.isdigit() and len(text) <= LONGEST:
        vote = _PRINT * min(word.confidence for word in printed)
        weighed = {said: weight * (1 - vote) for said, weight in weighed.items()}
        weighed[text] = weighed.get(text, 0.0) + vote
    best, *others = sorted(weighed, key=lambda said: -weighed[said])
    if not best or weighed[best] < _LEAST:
        return []
    kept = [said for said in others if said and weighed[said] >= _LEAST_OTHER][:_MOST_OTHERS]
    sure = min(_MOST_SURE, weighed[best])
    return [Word(best, sure, round(slot.left), like.top, round(slot.right), like.bottom, tuple(kept))]
