"""Số, ký hiệu được viện dẫn có thể gõ sai.

**Kiểm tra gì.** Không có văn bản mang số được viện dẫn, nhưng có đúng một văn bản cùng số thứ tự, cùng ngày
ban hành được ghi, chỉ khác một ký tự ở năm hoặc ký hiệu; hoặc tên gọi đi kèm là của văn bản mang số gần
giống.

**Vì sao.** Người soạn thường chép đúng tên gọi, ngày ban hành và gõ sai số.

**Ví dụ sai.** “Nghị định số 20/2018/NĐ-CP ngày 14 tháng 02 năm 2008” trong khi ngày đó ban hành nghị định
20/2008/NĐ-CP.

**Ví dụ đúng.** “Nghị định số 20/2008/NĐ-CP ngày 14 tháng 02 năm 2008”.

**Mức độ.** Ở câu sửa đổi, thay thế, bãi bỏ: lỗi. Ở chỗ khác: cảnh báo.

**Giới hạn.** Chỉ là gợi ý: văn bản được viện dẫn có thể có thật mà sổ văn bản chưa có. Số thứ tự khác nhau
thì không đủ để ngờ: nhiều nghị định ban hành cùng ngày mang số liền nhau.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext, Cited
from legal_corpus.checks.contradictions import contradiction_finding, detail_severity, gravest
from legal_corpus.checks.identified import manner_source, near_words
from legal_corpus.checks.report import cited_finding
from legal_corpus.model.act import Act
from legal_corpus.model.finding import Finding
from legal_corpus.registry.compare import same_type
from legal_corpus.registry.near import number_parts
from legal_corpus.text.numbers import number_key


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation whose number is one slip away from the act that date or subject tell."""
    for cited in gravest(context, "number"):
        if not any(spelled_alike(cited.citation.number, act.number) for act in cited.resolution.near):
            yield contradiction_finding(context, CHECK, cited)
    for cited in context.cited:
        meant = likely_meant(context, cited)
        if meant is None or spelled_alike(cited.citation.number, meant.number):
            continue
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity=detail_severity(context, cited),
            message=(
                f"“{cited.citation.text}”: sổ văn bản không có số này; {meant.label} cùng số thứ tự, cùng "
                f"ngày ban hành, chỉ khác một ký tự."
            ),
            legal_source=manner_source(context),
            suggestion=near_words([meant]),
        )


def likely_meant(context: CheckContext, cited: Cited) -> Act | None:
    """The one near act with the cited serial issued on exactly the cited day, for a number nobody knows.

    Decrees of one day bear neighbouring numbers, so another serial proves nothing.
    """
    citation, resolution = cited.citation, cited.resolution
    if citation.kind == "paper" or resolution.outcome != "unknown" or citation.issued is None:
        return None
    cited_key = number_key(citation.number or "")
    same_day = [
        act
        for act in resolution.near
        if act.issued == citation.issued
        and act.number
        and act.uid != context.citing.uid
        and number_key(act.number) != cited_key
        and number_parts(number_key(act.number))[0] == number_parts(cited_key)[0]
        and same_type(citation.type, act.type)
    ]
    return same_day[0] if len(same_day) == 1 else None


def spelled_alike(cited: str | None, known: str | None) -> bool:
    """Equal but for dashes, slashes and signs ("79/2025/NĐCP"): a slip of form, the act is plain."""
    bare = [re.sub(r"[\W_]", "", number_key(number or "")) for number in (cited, known)]
    return bare[0] == bare[1]


CHECK = Check("REF204", "error", (CITING_MANNER,), __doc__, run)
