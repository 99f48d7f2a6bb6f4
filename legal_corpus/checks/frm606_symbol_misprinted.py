"""Ký hiệu văn bản gõ sai hình thức.

**Kiểm tra gì.** Số, ký hiệu được viện dẫn nhận ra được nhưng viết sai: chữ Ð, chữ giống chữ Đ, thiếu dấu
gạch chéo, gạch nối, chữ Kirin giống chữ La-tinh.

**Vì sao.** Người đọc vẫn hiểu nhưng tra cứu bằng máy không ra; chép tiếp thì lỗi lan sang văn bản khác.

**Ví dụ sai.** “Nghị định số 118/2025/NĐCP”, “Quyết định số 35/2025QĐ-TTg”.

**Ví dụ đúng.** “Nghị định số 118/2025/NĐ-CP”, “Quyết định số 35/2025/QĐ-TTg”.

**Mức độ.** Thông tin, nêu một lần cho mỗi văn bản được viện dẫn.

**Giới hạn.** Khoảng trắng và chỗ xuống dòng trong số không bị báo, vì thường do tệp nguồn tạo ra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext, Cited
from legal_corpus.checks.identified import first_cited, manner_source
from legal_corpus.checks.report import cited_finding
from legal_corpus.model.finding import Finding
from legal_corpus.text.numbers import number_key

_SIGNS = re.compile(r"[-/]")
_NUMBER_BEGINS = re.compile(r"\d+\s*[/\-–]")


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a number that is plain but spelled otherwise than it is."""
    for cited in first_cited(context):
        right = _right_spelling(cited)
        if cited.citation.kind != "act" or right is None:
            continue
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"“{cited.citation.text}”: ký hiệu viết sai hình thức, đúng ra là {right}.",
            legal_source=manner_source(context),
            suggestion=f"Viết: “{right}”.",
        )


def _right_spelling(cited: Cited) -> str | None:
    """The number as it should be printed; ``None`` when it is printed so."""
    item = cited.citation
    if not item.number or not _NUMBER_BEGINS.search(item.text):
        return None  # a short form
    if item.number in item.text and not cited.resolution.near:
        return None  # as nearly every number is printed
    alike = [
        act.number
        for act in cited.resolution.near
        if act.number
        and _SIGNS.sub("", number_key(act.number)) == _SIGNS.sub("", number_key(item.number))
        and number_key(act.number) != number_key(item.number)
        and (item.issued is None or act.issued == item.issued)
    ]
    if len(set(alike)) == 1:
        return alike[0]
    # Dashes of all kinds are one sign to people; blanks come with the file.
    printed = re.sub(r"[\s\u00ad\u200b]", "", item.text).replace("–", "-").casefold()
    return None if item.number.casefold() in printed.replace("‑", "-").replace("—", "-") else item.number


CHECK = Check("FRM606", "info", (CITING_MANNER,), __doc__, run)
