"""English names of the checks, whose own names are Vietnamese; what a check says stays in Vietnamese."""

from __future__ import annotations

from flask_babel import get_locale

from legal_corpus.checks.catalogue import check_named

ENGLISH = {
    "REF101": "The cited act has expired",
    "REF102": "The cited act was replaced",
    "REF103": "The cited act was repealed",
    "REF104": "The cited provision was repealed",
    "REF105": "The cited provision was amended after signing",
    "REF106": "The basis was amended or partly expired after signing",
    "REF107": "The cited act is suspended",
    "REF108": "The cited act is not yet in force",
    "REF109": "The status of the cited act is unknown",
    "REF110": "The cited act is about to expire",
    "REF111": "The cited provision is not in the act",
    "REF112": "The cited act stays in force because that was announced",
    "REF113": "The basis was issued after signing",
    "REF201": "The cited act was not found",
    "REF202": "The citation does not tell one act",
    "REF203": "The cited date or year does not fit the number",
    "REF204": "The cited number may be mistyped",
    "REF205": "The cited title is not that of the act with this number",
    "REF206": "The cited issuer is not that of the act",
    "REF207": "The cited kind of act does not fit the number",
    "BAS401": "The basis has no higher legal force",
    "BAS402": "The basis was issued by the same body",
    "BAS403": "The basis is not a normative act",
    "BAS404": "One act is named twice as a basis",
    "BAS405": "The basis names the amending act, not the amended one",
    "REP501": "Repeals or replaces an act that has already expired",
    "REP502": "The repealed or replaced act is not in the register",
    "REP503": "Amends, replaces or repeals an act beyond its powers",
    "REP504": "One act is listed twice for repeal or replacement",
    "REP505": "A repeal that does not say whether whole or in part",
    "ACT301": "The term of this act is about to end",
    "ACT302": "The term of this act has ended",
    "ACT303": "The effective date is earlier than the minimum",
    "ACT304": "The act has retroactive effect",
    "ACT305": "The act does not state its effective date",
    "ACT306": "This act is amended or replaced by another body",
    "ACT307": "More than half of the articles are amended, without replacement",
    "ACT308": "This act details an act that has expired",
    "ACT309": "The act gives duties to district level, which has ended",
    "ACT310": "The act was issued by a unit that has been merged",
    "ACT311": "The number does not fit the act itself",
    "FRM601": "A law as basis is cited by name only",
    "FRM602": "A first citation lacks the issuer and the title",
    "FRM603": "A short name of an act is not explained",
    "FRM604": "Point, clause and article are cited in the wrong order",
    "FRM605": "The citation lacks the word “số”",
    "FRM606": "The symbol of the act is misspelt",
}


def check_title(code: str) -> str:
    """The short name of a check in the reader's language; an unknown code has none."""
    check = check_named(code)
    if check is None:
        return ""
    return ENGLISH.get(code, check.title) if str(get_locale()) == "en" else check.title
