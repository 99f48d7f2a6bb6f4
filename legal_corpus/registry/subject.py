"""What a citation says the cited act is about, as evidence of which act is meant.

Drafters copy the subject and mistype the number: "Nghị định số 20/2018/NĐ-CP … về tiếp nhận, xử lý phản
ánh, kiến nghị" speaks of 20/2008/NĐ-CP.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from legal_corpus.model.act import Act
from legal_corpus.model.citation import Citation
from legal_corpus.registry.names import bare_title
from legal_corpus.text.normalize import fold_key, fold_marks, with_real_d

_REACH = 400
_BEGIN = re.compile(
    r"[\s,]*(?:ngày\s[\d/\s\-thángnăm]{6,30})?(?:của\s[^,;.\n]{3,70}?\s)?"
    r"(?=(?:về|quy định|ban hành|hướng dẫn|phê duyệt)\b)"
)
_OF = re.compile(r"[\s,]*(?:(?:năm|ngày)\s[\d/\s\-thángnăm]{4,30})?của\s")
_END = re.compile(
    r"[;\n“”\"(]|\.\s|,?\s(?:được|đã được)\s(?:sửa đổi|bổ sung)|(?:\s|,)(?:và|,)\s(?:Luật|Nghị|Thông)"
)
_FILLER = re.compile(r"^(?:về việc|về|quy định)\s+")
_PUNCTUATION = re.compile(r"[,;:.“”\"()\-]")
_LEAST = 20  # characters; shorter subjects fit too many titles
_SAME, _OTHER = 0.86, 0.5


def cited_subject(text: str, citation: Citation) -> str | None:
    """The subject printed behind a citation by number, without leading filler; ``None`` where there is
    none or it is too short to tell acts apart."""
    tail = with_real_d(text[citation.end : citation.end + _REACH])
    begin = _BEGIN.match(tail)
    if not citation.number or begin is None:
        return None
    end = _END.search(tail, begin.end())
    subject = tail[begin.end() : end.start() if end else len(tail)].strip(" .,;")
    return subject if len(subject) >= _LEAST else None


def issuer_follows(text: str, citation: Citation) -> bool:
    """ "của <issuer>" is printed directly behind the citation, so it belongs to it and to no other member
    of a list."""
    return _OF.match(text, citation.end, citation.end + _REACH) is not None


def _plain(words: str) -> str:
    return _FILLER.sub("", _FILLER.sub("", fold_key(words)))


def is_about(subject: str, act: Act) -> bool:
    """The act's title is the subject, but for spelling or a part left out."""
    return act.title is not None and _likeness(subject, act) >= _SAME


def is_not_about(subject: str, act: Act) -> bool:
    """The act has no title, or one that is plainly another."""
    return act.title is None or _likeness(subject, act) < _OTHER


def _likeness(subject: str, act: Act) -> float:
    """Likeness of the shorter to as much of the longer: sentences run on behind a subject, and drafters
    cut long titles. Punctuation, which drafters move about, does not count."""
    cited, known = (_PUNCTUATION.sub("", fold_marks(_plain(w))) for w in (subject, bare_title(act)))
    shorter, longer = sorted((cited, known), key=len)
    if len(shorter) < _LEAST:
        return float(shorter == longer)
    return SequenceMatcher(None, shorter, longer[: len(shorter)], autojunk=False).ratio()
