"""What the checks on contradicting details share: one citation, one finding, told by its gravest detail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legal_corpus.checks.base import OPERATIVE_ROLES, Check, CheckContext, Cited
from legal_corpus.checks.identified import manner_source, near_words
from legal_corpus.checks.report import act_label, cited_finding
from legal_corpus.effect.wording import status_sentence, vn_date
from legal_corpus.model.finding import Finding, Severity
from legal_corpus.model.text import Evidence
from legal_corpus.registry.compare import MismatchField

# Which contradiction names a finding where several details are wrong.
_ORDER: tuple[MismatchField, ...] = ("number", "issued", "name", "type", "issuer")


def contradictions(context: CheckContext, check: Check, field: MismatchField) -> Iterator[Finding]:
    """One finding a citation whose gravest contradiction is about ``field``; all its details are told."""
    for cited in gravest(context, field):
        yield contradiction_finding(context, check, cited)


def gravest(context: CheckContext, field: MismatchField) -> Sequence[Cited]:
    """Citations whose gravest contradiction is about ``field``."""
    return context.once(_by_gravest).get(field, ())


def _by_gravest(context: CheckContext) -> dict[MismatchField, list[Cited]]:
    found: dict[MismatchField, list[Cited]] = {}
    for cited in context.cited:
        if cited.citation.kind == "act" and cited.resolution.mismatches:
            wrong = {item.field for item in cited.resolution.mismatches}
            found.setdefault(next(field for field in _ORDER if field in wrong), []).append(cited)
    return found


def detail_severity(context: CheckContext, cited: Cited) -> Severity:
    """A wrong detail is an error in a clause that amends, replaces or repeals, else a warning."""
    operated = {effect.target for effect in context.effects}
    grave = cited.citation.role in OPERATIVE_ROLES or cited.citation.start in operated
    return "error" if grave else "warning"


def contradiction_finding(context: CheckContext, check: Check, cited: Cited) -> Finding:
    """The finding with every contradicting detail and the act that is likely meant."""
    resolution = cited.resolution
    details = "; ".join(item.sentence for item in resolution.mismatches)
    message = (
        resolution.reason if resolution.outcome == "mismatch" else f"Chi tiết viện dẫn không khớp: {details}."
    )
    return cited_finding(
        context,
        cited,
        code=check.code,
        severity=detail_severity(context, cited),
        message=f"“{cited.citation.text}”: {message}",
        legal_source=manner_source(context),
        evidence=[
            Evidence(what=item.sentence, act=resolution.act.label if resolution.act else None)
            for item in resolution.mismatches
        ],
        suggestion=_suggestion(context, cited),
    )


def _suggestion(context: CheckContext, cited: Cited) -> str | None:
    """The near act with exactly the cited date first, else the act that has the number and its status: a
    slip in the date must not hide that the act has ended."""
    resolution, issued = cited.resolution, cited.citation.issued
    exact = [act for act in resolution.near if issued and act.issued == issued]
    if exact:
        return near_words(exact)
    if resolution.act is not None:
        now = status_sentence(context.status(resolution.act, context.on))
        return f"Sổ văn bản có {act_label(resolution.act)}: {now} vào ngày {vn_date(context.on)}."
    return near_words(resolution.near)
