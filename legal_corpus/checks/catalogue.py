"""The checks of the product, most telling first: of several findings about one cited act in one
sentence the earliest in this list stays."""

from __future__ import annotations

from legal_corpus.checks import (
    act301_own_term_ends_soon,
    bas401_basis_not_higher,
    bas402_basis_of_same_issuer,
    bas403_basis_is_administrative,
    bas404_basis_listed_twice,
    bas405_amender_without_amended,
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
    ref111_cited_provision_absent,
    ref112_cited_act_continued,
    ref113_basis_issued_after_signing,
    ref201_cited_act_unknown,
    ref202_cited_act_ambiguous,
    ref203_date_contradicts_number,
    ref204_number_near_another,
    ref205_name_contradicts_number,
    ref206_issuer_contradicts_number,
    ref207_type_contradicts_number,
)
from legal_corpus.checks.base import Check

CHECKS: tuple[Check, ...] = (
    ref102_cited_act_replaced.CHECK,
    ref103_cited_act_repealed.CHECK,
    ref101_cited_act_expired.CHECK,
    ref113_basis_issued_after_signing.CHECK,
    ref108_cited_act_not_yet_in_force.CHECK,
    ref107_cited_act_suspended.CHECK,
    ref104_cited_provision_repealed.CHECK,
    ref111_cited_provision_absent.CHECK,
    ref204_number_near_another.CHECK,
    ref203_date_contradicts_number.CHECK,
    ref205_name_contradicts_number.CHECK,
    ref207_type_contradicts_number.CHECK,
    ref206_issuer_contradicts_number.CHECK,
    ref110_cited_act_ends_soon.CHECK,
    ref105_cited_provision_amended.CHECK,
    ref106_basis_changed_in_part.CHECK,
    ref202_cited_act_ambiguous.CHECK,
    ref201_cited_act_unknown.CHECK,
    ref112_cited_act_continued.CHECK,
    ref109_cited_act_status_unknown.CHECK,
    bas401_basis_not_higher.CHECK,
    bas402_basis_of_same_issuer.CHECK,
    bas403_basis_is_administrative.CHECK,
    bas404_basis_listed_twice.CHECK,
    bas405_amender_without_amended.CHECK,
    act301_own_term_ends_soon.CHECK,
)


def check_named(code: str) -> Check | None:
    """The check with this code."""
    return next((check for check in CHECKS if check.code == code), None)
