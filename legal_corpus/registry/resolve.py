"""From a citation to the one act it means, or to an honest refusal.

Number, type, issuer, date and name are evidence about one act. A single act must fit all of them to be
resolved; contradicting evidence is reported, several fitting acts are listed, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal_corpus.model.act import Act
from legal_corpus.model.citation import Citation
from legal_corpus.registry.compare import Mismatch, mismatches_of, same_type
from legal_corpus.registry.issuers import IssuerBook, core_issuers
from legal_corpus.registry.names import acts_by_name, bare_title, titled_exactly
from legal_corpus.registry.near import number_year
from legal_corpus.registry.protocol import Registry
from legal_corpus.registry.succession import province_of_issuer
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

__all__ = ["CitingAct", "Mismatch", "Outcome", "Resolution", "resolve", "resolve_all"]

Outcome = Literal["resolved", "ambiguous", "unknown", "mismatch"]


@dataclass(frozen=True, slots=True)
class CitingAct:
    """What is known of the act that cites: issuer code, issue date, uid."""

    issuer: str | None = None
    issued: date | None = None
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation means. ``act`` is set for "resolved", and for "mismatch" as a suggestion when one
    act has the cited number. ``candidates`` fit what was cited, ``near`` are one slip away, the likeliest
    first. ``reason`` is a Vietnamese sentence for people.
    """

    outcome: Outcome
    act: Act | None
    candidates: tuple[Act, ...]
    near: tuple[Act, ...]
    reason: str
    mismatches: tuple[Mismatch, ...] = ()


def resolve(
    citation: Citation, citing: CitingAct, registry: Registry, book: IssuerBook | None = None
) -> Resolution:
    """The act a citation means, judged with the citing act's own issuer and date.

    ``book`` defaults to the shipped issuer vocabulary.
    """
    if citation.kind == "paper":
        return _unknown("Giấy tờ thủ tục không nằm trong sổ văn bản nên không đối chiếu.")
    if citation.number:
        return _by_number(citation, citing, registry, book or core_issuers())
    if citation.name or citation.type == "Hiến pháp":
        return _by_name(citation, citing, registry)
    return _unknown("Chỗ viện dẫn không có số, ký hiệu và không có tên gọi.")


def resolve_all(
    citations: Sequence[Citation], citing: CitingAct, registry: Registry, book: IssuerBook | None = None
) -> list[Resolution]:
    """The acts that the citations of one document mean, in their order.

    A bare name means the act that the same document cites by this name with number, date or year;
    only where there is none is it judged by the day alone.
    """
    alone = [resolve(citation, citing, registry, book) for citation in citations]
    said: dict[tuple[str, str], dict[str, Act]] = {}
    for citation, resolution in zip(citations, alone, strict=True):
        act = resolution.act
        if act is None or resolution.outcome != "resolved" or _is_bare(citation):
            continue
        for name in {fold_key(citation.name or ""), bare_title(act)} - {""}:
            said.setdefault((fold_key(citation.type), name), {})[act.uid] = act
    return [
        _as_said(citation, resolution, said) if _is_bare(citation) else resolution
        for citation, resolution in zip(citations, alone, strict=True)
    ]


def _is_bare(citation: Citation) -> bool:
    return citation.kind == "act" and not (citation.number or citation.issued or citation.year)


def _as_said(
    citation: Citation, alone: Resolution, said: dict[tuple[str, str], dict[str, Act]]
) -> Resolution:
    acts = list(said.get((fold_key(citation.type), fold_key(citation.name or "")), {}).values())
    if not acts:
        return alone
    if len(acts) > 1:
        return _ambiguous(acts, f"Văn bản này viện dẫn {len(acts)} văn bản cùng tên {citation.name}.")
    reason = f"Văn bản này viện dẫn tên đó cùng số {acts[0].number}."
    return Resolution("resolved", acts[0], (acts[0],), (), reason)


def _by_number(citation: Citation, citing: CitingAct, registry: Registry, book: IssuerBook) -> Resolution:
    number = citation.number or ""
    key = number_key(number)
    found = [act for act in registry.by_number(key) if act.uid != citing.uid]
    if not found:
        return _no_such_number(citation, registry)
    typed = [act for act in found if same_type(citation.type, act.type)]
    symbol = book.for_symbol(number)
    if typed and not symbol.unique:
        return _by_local_number(citation, citing, registry, book, typed)
    candidates = _narrow_by_date(citation, typed or found)
    if len(candidates) > 1:
        return _ambiguous(candidates, f"Có {len(candidates)} văn bản cùng số, ký hiệu {number}.")
    return _judge(citation, candidates[0], registry, book)


