"""Citations by how they were resolved, and how candidates are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from legal_corpus.checks.base import CheckContext, Cited
from legal_corpus.checks.report import act_label, identity_of, rule_source
from legal_corpus.model.act import Act
from legal_corpus.registry.names import bare_title
from legal_corpus.registry.resolve import Outcome
from legal_corpus.registry.subject import cited_subject, is_not_about
from legal_corpus.registry.succession import province_of_issuer

_LISTED = 4
_TELLING_WORDS = 8  # of a title; shorter ones are often incomplete
_CITING_FORM = "citing_form"


def first_places(cited: Iterable[Cited]) -> Iterator[Cited]:
    """Each cited act at its first place: what is not known need not be said at every mention."""
    seen: set[str] = set()
    for item in cited:
        identity = identity_of(item)
        if identity not in seen and item.citation.role != "title":
            seen.add(identity)
            yield item


def checked_citations(context: CheckContext, outcome: Outcome) -> Iterator[Cited]:
    """Citations of acts with this outcome, each cited act once; titles are not looked for."""
    for cited in first_cited(context):
        looked_for = cited.citation.kind == "act" and cited.citation.role != "procedure"
        if looked_for and cited.resolution.outcome == outcome:
            yield cited


def first_cited(context: CheckContext) -> tuple[Cited, ...]:
    """Each act that the document cites, at its first place."""
    return context.once(_first_cited)


def _first_cited(context: CheckContext) -> tuple[Cited, ...]:
    return tuple(first_places(context.cited))


def manner_source(context: CheckContext) -> str:
    """The legal source on how acts are cited, of the day of signing (of the review while that is unknown)."""
    return rule_source(context, _CITING_FORM, "quy định về viện dẫn văn bản", context.signed or context.on)


def listed(acts: Sequence[Act]) -> str:
    """The first acts with issuer and date."""
    shown = [
        f"{act_label(act)}{' của ' + act.issuer_name if act.issuer_name else ''}" for act in acts[:_LISTED]
    ]
    more = f" và {len(acts) - _LISTED} văn bản khác" if len(acts) > _LISTED else ""
    return "; ".join(shown) + more


def near_of_own(context: CheckContext, cited: Cited) -> Sequence[Act]:
    """Near acts worth showing: a local number of another province is near to nothing."""
    near = cited.resolution.near
    own = context.citing.issuer
    if own is None or context.book.for_symbol(cited.citation.number or "").organ is None:
        return near
    units = {province_of_issuer(code) for code in context.book.lineage(own)}
    return [act for act in near if act.issuer is None or province_of_issuer(act.issuer) in units]


def is_of_another_subject(context: CheckContext, cited: Cited) -> bool:
    """The subject printed behind the number is plainly not that of the act found by it: the number or the
    registry may be wrong. Short titles tell nothing."""
    title = bare_title(cited.act) if cited.act else ""
    subject = cited_subject(context.text, cited.citation)
    if cited.act is None or subject is None or len(title.split()) < _TELLING_WORDS:
        return False
    return is_not_about(subject, cited.act)


def near_words(acts: Sequence[Act]) -> str | None:
    """ "Có phải là …?" or ``None`` when nothing is near."""
    return f"Có phải là {listed(acts)}?" if acts else None
