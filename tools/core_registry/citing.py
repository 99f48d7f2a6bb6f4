"""What acts say in passing about the acts they cite: names, dates, amending laws."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from tools.core_registry.clauses import Mention, mentions
from tools.core_registry.identity import (
    DATE_RE,
    NUMBER_RE,
    Key,
    clean_title,
    is_national,
    parse_date,
    type_of_number,
)

_CENTRAL = re.compile(
    r"^[\s,]*của\s+(?:Thủ tướng Chính phủ|Chính phủ|Quốc hội|[UỦ][ỷy] ban [Tt]hường vụ Quốc hội)\s+"
)
_TITLE_HEAD = re.compile(
    r"\b(?:[Qq]uy định|[Hh]ướng dẫn|[Ss]ửa đổi|[Bb]an hành|[Vv]ề|[Cc]ông bố|[Pp]hê duyệt|"
    r"[Bb]ổ sung|[Bb]ãi bỏ|[Qq]uản lý|[Đđ]iều chỉnh)\b"
)
_AMENDED = re.compile(
    r"(?:đã\s+)?được\s+sửa\s+đổi(?:,?\s*bổ\s+sung)?(?:\s+một\s+số\s+(?:điều|nội dung))?\s*"
    r"(?:bởi|theo|tại|bằng)\s+"
)
_LAWS = re.compile(
    rf"(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[^;:\n“”]{{2,260}}?)\s*,?\s*"
    rf"(?:(?:số\s+)?(?P<number>\d{{1,3}}/(?:\d{{4}}/)?(?:QH|UBTVQH|PL-UBTVQH)\d{{1,2}})"
    rf"(?:\s*,?\s*(?:{DATE_RE}))?|{DATE_RE.replace('?P<', '?P<x')})"
)


def _family(item: Mention) -> str:
    return "Luật" if item.type in {"Luật", "Bộ luật"} else item.type


def _belongs(target: Mention, gap: str) -> bool:
    """Whether "được sửa đổi" speaks of the target: after a law only its date may stand between."""
    if ";" in gap:
        return False
    if _family(target) != "Luật":
        return True
    return re.fullmatch(rf"[\s,]*(?:{DATE_RE})?[\s,]*(?:của Quốc hội)?[\s,]*", gap) is not None


def _in_amending_title(line: str, item: Mention) -> bool:
    """Whether a law is named in the title of an amending law, whose date then follows it."""
    before = re.split(r"[;:]", line[: item.start])[-1]
    return _family(item) == "Luật" and re.search(r"Luật\s+[Ss]ửa đổi[^;]*$", before) is not None


def _clause_before(line: str, end: int) -> int:
    """Where the last "được sửa đổi …" before ``end`` begins, ``end`` where there is none."""
    return max((found.start() for found in _AMENDED.finditer(line, max(0, end - 120), end)), default=end)


@dataclass(slots=True)
class Passing:
    """Votes of the citing acts about one act."""

    issued: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    title_days: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    printed: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    provincial: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    amenders: Counter[tuple[str, str]] = field(default_factory=Counter)
    basis_of: set[tuple[str, str]] = field(default_factory=set)


class CitingReader:
    """Collects votes over all citing texts."""

    def __init__(self) -> None:
        self.acts: dict[Key, Passing] = defaultdict(Passing)
        self.law_dates: Counter[tuple[str, str, str]] = Counter()

    def read(
        self, name: str, text: str, provincial: bool, own: str | None = None, day: str | None = None
    ) -> None:
        """Read one text; ``own`` is its own number, ``day`` its date where it is a central act."""
        for line in text.split("\n"):
            found = [m for m in mentions(line) if is_national(m.number)]
            basis = bool(re.match(r"\W*(?:Căn cứ|Thực hiện)\b", line))
            for item in found:
                votes = self._vote(item, name, provincial, dated=not _in_amending_title(line, item))
                if votes is None:
                    continue
                if basis:
                    self._title(line, item, votes)
                    if day and own and item.number != own:
                        votes.basis_of.add((day, own))
            self._amenders(line, found)
            self._laws(line, name, provincial)

    def _vote(self, item: Mention, name: str, provincial: bool, *, dated: bool) -> Passing | None:
        key = Key.of(item.type, item.number, item.issued)
        if "/20" not in key.number and "/19" not in key.number and key.issued is None:
            return None
        votes = self.acts[key]
        votes.printed[item.number] += 1
        votes.types[type_of_number(item.number) or item.type] += 1
        if item.issued and dated:
            votes.issued[item.issued.isoformat()] += 1
        votes.documents.add(name)
        if provincial:
            votes.provincial.add(name)
        return votes

    @staticmethod
    def _title(line: str, item: Mention, votes: Passing) -> None:
        rest = re.split(r";|\.$|\bđược sửa đổi|\(|:", line[item.end :], maxsplit=1)[0]
        rest = re.sub(rf"^[\s,]*{DATE_RE}", "", rest)
        stripped = _CENTRAL.sub("", rest, count=1)
        if stripped == rest:
            head = _TITLE_HEAD.search(rest)
            if not head or head.start() > 90:
                return
            stripped = rest[head.start() :]
        title = clean_title(stripped.strip(" .,;"), item.type)
        if title and len(title) > 12 and not re.search(NUMBER_RE, title[:12]):
            votes.titles[title] += 1
            if item.issued:
                votes.title_days[title].add(item.issued.isoformat())

    def _amenders(self, line: str, found: list[Mention]) -> None:
        for verb in _AMENDED.finditer(line):
            before = [m for m in found if m.end <= verb.start() and verb.start() - m.end < 330]
            after = [m for m in found if m.start >= verb.end()]
            if not before or not after or not _belongs(before[-1], line[before[-1].end : verb.start()]):
                continue
            target, end = before[-1], verb.end()
            for item in after:
                gap = line[end : item.start]
                if end != verb.end() and not re.fullmatch(r"[\s,]*(?:và\s+)?|(?:,\s*|\s+)và\s+", gap):
                    break
                if (end == verb.end() and gap.strip()) or _family(item) != _family(target):
                    break
                end = item.end
                if item.number != target.number:
                    votes = self.acts[Key.of(target.type, target.number, target.issued)]
                    votes.amenders[(item.type, item.number)] += 1

    def _laws(self, line: str, name: str, provincial: bool) -> None:
        for match in _LAWS.finditer(line):
            law = re.split(r"\b(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết)\s+(?![Ss]ửa)", match["name"])
            inner = match["name"] if re.match(r"sửa đổi", match["name"], re.IGNORECASE) else law[-1]
            title = clean_title(inner, match["type"])
            if not title or re.search(
                r"\d{1,4}/\d{4}|\bngày\b|này|quy định tại|\bĐiều\b|\bvà\s*$|^(?:Và|Theo|Của|Số)\b|\d\.\s",
                title,
            ):
                continue
            if match["number"]:
                votes = self.acts[Key.of(match["type"], match["number"])]
                # "Luật A được sửa đổi bởi Luật A số …": by the name of what it amends
                own_name = title.lower().startswith("sửa đổi")
                if own_name or not _AMENDED.fullmatch(
                    line, _clause_before(line, match.start()), match.start()
                ):
                    votes.titles[title] += 1
                votes.types[match["type"]] += 1
                votes.printed[match["number"]] += 1
                day = parse_date(match["d"], match["m"], match["y"]) if match["d"] else None
                named = Mention(match.start("number"), match.end(), match["type"], match["number"], day)
                if day and not _in_amending_title(line, named):
                    votes.issued[day.isoformat()] += 1
                votes.documents.add(name)
                if provincial:
                    votes.provincial.add(name)
            elif day := parse_date(match["xd"], match["xm"], match["xy"]):
                self.law_dates[(match["type"], title, day.isoformat())] += 1
