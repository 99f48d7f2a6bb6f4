"""The grounds of a normative document, each with how it stands to the conditions of a ground."""

from __future__ import annotations

from collections.abc import Iterator

from legal_corpus.checks.base import Check, CheckContext, Cited
from legal_corpus.checks.ground_line import opened_by
from legal_corpus.checks.own import is_normative, own_act
from legal_corpus.checks.report import cited_finding, rule_source
from legal_corpus.effect.basis import BasisDates, BasisProblem, ProblemKind, basis_reading
from legal_corpus.effect.rules import BASIS_CONDITIONS
from legal_corpus.model.act import Act
from legal_corpus.model.finding import Finding, Severity
from legal_corpus.registry.ranks import core_ranks


def grounds(context: CheckContext) -> tuple[Cited, ...]:
    """Acts that stand in the grounds after "Căn cứ".

    Papers of the procedure ("Theo đề nghị … tại Tờ trình"), acts that are carried out ("Thực hiện …") and
    acts that the document itself ends are no grounds.
    """
    return context.once(_grounds)


def _grounds(context: CheckContext) -> tuple[Cited, ...]:
    operated = {effect.target for effect in context.effects}
    return tuple(
        cited
        for cited in context.cited
        if cited.is_basis
        and cited.citation.kind == "act"
        and cited.citation.start not in operated
        and opened_by(context.text, cited.citation.start) == "Căn cứ"
    )


def cited_as_act(context: CheckContext, cited: Cited) -> Act:
    """The cited act, or what the citation itself tells of it where the registry does not know it."""
    if cited.act is not None:
        return cited.act
    said = cited.citation
    issuer = context.book.central_of(said.number) if said.number else None
    if issuer is None and said.issuer:
        known = context.book.at(said.issuer, said.issued)
        issuer = known.code if known else None
    return Act("", said.type, said.number, said.name, issuer, said.issuer, said.issued)


def ground_problems(context: CheckContext, kind: ProblemKind) -> Iterator[tuple[Cited, BasisProblem]]:
    """Grounds of a normative document that fail one condition, judged by the rule of the day of signing.

    Nothing is said of documents signed when no rule is recorded.
    """
    return (found for found in context.once(_problems) if found[1].kind == kind)


def _problems(context: CheckContext) -> list[tuple[Cited, BasisProblem]]:
    if context.signed is None or not is_normative(context):
        return []
    own, ranks = own_act(context), core_ranks()
    failed: list[tuple[Cited, BasisProblem]] = []
    for cited in grounds(context):
        basis = cited_as_act(context, cited)
        days = BasisDates(context.signed, context.effective_from, basis.issued, basis.effective_from)
        found = basis_reading(own, basis, days, rules=context.rules, ranks=ranks, issuers=context.book)
        failed.extend((cited, problem) for problem in found.problems)
    return failed


def ground_finding(
    context: CheckContext, check: Check, cited: Cited, *, severity: Severity, message: str, suggestion: str
) -> Finding:
    """A finding at a ground, with the conditions of the day of signing as its legal source."""
    source = (
        rule_source(context, BASIS_CONDITIONS, "quy định về căn cứ ban hành", context.signed)
        if context.signed
        else check.legal_source
    )
    return cited_finding(
        context,
        cited,
        code=check.code,
        severity=severity,
        message=message,
        legal_source=source,
        suggestion=suggestion,
    )