def _judge(citation: Citation, act: Act, registry: Registry, book: IssuerBook) -> Resolution:
    """One act has the number: resolved unless date, year, type or name contradict it."""
    wrong = mismatches_of(citation, act, book)
    if any(item.field in ("issued", "type", "name") for item in wrong):
        dated = citation.issued is not None and citation.issued == act.issued
        if not (dated and all(item.field == "name" for item in wrong)):
            told = "; ".join(item.sentence for item in wrong)
            near = _ranked(citation, registry.near_numbers(number_key(citation.number or "")))
            return Resolution("mismatch", act, (act,), near, f"Chi tiết viện dẫn không khớp: {told}.", wrong)
    if number_year(number_key(citation.number or "")) is None and not (citation.issued or citation.year):
        reason = "Số không có năm được dùng lại mỗi năm; cần thêm ngày ban hành để xác định."
        return Resolution("unknown", None, (), (act,), reason)
    return Resolution("resolved", act, (act,), (), f"Đúng một văn bản mang số {act.number}.", wrong)


def _by_local_number(
    citation: Citation, citing: CitingAct, registry: Registry, book: IssuerBook, found: Sequence[Act]
) -> Resolution:
    """Numbers of UBND, HĐND and other local bodies: the issuer decides, then the date."""
    number = citation.number or ""
    wanted, named = _wanted_issuers(citation, citing, book)
    if not wanted:
        return _unknown_issuer(_narrow_by_date(citation, found), number)
    fitting = [act for act in found if act.issuer in wanted]
    if not fitting:
        loose = [act for act in found if act.issuer is None]
        where = citation.issuer if named else "cơ quan ban hành văn bản đang xét"
        reason = f"Sổ văn bản không có {citation.type} {number} của {where}."
        return Resolution("unknown", None, (), _ranked(citation, [*loose, *found])[:10], reason)
    if citing.issued is not None:
        fitting = [act for act in fitting if act.issued is None or act.issued <= citing.issued] or fitting
    candidates = _narrow_by_date(citation, fitting)
    if len(candidates) > 1:
        return _ambiguous(candidates, f"Có {len(candidates)} văn bản cùng số {number} của cơ quan này.")
    return _judge(citation, candidates[0], registry, book)


def _wanted_issuers(citation: Citation, citing: CitingAct, book: IssuerBook) -> tuple[set[str], bool]:
    """Issuer codes the citation can mean, and whether the citation itself names the place.

    A cited name without date can be any version of the body. A name without place ("Ủy ban nhân dân
    tỉnh"), or none, means the citing act's own province, now or before the merger.
    """
    if citation.issuer:
        versions = book.named(citation.issuer)
        if citation.issued is not None:
            dated = tuple(item for item in versions if item.period.holds(citation.issued))
            versions = dated or versions
        if versions:
            return {code for item in versions for code in book.same_body(item.code)}, True
    own = citing.issuer
    if own is None:
        return set(), False
    organ = book.for_symbol(citation.number or "").organ
    issuer = book.get(own)
    unit = province_of_issuer(own)
    if unit is None:
        return set(), False  # a central body has no province of its own to mean
    if organ and issuer and issuer.level == "province":
        own = f"{organ}:{unit}"
    return {code for item in book.lineage(own) for code in book.same_body(item)}, False


def _by_name(citation: Citation, citing: CitingAct, registry: Registry) -> Resolution:
    found = [act for act in acts_by_name(citation, registry) if act.uid != citing.uid]
    label = f"{citation.type} {citation.name or ''}".strip()
    if not found:
        return _unknown(f"Sổ văn bản không có {label}.")
    if citation.issued or citation.year:
        dated = [act for act in found if _dated_as_cited(citation, act)]
        if not dated:
            when = citation.issued or citation.year
            reason = f"Sổ văn bản có {label} nhưng không có bản ban hành {when}."
            return Resolution("unknown", None, (), tuple(found[:10]), reason)
        dated = list(titled_exactly(citation, dated))
        if len(dated) > 1:
            return _ambiguous(dated, f"Có {len(dated)} văn bản tên {label} ban hành cùng thời điểm.")
        return Resolution("resolved", dated[0], (dated[0],), (), f"Đúng một {label} ban hành thời điểm đó.")
    found = list(titled_exactly(citation, found))
    if citing.issued is None:
        if len(found) > 1:
            return _ambiguous(
                found, f"Có {len(found)} văn bản tên {label}; cần biết ngày của văn bản viện dẫn."
            )
        return Resolution("resolved", found[0], (found[0],), (), f"Đúng một văn bản tên {label}.")
    return _by_name_on(citing.issued, found, label)


