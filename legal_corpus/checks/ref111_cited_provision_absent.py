"""Điều khoản được viện dẫn không có trong văn bản.

**Kiểm tra gì.** Văn bản được viện dẫn không có điều, khoản, điểm mang số đó; hoặc điều khoản mang số có chữ
(15a, 2b) chỉ được bổ sung sau ngày ký của văn bản đang xét.

**Vì sao.** Viện dẫn một điều khoản không tồn tại thì nội dung không có cơ sở; thường là gõ sai số hoặc chép
từ văn bản cũ.

**Ví dụ sai.** “theo Điều 45 Nghị định số …” khi nghị định đó chỉ có 30 điều.

**Ví dụ đúng.** Viện dẫn điều khoản có trong bản chữ của văn bản vào ngày ký.

**Mức độ.** Cảnh báo; điều vượt quá điều cuối của bản chữ: thông tin, vì bản chữ có thể bị cắt.

**Giới hạn.** Chỉ biết khi kho có bản chữ của văn bản được viện dẫn; bản chữ bị cắt, hoặc đã có sửa đổi chưa
rõ điều khoản, thì không kết luận. Khoản và điểm chỉ được xét khi điều đó chưa từng được sửa đổi.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from legal_corpus.checks.base import CITING_MANNER, REVIEW_OF_REFERENCE, Check, CheckContext
from legal_corpus.checks.pinpointed import cited_provisions
from legal_corpus.checks.report import cited_finding
from legal_corpus.effect.provision_life import ref_key
from legal_corpus.effect.refs import any_covers, is_open, touches_inside
from legal_corpus.effect.wording import ref_words, vn_date
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent
from legal_corpus.model.finding import Finding

# Articles of a whole run miss only beyond its end, where a text may have been cut.
_PERHAPS_CUT = " (nếu bản chữ không bị cắt ở cuối)"
_CHANGES = ("amends", "supplements", "replaces")


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation, naming every provision that is not there."""
    for cited, act, provisions in cited_provisions(context):
        told = {item.ref: words for item in provisions if (words := _absent(context, act, item.ref))}
        if not told:
            continue
        sure = any(not words.endswith(_PERHAPS_CUT) for words in told.values())
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="warning" if sure else "info",
            message=f"{act.label}: {'; '.join(told.values())}.",
            legal_source=CHECK.legal_source,
            suggestion="Đối chiếu bản chữ của văn bản được viện dẫn và sửa số điều, khoản, điểm.",
            provision=", ".join(told),
        )


def _absent(context: CheckContext, act: Act, ref: str) -> str | None:
    """Why the provision was not there on the day of signing; ``None`` when it was or nobody can tell."""
    changes = [e for e in context.events(act) if e.predicate in _CHANGES]
    later = [e for e in changes if e.predicate == "supplements" and ref in e.provisions]
    if later:
        return _inserted_later(context, ref, later)
    parts, ref = context.structures(act.uid), ref_key(ref)
    if parts is None or ref in parts or not ref[:1].isdigit() or not _is_whole(parts):
        return None
    if any(is_open(e.provisions) for e in changes) or any_covers(
        [p for e in changes for p in e.provisions], ref
    ):
        return None
    article = ref.split("/")[0]
    if article not in parts:
        return f"bản chữ trong kho không có Điều {article}{_PERHAPS_CUT}"
    touched = any(touches_inside(e.provisions, article) or article in e.provisions for e in changes)
    siblings = any(part.count("/") == ref.count("/") and part.startswith(f"{article}/") for part in parts)
    return f"bản chữ trong kho không có {ref_words(ref)}" if siblings and not touched else None


def _inserted_later(context: CheckContext, ref: str, events: list[EffectEvent]) -> str | None:
    """Only for numbers with a letter: a plain number may have been in the act before it was supplemented."""
    days = [event.effective_from for event in events]
    inserted = ref.split("/")[0 if "/" not in ref else 1]
    if context.signed is None or not inserted[-1:].isalpha() or not inserted[:1].isdigit():
        return None
    first = min((day for day in days if day), default=None)
    if first is None or None in days or first <= context.signed:
        return None
    return (
        f"{ref_words(ref)} chỉ được bổ sung từ ngày {vn_date(first)}, sau ngày ký {vn_date(context.signed)}"
    )


def _is_whole(parts: frozenset[str]) -> bool:
    """The articles run from 1 without a gap, so the text was not cut in the middle."""
    numbers = sorted({int(part) for part in parts if part.isdigit()})
    return bool(numbers) and numbers[0] == 1 and all(b - a == 1 for a, b in pairwise(numbers))


CHECK = Check("REF111", "warning", (REVIEW_OF_REFERENCE, CITING_MANNER), __doc__, run)
