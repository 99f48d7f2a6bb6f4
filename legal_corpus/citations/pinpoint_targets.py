"""Which act a pinpoint belongs to, read from the words right around it.

The look-around never crosses the end of a sentence. Where two antecedents fit the answer is ``None``:
a wrong link is worse than an open question.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal

from legal_corpus.model.citation import Citation
from legal_corpus.text.normalize import lowered

Target = int | Literal["self"] | None

_ACT_TYPES = (
    r"Hiến pháp|Bộ luật|Luật|Pháp lệnh|Lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|"
    r"Thông tư liên tịch"
    r"|Thông tư|Chỉ thị"
)
_FREE_TYPES = (
    r"Quy định|Quy chế|Kế hoạch|Chương trình|Đề án|Điều lệ|Nội quy|Hướng dẫn|Danh mục|Phụ lục|"
    r"Phương án|Chiến lược"
    r"|Định mức|Bảng giá|Quy trình|Văn bản|Bản quy định"
)
_LINK = r"[ \t\xa0,]{0,4}(?:(?:của|tại|thuộc|trong|theo|ở|kèm theo)[ \t\xa0]+){0,2}"
# "của Quy chế … ban hành kèm theo": the attached regulation stands between the pinpoint and its act.
_ATTACHED = (
    r"(?:[^.;:()“”\n]{0,160}?(?:ban hành[ \t]+)?(?:kèm(?:[ \t]+theo)?|ban hành tại|ban hành theo)[ \t]+"
    r"(?:các[ \t]+)?)?"
)
_ATTACHED_WORDS = ("kèm", "ban hành t")  # one of them, in whatever case, in what is attached
_TO_CITATION = re.compile(rf"{_LINK}\n?{_LINK}{_ATTACHED}(?:các[ \t]+)?")
# "khoản 2 Điều 5 (được sửa đổi tại …) Nghị định số …"
_ASIDE = re.compile(r"[ \t]{0,2}\((?:đã[ \t]+)?(?:được[ \t]+)?(?:sửa đổi|bổ sung|thay thế)[^()\n]{0,200}\)")
_THIS = rf"(?:bản[ \t]+)?(?P<type>{_ACT_TYPES}|{_FREE_TYPES})[ \t\xa0]+này(?![ \t]+(?:nêu|nói) trên)"
_SELF = re.compile(_LINK + _THIS, re.IGNORECASE)
# What is attached is read only where one of the words is near without which it cannot be.
_SELF_ATTACHED = re.compile(_LINK + _ATTACHED + _THIS, re.IGNORECASE)
_IS_ACT_TYPE = re.compile(_ACT_TYPES, re.IGNORECASE)
_IS_FREE_TYPE = re.compile(_FREE_TYPES)
# Behind one of these signs a pinpoint names no act.
_CLOSING = frozenset(("", *".;:()“”\n"))
_BARE_SELF = re.compile(rf"[ \t]+của[ \t]+(?P<type>{_ACT_TYPES}|{_FREE_TYPES})(?=[ \t]*[:,.;)\n])")
_BARE = re.compile(
    rf"[ \t\xa0]+(?:của[ \t\xa0]+)?(?P<type>{_ACT_TYPES})(?![\wÀ-ỹ]|[ \t\xa0]+(?:này|đó|số|trên|nêu|nói|\d))"
)
# "Luật Giá số … (sau đây gọi tắt là Luật)": what the bare word means from then on.
_DEFINED = re.compile(
    rf"\([^()\n]{{0,30}}(?:gọi|viết)[^()\n]{{0,20}}[ \t]là[ \t]+[“\"]?(?P<type>{_ACT_TYPES})[”\"]?[ \t]*\)"
)
_THAT = re.compile(
    rf"{_LINK}(?P<type>{_ACT_TYPES}|văn bản|Văn bản|{_FREE_TYPES})[ \t\xa0]+"
    r"(?:đó|trên|nêu trên|nói trên|này nêu trên|này|dẫn trên|đã nêu|vừa nêu)(?![\wÀ-ỹ])",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"[ \t\xa0,]{0,3}(?:(?:của|tại|trong)[ \t]+)?(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Thông tư|"
    r"Hiến pháp|Công ước|Hiệp định|QCVN|TCVN)(?![\wÀ-ỹ])"
)
_BEHIND = re.compile(
    r"[ \t]{0,4}(?:,?[ \t]{0,4}ngày[ \t\d/.\-thángnăm]{6,30})?(?:[ \t]{0,4}của[ \t][^.,;:()\n]{2,80})?"
    r"[ \t]{0,4}(?:[(:–-]|,?[ \t]{0,4}(?:\([ \t]{0,4})?(?:được[ \t]{1,4})?(?:quy định[ \t]{1,4})?tại|về "
    r"việc)[ \t]{0,4}(?:các[ \t]{1,4}|quy định[ \t]{1,4}tại[ \t]{1,4})?"
)
_SHARED = re.compile(
    r"[ \t]*(?:[;,]|và|hoặc|;[ \t]*và|;[ \t]*hoặc)?[ \t]*(?:và|hoặc)?[ \t]*(?:quy định tại|theo "
    r"quy định tại|tại|theo|các|sửa đổi(?:,?[ \t]+bổ sung)?|bãi bỏ|bổ sung)?[ \t]*"
    r"(?:số thứ tự[ \t]+\d[\d,. \tvà]{0,16})?"
)
_OWN_TYPE = re.compile(
    r"\n[ \t#*]*(QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ LIÊN TỊCH|THÔNG TƯ|BỘ LUẬT|LUẬT|PHÁP LỆNH"
    r"|CHỈ THỊ)(?=[ \t\n]|$)",
    re.MULTILINE,
)
# "Nơi nhận: - Như Điều 4;": the article of this act that names who carries it out.
_RECIPIENTS = re.compile(r"(?:Nơi nhận[ \t]*:)?[ \t\xa0\-+*–•|#_./]*[Nn]hư[ \t\xa0]+")
# "Quyết định A hết hiệu lực, trừ Điều 5": a part of A, unless the words behind say when it comes into force.
_SPARED = re.compile(
    r"(?:hết|chấm dứt|không còn)[ \t]+hiệu lực(?:[ \t]+thi hành)?(?![\wÀ-ỹ])[^.;:()\n]{0,120}?[,( ]"
    r"(?:ngoại[ \t]+)?trừ[ \t]+(?:(?:điểm|khoản|điều|các|và|mục|chương|phụ lục|\d{1,3}|[ivx]{1,5}|[a-zđ])"
    r"(?![\wÀ-ỹ])[ \t,]{0,3}){0,14}$",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"[ \t,]{0,3}(?:(?:sẽ|được|bắt đầu)[ \t]+)?(?:có hiệu lực|áp dụng|thực hiện)", re.IGNORECASE
)
_SPARED_REACH, _SENTENCE_REACH = 300, 3000
_REACH = 220
_SELF_REACH = 300


def own_type(text: str) -> str:
    """Type word of the document itself in lower case ("quyết định"), "" when the head does not show it."""
    match = _OWN_TYPE.search("\n" + text[:20000])
    return match[1].lower() if match else ""


def share_run(text: str, start: int, end: int) -> bool:
    """Whether two pinpoints are members of one list, so that the later one's act is shared."""
    return end - start <= 40 and _SHARED.fullmatch(text, start, end) is not None


