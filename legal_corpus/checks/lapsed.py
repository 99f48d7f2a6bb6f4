"""What the three checks on ended acts share: cause of the end, successors, wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, CheckContext, Cited
from legal_corpus.checks.identified import is_of_another_subject
from legal_corpus.checks.report import cited_finding, ending_reasons, reason_evidence, rule_source
from legal_corpus.effect.rules import BASIS_CONDITIONS, implementing_act_reading
from legal_corpus.effect.wording import acting_label, status_sentence, vn_date
from legal_corpus.model.act import Act
from legal_corpus.model.effect import Predicate, Reason
from legal_corpus.model.finding import Finding, Severity
from legal_corpus.model.text import Evidence
from legal_corpus.registry.names import bare_title
from legal_corpus.registry.sources import INFERRED
from legal_corpus.text.normalize import fold_key

_DETAILING = re.compile(
    r"quy định chi tiết|hướng dẫn thi hành|biện pháp (?:cụ thể )?(?:để )?(?:tổ chức )?thi hành", re.I
)
# Words by which a sentence looks back on purpose: what was done under the old act, or its end.
_LOOKS_BACK = re.compile(
    r"trước ngày|trước thời điểm|trước khi[^.;]{0,80}hiệu lực|chuyển tiếp|hết hiệu lực"
    r"|đã được (?:phê duyệt|cấp|quyết định)",
    re.I,
)
OTHER_SUBJECT = "Tên gọi đi kèm khác tên trong sổ văn bản, cần đối chiếu số."
_CHAIN_LIMIT = 10
_LOWER: dict[Severity, Severity] = {"error": "warning", "warning": "info", "info": "info"}


@dataclass(frozen=True, slots=True)
class Lapse:
    """A relied-on act that has ended by the day of review."""

    cited: Cited
    act: Act
    cause: Predicate
    reasons: tuple[Reason, ...]
    chain: tuple[Act, ...]

    @property
    def before_signing(self) -> bool:
        """True when the act had already ended on the day the citing act was signed."""
        reading = self.cited.at_signing
        return reading is not None and reading.status == "expired" and reading.since is not None

    @property
    def inferred(self) -> bool:
        """True when no source states the end: it only follows from other facts."""
        return all(reason.event.source == INFERRED for reason in self.reasons)


def lapses(context: CheckContext, cause: Predicate) -> Iterator[Lapse]:
    """Relied-on acts ended by this cause: replaced, else repealed, else expired."""
    for cited in context.relying():
        if cited.act is None or cited.now is None or cited.now.status != "expired":
            continue
        reasons = ending_reasons(cited.now)
        kinds = {reason.event.predicate for reason in reasons}
        found: Predicate = (
            "replaces" if "replaces" in kinds else "repeals" if "repeals" in kinds else "expires"
        )
        if found == cause:
            yield Lapse(cited, cited.act, found, tuple(reasons), successors(context, cited.act, reasons))


def successors(context: CheckContext, act: Act, reasons: list[Reason]) -> tuple[Act, ...]:
    """Acts that replaced one another, from the first successor to the one in force."""
    chain: list[Act] = []
    seen = {act.uid}
    current = reasons
    while current and len(chain) < _CHAIN_LIMIT:
        uids = {r.event.by for r in current if r.event.predicate == "replaces" and r.event.by}
        uid = uids.pop() if len(uids) == 1 else None
        following = context.registry.get(uid) if uid and uid not in seen else None
        if following is None:
            break
        chain.append(following)
        seen.add(following.uid)
        current = ending_reasons(context.status(following, context.on))
    return tuple(chain)


def lapse_finding(context: CheckContext, lapse: Lapse, code: str, words: str) -> Finding:
    """The finding; ``words`` says what happened: "đã bị thay thế"."""
    cited, now = lapse.cited, lapse.cited.now
    role = "Căn cứ ban hành" if cited.is_basis else "Văn bản được dẫn chiếu"
    since = f"từ ngày {vn_date(now.since)}" if now and now.since else "(nguồn không ghi ngày)"
    actors = _actors(context, lapse)
    by = f" bởi {', '.join(actors)}" if actors else ""
    message = f"{role} {lapse.act.label} {words}{by} {since}{_moment(context, lapse)}."
    if cited.is_basis and (kind := _kind(lapse)):
        message = f"{message} {kind}"
    evidence = [*reason_evidence(lapse.reasons), *_chain_evidence(context, lapse)]
    severity: Severity = "error" if cited.is_basis else "warning"
    if not cited.is_basis and (softer := _softer_reading(context, lapse)):
        severity = "info"
        message = f"{message} {softer}"
    if doubt := _doubt(context, lapse):
        severity = _LOWER[severity]
        message = f"{message} {doubt}"
    return cited_finding(
        context,
        cited,
        code=code,
        severity=severity,
        message=message,
        legal_source=_legal_source(context, lapse),
        evidence=evidence,
        suggestion=_suggestion(context, lapse),
    )


def _softer_reading(context: CheckContext, lapse: Lapse) -> str | None:
    """Why a reference in the body may be right although its act has ended."""
    citation = lapse.cited.citation
    if lapse.cited.named_inside:
        return "Chỗ này chỉ nhắc tới văn bản trong tên gọi hoặc nội dung của một căn cứ."
    if _LOOKS_BACK.search(lapse.cited.sentence.of(context.text)):
        return "Câu này có thể là quy định chuyển tiếp."
    bare = not (citation.number or citation.issued or citation.year)
    if bare and lapse.chain and bare_title(lapse.chain[-1]) == fold_key(citation.name or ""):
        return f"Chỗ này chỉ nêu tên; tên đó nay là của {lapse.chain[-1].label}."
    return None


def _doubt(context: CheckContext, lapse: Lapse) -> str | None:
    """Why a person has to confirm the end before anything rests on it."""
    now = lapse.cited.now
    if lapse.inferred:
        return "Đây là suy luận từ văn bản khác, cần xác nhận."
    if now is not None and now.since is None and now.conflicts:
        return "Các nguồn mâu thuẫn về việc này, cần xác nhận."
    if is_of_another_subject(context, lapse.cited):
        return OTHER_SUBJECT
    return None


def _moment(context: CheckContext, lapse: Lapse) -> str:
    reading = lapse.cited.at_signing
    if reading is None or context.signed is None:
        return ""
    if lapse.before_signing:
        return f", trước ngày ký {vn_date(context.signed)}"
    if reading.status in ("unknown", "expired"):
        return f"; chưa rõ hiệu lực vào ngày ký {vn_date(context.signed)}"
    return f", sau ngày ký {vn_date(context.signed)}"


def _kind(lapse: Lapse) -> str | None:
    """Which of the two it is: a ground that was wrong at issue, or one that ended later, which only starts
    a review (Nghị định 79/2025/NĐ-CP Điều 39 khoản 2; Điều 7 khoản 2)."""
    reading = lapse.cited.at_signing
    if lapse.before_signing:
        return "Căn cứ đã sai khi ban hành; sai sót về căn cứ được đính chính."
    if reading is None or reading.status in ("unknown", "expired"):
        return None
    return "Khi ban hành căn cứ còn đúng; đây là trường hợp phải rà soát văn bản."


def _legal_source(context: CheckContext, lapse: Lapse) -> str:
    if not lapse.cited.is_basis:
        return str(REVIEW_OF_REFERENCE)
    if context.signed is None or not lapse.before_signing:
        return str(REVIEW_OF_BASIS)
    conditions = rule_source(context, BASIS_CONDITIONS, "quy định về căn cứ ban hành", context.signed)
    return f"{conditions}; {REVIEW_OF_BASIS}"


def _chain_evidence(context: CheckContext, lapse: Lapse) -> list[Evidence]:
    return [
        Evidence(what=f"văn bản thay thế: {status_sentence(context.status(act, context.on))}", act=act.label)
        for act in lapse.chain
    ]


def _suggestion(context: CheckContext, lapse: Lapse) -> str:
    parts = []
    if lapse.chain:
        last = lapse.chain[-1]
        reading = context.status(last, context.on)
        via = " → ".join(act.label for act in lapse.chain)
        verb = "căn cứ vào" if lapse.cited.is_basis else "dẫn chiếu"
        if reading.status == "expired":
            parts.append(f"{last.label} cũng {status_sentence(reading)}; tìm văn bản đang điều chỉnh.")
        else:
            parts.append(f"Xem xét {verb} {last.label} ({status_sentence(reading)}).")
        if len(lapse.chain) > 1:
            parts.append(f"Chuỗi thay thế: {lapse.act.label} → {via}.")
    elif actors := _actors(context, lapse):
        parts.append(f"Đối chiếu {', '.join(actors)} để tìm quy định thay cho nội dung đã hết hiệu lực.")
    else:
        parts.append("Rà soát nội dung dựa trên văn bản này và đề xuất hình thức xử lý phù hợp.")
    if note := _implementing_note(context, lapse):
        parts.append(note)
    return " ".join(parts)


def _actors(context: CheckContext, lapse: Lapse) -> list[str]:
    labels = (acting_label(reason.event, context.registry) for reason in lapse.reasons)
    return [label for label in dict.fromkeys(labels) if label]


def _implementing_note(context: CheckContext, lapse: Lapse) -> str | None:
    """Proposal for an act whose own title says that it details or implements something."""
    title = context.header.value("title") or (context.act.title if context.act else None) or ""
    now = lapse.cited.now
    if not lapse.cited.is_basis or lapse.before_signing or not _DETAILING.search(title):
        return None
    if now is None or now.since is None:
        return None
    own = context.registry.events_on(context.citing.uid) if context.citing.uid else ()
    continued = any(
        event.predicate == "continues" and (event.effective_from or context.on) <= context.on for event in own
    )
    fate = implementing_act_reading(now.since, continued=continued, rules=context.rules)
    if fate.rule is None:
        return None
    return f"Nếu văn bản này quy định chi tiết {lapse.act.label}: {fate.proposal} ({fate.rule.shown_source})."
