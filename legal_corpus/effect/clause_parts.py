"""What the objects of a clause are: acts, affected and spared parts, dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legal_corpus.citations.coordination import (
    AMENDED_BY,
    act_key,
    citations_between,
    clause_objects,
    member_separator,
)
from legal_corpus.effect.clause_grammar import EXCEPT, LOCATED, PARTIAL, Verb
from legal_corpus.effect.in_force import dates_in
from legal_corpus.effect.sentences import Sentence
from legal_corpus.model.citation import Citation, ClausePredicate, ProvisionRef, Scope
from legal_corpus.text.outline import Outline

ENACTED = re.compile(r"(?:kèm theo|ban hành tại|ban hành theo)[ \t]+(?:các[ \t]+)?$", re.IGNORECASE)
_PART_WORDS = re.compile(
    r"(?:một phần|một số|cụm từ|thủ tục|phụ lục|mục|mẫu|tiêu đề|số thứ tự)(?![\wÀ-ỹ])", re.IGNORECASE
)
# "các quy định về X tại", "các điều, khoản, điểm của", "Biểu phí kèm theo": never all of the act.
_ABOUT = r"[ \t]+(?:về|liên quan|có liên quan|đối với)[ \t]"
_PART_OF = re.compile(
    rf"(?<![\wÀ-ỹ])(?:quy định{_ABOUT}(?![^;\n]*kèm theo)|nội dung{_ABOUT}|"
    r"quy định[ \t](?![^;\n]*kèm theo)[^;\n]*[ \t]tại[ \t]+$|"
    rf"(?:các|những)[ \t]+quy định(?:{_ABOUT}[^;\n]*[ \t]tại|"
    r"(?:[ \t]+(?:sau đây|sau|dưới đây))?[ \t]+(?:của|tại|trong))[ \t]|"
    r"(?:các|những)[ \t]+(?:chương|mục|điều|khoản|điểm|tiết)"
    r"(?:[ \t]*,|[ \t]+(?:và|của|tại|trong|thuộc)[ \t])|(?:bảng|biểu)(?![ \t]+giá)(?![\wÀ-ỹ])|"
    # "Chuẩn mực số 910 … ban hành theo Quyết định": one of what the act enacted.
    r"số[ \t]+\d{1,4}(?![\d/-])[^;\n]*[ \t]ban hành[ \t]+(?:theo|kèm theo|tại)[ \t])",
    re.IGNORECASE,
)
# "nội dung về phí quy định tại Điều 3 Quyết định A, B và C": of B and C it is a matter too, no provision.
_CONTENT = re.compile(
    r"(?<![\wÀ-ỹ])(?:nội dung|quy định|thủ tục)(?![\wÀ-ỹ])(?![^;\n]*kèm theo)", re.IGNORECASE
)
# "(Điều 2 và …", ": bỏ khoản 3 …": what of the act is meant; not "(Điều 2 được sửa đổi …)".
_OPENS_PARTS = re.compile(
    r"[(:][ \t]*(?:(?:chỉ|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ|gồm|bao gồm|phần|nội dung|quy định|tại|các|của|đối với)"
    r"[ \t]+){0,4}",
    re.IGNORECASE,
)
_AMENDED = re.compile(r"[^();]{0,40}(?<![\wÀ-ỹ])(?:được|đã|sửa đổi|bổ sung)(?![\wÀ-ỹ])", re.IGNORECASE)
# "hết hiệu lực đối với phần …", "Bãi bỏ Nghị định số … đối với nội dung …", "Nghị định số … (phần phí)",
# "Nghị định số … (trừ Điều 5)".
ONLY_FOR = re.compile(
    r"(?:[ \t]+đối với[ \t]+(?:(?:các|những|một số)[ \t]+)?(?:quy định|nội dung|phần|điều|khoản|điểm)|"
    r"[ \t]*\((?:chỉ[ \t]+)?(?:(?:các|những|một số)[ \t]+)?(?:quy định|nội dung|phần)(?=[ \t])|"
    r"[ \t]*\((?:ngoại[ \t]+)?trừ(?=[ \t]))"
    r"(?![\wÀ-ỹ])",
    re.IGNORECASE,
)
_CONTAINER = re.compile(r"một số[ \t]+(?:điểm|khoản|nội dung|điều)[^.;:\n]{0,40}$", re.IGNORECASE)
_OF_THIS = re.compile(r"[^.;,]{0,120}?[ \t]này(?![\wÀ-ỹ])", re.IGNORECASE)
_SPARED_LIST = re.compile(
    r"[,;(]?[ \t]*(?:trừ|ngoại trừ|không bao gồm)[ \t]+(?:các|những|một số)[ \t]+"
    r"(?:nội dung|quy định|điều|khoản|điểm)[^.;:\n]{0,60}?(?:sau|sau đây|dưới đây)[ \t]*:",
    re.IGNORECASE,
)
# "… cho thương nhân theo khoản 6 Điều 28 Nghị định B": B rules the matter, nothing happens to it.
_UNDER = re.compile(
    r"(?<![\wÀ-ỹ])(?:theo[ \t]+(?:quy định[ \t]+(?:tại|của)[ \t]+)?|"
    r"(?:trường hợp|đối tượng|văn bản|cơ quan)[ \t]+(?:được[ \t]+)?quy định[ \t]+tại[ \t]+)$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:kể[ \t]+)?từ[ \t]+(?:ngày[ \t]+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"đến[ \t]+(?:hết[ \t]+)?(?:ngày[ \t]+)?$", re.IGNORECASE)
_YEAR_END = re.compile(r"đến[ \t]+hết[ \t]+năm[ \t]+(\d{4})(?!\d)", re.IGNORECASE)
# "từ ngày … đến hết ngày …" closes a sentence as one.
_TO_DAY = re.compile(r"[ \t,]*(?:cho[ \t]+)?đến[ \t]+(?:hết[ \t]+)?(?:ngày[ \t]+)?[\d/.\-thángnăm \t]{8,32}")
# "…; riêng Điều 51 của Luật A hết hiệu lực kể từ ngày …": another clause, with a day of its own.
RESTART = re.compile(r"[;,][ \t]*(?:riêng|trong đó)[ \t]+", re.IGNORECASE)
PART_PREDICATES = {"amends", "supplements", "corrects"}
LONGEST_LEAD = 260


# How far dates and exceptions are looked for around a clause, in characters.
_NEAR, _REACH = 90, 500


@dataclass(frozen=True, slots=True)
class Found:
    """One effect as read in one place; merged later with what other places say of the same act."""

    predicate: ClausePredicate
    target: int
    scope: Scope
    provisions: tuple[str, ...]
    effective_from: date | None
    effective_until: date | None
    exceptions: tuple[str, ...]
    containers: tuple[str, ...]
    start: int
    end: int


class ClauseParts:
    """Citations, pinpoints and dates of a text, asked for by range."""

    def __init__(
        self,
        text: str,
        citations: Sequence[Citation],
        provisions: Sequence[ProvisionRef],
        outline: Outline,
        own_date: date | None,
    ) -> None:
        self.text = text
        self.outline = outline
        self.citations = [c for c in citations if outline.quotation(c.start) is None]
        self.provisions = sorted(provisions, key=lambda p: p.start)
        self._provision_starts = [p.start for p in self.provisions]
        self.own_date = own_date

    def acts(self, start: int, end: int) -> list[Citation]:
        return citations_between(self.citations, start, end)

    # -- objects -----------------------------------------------------------------------------------

    def objects(
        self,
        predicate: ClausePredicate,
        start: int,
        end: int,
        acts: Sequence[Citation],
        sentence: Sentence,
        since: date | None,
        partial: bool,
    ) -> list[Found]:
        found = []
        objects = clause_objects(self.text, acts, end)
        except_at = self._except_at(objects[-1].end, sentence.end)
        floor, shared = start, False
        for at, act in enumerate(objects):
            stop = objects[at + 1].start if at + 1 < len(objects) else sentence.end
            inside = self.pinpoints(floor, min(stop, except_at))
            pinned = any(p.target == act.start for p in inside)
            pinpoints = [
                p
                for p in inside
                if (p.target == act.start or (pinned and self._is_again(p, act, end)))
                and not self._located(p)
            ]
            refs = tuple(dict.fromkeys(r for p in pinpoints for r in p.refs))
            refs = refs or self._behind(act, min(stop, except_at, end))
            spared = self._spared(act, except_at, sentence.end) if at + 1 == len(objects) else ()
            lead = self._lead_of(self._titled_end(acts, floor, act), act, first=not at)
            named = self._names_part(lead, refs) or (shared and "toàn bộ" not in lead)
            shared = named and (not refs or _CONTENT.search(lead) is not None)
            named = named or ONLY_FOR.match(self.text, act.end) is not None
            list_spared = at + 1 == len(objects) and _SPARED_LIST.match(self.text, except_at, sentence.end)
            is_part = bool(refs or spared or partial or named or list_spared) or predicate in PART_PREDICATES
            found.append(
                Found(
                    predicate,
                    act.start,
                    "part" if is_part else "whole",
                    refs,
                    since,
                    self._until(objects[-1].end, sentence.end)
                    if predicate in {"extends", "suspends", "continues"}
                    else None,
                    spared,
                    self._containers(pinpoints),
                    sentence.start,
                    _trimmed(self.text, sentence.start, sentence.end),
                )
            )
            floor = act.end
        return found

    def _behind(self, act: Citation, end: int) -> tuple[str, ...]:
        """Parts that stand behind the act: "Nghị định B về phí (Điều 2, Điều 3)", "B: bỏ khoản 3 Điều 1"."""
        end = min(end, act.end + _REACH)
        for sign in _OPENS_PARTS.finditer(self.text, act.end, end):
            inside = [p for p in self.pinpoints(sign.end(), end) if p.target in {act.start, "self", None}]
            if not inside or inside[0].start != sign.end() or _AMENDED.match(self.text, inside[0].end, end):
                continue
            shut = self.text.find(")", sign.end(), end) if "(" in sign.group() else end
            return tuple(dict.fromkeys(r for p in inside if p.start < shut or shut < 0 for r in p.refs))
        return ()

    def _is_again(self, pinpoint: ProvisionRef, act: Citation, end: int) -> bool:
        """Whether a pinpoint behind an act, of which parts are told, is of the act too, named again before
        the clause ends: "Điều 2 Thông tư A và Phụ lục II kèm Thông tư A"."""
        if not isinstance(pinpoint.target, int) or not act.end <= pinpoint.start < pinpoint.target < end:
            return False
        again = self.acts(act.end, pinpoint.target + 1)
        between = self.text[act.end : pinpoint.start]
        return len(again) == 1 and act_key(again[0]) == act_key(act) and ";" not in between

    @staticmethod
    def _names_part(lead: str, refs: Sequence[str]) -> bool:
        """Whether the words before the act mean a part of it; "Quy chế … ban hành kèm theo" is all of it."""
        if _PART_OF.search(lead) is not None:
            return True
        if PARTIAL.search(lead) is None:
            return False
        return bool(refs) or ENACTED.search(lead) is None or _PART_WORDS.search(lead) is not None

    @staticmethod
    def _titled_end(acts: Sequence[Citation], floor: int, act: Citation) -> int:
        """End of the last act before ``act``: "một số điều của Luật B và" tells of B, not of ``act``."""
        at = bisect_left(acts, act.start, key=lambda c: c.start) - 1
        return max(floor, acts[at].end) if at >= 0 and acts[at].end <= act.start else floor

    def _lead_of(self, floor: int, act: Citation, *, first: bool) -> str:
        """Words between the last separator and the act, without the title of the act before it."""
        parted = None if first else member_separator(self.text, max(floor, act.start - 200), act.start)
        lead = self.text[parted.end() if parted else floor : act.start]
        cut = max(lead.rfind(";"), lead.rfind("\n")) + 1
        return lead[cut:][-LONGEST_LEAD:]

    def by_provisions(
        self, predicate: ClausePredicate, start: int, end: int, sentence: Sentence
    ) -> list[Found]:
        """Instructions that name no act: the pinpoints know it from the amending head."""
        if predicate == "replaces":
            predicate = "amends"
        by_act: dict[int, list[ProvisionRef]] = {}
        for pinpoint in self.pinpoints(start, end):
            amender = AMENDED_BY.search(self.text, max(start, pinpoint.start - 200), pinpoint.start)
            under = _UNDER.search(self.text, max(start, pinpoint.start - 40), pinpoint.start)
            if isinstance(pinpoint.target, int) and not (amender or under or self._located(pinpoint)):
                by_act.setdefault(pinpoint.target, []).append(pinpoint)
        known = {c.start for c in self.citations}
        return [
            Found(
                predicate,
                target,
                "part",
                tuple(dict.fromkeys(r for p in pinpoints for r in p.refs)),
                None,
                None,
                (),
                self._containers(pinpoints),
                sentence.start,
                _trimmed(self.text, sentence.start, sentence.end),
            )
            for target, pinpoints in by_act.items()
            if target in known
        ]

    def pinpoints(self, start: int, end: int) -> list[ProvisionRef]:
        first = bisect_left(self._provision_starts, start)
        last = bisect_left(self._provision_starts, end)
        return [p for p in self.provisions[first:last] if self.outline.quotation(p.start) is None]

    def _located(self, pinpoint: ProvisionRef) -> bool:
        """ "vào sau khoản 5": the place of an insertion is not itself affected."""
        return LOCATED.search(self.text, max(0, pinpoint.start - 24), pinpoint.start) is not None

    def _containers(self, pinpoints: Sequence[ProvisionRef]) -> tuple[str, ...]:
        return tuple(
            ref
            for p in pinpoints
            if _CONTAINER.search(self.text, max(0, p.start - 60), p.start)
            for ref in p.refs
        )

    def _except_at(self, start: int, end: int) -> int:
        match = EXCEPT.search(self.text, start, min(end, start + _REACH))
        return match.start() if match else end

    def _spared(self, act: Citation, start: int, end: int) -> tuple[str, ...]:
        """Refs after "trừ" that belong to the act, not to the document itself."""
        refs: list[str] = []
        for pinpoint in self.pinpoints(start, min(end, start + _REACH)):
            own = _OF_THIS.match(self.text, pinpoint.start, pinpoint.end + 60)
            if pinpoint.target == act.start or (pinpoint.target in {"self", None} and not own):
                refs.extend(pinpoint.refs)
        return tuple(dict.fromkeys(refs))

    # -- dates -------------------------------------------------------------------------------------

    def said_date(self, sentence: Sentence, verb: Verb) -> date | None:
        """The date from which the clause takes effect, if it differs from the document's own date.

        It stands right after a reverse verb, opens the sentence, or closes it; not behind a "riêng …".
        """
        restart = RESTART.search(self.text, verb.end, sentence.end)
        end = restart.start() if restart else sentence.end
        found = (
            self._date_near(sentence.start, sentence.start, end)
            or self._date_near(verb.end, verb.end, end)
            or self._closing_date(verb.end, Sentence(sentence.start, end))
        )
        return found if found != self.own_date else None

    def order_date(self, sentence: Sentence) -> date | None:
        """The date of a clause about an attached list: it opens or closes the clause."""
        found = self._date_near(sentence.start, sentence.start, sentence.end)
        found = found or self._closing_date(sentence.start, sentence)
        return found if found != self.own_date else None

    def _date_near(self, at: int, start: int, end: int) -> date | None:
        """ "kể từ ngày …" right at ``at``, only blanks before it."""
        for begin, _end, value in dates_in(self.text, start, min(end, at + _NEAR)):
            lead = _FROM.search(self.text, max(start, begin - 14), begin)
            if lead and not self._in_citation(begin) and not self.text[at : lead.start()].strip(" \t\n,:-"):
                return value
        return None

    def _closing_date(self, floor: int, sentence: Sentence) -> date | None:
        """ "… kể từ ngày 01/7/2031." at the very end of the sentence."""
        first = max(floor, sentence.end - _NEAR)
        for begin, end, value in dates_in(self.text, first, sentence.end):
            lead = _FROM.search(self.text, max(floor, begin - 14), begin)
            rest = self.text[end : sentence.end].strip(" \t\n.;:/")
            closes = not rest or _TO_DAY.fullmatch(rest) is not None
            if lead and closes and not self._in_citation(begin):
                return value
        return None

    def _until(self, start: int, end: int) -> date | None:
        for begin, _end, value in dates_in(self.text, start, min(end, start + _REACH)):
            lead = self.text[max(start, begin - 14) : begin]
            if _UNTIL.search(lead) and not self._in_citation(begin):
                return value
        year = _YEAR_END.search(self.text, start, min(end, start + _REACH))
        return date(int(year[1]), 12, 31) if year and 1945 <= int(year[1]) <= 2100 else None

    def _in_citation(self, offset: int) -> bool:
        at = bisect_left(self.citations, offset, key=lambda c: c.end)
        return at < len(self.citations) and self.citations[at].start <= offset < self.citations[at].end


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
