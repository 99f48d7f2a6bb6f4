"""What is known of a header before it is read: its set words, and that figures stand in certain places.

Set words are put right where only marks were misread. Figures in ink or of a stamp are read again alone;
what comes out stays doubtful, and what does not come out stays away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from PIL import Image

from indexer.readers.base import Limits
from indexer.readers.recognition import Line, Recogniser, Word
from indexer.readers.scan_ink import with_ink
from indexer.readers.scan_slots import with_strokes
from legal_corpus.registry.document_types import document_types
from legal_corpus.text.normalize import fold_marks

_Again = Callable[[int, int, Word], Word | None]  # left and right edge, a word on the same line

_SET = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "THỦ TƯỚNG CHÍNH PHỦ",
    "CHÍNH PHỦ", "CHỦ TỊCH NƯỚC", "QUỐC HỘI", "BỘ TRƯỞNG", "BAN CHỈ ĐẠO", "VĂN PHÒNG CHÍNH PHỦ",
)  # fmt: skip
# "CÔNG VĂN ĐẾN", "Kính chuyển", "Số: ....", "ĐẾN Giờ: ... Ngày: ..."
_STAMP = re.compile(
    r"\W*(?:cong thong tin dien tu(?: chinh phu)?|cong van den|den (?:gio|ngay|so)\b|(?:luu )?ho so so\b"
    r"|kinh chuyen|(?:so|ngay|gio|chuyen)\W{0,2}\.{3})\S*"
)
_MOST_SPECKS = 3
_NUMBER_LABEL = re.compile(r"^s[oôốồổóò]\W{0,2}$", re.I)
_GLUED = re.compile(r"(S[ốỐ]\s?:|ngày|tháng|năm)([^\s.,:;].*)$")
_SYMBOL = re.compile(r"/\s*(?:\d{4}\s*/|[A-ZĐa-z])")
_READ = re.compile(r"\d+(?:\.\d+)?[a-zđ]?")
_YEAR = re.compile(r"^\d{4}\D{0,2}$")
_HEADER_LINES = 14
_LEAST_WIDTH = 12  # pixels; less is no place for a figure
_INK = 140  # of 255; darker is ink
_FIGURE_WIDTH = 0.75  # of its height, in handwriting with the gap
_LEAST_SHARE = 0.75  # of the figures that the ink has room for
_FIGURES_UP = 6  # pixels above and below a line in which tall figures of ink end


@cache
def _known() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """Patterns over text without marks, with what their matches are: set words, kinds at a line's end."""
    words = {fold_marks(word): word for word in _SET}
    kinds = {fold_marks(name): name.upper() for name in document_types()}
    either, kind = ("|".join(sorted(known, key=len, reverse=True)) for known in (words, kinds))
    return (
        (re.compile(rf"(?<!\w)(?:{either})(?!\w)"), words),
        (re.compile(rf"(?<!\w)(?:{kind})\W*$"), kinds),
    )


def line_text(line: Line) -> str:
    """A line as read, words parted by one blank."""
    return " ".join(word.text for word in line)


def with_known_words(line: Line) -> Line:
    """The line with set words of headers as they are written: "QUYÉT ĐỊNH" is "QUYẾT ĐỊNH"."""
    text = line_text(line)
    mended = _mended(text)
    tokens = mended.split(" ")
    if mended != text and len(tokens) == len(line):
        line = [replace(word, text=token) for word, token in zip(line, tokens, strict=True)]
    return line


def without_stamp(line: Line) -> Line:
    """The line without what a stamp of receipt beside the title puts before it, and specks."""
    folded = fold_marks(line_text(line))
    stamp = _STAMP.match(folded)
    if stamp:
        return line[len(folded[: stamp.end()].split()) :]
    specks = next((at for at, word in enumerate(line) if not _is_speck(word.text)), 0)
    rest = line_text(line[specks:])
    return line[specks:] if 0 < specks <= _MOST_SPECKS and rest.isupper() and rest[0].isalpha() else line


def _is_speck(text: str) -> bool:
    letters = text.strip("|_-.,:'‘\"“”")
    return len(letters) <= 2 and not letters.isdigit() and not _NUMBER_LABEL.match(text)


def _mended(text: str) -> str:
    text = with_strokes(text)
    folded = fold_marks(text)
    if len(folded) != len(text):
        return text
    for pattern, words in _known():
        found = pattern.search(folded)
        if found is None:
            continue
        key = found[0].rstrip(" .:-_|")
        end = found.start() + len(key)
        if key in words and text[found.start() : end].isupper():
            text = text[: found.start()] + words[key] + text[end:]
    return text


