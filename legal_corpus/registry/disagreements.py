"""Contradictions in what sources claim about one act: its date, issuer, title, and its own number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from legal_corpus.model.act import Act, Claim
from legal_corpus.model.disagreement import Disagreement, StatedValue
from legal_corpus.registry.issuers import core_issuers
from legal_corpus.registry.near import number_year
from legal_corpus.registry.sources import OWN_TEXT, PERSON, SourceRanking, source
from legal_corpus.registry.title_likeness import same_title
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

# Issue and effect lie apart so far only where one of the two is misprinted or belongs to another act;
# effect before issue by some months does occur (pay, budgets of a year).
_EARLY_DAYS, _LATE_DAYS = 180, 1000
_NEW_YEAR_DAYS = 31
_CONSOLIDATED = "văn bản hợp nhất"
_Same = Callable[[str, str], bool]


def claim_disagreements(act: Act, ranking: SourceRanking) -> list[Disagreement]:
    """Fields of which sources state different values; ``act`` carries its claims and its values in use.

    The effective date is left to the events, which move it.
    """
    found = []
    for name, same in _COMPARED.items():
        stated = [claim for claim in act.claims if claim.field == name]
        if contradiction := differing(stated, same):
            used = getattr(act, name)
            shown = used.isoformat() if isinstance(used, date) else used
            found.append(in_use("values_differ", name, contradiction, shown, ranking))
    found.extend(_year_of_number(act))
    return found


def differing(stated: Iterable[Claim], same: _Same) -> tuple[StatedValue, ...]:
    """The stated values when at least two of them are not the same; what one source repeats counts once."""
    values = list(dict.fromkeys(StatedValue(c.value, c.source, c.evidence) for c in stated if c.value))
    distinct = list(dict.fromkeys(value.value for value in values))
    if all(same(left, right) for at, left in enumerate(distinct) for right in distinct[at + 1 :]):
        return ()
    return tuple(values)


def in_use(
    kind: str, field: str, values: Sequence[StatedValue], used: str | None, ranking: SourceRanking
) -> Disagreement:
    """The disagreement with the value in use and the reason: its source stands first in the ranking."""
    backing = [value for value in values if value.value == used]
    first = min(backing, key=lambda v: ranking.rank(v.source), default=None)
    why = ranking_reason(first.source, values, ranking) if first else ""
    return Disagreement(
        kind,  # type: ignore[arg-type]
        field,
        tuple(sorted(values, key=lambda v: (ranking.rank(v.source), v.value))),
        used,
        first.source if first else None,
        why or "Giá trị đang dùng không phải của nguồn nào ở đây.",
    )


def ranking_reason(code: str, values: Sequence[StatedValue], ranking: SourceRanking) -> str:
    """Why the value of source ``code`` is used, in Vietnamese."""
    if code == PERSON:
        return "Người rà soát đã kết luận."
    others = {value.source for value in values} - {code}
    lower = [other for other in others if ranking.rank(other) > ranking.rank(code)]
    if code == OWN_TEXT and len(lower) == len(others) and others:
        return "Lời của chính văn bản được tin trước các nguồn khác."
    if others and len(lower) == len(others):
        return f"“{source(code).name}” đứng trước các nguồn kia trong thứ tự tin cậy."
    if not others:
        return "Cùng một nguồn nêu nhiều giá trị; dùng giá trị được ghi trước."
    return "Giá trị này có bằng chứng chắc hơn, dù nguồn không đứng đầu thứ tự tin cậy."


def effect_and_issue(act: Act, start: date | None, values: Sequence[StatedValue]) -> list[Disagreement]:
    """The first day of effect against the day of issue. ``values`` are those that state ``start``.

    The act's own words may reach back; nobody else's. Consolidated texts take over older dates.
    """
    if start is None or act.issued is None or fold_key(act.type) == _CONSOLIDATED:
        return []
    gap = (start - act.issued).days
    own = any(value.source in (OWN_TEXT, PERSON) for value in values)
    if (gap >= -_EARLY_DAYS or own) and gap <= _LATE_DAYS:
        return []
    issued = [StatedValue(c.value, c.source, "ngày ban hành") for c in act.claims if c.field == "issued"]
    starts = [StatedValue(v.value, v.source, "ngày có hiệu lực") for v in values]
    how = f"sớm hơn ngày ban hành {-gap} ngày" if gap < 0 else f"muộn hơn ngày ban hành {gap} ngày"
    return [
        Disagreement(
            "effect_far_from_issue",
            "effective_from",
            (*dict.fromkeys(starts), *dict.fromkeys(issued)),
            start.isoformat(),
            values[0].source if values else None,
            f"Ngày có hiệu lực {how}; thường là một trong hai ngày bị ghi sai.",
        )
    ]


def _year_of_number(act: Act) -> list[Disagreement]:
    year = number_year(number_key(act.number)) if act.number else None
    if year is None or act.issued is None or year == act.issued.year:
        return []
    new_year = date(max(year, act.issued.year), 1, 1)
    if abs(year - act.issued.year) == 1 and abs((act.issued - new_year).days) <= _NEW_YEAR_DAYS:
        return []  # signed in the first or last days of a year, numbered in the other
    if not 1945 <= year <= 2100:
        return []
    stated = [StatedValue(c.value, c.source, c.evidence) for c in act.claims if c.field == "issued"]
    shown = act.issued.isoformat()
    user = next((v.source for v in stated if v.value == shown), None)
    number = StatedValue(str(year), "", f"năm trong số, ký hiệu {act.number}")
    return [
        Disagreement(
            "number_year",
            "issued",
            (number, *dict.fromkeys(stated)),
            shown,
            user,
            "Ngày ban hành lấy từ nguồn; năm trong số, ký hiệu không cho biết ngày.",
        )
    ]


def same_day(left: str, right: str) -> bool:
    """Equal days. 01/01 is a holiday on which nothing is issued: a source writes it for the year alone."""
    if left == right:
        return True
    return left[:4] == right[:4] and ("-01-01" in (left[4:], right[4:]))


def _same_issuer(left: str, right: str) -> bool:
    """One body under two versions of its name or period, or a predecessor and its successor."""
    book = core_issuers()
    return right in book.same_body(left) or right in book.lineage(left) or left in book.lineage(right)


_COMPARED: dict[str, _Same] = {
    "issued": same_day,
    "issuer": _same_issuer,
    "title": same_title,
}
