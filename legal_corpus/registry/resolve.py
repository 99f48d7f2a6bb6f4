"""From a citation to the one act it means, or to an honest refusal.

Number, type, issuer, date and name are evidence about one act. A single act must fit all of them to be
resolved; contradicting evidence is reported, several fitting acts are listed, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from legal_corpus.model.act import Act
from legal_corpus.model.citation import Citation
from legal_corpus.registry.by_name import resolve_by_name
from legal_corpus.registry.compare import Mismatch, mismatches_of, same_type
from legal_corpus.registry.issuers import IssuerBook, core_issuers
from legal_corpus.registry.names import bare_title
from legal_corpus.registry.near import number_year, slip_between
from legal_corpus.registry.protocol import Registry
from legal_corpus.registry.resolution import (
    CitingAct,
    Outcome,
    Resolution,
    ambiguous,
    dated_as_cited,
    issue_year,
    unknown,
)
from legal_corpus.registry.subject import cited_subject, is_about, is_not_about, issuer_follows
from legal_corpus.registry.succession import province_of_issuer
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

__all__ = [
    "CitingAct",
    "Mismatch",
    "Outcome",
    "Resolution",
    "doubted_numbers",
    "other_on",
    "resolve",
    "resolve_all",
    "resolve_on",
]


def resolve(
    citation: Citation,
    citing: CitingAct,
    registry: Registry,
    book: IssuerBook | None = None,
    subject: str | None = None,
) -> Resolution:
    """The act a citation means, judged with the citing act's own issuer and date.

    ``book`` defaults to the shipped issuer vocabulary. ``subject`` is what the citing text says the act
    is about (:func:`legal_corpus.registry.subject.cited_subject`).
    """
    if citation.kind == "paper":
        return unknown("Giấy tờ thủ tục không nằm trong sổ văn bản nên không đối chiếu.")
    if citation.number:
        vocabulary = book or core_issuers()
        found = _by_number(citation, citing, registry, vocabulary)
        meant = _another_is_meant(citation, citing, found, registry, vocabulary, subject) if subject else None
        return meant or found
    if citation.name or citation.type == "Hiến pháp":
        return resolve_by_name(citation, citing, registry)
    return unknown("Chỗ viện dẫn không có số, ký hiệu và không có tên gọi.")


def resolve_on(
    citation: Citation, citing: CitingAct, registry: Registry, on: date, book: IssuerBook | None = None
) -> Resolution:
    """The second reading of a citation: the act that it means to a reader on the day ``on``.

    Only a bare name has two readings: "Luật Đất đai" in an act of 2015 meant the law of 2013 and leads a
    reader of 2026 to the law of 2024. A number, date or year always means the same act.
    """
    return resolve(citation, replace(citing, issued=on) if _is_bare(citation) else citing, registry, book)


def other_on(
    citation: Citation,
    meant: Act,
    citing: CitingAct,
    registry: Registry,
    on: date,
    book: IssuerBook | None = None,
) -> Act | None:
    """The act that the citation means on the day ``on``, where that is another one than ``meant``."""
    if not _is_bare(citation):
        return None
    found = resolve_on(citation, citing, registry, on, book)
    other = found.act if found.outcome == "resolved" else None
    return other if other is not None and other.uid != meant.uid else None


def resolve_all(
    citations: Sequence[Citation],
    citing: CitingAct,
    registry: Registry,
    book: IssuerBook | None = None,
    text: str = "",
) -> list[Resolution]:
    """The acts that the citations of one document mean, in their order; ``text`` is the document.

    A bare name means the act that the same document cites by this name with number, date or year;
    only where there is none is it judged by the day alone.
    """
    vocabulary = book or core_issuers()
    known: dict[tuple[object, ...], Resolution] = {}  # an act is often cited in the same words again
    alone: list[Resolution] = []
    for item in citations:
        issuer, subject = _own_issuer(item, text, vocabulary), cited_subject(text, item)
        key = (item.kind, item.type, item.number, item.name, item.year, item.issued, issuer, subject)
        if key not in known:
            asked = item if issuer == item.issuer else _without_issuer(item)
            known[key] = resolve(asked, citing, registry, vocabulary, subject)
        alone.append(known[key])
    if not any(map(_is_bare, citations)):
        return alone
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


def doubted_numbers(citations: Iterable[Citation], text: str, registry: Registry) -> set[str]:
    """Number keys of which :func:`resolve_all` is going to ask what is near: the text speaks of another
    subject than the acts of that number. So they can be asked for together."""
    found: set[str] = set()
    for item in citations:
        subject = cited_subject(text, item) if item.kind == "act" else None
        if subject and item.number and (key := number_key(item.number)) not in found:
            acts = registry.by_number(key)
            if all(is_not_about(subject, act) for act in acts):
                found.add(key)
    return found


def _own_issuer(citation: Citation, text: str, book: IssuerBook) -> str | None:
    """The issuer of the citation, but none that stands elsewhere in a list where the symbol names its own."""
    if not text or not citation.issuer or not book.for_symbol(citation.number or "").unique:
        return citation.issuer
    return citation.issuer if issuer_follows(text, citation) else None


def _without_issuer(item: Citation) -> Citation:
    """The citation as it is but for its issuer (``replace`` takes five times as long)."""
    return Citation(
        item.start,
        item.end,
        item.text,
        item.kind,
        item.type,
        item.number,
        item.name,
        item.year,
        item.issued,
        None,
        item.role,
        item.confidence,
    )


def _is_bare(citation: Citation) -> bool:
    return citation.kind == "act" and not (citation.number or citation.issued or citation.year)


def _as_said(
    citation: Citation, alone: Resolution, said: dict[tuple[str, str], dict[str, Act]]
) -> Resolution:
    acts = list(said.get((fold_key(citation.type), fold_key(citation.name or "")), {}).values())
    if not acts:
        return alone
    if len(acts) > 1:
        return ambiguous(acts, f"Văn bản này viện dẫn {len(acts)} văn bản cùng tên {citation.name}.")
    reason = f"Văn bản này viện dẫn tên đó cùng số {acts[0].number}."
    return Resolution("resolved", acts[0], (acts[0],), (), reason)


def _by_number(citation: Citation, citing: CitingAct, registry: Registry, book: IssuerBook) -> Resolution:
    number = citation.number or ""
    key = number_key(number)
    numbered = registry.by_number(key)
    found = [act for act in numbered if act.uid != citing.uid]
    if not found:
        return _no_such_number(citation, registry)
    typed = [act for act in found if same_type(citation.type, act.type)]
    if not typed and any(act.uid == citing.uid and same_type(citation.type, act.type) for act in numbered):
        # Laws and resolutions of one Assembly are numbered apart: the resolution is not meant.
        return unknown(f"Số {number} ở đây là của chính văn bản đang xét.")
    symbol = book.for_symbol(number)
    if typed and not symbol.unique:
        return _by_local_number(citation, citing, registry, book, typed)
    candidates = _narrow_by_date(citation, typed or found)
    if len(candidates) > 1:
        return ambiguous(candidates, f"Có {len(candidates)} văn bản cùng số, ký hiệu {number}.")
    return _judge(citation, candidates[0], registry, book)


def _another_is_meant(
    citation: Citation,
    citing: CitingAct,
    found: Resolution,
    registry: Registry,
    book: IssuerBook,
    subject: str,
) -> Resolution | None:
    """The number is unknown or another act's, and an act one slip away has exactly the cited subject.

    Provinces issue acts of one subject under numbers alike, so the act of another body is never meant.
    """
    if found.outcome == "ambiguous" or (found.act is not None and not is_not_about(subject, found.act)):
        return None
    number = citation.number or ""
    meant = [act for act in registry.near_numbers(number_key(number)) if is_about(subject, act)]
    if meant and not book.for_symbol(number).unique:
        wanted, _named = _wanted_issuers(citation, citing, book)
        meant = [act for act in meant if act.issuer in wanted]
    if len(meant) != 1:
        return None
    act = meant[0]
    wrong = (Mismatch("number", number, act.number or ""), *found.mismatches)
    reason = f"Tên gọi đi kèm là của {act.label}, không phải của số {number}."
    return Resolution("mismatch", None, (), (act,), reason, wrong)


def _judge(citation: Citation, act: Act, registry: Registry, book: IssuerBook) -> Resolution:
    """One act has the number: resolved unless date, year, type or name contradict it."""
    yearless = number_year(number_key(citation.number or "")) is None
    cited_year = citation.issued.year if citation.issued else citation.year
    if yearless and cited_year and issue_year(act) != cited_year:
        which = "không rõ ngày ban hành" if issue_year(act) is None else "của năm khác"
        reason = f"Sổ văn bản chỉ có số {act.number} {which}; số không có năm được dùng lại mỗi năm."
        return Resolution("unknown", None, (), (act,), reason)
    wrong = mismatches_of(citation, act, book)
    if any(item.field in ("issued", "type", "name") for item in wrong):
        dated = citation.issued is not None and citation.issued == act.issued
        if not (dated and all(item.field == "name" for item in wrong)):
            told = "; ".join(item.sentence for item in wrong)
            near = _ranked(citation, registry.near_numbers(number_key(citation.number or "")))
            return Resolution("mismatch", act, (act,), near, f"Chi tiết viện dẫn không khớp: {told}.", wrong)
    if yearless and not cited_year:
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
        return ambiguous(candidates, f"Có {len(candidates)} văn bản cùng số {number} khớp với chỗ viện dẫn.")
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


def _no_such_number(citation: Citation, registry: Registry) -> Resolution:
    number = citation.number or ""
    near = _ranked(citation, registry.near_numbers(number_key(number)))
    printed = number_year(number_key(number))
    cited_year = citation.issued.year if citation.issued else citation.year
    if printed and cited_year and abs(printed - cited_year) > 1:
        wrong = Mismatch("issued", str(cited_year), str(printed))
        reason = f"Số {number} mang năm {printed} nhưng chỗ viện dẫn ghi ban hành năm {cited_year}."
        return Resolution("mismatch", None, (), near, reason, (wrong,))
    return Resolution(
        "unknown", None, (), near, f"Sổ văn bản không có số, ký hiệu {number}{_told(citation, near)}."
    )


def _told(citation: Citation, near: Sequence[Act]) -> str:
    """What the likeliest near act has in common with the citation, for the reason; "" where there is none."""
    slip = slip_between(number_key(citation.number or ""), number_key(near[0].number or "")) if near else None
    if slip is None:
        return ""
    same_day = citation.issued is not None and near[0].issued == citation.issued
    return f"; gần nhất là {near[0].label}, khác {slip}" + (
        ", ban hành đúng ngày được viện dẫn" if same_day else ""
    )


def _narrow_by_date(citation: Citation, acts: Sequence[Act]) -> list[Act]:
    """Acts with the cited date or year if there are any, else all of them."""
    if not (citation.issued or citation.year):
        return list(acts)
    return [act for act in acts if dated_as_cited(citation, act)] or list(acts)


def _ranked(citation: Citation, acts: Iterable[Act]) -> tuple[Act, ...]:
    """Near acts, likeliest first: exact cited date, then same day and month, then same type."""
    cited = citation.issued

    def distance(act: Act) -> tuple[bool, bool, bool]:
        same_day = bool(
            cited and act.issued and (act.issued.month, act.issued.day) == (cited.month, cited.day)
        )
        return (not (cited and act.issued == cited), not same_day, not same_type(citation.type, act.type))

    return tuple(sorted(dict.fromkeys(acts), key=distance))


def _unknown_issuer(acts: Sequence[Act], number: str) -> Resolution:
    reason = f"Số {number} do nhiều cơ quan cùng dùng; chỗ viện dẫn không nêu rõ cơ quan ban hành."
    # One known act is no proof: another province can have used the number without being in the registry.
    return ambiguous(acts, reason) if len(acts) > 1 else Resolution("unknown", None, (), tuple(acts), reason)
