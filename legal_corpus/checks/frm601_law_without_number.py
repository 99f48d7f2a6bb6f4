"""Luật làm căn cứ chỉ được nêu tên.

**Kiểm tra gì.** Luật, bộ luật, pháp lệnh ở phần căn cứ được viện dẫn chỉ bằng tên, không có số, ngày hoặc
năm.

**Vì sao.** Cùng một tên có thể có nhiều luật qua các thời kỳ; thiếu số hoặc năm thì sau này không biết bản
nào.

**Ví dụ sai.** “Căn cứ Luật Đất đai;”

**Ví dụ đúng.** “Căn cứ Luật Đất đai số 31/2024/QH15;”

**Mức độ.** Thông tin, chỉ là góp ý về cách viết.

**Giới hạn.** Quy định về viện dẫn sau khi sửa đổi năm 2025 chưa đối chiếu nguyên văn; thực tế từ tháng
7/2025 ghi kèm số hoặc ngày. Chỉ xét văn bản ký từ ngày 01/4/2025.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.citing import advises, in_full
from legal_corpus.checks.grounds import grounds
from legal_corpus.checks.identified import first_places, manner_source
from legal_corpus.checks.report import cited_finding
from legal_corpus.model.finding import Finding
from legal_corpus.registry.names import NAMED_TYPES
from legal_corpus.text.normalize import fold_key


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a law of the grounds that only its name tells."""
    if not advises(context):
        return
    for cited in first_places(grounds(context)):
        item = cited.citation
        kind = fold_key(item.type)
        if kind not in NAMED_TYPES or kind == "hiến pháp" or item.number or item.issued or item.year:
            continue
        if fold_key(item.name or "").startswith("sửa đổi"):
            continue
        act = cited.act
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"“{item.text}” chỉ được nêu tên, không có số, ngày hoặc năm.",
            legal_source=manner_source(context),
            suggestion=f"Viết: “{in_full(item.type, item.name, act)}”." if act and act.number else None,
        )


CHECK = Check("FRM601", "info", (CITING_MANNER,), __doc__, run)
