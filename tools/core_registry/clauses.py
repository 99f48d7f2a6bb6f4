"""Ending and amending clauses, mined out of effect articles: precise rather than many.

A clause is accepted only in one of these shapes, and only on acts of the same or a lower kind:
"… thay thế / bãi bỏ <act>, <act> và <act>"; "<act> … hết hiệu lực"; a list under either.
Acts that merely occur in the title of another act are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tools.core_registry.identity import DATE_RE, NUMBER_RE, TYPE_RE, parse_date

_NAMED = r"(?:Bộ luật|Luật|Pháp lệnh)"
_NAME = r"(?:\s(?!số\s|này\b|Nghị\b|Quyết\b|Thông\b|Luật\b|Pháp\b|Bộ\sluật)[^\s;:.“”]+){0,26}?"
_CITE = re.compile(
    rf"(?:(?P<type>{TYPE_RE})|(?P<named>{_NAMED}){_NAME})\s+(?:số\s*:?\s*)?(?P<number>{NUMBER_RE})"
    rf"(?:\s*,?\s*{DATE_RE})?"
)
_PIN = (
    r"(?:[Đđ]iểm\s+[a-zđ]\d?\b|[Kk]hoản\s+\d|[Đđ]iều\s+\d|(?:[Cc]hương|[Mm]ục|[Pp]hần)\s+[IVX\d]|"
    r"[Pp]hụ lục\b|(?:[Mm]ẫu|[Bb]iểu mẫu)\s|một số |[Cc]ác (?:quy định|nội dung|điều|khoản|điểm)\b|"
    r"[Nn]hững quy định)"
)
ARTICLE = re.compile(r"Điều\s+(\d+[a-zđ]?)\b(?=[.:\s])")
PART = re.compile(rf"{_PIN}[^“”:]*$")
_END = re.compile(r"(?:hết|chấm dứt|không còn)\s+hiệu\s+lực")
_ACT_VERB = re.compile(
    r"(?P<verb>thay\s+thế|Thay\s+thế|bãi\s+bỏ|Bãi\s+bỏ|hủy\s+bỏ|Hủy\s+bỏ|huỷ\s+bỏ|Huỷ\s+bỏ)"
)
_LIST_GAP = re.compile(
    r"^[\s:]*(?:(?:toàn bộ|các|cho|(?:Nghị định|Thông tư|Quyết định|văn bản)(?: sau)?(?: đây)?"
    r"(?: của Chính phủ)?\s*:)\s*)*$",
    re.IGNORECASE,
)
_FROM = re.compile(rf"(?:kể\s+)?từ\s+(?:{DATE_RE})")
_RANK = {
    "Hiến pháp": 1, "Luật": 2, "Bộ luật": 2,
    "Pháp lệnh": 3, "Nghị quyết": 3, "Nghị quyết liên tịch": 3, "Lệnh": 4,
    "Nghị định": 5, "Quyết định": 6, "Chỉ thị": 7, "Thông tư": 8, "Thông tư liên tịch": 8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ending:
    """An act that a clause ends or cuts; ``start`` only when the clause gives a date of its own.

    ``article`` is the number of the acting act's article that holds the clause, where one was seen.
    """

    predicate: str
    scope: str
    type: str
    number: str
    issued: date | None
    provisions: tuple[str, ...]
    start: date | None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An act cited by type and number, with its place in the line."""

    start: int
    end: int
    type: str
    number: str
    issued: date | None


def mentions(line: str) -> list[Mention]:
    """Acts cited by type and number in the line, in order."""
    found: list[Mention] = []
    for match in _CITE.finditer(line):
        found.append(
            Mention(
                match.start(), match.end(), match["type"] or match["named"], match["number"],
                parse_date(match["d"], match["m"], match["y"]) if match["d"] else None,
            )
        )  # fmt: skip
    return found


