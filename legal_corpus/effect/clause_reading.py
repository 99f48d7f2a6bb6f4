"""Reading of one sentence or list member into effects on the acts that it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from legal_corpus.citations.attached_lists import ListedRow
from legal_corpus.citations.coordination import AMENDED_BY, clause_objects, of_title, outranks
from legal_corpus.effect.clause_grammar import (
    AMENDABLE,
    WORDS_ONLY,
    Verb,
    forward_verbs,
    longest_first,
    passive_verb,
    reverse_verbs,
)
from legal_corpus.effect.clause_parts import (
    ENACTED,
    LONGEST_LEAD,
    ONLY_FOR,
    PART_PREDICATES,
    RESTART,
    ClauseParts,
    Found,
)
from legal_corpus.effect.sentences import Sentence
from legal_corpus.model.citation import Citation, ClausePredicate

# What may stand between the start of a clause and its first act; anything else is a narrative.
_LEAD_WORDS = (
    "toàn bộ, một phần, một số, các, những, điều, khoản, điểm, tiết, mục, chương, phần, phụ lục, "
    "mẫu, biểu, số, và, hoặc, "
    "đến, từ, của, tại, thuộc, trong, đối với, nội dung, quy định tại, quy định, quy chế, quy "
    "trình, điều lệ, danh mục, "
    "bảng giá, định mức, quyết định, nghị quyết, văn bản, chỉ thị, thông tư, nghị định, quy phạm "
    "pháp luật, ban hành, "
    "kèm theo, kể từ, ngày, tháng, năm, sau đây, dưới đây, sau, riêng, "
    "pháp lệnh, luật, bộ luật, điều khoản, cụ thể, gồm, là, này, có, hiệu lực, "
    "thi hành, cho, đó, vào"
)
_LEAD = re.compile(
    rf"(?:[\s,:;()“”\"\-+•*#/]|[a-zđ]\)|\d{{1,3}}[.)]|(?:{longest_first(_LEAD_WORDS)}|[ivx]{{1,6}}|[a-zđ]?\d+[a-zđ]?|[a-zđ])"
    r"(?![\wÀ-ỹ]))*+",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"(?:kèm theo|ban hành tại|ban hành theo|quy định tại|tại|của)[ \t]+(?:các[ \t]+)?$", re.IGNORECASE
)
# "Những quy định về tiếp công dân tại Chương V của Luật …".
_CONTENT_OF = re.compile(
    r"\s*(?:(?:những|các|mọi)[ \t]+)?(?:(?:quy định|nội dung)[ \t]+(?:về|liên quan|có liên quan)|"
    r"thủ tục hành chính(?![^.;:\n]{0,140}[ \t]theo[ \t]))[^.;:\n]{0,140}"
    r"(?:tại|của|trong)[ \t]+(?:[^.;:\n]{0,60}[ \t](?:của|kèm theo)[ \t]+)?",
    re.IGNORECASE,
)
# "Tiêu chí, quy trình rà soát … quy định tại khoản 4 Điều 1 của …": parts told by what they are about.
_MATTER_OF = re.compile(
    r"\s*(?:(?:những|các|mọi)[ \t]+)?(?:nội dung|tiêu chí|quy trình|trình tự|thủ tục|mức|chế độ|"
    r"chính sách|định mức|phương pháp|thẩm quyền)(?![\wÀ-ỹ])[^.;:\n]{0,180}[ \t]quy định tại[ \t]+",
    re.IGNORECASE,
)
# After a passive verb: an instruction goes on with "như sau" or ends; "bởi Luật B" is a narrative.
_INSTRUCTS = re.compile(
    r"(?:[ \t]+(?:bằng|thành)[ \t][^.;\n]{0,200}|(?![ \t]+(?:bởi|tại|theo)[ \t])[^.;\n()]{0,"
    r"120}như sau[^.;\n]{0,20}|[ \t]*[.;:]?\s*$|[ \t]+(?:một số|tên|cụm từ))",
    re.IGNORECASE,
)
# "Trừ trường hợp quy định tại khoản 4 Điều này, Nghị định số …": an exception of this document.
_OPENING_EXCEPT = re.compile(r"[ \t\n]*(?:Ngoại )?Trừ[ \t][^.;:\n]{0,160}?[ \t]này,[ \t]+", re.IGNORECASE)
# "Bãi bỏ văn bản quy phạm pháp luật quy định tại khoản 3 Điều 4 của Luật …": a power over kinds of acts.
_KINDS_OF_ACTS = re.compile(
    r"\s*(?:(?:một phần hoặc toàn bộ|toàn bộ hoặc một phần|toàn bộ|một phần)\s+)?(?:(?:các|những)\s+)?văn bản"
    r"(?:\s+quy phạm pháp luật)?\s+(?:được\s+)?(?:quy định|nêu)\s+tại\s+(?:các\s+)?(?:điểm|khoản|Điều)\b",
    re.IGNORECASE,
)
# "các Quyết định của Bộ trưởng Bộ Công an sau đây", "các quy định trước đây trái với Nghị định này và":
# whose acts they are, and what contradicts the new one, tells nothing of a list.
WHOSE = re.compile(
    r"(?<=[ \t])của[ \t]+[A-ZĐỦỨ][^,;:.\d\n]{1,80}?"
    r"(?=[ \t]+(?:sau|dưới)[ \t]+đây|[ \t]+(?:sau|và)[ \t]|[ \t]*$)"
    r"|(?:[Cc]ác|[Nn]hững|[Mm]ọi)[ \t]+(?:quy định|văn bản)[ \t]+(?:trước đây[ \t]+)?"
    r"trái với[ \t][^,;:.\n]{2,40}?[ \t]này"
    r"(?:[ \t]+(?:đều|và))?"
)
# What is in force still; without "vẫn" it may be the title that tells so ("về việc tiếp tục thực hiện …").
_GOES_ON = re.compile(
    r"(?<![\wÀ-ỹ])(?:(?P<sure>vẫn[ \t]+(?:còn|được|có|tiếp tục|áp dụng|thực hiện|giữ))|còn[ \t]+hiệu lực|"
    r"(?:được[ \t]+)?tiếp tục[ \t]+(?:được[ \t]+)?(?:có hiệu lực|áp dụng|thực hiện|thi hành))(?![\wÀ-ỹ])",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?<![\wÀ-ỹ])(?:về|quy định|ban hành|phê duyệt|công bố|sửa đổi|bổ sung|thông qua|thành lập|điều chỉnh)"
    r"(?![\wÀ-ỹ])",
    re.IGNORECASE,
)
_IN_TITLE = re.compile(
    r"(?<![\wÀ-ỹ])(?:(?:công bố|danh mục|rà soát|hệ thống hóa|hệ thống hoá)(?![\wÀ-ỹ])|"
    r"(?:về|việc|và|để|kế hoạch|đề án|chương trình|phương án|giải pháp|nhiệm vụ)[ \t]*$)|,[ \t]*$",
    re.IGNORECASE,
)
_ENDS_SO = re.compile(r"[ \t]*(?:[.;\n]|$|(?:cho[ \t]+)?(?:đến|tới)[ \t]+(?:hết|khi)[ \t])", re.IGNORECASE)
_SHORT_CELL = 30  # characters of a cell that only numbers or names the kind of what is listed
_WHEN = re.compile(r"(?:^|[ \t])(?:ngày|khi)[ \t]+$", re.IGNORECASE)
_ACTS_ON = re.compile(r"bãi bỏ|thay thế|sửa đổi|hủy bỏ|huỷ bỏ", re.IGNORECASE)


class ClauseReader(ClauseParts):
    """Reads sentences against the citations and pinpoints of the text."""

    # -- sentences ---------------------------------------------------------------------------------

    def clauses(self, sentence: Sentence) -> list[Found]:
        """Effects that one sentence says by itself."""
        forward = self._unquoted(forward_verbs(self.text, sentence.start, sentence.end))
        if forward:
            found: list[Found] = []
            ends = [v.start for v in forward[1:]] + [sentence.end]
            for verb, end in zip(forward, ends, strict=True):
                found += self._forward(verb, end, sentence)
            if found:
                return found
        reverse = self._unquoted(reverse_verbs(self.text, sentence.start, sentence.end))
        found = []
        begin = sentence.start
        for verb in reverse:
            found += self._reverse(verb, begin, sentence)
            restart = RESTART.search(self.text, verb.end, sentence.end)
            begin = restart.end() if restart else verb.end
        return found or self._passive(sentence)

    def head(self, sentence: Sentence) -> tuple[Verb, int, int] | None:
        """The verb of a sentence that names no act itself, with the range that tells what is listed."""
        forward = self._unquoted(forward_verbs(self.text, sentence.start, sentence.end))
        if forward:
            verb = forward[-1]
            if self.acts(verb.end, sentence.end):
                return None
            return verb, verb.end, sentence.end
        for verb in self._unquoted(reverse_verbs(self.text, sentence.start, sentence.end)):
            subject = WHOSE.sub(" ", self.text[sentence.start : verb.start])
            if not self.acts(sentence.start, verb.start) and _lead_only(subject):
                return verb, sentence.start, sentence.end
        return None

    def row(self, row: ListedRow, act: Citation) -> list[Found]:
        """Effects on the act of a row of an attached list, and on acts joined to it in its cell."""
        start = max(row.start, self.text.rfind("|", row.start, act.start) + 1)
        bar = self.text.find("|", act.end, row.end)
        end = bar if bar >= 0 else row.end
        since = self.order_date(Sentence(row.order.start, row.order.end))
        acts = self.acts(act.start, end)
        found = self.objects(row.predicate, start, end, acts, Sentence(start, end), since, row.partial)
        if row.partial and len(found) == 1 and not found[0].provisions:
            found = [replace(found[0], provisions=self._of_cells(row, act, end))]
        return found

    def _of_cells(self, row: ListedRow, act: Citation, end: int) -> tuple[str, ...]:
        """Provisions that stand in a cell of their own beside the act."""
        pinpoints = [*self.pinpoints(row.start, act.start), *self.pinpoints(end, row.end)]
        fits = [p for p in pinpoints if p.target in {act.start, "self", None}]
        return tuple(dict.fromkeys(ref for pinpoint in fits for ref in pinpoint.refs))

    def members(
        self, start: int, end: int, predicate: ClausePredicate, partial: bool, since: date | None
    ) -> list[Found]:
        """Effects on the acts that begin a list member (and those joined to them)."""
        acts = self.acts(start, end)
        if acts and "|" in self.text[start:end]:
            start, end = self._cell(start, end, acts[0])
            acts = self.acts(start, end)
        if not acts or not self._leads_to(start, acts[0]):
            return []
        # A member is one act; what its title amends, one after the other, are no members. But what is of a
        # lower kind than a law that the title details is one: "Nghị định A … của Luật B; Nghị định C …".
        if len(acts) > 1 and of_title(self.text, acts[0].end, acts[1].start):
            further = clause_objects(self.text, acts, end)[1:] if outranks(acts[1], acts[0]) else []
            acts = [acts[0], *(act for act in further if act.type == acts[0].type)]
        found = self.objects(predicate, start, end, acts, Sentence(start, end), since, partial)
        return found if predicate == "continues" else [item for item in found if not self._goes_on(item, end)]

    def _goes_on(self, item: Found, end: int) -> bool:
        """ "2. Quyết định B vẫn áp dụng đến hết năm 2031": what is listed there does not end."""
        at = bisect_left(self.citations, item.target, key=lambda c: c.start)
        begin = self.citations[at].end
        stop = self.citations[at + 1].start if at + 1 < len(self.citations) else end
        told = _GOES_ON.search(self.text, begin, min(stop, end, begin + LONGEST_LEAD))
        if told is None or told["sure"] or not _TITLED.search(self.text, begin, told.start()):
            return told is not None
        ends = _ENDS_SO.match(self.text, told.end(), end) is not None
        return ends and _IN_TITLE.search(self.text, begin, told.start()) is None

    def _cell(self, start: int, end: int, act: Citation) -> tuple[int, int]:
        """The cell of a table's row in which the act stands, where only short cells are before it: the row's
        number, the kind of act. What a title in another cell names is not listed."""
        bar, behind = self.text.rfind("|", start, act.start), self.text.find("|", act.end, end)
        before = self.text[start : max(start, bar)].split("|")
        if any(len(cell.strip()) > _SHORT_CELL for cell in before):
            return start, start
        return max(start, bar + 1), end if behind < 0 else behind

    def parts_of(self, target: int, start: int, end: int, *, below: bool = False) -> tuple[str, ...]:
        """Parts of the act at ``target`` that begin a list member: "a) Khoản 2 Điều 15;"; in a list ``below``
        the act those that name no act are its parts."""
        inside = self.pinpoints(start, end)
        if not inside or not _lead_only(self.text[start : inside[0].start]):
            return ()
        owners = {target, "self", None} if below else {target}
        return tuple(dict.fromkeys(ref for p in inside if p.target in owners for ref in p.refs))

    def provision_members(
        self, start: int, end: int, predicate: ClausePredicate, partial: bool
    ) -> list[Found]:
        """Effects on provisions that begin a list member: "a) Khoản 2 Điều 15;"."""
        words = WORDS_ONLY.match(self.text, start, end) is not None
        if words and predicate in {"repeals", "replaces"}:
            predicate = "amends"
        acts = self.acts(start, end)
        if acts and not words:
            return self.members(start, end, predicate, partial, None)
        inside = self.pinpoints(start, end)
        if not inside or not (words or _lead_only(self.text[start : inside[0].start])):
            return []
        found = self.by_provisions(predicate, start, end, Sentence(start, end))
        return [item for item in found if not acts or item.target == acts[0].start]

    def _unquoted(self, verbs: Sequence[Verb]) -> list[Verb]:
        return [
            v
            for v in verbs
            if self.outline.quotation(v.start) is None
            and not self._in_citation(v.start)
            and not self._done_by_other(v)
        ]

    def _done_by_other(self, verb: Verb) -> bool:
        """ "Nghị quyết A bãi bỏ Nghị quyết B": the act right before a forward verb is its subject."""
        at = bisect_left(self.citations, verb.start, key=lambda c: c.start) - 1
        if at < 0 or not _ACTS_ON.match(self.text, verb.start):
            return False
        return (
            self.citations[at].end <= verb.start
            and not self.text[self.citations[at].end : verb.start].strip()
        )

    def _leads_to(self, start: int, act: Citation) -> bool:
        lead = self.text[start : act.start]
        return (
            len(lead) <= LONGEST_LEAD
            and not _WHEN.search(lead)
            and (_lead_only(lead) or self._attached_lead(lead) or _is_content(lead))
        )

    @staticmethod
    def _attached_lead(lead: str) -> bool:
        """ "Quy chế … ban hành kèm theo" before the act that enacted it."""
        return ENACTED.search(lead) is not None and "." not in lead.strip(" .") and ";" not in lead

    # -- the three shapes --------------------------------------------------------------------------

    def _forward(self, verb: Verb, end: int, sentence: Sentence) -> list[Found]:
        """ "Bãi bỏ Quyết định số …", "Sửa đổi khoản 4 Điều 9 như sau"."""
        if _KINDS_OF_ACTS.match(self.text, verb.end, end):
            return []
        predicate = self._real(verb)
        acts = self.acts(verb.end, end)
        lead = self.text[verb.end : acts[0].start] if acts else ""
        if (
            predicate in PART_PREDICATES
            and not AMENDABLE.match(self.text, verb.end, end)
            and not self._is_act(verb.end)
        ):
            return []
        fits = (
            bool(acts)
            and len(lead) <= LONGEST_LEAD
            and AMENDED_BY.search(lead) is None
            and (self._leads_to(verb.end, acts[0]) or _ATTACHED.search(lead) is not None)
        )
        if fits:
            since = self.said_date(sentence, verb)
            return self.objects(predicate, verb.end, end, acts, sentence, since, False)
        return self.by_provisions(predicate, verb.end, end, sentence)

    def _reverse(self, verb: Verb, begin: int, sentence: Sentence) -> list[Found]:
        """ "Quyết định số … hết hiệu lực kể từ ngày …"."""
        spared = _OPENING_EXCEPT.match(self.text, begin, verb.start)
        begin = spared.end() if spared else begin
        acts = self.acts(begin, verb.start)
        since = self.said_date(sentence, verb)
        if acts and self._leads_to(begin, acts[0]):
            only_for = ONLY_FOR.match(self.text, verb.end, sentence.end) is not None
            content = only_for or _is_content(self.text[begin : acts[0].start])
            return self.objects(verb.predicate, begin, verb.start, acts, sentence, since, content)
        return []

    def _passive(self, sentence: Sentence) -> list[Found]:
        """ "Khoản 2 Điều 5 được sửa đổi, bổ sung như sau" under an amending head."""
        verb = passive_verb(self.text, sentence.start, sentence.end)
        if verb is None or self.outline.quotation(verb.start) is not None:
            return []
        if not _INSTRUCTS.match(self.text, verb.end, sentence.end):
            return []
        inside = self.pinpoints(sentence.start, verb.start)
        if not inside or not _lead_only(self.text[sentence.start : inside[0].start]):
            return []
        between = self.text[inside[-1].end : verb.start]
        if len(between) > 200:
            return []
        return self.by_provisions(verb.predicate, sentence.start, verb.start, sentence)

    def _is_act(self, at: int) -> bool:
        acts = self.acts(at, at + 8)
        return bool(acts) and not self.text[at : acts[0].start].strip()

    def _real(self, verb: Verb) -> ClausePredicate:
        """Replacing or dropping a phrase leaves the provision in force: it is an amendment."""
        if verb.predicate in {"replaces", "repeals"} and WORDS_ONLY.match(self.text, verb.end):
            return "amends"
        return verb.predicate


def _is_content(lead: str) -> bool:
    """ "… có hiệu lực từ ngày …, các thủ tục hành chính về chứng thực công bố tại" before an act."""
    head, _comma, tail = lead.rpartition(",")
    matter = _MATTER_OF.match(lead)
    if matter and _lead_only(lead[matter.end() :]):
        return True
    return _CONTENT_OF.fullmatch(lead) is not None or (
        _lead_only(head) and _CONTENT_OF.fullmatch(tail) is not None
    )


def _lead_only(lead: str) -> bool:
    return _LEAD.fullmatch(lead) is not None
