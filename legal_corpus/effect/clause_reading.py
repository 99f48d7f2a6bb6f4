"""Reading of one sentence or list member into effects on the acts that it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legal_corpus.citations.coordination import citations_between, clause_objects
from legal_corpus.effect.clause_grammar import (
    AMENDABLE,
    EXCEPT,
    LOCATED,
    PARTIAL,
    WORDS_ONLY,
    Verb,
    forward_verbs,
    longest_first,
    passive_verb,
    reverse_verbs,
)
from legal_corpus.effect.in_force import dates_in
from legal_corpus.effect.sentences import Sentence
from legal_corpus.model.citation import Citation, ClausePredicate, ProvisionRef, Scope
from legal_corpus.text.outline import Outline

# What may stand between the start of a clause and its first act; anything else is a narrative.
_LEAD_WORDS = (
    "toàn bộ, một phần, một số, các, những, điều, khoản, điểm, tiết, mục, chương, phần, phụ lục, mẫu, biểu, số, và, hoặc, "
    "đến, từ, của, tại, thuộc, trong, đối với, nội dung, quy định tại, quy định, quy chế, quy trình, điều lệ, danh mục, "
    "bảng giá, định mức, quyết định, nghị quyết, văn bản, chỉ thị, thông tư, nghị định, quy phạm pháp luật, ban hành, "
    "kèm theo, kể từ, ngày, tháng, năm, sau đây, sau, riêng, cụ thể, gồm, là, này, có, hiệu lực, thi hành, cho, đó, vào"
)
_LEAD = re.compile(
    rf"(?:[\s,:;()“”\"\-+•*#/]|[a-zđ]\)|\d{{1,3}}[.)]|(?:{longest_first(_LEAD_WORDS)}|[ivx]{{1,6}}|[a-zđ]?\d+[a-zđ]?|[a-zđ])"
    r"(?![\wÀ-ỹ]))*+",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"(?:kèm theo|ban hành tại|ban hành theo|quy định tại|tại|của)[ \t]+(?:các[ \t]+)?$", re.IGNORECASE)
_ENACTED = re.compile(r"(?:kèm theo|ban hành tại|ban hành theo)[ \t]+(?:các[ \t]+)?$", re.IGNORECASE)
# "Những quy định về tiếp công dân tại Chương V của Luật …".
_CONTENT_OF = re.compile(
    r"\s*(?:(?:những|các|mọi)[ \t]+)?(?:quy định|nội dung)[ \t]+(?:về|liên quan|có liên quan)[^.;:\n]{0,140}"
    r"(?:tại|của|trong)[ \t]+(?:[^.;:\n]{0,60}[ \t](?:của|kèm theo)[ \t]+)?",
    re.IGNORECASE,
)
# After a passive verb: an instruction goes on with "như sau" or ends; "bởi Luật B" is a narrative.
_INSTRUCTS = re.compile(
    r"(?:[ \t]+(?:bằng|thành)[ \t][^.;\n]{0,200}|(?![ \t]+(?:bởi|tại|theo)[ \t])[^.;\n()]{0,120}như sau[^.;\n]{0,20}|[ \t]*[.;:]?\s*$|[ \t]+(?:một số|tên|cụm từ))",
    re.IGNORECASE,
)
_PART_WORDS = re.compile(
    r"(?:một phần|một số|cụm từ|thủ tục|phụ lục|mục|mẫu|tiêu đề|số thứ tự)(?![\wÀ-ỹ])", re.IGNORECASE
)
_CONTAINER = re.compile(r"một số[ \t]+(?:điểm|khoản|nội dung|điều)[^.;:\n]{0,40}$", re.IGNORECASE)
_FROM = re.compile(r"(?:kể[ \t]+)?từ[ \t]+(?:ngày[ \t]+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"đến[ \t]+(?:hết[ \t]+)?(?:ngày[ \t]+)?$", re.IGNORECASE)
_RESTART = re.compile(r"[;,][ \t]*(?:riêng|trong đó)[ \t]+", re.IGNORECASE)
_PART_PREDICATES = {"amends", "supplements", "corrects"}
_LONGEST_LEAD = 260


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


class ClauseReader:
    """Reads sentences against the citations and pinpoints of the text."""

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

    # -- sentences ---------------------------------------------------------------------------------

    def clauses(self, sentence: Sentence) -> list[Found]:
        """Effects that one sentence says by itself."""
        forward = self._unquoted(forward_verbs(self.text, sentence.start, sentence.end))
        if forward:
            found: list[Found] = []
            ends = [v.start for v in forward[1:]] + [sentence.end]
            for verb, end in zip(forward, ends, strict=True):
                found += self._forward(verb, end, sentence)
            return found
        reverse = self._unquoted(reverse_verbs(self.text, sentence.start, sentence.end))
        found = []
        begin = sentence.start
        for verb in reverse:
            found += self._reverse(verb, begin, sentence)
            restart = _RESTART.search(self.text, verb.end, sentence.end)
            begin = restart.end() if restart else verb.end
        return found or self._passive(sentence)

    def head(self, sentence: Sentence) -> tuple[Verb, int, int] | None:
        """The verb of a sentence that names no act itself, with the range that tells what is listed."""
        forward = self._unquoted(forward_verbs(self.text, sentence.start, sentence.end))
        if forward:
            verb = forward[-1]
            if self._acts(verb.end, sentence.end):
                return None
            return verb, verb.end, sentence.end
        for verb in self._unquoted(reverse_verbs(self.text, sentence.start, sentence.end)):
            subject = self.text[sentence.start : verb.start]
            if not self._acts(sentence.start, verb.start) and _lead_only(subject):
                return verb, sentence.start, sentence.end
        return None

    def rows(self, start: int, end: int, predicate: ClausePredicate, since: date | None) -> list[Found]:
        """Effects on the act that opens a row of an attached list."""
        acts = self._acts(start, end)
        if not acts or acts[0].start - start > 40 or not _lead_only(self.text[start : acts[0].start]):
            return []
        return self._objects(predicate, start, end, acts, Sentence(start, end), since, False)

    def members(
        self, start: int, end: int, predicate: ClausePredicate, partial: bool, since: date | None
    ) -> list[Found]:
        """Effects on the acts that begin a list member (and those joined to them)."""
        acts = self._acts(start, end)
        if not acts or not self._leads_to(start, acts[0]):
            return []
        return self._objects(predicate, start, end, acts, Sentence(start, end), since, partial)

    def _unquoted(self, verbs: Sequence[Verb]) -> list[Verb]:
        return [v for v in verbs if self.outline.quotation(v.start) is None and not self._done_by_other(v)]

    def _done_by_other(self, verb: Verb) -> bool:
        """"Nghị quyết số 73 bãi bỏ Nghị quyết số 370": the act right before a forward verb is its subject."""
        at = bisect_left(self.citations, verb.start, key=lambda c: c.start) - 1
        if at < 0 or self.text[verb.start : verb.start + 3].lower() not in {"bãi", "tha", "sửa", "hủy", "huỷ"}:
            return False
        return self.citations[at].end <= verb.start and not self.text[self.citations[at].end : verb.start].strip()

    def _acts(self, start: int, end: int) -> list[Citation]:
        return citations_between(self.citations, start, end)

    def _leads_to(self, start: int, act: Citation) -> bool:
        lead = self.text[start : act.start]
        return len(lead) <= _LONGEST_LEAD and (
            _lead_only(lead) or self._attached_lead(lead) or _CONTENT_OF.fullmatch(lead) is not None
        )

    @staticmethod
    def _attached_lead(lead: str) -> bool:
        """"Quy chế … ban hành kèm theo" before the act that enacted it."""
        return _ENACTED.search(lead) is not None and "." not in lead.strip(" .") and ";" not in lead

    # -- the three shapes --------------------------------------------------------------------------

    def _forward(self, verb: Verb, end: int, sentence: Sentence) -> list[Found]:
        """"Bãi bỏ Quyết định số …", "Sửa đổi khoản 4 Điều 9 như sau"."""
        predicate = self._real(verb)
        acts = self._acts(verb.end, end)
        lead = self.text[verb.end : acts[0].start] if acts else ""
        if predicate in _PART_PREDICATES and not AMENDABLE.match(self.text, verb.end, end) and not self._is_act(verb.end):
            return []
        fits = bool(acts) and len(lead) <= _LONGEST_LEAD and (
            self._leads_to(verb.end, acts[0]) or _ATTACHED.search(lead) is not None
        )
        if fits:
            since = self.said_date(sentence, verb)
            return self._objects(predicate, verb.end, end, acts, sentence, since, False)
        return self._by_provisions(predicate, verb.end, end, sentence)

    def _reverse(self, verb: Verb, begin: int, sentence: Sentence) -> list[Found]:
        """"Quyết định số … hết hiệu lực kể từ ngày …"."""
        acts = self._acts(begin, verb.start)
        since = self.said_date(sentence, verb)
        if acts and self._leads_to(begin, acts[0]):
            return self._objects(verb.predicate, begin, verb.start, acts, sentence, since, False)
        return []

    def _passive(self, sentence: Sentence) -> list[Found]:
        """"Khoản 2 Điều 5 được sửa đổi, bổ sung như sau" under an amending head."""
        verb = passive_verb(self.text, sentence.start, sentence.end)
        if verb is None or self.outline.quotation(verb.start) is not None:
            return []
        if not _INSTRUCTS.match(self.text, verb.end, sentence.end):
            return []
        inside = self._pinpoints(sentence.start, verb.start)
        if not inside or not _lead_only(self.text[sentence.start : inside[0].start]):
            return []
        between = self.text[inside[-1].end : verb.start]
        if len(between) > 200:
            return []
        return self._by_provisions(verb.predicate, sentence.start, verb.start, sentence)

    def _is_act(self, at: int) -> bool:
        acts = self._acts(at, at + 8)
        return bool(acts) and not self.text[at : acts[0].start].strip()

    def _real(self, verb: Verb) -> ClausePredicate:
        """Replacing or dropping a phrase leaves the provision in force: it is an amendment."""
        if verb.predicate in {"replaces", "repeals"} and WORDS_ONLY.match(self.text, verb.end):
            return "amends"
        return verb.predicate

    # -- objects -----------------------------------------------------------------------------------

    def _objects(
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
            pinpoints = [
                p
                for p in self._pinpoints(floor, min(stop, except_at))
                if p.target == act.start and not self._located(p)
            ]
            refs = tuple(dict.fromkeys(r for p in pinpoints for r in p.refs))
            spared = self._spared(act, except_at, sentence.end) if at + 1 == len(objects) else ()
            lead = self._lead_of(floor, act)
            named = self._names_part(lead, refs) or (shared and "toàn bộ" not in lead)
            shared = named and not refs
            is_part = bool(refs or spared or partial or named) or predicate in _PART_PREDICATES
            found.append(
                Found(
                    predicate,
                    act.start,
                    "part" if is_part else "whole",
                    refs,
                    since,
                    self._until(objects[-1].end, sentence.end) if predicate in {"extends", "suspends", "continues"} else None,
                    spared,
                    self._containers(pinpoints),
                    sentence.start,
                    _trimmed(self.text, sentence.start, sentence.end),
                )
            )
            floor = act.end
        return found

    @staticmethod
    def _names_part(lead: str, refs: Sequence[str]) -> bool:
        """Whether the words before the act mean a part of it; "Quy chế … ban hành kèm theo" is all of it."""
        if PARTIAL.search(lead) is None:
            return False
        return bool(refs) or _ENACTED.search(lead) is None or _PART_WORDS.search(lead) is not None

    def _lead_of(self, floor: int, act: Citation) -> str:
        """Words between the last separator and the act, without the title of the act before it."""
        lead = self.text[floor : act.start]
        cut = max(lead.rfind(";"), lead.rfind("\n")) + 1
        return lead[cut:][-_LONGEST_LEAD:]

    def _by_provisions(self, predicate: ClausePredicate, start: int, end: int, sentence: Sentence) -> list[Found]:
        """Instructions that name no act: the pinpoints know it from the amending head."""
        if predicate == "replaces":
            predicate = "amends"
        by_act: dict[int, list[ProvisionRef]] = {}
        for pinpoint in self._pinpoints(start, end):
            if isinstance(pinpoint.target, int) and not self._located(pinpoint):
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

    def _pinpoints(self, start: int, end: int) -> list[ProvisionRef]:
        first = bisect_left(self._provision_starts, start)
        last = bisect_left(self._provision_starts, end)
        return [p for p in self.provisions[first:last] if self.outline.quotation(p.start) is None]

    def _located(self, pinpoint: ProvisionRef) -> bool:
        """"vào sau khoản 5": the place of an insertion is not itself affected."""
        return LOCATED.search(self.text, max(0, pinpoint.start - 24), pinpoint.start) is not None

    def _containers(self, pinpoints: Sequence[ProvisionRef]) -> tuple[str, ...]:
        return tuple(
            ref
            for p in pinpoints
            if _CONTAINER.search(self.text, max(0, p.start - 60), p.start)
            for ref in p.refs
        )

    def _except_at(self, start: int, end: int) -> int:
        match = EXCEPT.search(self.text, start, end)
        return match.start() if match else end

    def _spared(self, act: Citation, start: int, end: int) -> tuple[str, ...]:
        """Refs after "trừ" that belong to the act, not to the document itself."""
        refs: list[str] = []
        for pinpoint in self._pinpoints(start, end):
            own = re.match(r"[^.;,]{0,40} này", self.text[pinpoint.end : pinpoint.end + 60])
            if pinpoint.target == act.start or (pinpoint.target in {"self", None} and not own):
                refs.extend(pinpoint.refs)
        return tuple(dict.fromkeys(refs))

    # -- dates -------------------------------------------------------------------------------------

    def said_date(self, sentence: Sentence, verb: Verb) -> date | None:
        """The date from which the clause takes effect, if it differs from the document's own date.

        It stands right after a reverse verb, opens the sentence, or closes it.
        """
        for start, end, value in dates_in(self.text, sentence.start, sentence.end):
            lead = _FROM.search(self.text, max(sentence.start, start - 14), start)
            begins = lead or self.text[start:end].startswith("ngày")
            if not begins or self._in_citation(start):
                continue
            at = lead.start() if lead else start
            after_verb = verb.end <= at and not self.text[verb.end : at].strip(" \t\n,:-") and lead
            opens = not self.text[sentence.start : at].strip(" \t\n") and lead
            closes = not self.text[end : sentence.end].strip(" \t\n.;:/") and lead and at > verb.end
            if after_verb or opens or closes:
                return value if value != self.own_date else None
        return None

    def _until(self, start: int, end: int) -> date | None:
        for begin, _end, value in dates_in(self.text, start, end):
            lead = self.text[max(start, begin - 14) : begin]
            if _UNTIL.search(lead) and not self._in_citation(begin):
                return value
        return None

    def _in_citation(self, offset: int) -> bool:
        at = bisect_left(self.citations, offset, key=lambda c: c.end)
        return at < len(self.citations) and self.citations[at].start <= offset < self.citations[at].end


def _lead_only(lead: str) -> bool:
    return _LEAD.fullmatch(lead) is not None


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
