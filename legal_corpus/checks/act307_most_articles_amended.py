"""Sửa đổi quá một nửa số điều mà không thay thế.

**Kiểm tra gì.** Một văn bản sửa đổi, bổ sung tác động tới hơn một nửa số điều của văn bản được sửa đổi. Xét
cả hai phía: văn bản đang xét bị sửa đổi như vậy, hoặc chính nó là văn bản sửa đổi.

**Vì sao.** Khi nội dung sửa đổi, bổ sung quá một phần hai tổng số điều thì phải ban hành văn bản thay thế.

**Ví dụ sai.** Quyết định có 5 điều, quyết định sửa đổi tác động tới 3 điều.

**Ví dụ đúng.** Ban hành quyết định mới thay thế quyết định cũ.

**Mức độ.** Cảnh báo.

**Giới hạn.** Quy định áp dụng từ 01/4/2025. Đếm điều trong phần có nhiều điều nhất (văn bản chính hoặc quy
định kèm theo); điều được bổ sung mới không tính. Phía văn bản sửa đổi chỉ xét được khi kho có bản chữ của
văn bản được sửa đổi.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from legal_corpus.checks.base import Check, CheckContext, Cited, LegalSource
from legal_corpus.checks.own import own_articles, own_finding
from legal_corpus.checks.report import cited_finding, rule_source
from legal_corpus.effect.wording import acting_label
from legal_corpus.model.effect import EffectEvent
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Evidence

_MUST_REPLACE = LegalSource("Luật", "64/2025/QH15", "khoản 4 Điều 8")
_RULE = "replace_not_amend"
_CHANGES = ("amends", "supplements", "repeals", "replaces")
_ADVICE = "Ban hành văn bản thay thế thay vì sửa đổi, bổ sung."


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding an amending act, whether it amends the document or is the document."""
    yield from _amended(context)
    yield from _amending(context)


def _amended(context: CheckContext) -> Iterator[Finding]:
    if context.act is None:
        return
    by_actor: dict[str, list[EffectEvent]] = defaultdict(list)
    for event in context.events(context.act):
        if event.predicate in _CHANGES and event.scope == "part" and (event.by or event.by_label):
            by_actor[event.by or event.by_label or ""].append(event)
    containers = list(own_articles(context).values()) if by_actor else []
    for actor, events in by_actor.items():
        if not containers or not any(event.predicate in ("amends", "supplements") for event in events):
            continue
        acting = context.registry.get(events[0].by) if events[0].by else None
        day = (acting.issued if acting else None) or events[0].effective_from
        rule = context.rules.at(_RULE, day) if day else None
        touched = {ref.split("/")[0] for event in events for ref in event.provisions}
        best = max(containers, key=lambda labels: (len(labels & touched), len(labels)))
        changed = best & touched
        if rule is None or len(changed) <= len(best) * float(rule.parameters.get("article_share_above", 1)):
            continue
        label = acting_label(events[0], context.registry) or "một văn bản"
        yield own_finding(
            context,
            CHECK,
            severity="warning",
            message=f"{label} sửa đổi {len(changed)} trên {len(best)} điều của văn bản này, quá một nửa.",
            key=actor,
            legal_source=rule.shown_source,
            evidence=[Evidence(what=f"các điều bị tác động: {_listed(changed)}", act=label)],
            suggestion=_ADVICE,
        )


def _amending(context: CheckContext) -> Iterator[Finding]:
    rule = context.rules.at(_RULE, context.signed) if context.signed else None
    if rule is None:
        return
    touched: dict[str, set[str]] = defaultdict(set)
    by_start = {cited.citation.start: cited for cited in context.cited if cited.act}
    places: dict[str, Cited] = {}
    for effect in context.effects:
        cited = by_start.get(effect.target)
        if cited is None or cited.act is None or effect.scope != "part" or effect.predicate not in _CHANGES:
            continue
        places.setdefault(cited.act.uid, cited)
        touched[cited.act.uid].update(ref.split("/")[0] for ref in effect.provisions)
    for uid, refs in touched.items():
        parts, cited = context.structures(uid), places[uid]
        articles = {part for part in parts if "/" not in part} if parts else set()
        changed = articles & refs
        share = float(rule.parameters.get("article_share_above", 1))
        if not articles or len(changed) <= len(articles) * share or cited.act is None:
            continue
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="warning",
            message=f"Sửa đổi {len(changed)} trên {len(articles)} điều của {cited.act.label}, quá một nửa.",
            legal_source=rule_source(
                context, _RULE, "quy định về thay thế văn bản", context.signed or context.on
            ),
            evidence=[Evidence(what=f"các điều bị tác động: {_listed(changed)}", act=cited.act.label)],
            suggestion=_ADVICE,
        )


def _listed(articles: Iterable[str]) -> str:
    ordered = sorted(articles, key=lambda label: (int("0" + "".join(filter(str.isdigit, label))), label))
    return ", ".join(f"Điều {label}" for label in ordered)


CHECK = Check("ACT307", "warning", (_MUST_REPLACE,), __doc__, run)
