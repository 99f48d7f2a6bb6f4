"""Tên viết tắt của văn bản chưa được giải thích.

**Kiểm tra gì.** Văn bản được gọi tắt bằng loại và số thứ tự (“Nghị định 61”) mà trong văn bản không có văn
bản nào cùng loại mang số thứ tự đó.

**Vì sao.** Số thứ tự lặp lại hằng năm; không có lần nêu đầy đủ thì không ai biết là văn bản nào.

**Ví dụ sai.** “thực hiện theo Nghị định 61” mà không nơi nào nêu Nghị định số 61/2018/NĐ-CP.

**Ví dụ đúng.** “Nghị định số 61/2018/NĐ-CP … (sau đây gọi là Nghị định 61)”.

**Mức độ.** Thông tin, chỉ là góp ý về cách viết; nêu một lần cho mỗi tên.

**Giới hạn.** Chỉ xét nghị định, thông tư.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.identified import manner_source
from legal_corpus.checks.own import own_finding
from legal_corpus.checks.sentence import in_site_notice
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Span
from legal_corpus.registry.near import number_parts
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key
from legal_corpus.text.outline import outline_of

_TAIL = r"[ \t]+(?:số[ \t]+)?(?P<serial>\d{1,3})(?=[ \t]*[.,;:)”\"\n]|[ \t]+(?:và|của)\W)"
# One pattern a kind: a pattern that begins with plain letters is searched ten times as fast.
_SHORT = {kind: re.compile(kind + _TAIL) for kind in ("Nghị định", "Thông tư")}


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a short form without an act that it can stand for."""
    told = {
        (fold_key(item.citation.type), number_parts(number_key(item.citation.number))[0])
        for item in context.cited
        if item.citation.number
    }
    spans = [(item.citation.start, item.citation.end) for item in context.cited]
    matches = ((kind, found) for kind, short in _SHORT.items() for found in short.finditer(context.text))
    for kind, found in matches:
        key = (fold_key(kind), found["serial"].lstrip("0"))
        inside = any(start < found.end() and found.start() < end for start, end in spans)
        if key in told or inside or outline_of(context.text).quotation(found.start()):
            continue
        if in_site_notice(context.text, found.start(), found.end()):
            continue
        told.add(key)
        yield own_finding(
            context,
            CHECK,
            severity="info",
            message=f"“{found[0]}” chưa được nêu đầy đủ ở nơi nào trong văn bản.",
            key=" ".join(key),
            place=Span(found.start(), found.end()),
            legal_source=manner_source(context),
            suggestion="Nêu đầy đủ số, ký hiệu ở lần đầu, kèm “sau đây gọi là …”.",
        )


CHECK = Check("FRM603", "info", (CITING_MANNER,), __doc__, run)