def provisions(text: str) -> tuple[str, ...]:
    """Refs of a plain pinpoint run "khoản 1, 2 Điều 5"; empty when it is anything harder."""
    refs: list[str] = []
    for part in re.split(r";|,?\s+và\s+(?=(?:điểm|khoản|Điều))|,\s*(?=(?:điểm|khoản|Điều)\s)", text):
        match = re.search(
            r"(?:[đĐ]iểm\s+(?P<p>[a-zđ](?:\s*(?:,|và)\s*[a-zđ])*)\s+)?"
            r"(?:[kK]hoản\s+(?P<c>\d+[a-z]?(?:\s*(?:,|và)\s*\d+[a-z]?)*)\s+)?"
            r"[đĐ]iều\s+(?P<a>\d+[a-z]?(?:\s*(?:,|và)\s*\d+[a-z]?)*)",
            part,
        )
        if not match:
            continue
        articles = re.findall(r"\d+[a-zđ]?", match["a"])
        clauses = re.findall(r"\d+[a-zđ]?", match["c"] or "")
        points = re.findall(r"\b[a-zđ]\b", match["p"] or "") if match["p"] else []
        if points and len(clauses) == 1 and len(articles) == 1:
            refs += [f"{articles[0]}/{clauses[0]}/{p}" for p in points]
        elif clauses and len(articles) == 1:
            refs += [f"{articles[0]}/{c}" for c in clauses]
        elif not clauses:
            refs += articles
    return tuple(dict.fromkeys(refs))


def _joined(before: str) -> tuple[str, str] | None:
    """What stands between the joint of a list ("," ";" "và") and the next act, with the joint.

    ``None`` when the text before the act does not end in a joint and pinpoints alone.
    """
    best: tuple[str, str] | None = None
    for joint in reversed(list(re.finditer(r"[,;]|\bvà\b", before))):
        rest = re.sub(r"^\s*(?:(?:toàn bộ|các)\s+)*(?=\S|$)", "", before[joint.end() :])
        if rest.strip() and not re.match(_PIN, rest):
            break
        best = (rest, joint.group())
    return best


def _listed(
    line: str, start: int, found: list[Mention], lead: str | None = None
) -> Iterator[tuple[Mention, str]]:
    """Mentions after ``start`` that stand on the level of the list, with the pinpoints before each."""
    clean = True
    end = start
    pins = ""
    for index, item in enumerate(found):
        if item.start < start:
            continue
        before = line[end : item.start]
        end = item.end
        if re.search(r"\.\s+[A-ZĐ]|“", before):
            return
        if index == 0 or found[index - 1].start < start:
            before = before if lead is None else lead
            if lead is None and not (_LIST_GAP.match(before) or PART.search(before)):
                return
            pins = before if PART.search(before) else ""
            yield item, before
            continue
        joined = _joined(before)
        if joined and (clean or joined[1] == ";" or joined[0].strip()):
            clean = True
            if joined[0].strip() or len(before) > 8:
                pins = joined[0]
            yield item, pins  # "quy định tại A và B": the pinpoints hold for both
        else:
            clean = False


def allowed(by_type: str, target: str, number: str) -> bool:
    """Whether an act of ``by_type`` may end or amend the target: only the same or a lower kind."""
    rank = 8 if target == "Quyết định" and "QĐ-TTG" not in number.upper() else _RANK.get(target, 9)
    return rank >= _RANK.get(by_type, 0)


def _verb(word: str) -> str:
    return "replaces" if re.sub(r"\s+", " ", word).lower() == "thay thế" else "repeals"


_APART = re.compile(r"[;,]\s*(?:riêng|trong đó)\s+", re.IGNORECASE)
_RESTART = re.compile(rf"\.\s+(?=[A-ZĐ])|này\s+và\s+(?=[A-ZĐ])|{_APART.pattern}")


