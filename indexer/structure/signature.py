"""Who signed an act: the name under the signing block."""

from __future__ import annotations

import re

from legal_corpus.model.act import HeaderField

_OFFICES = (
    "CHỦ TỊCH", "THỦ TƯỚNG", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "GIÁM ĐỐC", "CỤC TRƯỞNG", "THỐNG ĐỐC", "CHÁNH ÁN",
    "VIỆN TRƯỞNG", "CHÁNH VĂN PHÒNG", "TRƯỞNG BAN", "CHỦ NHIỆM", "KIỂM TOÁN NHÀ NƯỚC", "HIỆU TRƯỞNG",
    "CHÁNH THANH TRA",
)  # fmt: skip
# Each begins with its letter and looks back behind it: other places are skipped at no cost.
_OFFICE = re.compile("(?:" + "|".join(rf"{name[0]}(?<!\w.){name[1:]}" for name in _OFFICES) + r")(?!\w)")
_BETWEEN = re.compile(r"[\s|.*_]*(?:\(?\s*(?:Đã ký|ĐÃ KÝ)(?:\s+duyệt)?\s*\)?[\s|.:]*)?")
_WORD = re.compile(r"[^\W\d_]+(?=[\s|,.;(\d]|$)")
_MOST_OFFICE_WORDS = 8
# Where two columns were read as one, recipients stand between the office and the name; then only a
# common family name tells a person.
FAMILY_NAMES = frozenset((
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ",
    "Ngô", "Dương", "Lý", "Đinh", "Mai", "Trịnh", "Đoàn", "Lương", "Hà", "Tô", "Tạ", "Cao", "Châu",
    "Phùng", "Trương", "Lâm", "Tống", "Kim", "Thái", "Nông", "Quách", "Đào", "Chu", "Lưu", "Vương",
    "Tăng", "Triệu", "Hứa", "Mạc", "Hầu", "Lò", "Giàng",
))  # fmt: skip
# A single letter is a name behind a middle name that ends none, or as the one such name in use; other letters
# are a stamp's or a scan's.
_OPEN_NAMES = frozenset(("Văn", "Thị"))
_LETTER = re.compile(r"[^\W\d_][ \t\xa0]*(?=[\n|]|$)")
_SIGNING = re.compile(r"[TKQ](?<![^\s|].)(?:(?<=T)(?:M|UQ|L)|(?<=K)T|(?<=Q))\s*\.\s*[^\W\d_]{2,}")
_BLOCK_REACH = 1500  # characters
_NAME_BEGINS = (";", ".", ")", "\n")  # what may stand before a name that is not a recipient's
_UNSURE = 0.6


def find_signer(text: str, body: int) -> HeaderField | None:
    """The name that follows the first signing block after ``body``; ``None`` when none is printed.

    A name is two to five words with a capital each, right behind an office in capitals.
    """
    for office in _OFFICE.finditer(text, body):
        at = _past_capitals(text, office.end())
        words = _name_words(text, _past(text, at))
        if len(words) >= 2:
            start, end = words[0].start(), words[-1].end()
            return HeaderField(" ".join(word[0] for word in words), start, end, 0.9)
    return _between_recipients(text, body)


def _between_recipients(text: str, body: int) -> HeaderField | None:
    signing = _SIGNING.search(text, body)
    if signing is None:
        return None
    for first in _WORD.finditer(text, signing.end(), signing.end() + _BLOCK_REACH):
        before = text[max(0, first.start() - 12) : first.start()].rstrip(" \t|")
        if first[0] in FAMILY_NAMES and before.endswith(_NAME_BEGINS):
            words = _name_words(text, first.start())
            if len(words) >= 3 and not text.startswith(",", words[-1].end()):
                end = words[min(len(words), 4) - 1].end()
                return HeaderField(" ".join(text[first.start() : end].split()), first.start(), end, _UNSURE)
    return None


def _past(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _past_capitals(text: str, at: int) -> int:
    """Behind the rest of the office's name ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "PHÓ CHỦ TỊCH")."""
    for _ in range(_MOST_OFFICE_WORDS):
        word = _WORD.match(text, _past(text, at))
        if word is None or not word[0].isupper():
            break
        at = word.end()
    return at


def _name_words(text: str, at: int) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    while len(words) < 5:
        word = _WORD.match(text, at)
        if word is None or not word[0][0].isupper():
            break
        if not (word[0][1:].islower() or _is_letter_name(text, word, words)):
            break
        words.append(word)
        if text[word.end() : word.end() + 1] not in {" ", "\xa0"}:
            break
        at = word.end() + 1
    return words


def _is_letter_name(text: str, word: re.Match[str], before: list[re.Match[str]]) -> bool:
    if len(before) < 2 or before[0][0] not in FAMILY_NAMES or not _LETTER.match(text, word.start()):
        return False
    return word[0] == "Ý" or before[-1][0] in _OPEN_NAMES
