"""The checks of the product, most telling first: of several findings about one cited act in one
sentence the earliest in this list stays."""

from __future__ import annotations

from legal_corpus.checks import (
    act301_own_term_ends_soon,
    ref101_cited_act_expired,
    ref102_cited_act_replaced,
    ref103_cited_act_repealed,
    ref104_cited_provision_repealed,
    ref105_cited_provision_amended,
    ref106_basis_changed_in_part,
    ref107_cited_act_suspended,
    ref108_cited_act_not_yet_in_force,
    ref109_cited_act_status_unknown,
    ref110_cited_act_ends_soon,
    ref201_cited_act_unknown,
    ref202_cited_act_ambiguous,
    ref203_citation_details_contradict,
)
from legal_corpus.checks.base import Check

CHECKS: tuple[Check, ...] = (
    ref102_cited_act_replaced.CHECK,
    ref103_cited_act_repealed.CHECK,
    ref101_cited_act_expired.CHECK,
    ref108_cited_act_not_yet_in_force.CHECK,
    ref107_cited_act_suspended.CHECK,
    ref104_cited_provision_repealed.CHECK,
    ref203_citation_details_contradict.CHECK,
    ref110_cited_act_ends_soon.CHECK,
    ref105_cited_provision_amended.CHECK,
    ref106_basis_changed_in_part.CHECK,
    ref202_cited_act_ambiguous.CHECK,
    ref201_cited_act_unknown.CHECK,
    ref109_cited_act_status_unknown.CHECK,
    act301_own_term_ends_soon.CHECK,
)


def check_named(code: str) -> Check | None:
    """The check with this code."""
    return next((check for check in CHECKS if check.code == code), None)
