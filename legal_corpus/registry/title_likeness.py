"""Whether two titles of one act say the same: spelling, case, punctuation and cut ends do not count."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from legal_corpus.registry.document_types import document_types
from legal_corpus.text.normalize import fold_marks

_WORD = re.compile(r"[0-9a-z]+")
_NUMBER = re.compile(
    r"(?:\b(?:so|no)\b\s*[:.]?\s*)?\b\d+\s*/\s*(?:\d{4}\s*/\s*)?[a-z][a-z0-9-]*", re.IGNORECASE
)
# "ngày 15 tháng 5 năm 2018 của Bộ trưởng Bộ …": a cited act told more fully than elsewhere.
_DATED = re.compile(r"\bngay\s+\d+\s*(?:thang|/|-)\s*\d+\s*(?:nam|/|-)\s*\d{4}\b")
_BY = re.compile(
    r"\bcua\s+(?:chinh phu|quoc hoi|thu tuong chinh phu|(?:bo truong )?bo [a-z ,]{3,60}?)"
    r"(?=\s+(?:ve|quy dinh|huong dan|ban hanh)\b)"
)
# Words that change the wording of a title but not what it names.
_LIGHT = frozenset(
    re.findall(
        r"\w+",
        """ve viec cua va cac nhung mot so do tai cho theo tren dia ban hanh kem quy dinh dieu luat bo nghi
        quyet thong tu chi thi phap lenh ngay thang nam""".replace("y", "i"),
    )
)
_BLANKS = re.compile(r"\s+")
_LEAD = re.compile(r"^(?:v/v|ve viec|ve|quy dinh|ban hanh)\s+")
_CUT_SHARE, _CUT_LENGTH = 0.5, 30
# The national database heads its translations so.
_ENGLISH = (
    "joint circular",
    "circular",
    "code",
    "decree",
    "decision",
    "resolution",
    "ordinance",
    "law",
    "directive",
)
# At the head of a title these make another act of it.
_TURNING = ("khong", "chua", "suadoi", "bosung", "thaithe", "baibo", "huibo", "dinhchi", "dinhchinh")
_TYPO_SHARE = 0.2


def same_title(left: str, right: str) -> bool:
    """True when the titles differ in spelling, case, punctuation or blanks only, when one is the other
    cut short or with scraps at its end, or when one says no more than kind and number.

    >>> same_title("Về tư vấn pháp luật", "Tư vấn Pháp luật.")
    True
    >>> same_title("Giáo dục", "sửa đổi, bổ sung một số điều của Luật Giáo dục số 43/2019/QH14")
    False
    """
    a, b = _words(left), _words(right)
    short, long = sorted(("".join(a), "".join(b)), key=len)
    if not short or short == long:
        return True
    enough = len(short) >= _CUT_SHARE * len(long) or len(short) >= _CUT_LENGTH
    if enough and long.startswith(short):
        return True
    if enough and long.endswith(short) and not any(w in long[: -len(short)] for w in _TURNING):
        return True
    return _only_typos(a, b)


def says_nothing(title: str) -> bool:
    """True when a title is kind and number only: "Nghị định 77/2008/NĐ-CP", "Law 68/2014/QH13"."""
    return not _words(title)


def _words(title: str) -> list[str]:
    """The words that name, without tone marks; numbers of acts and the head "Nghị định số …" are out."""
    text = _BLANKS.sub(" ", _DATED.sub(" ", _NUMBER.sub(" ", fold_marks(title))))
    text = _BY.sub(" ", text).replace("uy ban nhan dan", "ubnd").strip(" .,;:-\"'“”")
    for kind in _kinds():
        if text == kind or text.startswith(f"{kind} "):
            text = text[len(kind) :].strip(" .,;:-")
            break
    before = None
    while before != text:
        before, text = text, _LEAD.sub("", text)
    return _WORD.findall(text.replace("y", "i"))  # "đăng ký", "đăng kí"


@cache
def _kinds() -> tuple[str, ...]:
    """Words for kinds of acts, longest first."""
    return tuple(sorted((*map(fold_marks, document_types()), *_ENGLISH), key=len, reverse=True))


def _only_typos(a: list[str], b: list[str]) -> bool:
    """Every difference is a light word, a blank inside a word, or one letter of a word without figures."""
    typos = 0
    for what, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, come = a[a1:a2], b[b1:b2]
        if what == "equal" or "".join(gone) == "".join(come):
            continue
        gone = [word for word in gone if word not in _LIGHT]
        come = [word for word in come if word not in _LIGHT]
        if len(gone) != len(come) or not all(map(_slip, gone, come)):
            return False
        typos += len(gone)
    return typos <= max(1, int(_TYPO_SHARE * min(len(a), len(b))))


def _slip(left: str, right: str) -> bool:
    """One letter too many, too few or other in a word of three letters or more."""
    if left == right:
        return True
    if min(len(left), len(right)) < 3 or any(c.isdigit() for c in left + right):
        return False
    alike = sum(block.size for block in SequenceMatcher(None, left, right).get_matching_blocks())
    return max(len(left), len(right)) - alike <= 1
