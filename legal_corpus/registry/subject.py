"""What a citation says the cited act is about, as evidence of which act is meant.

Drafters copy the subject and mistype the number: "Nghị định số 20/2018/NĐ-CP … về tiếp nhận, xử lý phản
ánh, kiến nghị" speaks of 20/2008/NĐ-CP.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from string import whitespace

from legal_corpus.model.act import Act
from legal_corpus.model.citation import Citation
from legal_corpus.registry.names import bare_title
from legal_corpus.text.normalize import fold_key, fold_marks, with_real_d

_REACH = 400
_BEGIN = re.compile(
    r"[\s,]*(?:ngày\s[\d/\s\-thángnăm]{6,30})?(?:của\s[^,;.\n]{3,70}?\s)?"
    r"(?=(?:về|quy định(?!\s+tại\s+(?i:khoản|điểm|điều))|ban hành|hướng dẫn|phê duyệt)\b)"
)
_BLANKS = f"{whitespace}\x1c\x1d\x1e\x1f,"
_LEADS = "ncvqbhp"  # first letters of what may stand there: ngày, của, về, quy định, ban hành, …
_OF = re.compile(r"[\s,]*(?:(?:năm|ngày)\s[\d/\s\-thángnăm]{4,30})?của\s")
_END = re.compile(
    r"[;\n“”\"(]|\.\s|,?\s(?:được|đã được)\s(?:sửa đổi|bổ sung)|(?:\s|,)(?:và|,)\s(?:Luật|Nghị|Thông)"
)
_FILLER = re.compile(r"^(?:về việc|về|quy định)\s+")
_LEAST = 20  # characters; shorter subjects fit too many titles
_LEAST_WORDS = 8  # fewer words fit too many titles
_OTHER = 0.5


def cited_subject(text: str, citation: Citation) -> str | None:
    """The subject printed behind a citation by number, without leading filler; ``None`` where there is
    none or it is too short to tell acts apart."""
    if not citation.number:
        return None
    tail = text[citation.end : citation.end + _REACH]
    lead = tail.lstrip(_BLANKS)[:1]
    if lead.isascii() and lead not in _LEADS:
        return None
    return _subject(tail)


@lru_cache(maxsize=1 << 11)
def _subject(printed: str) -> str | None:
    """The subject at the head of what is printed behind a citation."""
    tail = with_real_d(printed)
    begin = _BEGIN.match(tail)
    if begin is None:
        return None
    end = _END.search(tail, begin.end())
    subject = tail[begin.end() : end.start() if end else len(tail)].strip(" .,;")
    return subject if len(subject) >= _LEAST else None


def issuer_follows(text: str, citation: Citation) -> bool:
    """ "của <issuer>" is printed directly behind the citation, so it belongs to it and to no other member
    of a list."""
    return _OF.match(text, citation.end, citation.end + _REACH) is not None


def is_about(subject: str, act: Act) -> bool:
    """The act's title has the words of the subject, as far as the shorter of them goes.

    Word for word: the decrees of one day on one matter differ in two words ("trong lĩnh vực y tế").
    """
    cited, known = _words(subject), _words(bare_title(act))
    length = min(len(cited), len(known))
    return length >= _LEAST_WORDS and cited[:length] == known[:length]


def is_not_about(subject: str, act: Act) -> bool:
    """The act has no title, or one that is plainly another."""
    if act.title is None:
        return True
    return _likeness(subject, bare_title(act)) < _OTHER


@lru_cache(maxsize=1 << 12)
def _likeness(subject: str, title: str) -> float:
    """How alike the two are as far as the shorter of them goes, in [0, 1]; acts are cited again and again."""
    cited, known = _words(subject), _words(title)
    length = min(len(cited), len(known))
    return SequenceMatcher(None, cited[:length], known[:length], autojunk=False).ratio()


@lru_cache(maxsize=1 << 14)
def _words(printed: str) -> tuple[str, ...]:
    """Folded words without punctuation and leading filler. Titles come again and again."""
    plain = _FILLER.sub("", _FILLER.sub("", fold_key(printed)))
    return tuple(re.findall(r"\w+", fold_marks(plain)))