class Antecedents:
    """Resolves the words around a pinpoint against the citations of the text (sorted by start)."""

    def __init__(self, text: str, citations: Sequence[Citation]) -> None:
        self.text = text
        self.citations = citations
        self._starts = [c.start for c in citations]

    @cached_property
    def type(self) -> str:
        """Type word of the document itself."""
        return own_type(self.text)

    def named(self, end: int) -> int | None:
        """Start of the citation that follows the pinpoint ending at ``end``."""
        if not self.citations:
            return None
        aside = _ASIDE.match(self.text, end)
        end = aside.end() if aside else end
        at = bisect_left(self._starts, end)
        if at == len(self.citations) or self.citations[at].start - end > _REACH:
            return None
        citation = self.citations[at]
        gap = self.text[end : citation.start]
        if _TO_CITATION.fullmatch(gap) is None or " này" in gap:
            return None
        return citation.start

    def says_self(self, end: int, quoted: bool) -> bool:
        """ "Quyết định này", "Quy định này", "… ban hành kèm theo Quyết định này" after the pinpoint."""
        match = self._this(end)
        if match is None:
            bare = _BARE_SELF.match(self.text, end)
            # "của Luật" in a decree or in a part of a text is another act, "của Nghị định" in it itself.
            return bare is not None and (
                bare["type"].lower() == self.type or _IS_FREE_TYPE.fullmatch(bare["type"]) is not None
            )
        kind = match["type"].lower()
        foreign = bool(self.type) and _IS_ACT_TYPE.fullmatch(match["type"]) is not None
        # "Luật này" in a decision means the law just cited, unless it is wording for another act.
        return quoted or not foreign or kind == self.type

    def _this(self, end: int) -> re.Match[str] | None:
        """ "của Quyết định này" behind the pinpoint, or what is attached to it."""
        lower, stop = lowered(self.text), end + _SELF_REACH
        if lower.find("này", end, stop) < 0:
            return None
        attached = max(lower.find(word, end, stop) for word in _ATTACHED_WORDS) >= 0
        return (_SELF_ATTACHED if attached else _SELF).match(self.text, end)

    @cached_property
    def _defined(self) -> dict[str, int | None]:
        """What a bare type word was defined to mean: start of a citation, ``None`` if several things."""
        meant: dict[str, int | None] = {}
        for found in _DEFINED.finditer(self.text):
            at = bisect_left(self._starts, found.start())
            before = self.citations[max(0, at - 20) : at]
            alike = [c for c in before if c.type == found["type"] and c.start > found.start() - 500]
            if alike:
                known = meant.get(found["type"], alike[-1].start)
                meant[found["type"]] = alike[-1].start if known == alike[-1].start else None
        return meant

    def defined(self, end: int) -> int | None:
        """Start of the citation that a bare "Luật" after the pinpoint was defined to mean."""
        bare = _BARE.match(self.text, end) if self.citations else None
        return self._defined.get(bare["type"]) if bare else None

    def closed(self, end: int) -> bool:
        """Whether the sentence or clause ends with the pinpoint, so that no act can be named behind it."""
        return self.text[end : end + 1] in _CLOSING

    def said_before(self, end: int, start: int, floor_of: Callable[[int], int]) -> tuple[bool, Target]:
        """ "Nghị định đó", "văn bản nêu trên": ``(said, target)`` from the citations since the floor."""
        match = _THAT.match(self.text, end)
        if match is None:
            return False, None
        kind = match["type"].lower()
        last, floor = bisect_left(self._starts, start), floor_of(start)
        fitting = [
            c
            for c in self.citations[max(0, last - 30) : last]
            if c.start >= floor and c.kind == "act" and (c.type.lower() == kind or kind == "văn bản")
        ]
        if not fitting:
            return True, "self" if kind != "văn bản" and not self.type else None
        keys = {(c.type.lower(), c.number or c.name) for c in fitting}
        return True, fitting[-1].start if len(keys) == 1 else None

    def behind(self, start: int) -> int | None:
        """Start of a citation that the pinpoint follows in parentheses or after "tại" or ":"."""
        at = bisect_left(self._starts, start) - 1
        if at < 0 or start - self.citations[at].end > 120:
            return None
        citation = self.citations[at]
        if citation.end > start or _BEHIND.fullmatch(self.text, citation.end, start) is None:
            return None
        return citation.start

    def spared(self, start: int, end: int) -> tuple[bool, Target]:
        """ "Quyết định A hết hiệu lực, trừ" before the pinpoint: ``(said, target)``, none of several acts."""
        line = max(self.text.rfind("\n", 0, start) + 1, start - _SENTENCE_REACH)
        floor = max(line, start - _SPARED_REACH)
        ends = _SPARED.search(self.text, floor, start) if "trừ" in lowered(self.text)[floor:start] else None
        if ends is None or _COMES.match(self.text, end):
            return False, None
        at = bisect_left(self._starts, ends.start())
        since = max(line, *(self.text.rfind(sign, line, ends.start()) for sign in (";", ". ")))
        acts = [c for c in self.citations[max(0, at - 30) : at] if c.start >= since and c.role == "repeals"]
        keys = {(c.type.lower(), c.number or c.name) for c in acts}
        return bool(acts), acts[-1].start if len(keys) == 1 else None

    def of_recipients(self, start: int) -> bool:
        """Whether the pinpoint stands right behind "Như" in the list of recipients."""
        line = self.text.rfind("\n", 0, start) + 1
        return start - line <= 40 and _RECIPIENTS.fullmatch(self.text, line, start) is not None

    def foreign(self, end: int) -> bool:
        """Whether another instrument follows that was not recognised as a citation."""
        return _FOREIGN.match(self.text, end) is not None
