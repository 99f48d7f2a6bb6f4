"""Types of acts as headers print them, and the type that a symbol stands for.

Abbreviations: Phụ lục III of Nghị định 30/2020/NĐ-CP, and the symbols of normative acts that are not
in that table (NĐ, TT, TTLT, NQLT).
"""

from __future__ import annotations

import re

from legal_corpus.text.normalize import fold_key

TYPES = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Sắc lệnh", "Sắc luật", "Lệnh", "Nghị quyết liên tịch",
    "Nghị quyết", "Nghị định", "Quyết định", "Thông tư liên tịch", "Thông tư", "Chỉ thị", "Kế hoạch",
    "Thông báo", "Công điện", "Chương trình phối hợp", "Chương trình", "Đề án", "Dự án", "Phương án",
    "Quy chế phối hợp", "Quy chế", "Quy định", "Hướng dẫn", "Báo cáo", "Tờ trình", "Giấy mời", "Kết luận",
    "Văn bản hợp nhất", "Thông cáo", "Biên bản", "Hợp đồng", "Bản ghi nhớ", "Giấy ủy quyền",
)  # fmt: skip
_BY_KEY = {fold_key(name): name for name in TYPES}
_SYMBOLS = {
    "NQ": "Nghị quyết", "NQLT": "Nghị quyết liên tịch", "NĐ": "Nghị định", "QĐ": "Quyết định",
    "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "CT": "Chỉ thị", "KH": "Kế hoạch", "TB": "Thông báo",
    "CĐ": "Công điện", "CTR": "Chương trình", "CTPH": "Chương trình phối hợp", "ĐA": "Đề án",
    "PA": "Phương án", "QC": "Quy chế", "QYĐ": "Quy định", "HD": "Hướng dẫn", "BC": "Báo cáo",
    "TTR": "Tờ trình", "GM": "Giấy mời", "KL": "Kết luận", "VBHN": "Văn bản hợp nhất", "TC": "Thông cáo",
    "BB": "Biên bản", "BGN": "Bản ghi nhớ", "GUQ": "Giấy ủy quyền", "PL": "Pháp lệnh", "SL": "Sắc lệnh",
    "L": "Luật",
}  # fmt: skip
# Longer names first, so that "NGHỊ QUYẾT LIÊN TỊCH" is not read as "NGHỊ QUYẾT".
PRINTED_TYPE = "|".join(
    re.escape(name.upper()).replace("\\ ", r"\s{1,3}") for name in sorted(TYPES, key=len, reverse=True)
)


def type_name(printed: str) -> str | None:
    """Normal-case name of a printed type word, ``None`` when it is none."""
    return _BY_KEY.get(fold_key(printed))


def type_of_number(number: str) -> str | None:
    """The type that a number's symbol names: "17/2025/QĐ-UBND" -> "Quyết định".

    A symbol that begins with the issuer ("4532/UBND-KSTTHC") is a Công văn; laws and resolutions of
    the National Assembly share one symbol ("64/2025/QH15") and give ``None``.
    """
    symbol = number.rpartition("/")[2].split("-")[0].upper()
    if symbol in _SYMBOLS:
        return _SYMBOLS[symbol]
    if re.fullmatch(r"(?:UBTV)?QH\d+|UBTVQH\d+", symbol):
        return None
    return "Công văn" if "-" in number.rpartition("/")[2] and len(symbol) > 2 else None
