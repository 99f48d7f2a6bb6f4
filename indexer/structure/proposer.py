"""Who proposed an act: the agency of "Theo đề nghị của Giám đốc Sở …" or "Xét Tờ trình … của …"."""

from __future__ import annotations

import re

from legal_corpus.text.normalize import to_nfc

_REACH = 20_000  # characters; the grounds stand before the first article
_BODY = re.compile(r"^\s*(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ)\s*:\s*$|^\s*Điều 1\b", re.MULTILINE)
_HEAD = (
    r"(?:Giám đốc|Chánh Văn phòng|Chánh Thanh tra|Trưởng Ban|Trưởng ban|Thủ trưởng|Chỉ huy trưởng|Cục trưởng"
    r"|Chi cục trưởng|Chủ tịch|Tổng Giám đốc|Bộ trưởng|Thường trực)"
)
_UNIT = (
    r"(?:Sở|Ban|Văn phòng|Thanh tra|Công an|Bộ Chỉ huy|Bộ|Cục|Chi cục|Ủy ban|Uỷ ban|Hội đồng|Thuế|Liên đoàn)"
)
_NAME = (
    rf"(?P<head>{_HEAD}\s+(?=\S))?"
    rf"(?P<name>{_UNIT}\b[^;.\n,()]{{0,140}}?|(?:tỉnh|Dân tộc|Quản lý)\b[^;.\n,()]{{0,40}}?)"
)
_END = (
    r"(?=\s+(?:tại|về|ở|kèm theo|theo|trình|số|ngày)\s|\s*[;.,\n()]"
    r"|\s+và\s+(?:ý kiến|của|Giám đốc|Chánh|Sở|Báo cáo|Thẩm định)|$)"
)
_PROPOSED = re.compile(rf"đề\s+nghị\s+của\s+(?:đồng chí\s+|Liên\s+)?{_NAME}{_END}", re.IGNORECASE)
_SUBMITTED = re.compile(
    rf"Tờ\s+trình\s+(?:số\s+\S+\s+)?(?:ngày\s+[\d/\s\-thángnăm]{{6,30}})?\s*của\s+{_NAME}{_END}",
    re.IGNORECASE,
)
_OFFICES = {"chánh văn phòng": "Văn phòng", "chánh thanh tra": "Thanh tra", "trưởng ban": "Ban"}
_OF_PROVINCE = re.compile(r"\s+(?:tỉnh|thành phố)(?:\s+[A-ZĐÀ-Ỹ].*)?$")
_DEPARTMENT = re.compile(r"^Sở\s+(?P<field>\S.*)$")


def proposing_agency(text: str) -> str | None:
    """The agency that proposed the act, without its head's title and its province; ``None`` where the
    grounds do not say.

    >>> proposing_agency("Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 02/TTr-STP;")
    'Sở Tư pháp'
    """
    before = to_nfc(text[:_REACH])
    body = _BODY.search(before)
    grounds = before[: body.start()] if body else before
    for pattern in (_PROPOSED, _SUBMITTED):
        if found := pattern.search(grounds):
            return _plain(found["head"], found["name"])
    return None


def field_of_agency(agency: str | None) -> str | None:
    """The field that a department of the province is named after; ``None`` for anything else.

    >>> field_of_agency("Sở Nông nghiệp và Môi trường")
    'Nông nghiệp và Môi trường'
    """
    found = _DEPARTMENT.match(agency or "")
    return found["field"] if found else None


def _plain(head: str | None, name: str) -> str:
    office = _OFFICES.get(" ".join((head or "").lower().split()))
    printed = " ".join(name.split())
    if office and not printed.lower().startswith(office.lower()):
        printed = f"{office} {printed}"
    printed = printed[:1].upper() + printed[1:]
    return _OF_PROVINCE.sub("", printed) if printed.startswith("Sở ") else printed