def _by_name_on(on: date, found: Sequence[Act], label: str) -> Resolution:
    """The law of this name on a day: the latest one passed, if it was also in force by then.

    An act without date is placed by the year in its number.
    """
    years = {act.uid: _issue_year(act) for act in found}
    if undatable := [act for act in found if years[act.uid] is None]:
        return _ambiguous(undatable, f"Không rõ năm ban hành của {label} trong sổ.")
    passed = [act for act in found if (act.issued <= on if act.issued else (years[act.uid] or 0) <= on.year)]
    if not passed:
        reason = f"Mọi {label} trong sổ đều ban hành sau ngày {on:%d/%m/%Y}."
        return Resolution("unknown", None, (), tuple(found[:10]), reason)
    passed.sort(key=lambda act: act.issued or date(years[act.uid] or on.year, 12, 31))
    latest, previous = passed[-1], passed[-2] if len(passed) > 1 else None
    if previous is not None and _may_be_meant(previous, latest, on):
        return _ambiguous(
            [previous, latest], f"Ngày {on:%d/%m/%Y} có hai {label}: chưa rõ bản nào đang có hiệu lực."
        )
    if previous is not None and latest.effective_from is not None and latest.effective_from > on:
        reason = f"Là {label} còn áp dụng ngày {on:%d/%m/%Y}; bản mới {latest.number} chưa có hiệu lực."
        return Resolution("resolved", previous, (previous,), (latest,), reason)
    reason = f"Là {label} ban hành gần nhất trước ngày {on:%d/%m/%Y}."
    return Resolution("resolved", latest, (latest,), (), reason)


def _may_be_meant(older: Act, latest: Act, on: date) -> bool:
    """True when the registry does not tell which of two laws was in force: the latest one has no
    effective date and laws take effect months after passing, or both are undated of one year."""
    if latest.issued is None or (older.issued is None and _issue_year(older) == _issue_year(latest)):
        return (_issue_year(latest) or on.year) >= on.year - 1
    return latest.effective_from is None and (on - latest.issued).days < 365


def _issue_year(act: Act) -> int | None:
    """Year of issue: of the date, else as the number prints it."""
    return act.issued.year if act.issued else number_year(number_key(act.number or ""))


def _no_such_number(citation: Citation, registry: Registry) -> Resolution:
    number = citation.number or ""
    near = _ranked(citation, registry.near_numbers(number_key(number)))
    printed = number_year(number_key(number))
    cited_year = citation.issued.year if citation.issued else citation.year
    if printed and cited_year and abs(printed - cited_year) > 1:
        wrong = Mismatch("issued", str(cited_year), str(printed))
        reason = f"Số {number} mang năm {printed} nhưng chỗ viện dẫn ghi ban hành năm {cited_year}."
        return Resolution("mismatch", None, (), near, reason, (wrong,))
    return Resolution("unknown", None, (), near, f"Sổ văn bản không có số, ký hiệu {number}.")


def _narrow_by_date(citation: Citation, acts: Sequence[Act]) -> list[Act]:
    """Acts with the cited date or year if there are any, else all of them."""
    if not (citation.issued or citation.year):
        return list(acts)
    return [act for act in acts if _dated_as_cited(citation, act)] or list(acts)


def _dated_as_cited(citation: Citation, act: Act) -> bool:
    if citation.issued:
        return act.issued == citation.issued
    return _issue_year(act) == citation.year


def _ranked(citation: Citation, acts: Iterable[Act]) -> tuple[Act, ...]:
    """Near acts, likeliest first: exact cited date, then same day and month, then same type."""
    cited = citation.issued

    def distance(act: Act) -> tuple[bool, bool, bool]:
        same_day = bool(
            cited and act.issued and (act.issued.month, act.issued.day) == (cited.month, cited.day)
        )
        return (not (cited and act.issued == cited), not same_day, not same_type(citation.type, act.type))

    return tuple(sorted(dict.fromkeys(acts), key=distance))


def _unknown(reason: str) -> Resolution:
    return Resolution("unknown", None, (), (), reason)


def _unknown_issuer(acts: Sequence[Act], number: str) -> Resolution:
    reason = f"Số {number} do nhiều cơ quan cùng dùng; chỗ viện dẫn không nêu rõ cơ quan ban hành."
    # One known act is no proof: another province can have used the number without being in the registry.
    return _ambiguous(acts, reason) if len(acts) > 1 else Resolution("unknown", None, (), tuple(acts), reason)


def _ambiguous(acts: Sequence[Act], reason: str) -> Resolution:
    return Resolution("ambiguous", None, tuple(acts), (), reason)
