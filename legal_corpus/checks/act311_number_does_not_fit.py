"""Số, ký hiệu của văn bản không khớp với chính văn bản.

**Kiểm tra gì.** Năm trong số khác năm ký; ký hiệu là của loại văn bản khác; ký hiệu là của cơ quan khác;
hoặc văn bản tự nói là ban hành theo Luật Ban hành văn bản quy phạm pháp luật và có hiệu lực như một văn bản
quy phạm mà số không có năm.

**Vì sao.** Số, ký hiệu là cách gọi văn bản; sai thì người viện dẫn sai theo. Năm trong số còn phân biệt văn
bản quy phạm pháp luật với văn bản cá biệt.

**Ví dụ sai.** Quyết định ký năm 2026 mang số 12/2025/QĐ-UBND.

**Ví dụ đúng.** Quyết định ký năm 2026 mang số 12/2026/QĐ-UBND.

**Mức độ.** Cảnh báo; thiếu năm: thông tin, vì phải đọc nội dung mới biết là văn bản quy phạm hay cá biệt.

**Giới hạn.** Số, ngày đọc chưa chắc chắn (phải xác nhận) thì không xét. Nghị quyết của Hội đồng nhân dân
thông qua cuối năm, ký đầu năm sau không bị báo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from legal_corpus.checks.base import Check, CheckContext, LegalSource
from legal_corpus.checks.own import own_act, own_finding
from legal_corpus.checks.report import rule_source
from legal_corpus.model.act import Act
from legal_corpus.model.finding import Finding, Severity
from legal_corpus.registry.compare import same_type
from legal_corpus.registry.document_types import type_of_number
from legal_corpus.registry.near import number_year
from legal_corpus.registry.ranks import core_ranks, has_normative_number
from legal_corpus.text.numbers import number_key

_NUMBERING = LegalSource("Luật", "64/2025/QH15", "khoản 3 Điều 7")
_NUMBERING_RULE = "numbering"
_SURE = 0.5
_PROMULGATION = "ban hành văn bản quy phạm pháp luật"


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a contradiction between the number and the document."""
    printed = context.header.number
    own = own_act(context)
    if own.number is None or (printed is not None and printed.confidence < _SURE):
        return
    for key, severity, words in _contradictions(context, own):
        yield own_finding(
            context,
            CHECK,
            severity=severity,
            message=f"Số {own.number}: {words}.",
            key=key,
            legal_source=rule_source(
                context, _NUMBERING_RULE, "quy định về số, ký hiệu", context.signed or context.on
            ),
            suggestion="Đối chiếu bản gốc; số, ký hiệu sai thì đính chính.",
        )


def _contradictions(context: CheckContext, own: Act) -> Iterator[tuple[str, Severity, str]]:
    number = own.number or ""
    year, signed = number_year(number_key(number)), context.signed
    issued = context.header.issued
    sure = issued is None or issued.confidence >= _SURE
    late_signing = own.type == "Nghị quyết" and signed is not None and year == signed.year - 1
    if year and signed and sure and year != signed.year and not late_signing:
        yield "year", "warning", f"năm trong số là {year}, văn bản ký năm {signed.year}"
    kind = type_of_number(number)
    if kind and core_ranks().is_normative_kind(own.type) is not None and not same_type(own.type, kind):
        yield "type", "warning", f"ký hiệu là của {kind.lower()}, văn bản là {own.type.lower()}"
    organ, colon, _ = (context.citing.issuer or "").partition(":")
    symbol = context.book.for_symbol(number).organ
    if symbol and colon and {symbol, organ} == {"hdnd", "ubnd"}:
        yield "issuer", "warning", "ký hiệu không phải của cơ quan ban hành ghi ở đầu văn bản"
    attached = own.type == "Quyết định" and (own.title or "").lower().startswith(
        ("ban hành quy định", "quy định")
    )
    plain = has_normative_number(number) is False and attached and symbol == "ubnd"
    if plain and any(cited.is_basis and _PROMULGATION in _name(cited.act) for cited in context.cited):
        yield (
            "form",
            "info",
            (
                "không có năm, trong khi văn bản căn cứ Luật Ban hành văn bản quy phạm pháp luật và ban hành "
                "quy định"
            ),
        )


def _name(act: Act | None) -> str:
    return (act.title or "").lower() if act else ""


CHECK = Check("ACT311", "warning", (_NUMBERING,), __doc__, run)
