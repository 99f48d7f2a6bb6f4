"""Contradictions in what sources claim about one act: its date, issuer, title, and its own number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from legal_corpus.model.act import Act, Claim
from legal_corpus.model.disagreement import Disagreement, StatedValue
from legal_corpus.registry.issuers import core_issuers, issuer_key, issuers_for_symbol, names_its_province
from legal_corpus.registry.near import number_year
from legal_corpus.registry.sources import OWN_TEXT, PERSON, SourceRanking, source
from legal_corpus.registry.title_likeness import same_title
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

# Issue and effect lie apart so far only where one of the two is misprinted or belongs to another act;
# effect before issue by some months does occur (pay, budgets of a year).
_EARLY_DAYS, _LATE_DAYS = 180, 1000
_NEW_YEAR_DAYS = 31
_MOST_ALIKE = 10
_CONSOLIDATED = "văn bản hợp nhất"
_Same = Callable[[str, str], bool]


def claim_disagreements(act: Act, ranking: SourceRanking) -> list[Disagreement]:
    """Fields of which sources state different values; ``act`` carries its claims and its values in use.

    The effective date is left to the events, which move it.
    """
    found = []
    for name, same in _COMPARED.items():
        stated = [claim for claim in act.claims if claim.field == name]
        if name == "title":
            stated = _worded(stated)
        if contradiction := differing(stated, same):
            used = getattr(act, name)
            shown = used.isoformat() if isinstance(used, date) else used
            found.append(in_use("values_differ", name, contradiction, shown, ranking))
    found.extend(_year_of_number(act))
    return found


def _worded(stated: list[Claim]) -> list[Claim]:
    """Titles that count: lists of names cut and reword them, so they count only among themselves."""
    worded = [claim for claim in stated if source(claim.source).trust != "stub"]
    return worded or stated


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
        return "Cùng một nguồn nêu nhiều giá trị, chưa có căn cứ để chọn."
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


def identity_disagreements(act: Act, others: Iterable[Act]) -> list[Disagreement]:
    """Acts of the same number that may be this one.

    ``type_differs``: one issuer and day under two kinds (told of the one of them). ``maybe_same``: of one
    kind, nothing known contradicts, and this act lacks the issuer or the day that would tell; or the two
    differ in nothing but the day, under a number that an issuer gives once a year (told of the one of them).
    """
    kinds, alike, twins = [], [], []
    for other in others:
        if fold_key(other.type) != fold_key(act.type):
            dated = act.issued and act.issued == other.issued and act.issuer and act.issuer == other.issuer
            if dated and act.uid > other.uid and not _other_title(act, other):
                kinds.append(other)
        elif _lacking(act) and _compatible(act, other):
            alike.append(other)
        elif act.uid > other.uid and _differ_in_day(act, other):
            twins.append(other)
    found = []
    if kinds:
        why = "Cùng số, cơ quan và ngày ban hành nhưng khác loại nên được giữ thành các văn bản riêng."
        found.append(Disagreement("type_differs", "type", _as_values(kinds), None, None, why))
    if alike or twins:
        maybe = alike or twins
        more = f" (và {len(maybe) - _MOST_ALIKE} văn bản khác)" if len(maybe) > _MOST_ALIKE else ""
        lack = f"Thiếu {_lacking(act)} nên chưa thể nhập làm một hay tách hẳn{more}."
        day = f"Cùng số và cơ quan ban hành trong một năm, chỉ khác ngày{more}: một ngày có thể ghi nhầm."
        found.append(Disagreement("maybe_same", "", _as_values(maybe), None, None, lack if alike else day))
    return found


def _as_values(acts: Sequence[Act]) -> tuple[StatedValue, ...]:
    return tuple(StatedValue(item.uid, _first_source(item), full_name(item)) for item in acts[:_MOST_ALIKE])


def full_name(act: Act) -> str:
    """The act with issuer, date and title, as far as they are known."""
    parts = [act.label, act.issuer_name or "", f"ngày {act.issued:%d/%m/%Y}" if act.issued else ""]
    if act.number and act.title:
        parts.append(f"– {act.title}")
    return " ".join(part for part in parts if part)


def _lacking(act: Act) -> str:
    """What is missing of the act's identity, in Vietnamese; "" when nothing."""
    if not act.number or not any(sign.isdigit() for sign in act.number):
        return ""
    if issuers_for_symbol(act.number).unique:
        yearly = number_year(number_key(act.number)) is not None
        return "" if yearly or act.issued else "ngày ban hành"
    missing = []
    if act.issuer is None or not names_its_province(act.issuer):
        missing.append("cơ quan ban hành")
    if act.issued is None:
        missing.append("ngày ban hành")
    return " và ".join(missing) if missing else ""


def _compatible(a: Act, b: Act) -> bool:
    """Whether nothing that both state contradicts that they are one act."""
    if a.issued and b.issued and a.issued != b.issued:
        return False
    placed = [x for x in (a.issuer, b.issuer) if x is not None and names_its_province(x)]
    if len(placed) == 2 and placed[0] != placed[1]:
        return False
    if a.issuer_name and b.issuer_name and issuer_key(a.issuer_name) != issuer_key(b.issuer_name):
        return False
    return not _other_title(a, b)


def _differ_in_day(a: Act, b: Act) -> bool:
    """Whether two acts have a number with its year, issuer and title in common and not the day."""
    if not (a.number and a.issuer and a.issued and b.issued and a.issuer == b.issuer):
        return False
    year = number_year(number_key(a.number))
    one_year = a.issued.year == b.issued.year == year
    placed = names_its_province(a.issuer)
    return one_year and placed and a.issued != b.issued and not _other_title(a, b)


def _other_title(a: Act, b: Act) -> bool:
    return bool(a.title and b.title and not same_title(a.title, b.title))


def _first_source(act: Act) -> str:
    return act.claims[0].source if act.claims else ""
