"""What the product's own reading finds in an act: one statement for each effect on a national act.

The pipeline of :mod:`indexer.pipeline` is run as users run it. Its effects are taken over only where an
independent look at the words before the citation agrees that the act itself is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from indexer.pipeline import ParsedAct, analyse_text
from legal_corpus.model.citation import Citation, EffectClause
from legal_corpus.model.provision import Node
from tools.core_registry.clauses import PART, allowed
from tools.core_registry.identity import Key, has_year, is_national
from tools.core_registry.law_names import LawNames
from tools.core_registry.material import Text

_AMENDED_BY = re.compile(
    r"(?:được|đã)\s+(?:được\s+)?(?:sửa đổi|bổ sung|thay thế|bãi bỏ)[^;\n]{0,60}?"
    r"(?:bởi|tại|theo|bằng)\s+[^;\n]*$"
)
_SOME = re.compile(r"\b[Cc]ác (?:điều|khoản|điểm|phụ lục)\b[^;“”:\n]*$", re.IGNORECASE)
_ATTACHED = re.compile(r"kèm theo(?: tại)?\s*$")
_RULES_OF = re.compile(r"\b[Qq]uy định\b[^;\n]*\b(?:tại|trong|của)\s*$")
_JOINT = re.compile(r"[\s,]*(?:và|,)\s*")
_LINE = re.compile(r"^(?:Điều\s+(?P<article>\d+[a-zđ]?)\b|(?P<clause>\d+)\.)", re.MULTILINE)
_REF = re.compile(r"\d|[A-ZĐ]\w")
_LAWS = {"Luật", "Bộ luật", "Pháp lệnh"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One effect that an act states. ``place`` is "Điều 16 khoản 4", empty for the title of the act.

    ``sure`` is false when the target was found by the name of a law.
    """

    target: Key
    printed: str | None
    predicate: str
    scope: str
    provisions: tuple[str, ...]
    exceptions: tuple[str, ...]
    start: date | None
    until: date | None
    place: str
    sure: bool


@dataclass(slots=True)
class Reading:
    """Everything one act says about itself and about others."""

    statements: list[Statement] = field(default_factory=list)
    effective: tuple[date, str] | None = None
    ends: tuple[date, str] | None = None


def read_act(text: Text, names: LawNames, issued: str | None) -> Reading:
    """Reads one act; ``issued`` is its ISO date where known, which laws cited by name must precede."""
    act = analyse_text(text.body)
    reading = Reading()
    if act.own_effective and "tính" not in act.own_effective[3]:
        reading.effective = (act.own_effective[0], place_of(act, act.own_effective[1]))
    if act.own_term and not PART.search(act.text[max(0, act.own_term[1] - 160) : act.own_term[1]]):
        reading.ends = (act.own_term[0] + timedelta(days=1), place_of(act, act.own_term[1]))
    acts = [c for c in act.citations if c.kind == "act"]
    by_start = {c.start: c for c in acts}
    for effect in act.effects:
        cited = by_start[effect.target]
        target = _target(cited, names, issued)
        if target is None or not _meant(act, effect, cited, acts, text.type):
            continue
        place = place_of(act, effect.start)
        reading.statements.append(
            Statement(
                target, cited.number, effect.predicate, effect.scope,
                tuple(r for r in effect.provisions if _REF.match(r)),
                _spared(effect.exceptions, place), effect.effective_from, effect.effective_until, place,
                cited.number is not None,
            )
        )  # fmt: skip
    return reading


def _spared(exceptions: Sequence[str], place: str) -> tuple[str, ...]:
    """Exceptions without those that name the acting act's own article ("trừ trường hợp tại Điều này")."""
    own = re.match(r"Điều (\S+)", place)
    return tuple(r for r in exceptions if not own or r.split("/")[0] != own[1])


def _target(cited: Citation, names: LawNames, issued: str | None) -> Key | None:
    if cited.number:
        year = re.search(r"/((?:19|20)\d\d)/", cited.number)
        if year and cited.issued and int(year[1]) != cited.issued.year:
            return None  # number and date contradict each other: a misprint, not a fact
        if not is_national(cited.number) or not (has_year(cited.number) or cited.issued):
            return None
        return Key.of(cited.type, cited.number, cited.issued)
    if cited.name and cited.type in _LAWS:
        return names.before(cited.name, issued, cited.type, cited.issued, cited.year)
    return None


def _meant(
    act: ParsedAct, effect: EffectClause, cited: Citation, acts: Sequence[Citation], by_type: str
) -> bool:
    """Whether the words between the citation before and this one fit what the effect claims."""
    if cited.role in {"amender", "basis", "title"} or not allowed(by_type, cited.type, cited.number or ""):
        return False
    between = _before(act.text, effect, cited, acts)
    if _AMENDED_BY.search(between):
        return False
    whole = effect.scope == "whole" and not effect.exceptions
    return not (whole and any(p.search(between) for p in (PART, _SOME, _ATTACHED, _RULES_OF)))


def _before(text: str, effect: EffectClause, cited: Citation, acts: Sequence[Citation]) -> str:
    """Words of the clause before the citation, back to another act that is not joined to it by "và"."""
    at = cited.start
    for other in sorted((c for c in acts if effect.start <= c.end <= cited.start), key=lambda c: -c.end):
        gap = text[other.end : at]
        if not _JOINT.fullmatch(gap):
            return gap.rsplit(";", 1)[-1]
        at = other.start
    return text[max(effect.start, at - 400) : at].rsplit(";", 1)[-1]


def place_of(act: ParsedAct, at: int) -> str:
    """ "Điều 16 khoản 4", "Chương II" or "" for an offset of the act's text."""
    if not act.nodes:
        return _plain_place(act.text[: at + 1 + _blank(act.text, at)])
    holding = [n for n in act.nodes if n.start <= at + _blank(act.text, at) < n.end]
    article = _last(holding, "article")
    if article:
        clause = _last(holding, "clause")
        return f"Điều {article.label}" + (f" khoản {clause.label}" if clause else "")
    chapter = _last(holding, "chapter")
    return f"Chương {chapter.label}" if chapter else ""


def _plain_place(text: str) -> str:
    """The same for assembled articles, which have no structure: by the marks that begin the lines."""
    article = clause = None
    for mark in _LINE.finditer(text):
        article, clause = (mark["article"], None) if mark["article"] else (article, mark["clause"])
    return f"Điều {article}" + (f" khoản {clause}" if clause else "") if article else ""


def _blank(text: str, at: int) -> int:
    return next((i for i in range(min(40, len(text) - at)) if not text[at + i].isspace()), 0)


def _last(nodes: Sequence[Node], level: str) -> Node | None:
    return next((n for n in reversed(nodes) if n.level == level), None)


def distinct(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Statements without those of a title or chapter heading which articles spell out."""
    spelled = {(s.target, s.predicate) for s in statements if s.place.startswith("Điều")}
    for item in statements:
        heading = not item.place.startswith("Điều") and item.scope == "part"
        if not (heading and not item.provisions and _spelled(item, spelled)):
            yield item


def _spelled(item: Statement, spelled: set[tuple[Key, str]]) -> bool:
    if item.predicate == "amends":
        return any(target == item.target for target, _ in spelled)
    return (item.target, item.predicate) in spelled
