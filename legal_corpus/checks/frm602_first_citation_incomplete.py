"""Viện dẫn lần đầu thiếu cơ quan ban hành và tên gọi.

**Kiểm tra gì.** Nghị định, thông tư, quyết định, nghị quyết được nêu lần đầu ở phần căn cứ chỉ bằng loại và
số, không có cơ quan ban hành và cũng không có tên gọi.

**Vì sao.** Lần đầu viện dẫn phải nêu loại, số, ký hiệu, cơ quan ban hành và tên gọi; thiếu thì người đọc
không đối chiếu được khi số bị sai.

**Ví dụ sai.** “Căn cứ Nghị định số 78/2025/NĐ-CP;”

**Ví dụ đúng.** “Căn cứ Nghị định số 78/2025/NĐ-CP của Chính phủ quy định chi tiết một số điều …;”

**Mức độ.** Thông tin, chỉ là góp ý về cách viết.

**Giới hạn.** Có một trong hai (cơ quan hoặc tên gọi) thì không báo. Chỉ xét văn bản ký từ ngày 01/4/2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.citing import advises
from legal_corpus.checks.grounds import grounds
from legal_corpus.checks.identified import first_places, manner_source
from legal_corpus.checks.report import cited_finding
from legal_corpus.model.finding import Finding
from legal_corpus.registry.names import NAMED_TYPES
from legal_corpus.text.normalize import fold_key

# The line ends right behind the citation: neither issuer nor title follows.
_ENDS = re.compile(r"[\s.]*(?:[;\n]|$)")
_ASSEMBLY = re.compile(r"/(?:UBTV)?QH\d+$", re.IGNORECASE)


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a ground of which only kind and number are told."""
    if not advises(context):
        return
    for cited in first_places(grounds(context)):
        item = cited.citation
        if fold_key(item.type) in NAMED_TYPES or not item.number or _ASSEMBLY.search(item.number):
            continue
        if item.issuer or item.text.startswith("số") or not _ENDS.match(context.text, item.end):
            continue
        known = cited.act.title if cited.act else None
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"“{item.text}” được nêu lần đầu mà không có cơ quan ban hành và tên gọi.",
            legal_source=manner_source(context),
            suggestion=f"Thêm cơ quan ban hành và tên gọi: {known}." if known else "Thêm cơ quan và tên gọi.",
        )


CHECK = Check("FRM602", "info", (CITING_MANNER,), __doc__, run)