class ClauseReader:
    """Reads the lines of one act; lists carry over from the line that opens them."""

    def __init__(self, by_type: str) -> None:
        self.by_type = by_type
        self.open: tuple[str, date | None, bool] | None = None
        self.level = ""
        self.quoted = False
        self.article: str | None = None

    def read(self, text: str) -> Iterator[Ending]:
        """Endings in the text of an article or a whole act, in order."""
        for raw in text.split("\n"):
            line = " ".join(raw.split())
            inside = self.quoted
            if line.count("“") != line.count("”"):
                self.quoted = line.rfind("“") > line.rfind("”")
            if inside or not line or line.startswith("“"):
                continue
            if head := ARTICLE.match(line):
                self.article = head[1]
            yield from self._line(line)

    def _line(self, line: str) -> Iterator[Ending]:
        mark = re.match(r"(?P<mark>\d+\.|[a-zđ]\)|\d+\)|[-+–*•])\s*", line)
        body = line[mark.end() :] if mark else line
        kind = "num" if mark and mark["mark"][-1] == "." else "sub" if mark else "none"
        same = kind == self.level == "num" or (kind == "num" and self.level == "sub")
        if self.open and (same or (kind == "none" and not re.match(TYPE_RE, body))):
            self.open = None
        found = mentions(body)
        start = self._start(body)
        if (
            self.open
            and found
            and re.match(rf"(?:Toàn bộ\s+|Các\s+|(?:Bãi bỏ|Thay thế)\s+)?(?:{TYPE_RE}|{_PIN})", body)
        ):
            yield from self._item(body, found)
            return
        if body.endswith(":") and not found:
            self._open(body, kind, start)
            return
        yield from self._verbs(body, found, start)
        yield from self._subjects(body, found)
        if body.endswith(":"):
            self._open(body, kind, start)

    def _open(self, body: str, kind: str, start: date | None) -> None:
        tail = body[-160:]
        if re.search(r"“|sửa đổi|như sau:$", tail) and not re.search(r"sau đây|các .{0,60}sau", tail):
            return
        part = bool(
            re.search(r"một số (?:quy định|điều|nội dung)|(?:các|những) (?:quy định|nội dung|điều)\b", tail)
        )
        if _END.search(tail):
            self.open, self.level = ("repeals", start, part), kind
        elif (verb := list(_ACT_VERB.finditer(tail))) and not re.search(
            r"\b(?:được|bị)\s+$", tail[: verb[-1].start()]
        ):
            self.open, self.level = (_verb(verb[-1]["verb"]), start, part), kind

    def _item(self, body: str, found: list[Mention]) -> Iterator[Ending]:
        assert self.open
        first = found[0]
        before = body[: first.start]
        own = self._start(body)
        if re.search(r"“|cụm từ|sửa đổi|Sửa đổi|thay thế", before):
            return
        if verb := re.match(r"(Thay thế|Bãi bỏ)\s+(?:toàn bộ\s+)?", before):
            before = before[verb.end() :]
        for item, lead in _listed(body, len(body[: first.start]) - len(before), found):
            yield from self._ending(self.open[0], item, lead, own or self.open[1], self.open[2])
            if item is first and not _LIST_GAP.match(before) and not PART.search(before):
                return

    def _verbs(self, body: str, found: list[Mention], start: date | None) -> Iterator[Ending]:
        for verb in _ACT_VERB.finditer(body):
            lead = body[: verb.start()]
            if re.search(
                r"(?:được|bị|đã|văn bản|hoặc|sửa đổi, bổ sung,?|bổ sung,?)\s*$", lead, re.IGNORECASE
            ):
                continue
            if re.search(r"cụm từ|“", body[verb.end() : verb.end() + 40]):
                continue
            if lead and not re.search(r"này|^\W*$|[;,]\s*(?:và\s+)?$|và\s+$|hiệu lực[^.]*$|\.\s*$", lead):
                continue
            for item, before in _listed(body, verb.end(), found):
                yield from self._ending(_verb(verb["verb"]), item, before, start)

    def _subjects(self, body: str, found: list[Mention]) -> Iterator[Ending]:
        for end in _END.finditer(body):
            head = body[: end.start()]
            cut = max((m.end() for m in _RESTART.finditer(head)), default=0)
            inside = [m for m in found if cut <= m.start < end.start()]
            if not inside:
                continue
            before = body[cut : inside[0].start]
            if not re.match(
                r"^(?:Các\s+|các\s+|Bãi bỏ\s+|Kể từ ngày[^,;]*,\s*(?:các\s+)?)?$", before
            ) and not PART.search(before):
                joined = re.search(r"(?:;|,|\bvà)\s*$", before)
                if not (joined and re.search(r"hiệu lực", before)):
                    continue
            if re.search(r"“|trước khi|sau khi|đến khi|trường hợp", before):
                continue
            for item, lead in _listed(body[: end.start()], inside[0].start, found, before):
                yield from self._ending("repeals", item, lead, self._start(body[end.end() :]))

    def _ending(
        self, verb: str, item: Mention, before: str, start: date | None, cut: bool = False
    ) -> Iterator[Ending]:
        if not allowed(self.by_type, item.type, item.number):
            return
        if (
            item.issued
            and (year := re.search(r"/((?:19|20)\d\d)/", item.number))
            and int(year[1]) != item.issued.year
        ):
            return  # number and date contradict each other: a misprint, not a fact
        part = PART.search(before)
        scope = "part" if part or cut else "whole"
        refs = provisions(before[part.start() :]) if part else ()
        predicate = "repeals" if scope == "part" else verb
        yield Ending(predicate, scope, item.type, item.number, item.issued, refs, start, self.article)

    @staticmethod
    def _start(text: str) -> date | None:
        # Behind "; riêng …" stands another clause with a day of its own.
        found = _FROM.search(_APART.split(text, maxsplit=1)[0])
        return parse_date(found["d"], found["m"], found["y"]) if found else None