def with_figures(
    lines: Sequence[Line], picture: Image.Image, recogniser: Recogniser, limits: Limits
) -> list[Line]:
    """Lines of a first page with number, day and month read again where no figures were read."""

    def again(left: int, right: int, like: Word) -> Word | None:
        box = (left, max(0, like.top - _FIGURES_UP), right, like.bottom + _FIGURES_UP)
        if right - left < _LEAST_WIDTH or box[3] - box[1] < _LEAST_WIDTH:
            return None
        part = picture.crop(box)
        part = part.resize((part.width * 2, part.height * 2), Image.Resampling.LANCZOS)
        ground = Image.new("L", (part.width + 40, part.height + 40), 255)
        ground.paste(part, (20, 20))
        found = recogniser.figures(ground, limits.page_timeout_s, limits.memory_mb)
        if found is None or len(found.text) < _LEAST_SHARE * _figures_of_ink(ground):
            return None
        return replace(
            found, confidence=min(found.confidence, 0.5), left=left, right=right, top=like.top,
            bottom=like.bottom,
        )  # fmt: skip

    head, number, date = with_ink(list(map(_parted, lines[:_HEADER_LINES])), picture, recogniser)
    if not number:
        head = [_with_number(line, again) for line in head]
    if not date:
        head = [_with_date(line, again) for line in head]
    return [*map(with_known_words, head), *lines[_HEADER_LINES:]]


def _figures_of_ink(picture: Image.Image) -> float:
    """How many figures the ink of a picture has room for: half of them read is a wrong number."""
    box = picture.point(lambda level: 255 if level < _INK else 0).getbbox()
    return (box[2] - box[0]) / (_FIGURE_WIDTH * (box[3] - box[1])) if box else 0.0


def _parted(line: Line) -> Line:
    """ "Số:45+" and "ngàyðổ" as two words each: what is printed, and what was written behind it."""
    words: Line = []
    for word in line:
        glued = _GLUED.match(word.text)
        if glued is None:
            words.append(word)
            continue
        cut = word.left + (word.right - word.left) * glued.end(1) // len(word.text)
        words.append(replace(word, text=glued[1], right=cut))
        words.append(replace(word, text=glued[2], left=cut))
    return words


def _with_number(line: Line, again: _Again) -> Line:
    """ "Số: #6 /QĐ-UBND" with the figures between label and symbol."""
    label = next((at for at, word in enumerate(line[:4]) if _NUMBER_LABEL.match(word.text)), None)
    if label is None:
        return line
    for at in range(label + 1, min(label + 5, len(line))):
        cut = _SYMBOL.search(line[at].text + (line[at + 1].text if at + 1 < len(line) else ""))
        if cut is None or cut.start() >= len(line[at].text):
            continue
        word = line[at]
        before = "".join(w.text for w in line[label + 1 : at]) + word.text[: cut.start()]
        if _READ.fullmatch(before):
            return line
        slash = word.left + (word.right - word.left) * cut.start() // len(word.text)
        found = again(line[label].right + 2, slash, word)
        rest = replace(word, text=word.text[cut.start() :], left=slash, confidence=min(word.confidence, 0.5))
        return [*line[: label + 1], *([found] if found else []), rest, *line[at + 1 :]]
    return line


def _with_date(line: Line, again: _Again) -> Line:
    """ "ngày ýtháng 12 năm 2011" with figures before "tháng" and before "năm"."""
    marks = [fold_marks(word.text) for word in line]
    day = next((at for at, mark in enumerate(marks) if mark.endswith("ngay")), None)
    month = next((at for at, mark in enumerate(marks) if "thang" in mark), None)
    year = next((at for at, mark in enumerate(marks) if mark.startswith("nam")), None)
    if day is None or month is None or year is None or not day < month < year:
        return line
    if not (year + 1 < len(line) and _YEAR.match(line[year + 1].text)):
        return line
    fixed = list(line[: day + 1])
    fixed.extend(_figures(line, day, month, 31, again))
    fixed.append(replace(line[month], text="tháng"))
    fixed.extend(_figures(line, month, year, 12, again))
    return [*fixed, *line[year:]]


def _figures(line: Line, before: int, behind: int, most: int, again: _Again) -> Line:
    """The number between two words: as it was read, else read again, else nothing."""
    between = line[before + 1 : behind]
    glued = re.match(r"(\d+)\D", line[behind].text)
    text = "".join(word.text for word in between) or (glued[1] if glued else "")
    if text.isdigit() and 1 <= int(text) <= most:
        start = between[0] if between else line[behind]
        sure = min((word.confidence for word in between), default=line[behind].confidence)
        return [replace(start, text=text, confidence=sure)]
    left = line[before].right + 2
    inside = line[behind].text.lower().find("th")
    width = line[behind].right - line[behind].left
    right = line[behind].left + (width * inside // len(line[behind].text) if inside > 0 else 0) - 2
    found = again(left, right, line[behind])
    return [found] if found and 1 <= int(found.text) <= most else []
