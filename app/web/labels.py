"""Names of codes in the reader's language: statuses, severities, states, roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from app.calendar import VIETNAM, in_vietnam
from app.services.permissions import Role
from app.services.proposal_report import proof
from app.web import audit_words, check_words, registry_words

STATUS = {
    "in_force": _l("Còn hiệu lực"),
    "partly_expired": _l("Hết hiệu lực một phần"),
    "expired": _l("Hết hiệu lực"),
    "suspended": _l("Tạm ngưng hiệu lực"),
    "not_yet_in_force": _l("Chưa có hiệu lực"),
    "unknown": _l("Chưa rõ hiệu lực"),
    "unresolved": _l("Chưa xác định được văn bản"),
    "paper": _l("Giấy tờ thủ tục"),
}
SEVERITY = {"error": _l("Lỗi"), "warning": _l("Cảnh báo"), "info": _l("Lưu ý")}
STATE = {
    "open": _l("Chờ kết luận"),
    "confirmed": _l("Đã xác nhận"),
    "dismissed": _l("Đã bác bỏ"),
    "gone": _l("Không còn thấy"),
}
VERDICT = {"confirmed": _l("Xác nhận"), "dismissed": _l("Bác bỏ"), "reopened": _l("Mở lại")}
PROPOSAL_STATE = {
    "draft": _l("Dự thảo"),
    "submitted": _l("Chờ duyệt"),
    "approved": _l("Đã duyệt"),
    "returned": _l("Bị trả lại"),
}
ROLE = {
    Role.VIEWER: _l("Người xem"),
    Role.DRAFTER: _l("Người soạn thảo"),
    Role.REVIEWER: _l("Người rà soát"),
    Role.LEAD: _l("Lãnh đạo"),
    Role.ADMIN: _l("Quản trị"),
}
CITING_ROLE = {
    "basis": _l("căn cứ"),
    "amender": _l("văn bản sửa đổi"),
    "title": _l("tên gọi"),
    "amends": _l("sửa đổi, bổ sung"),
    "replaces": _l("thay thế"),
    "repeals": _l("bãi bỏ"),
    "suspends": _l("tạm ngưng"),
    "corrects": _l("đính chính"),
    "refers": _l("dẫn chiếu"),
    "procedure": _l("thủ tục"),
}
OUTCOME = {
    "new": _l("Văn bản mới"),
    "changed": _l("Đã cập nhật"),
    "unchanged": _l("Không thay đổi"),
    "refused": _l("Không nạp được"),
    "cancelled": _l("Đã hủy"),
}
HEADER = {
    "type": _l("loại văn bản"),
    "number": _l("số, ký hiệu"),
    "issuer": _l("cơ quan ban hành"),
    "issued": _l("ngày ban hành"),
    "title": _l("trích yếu"),
    "acts": _l("nhiều văn bản trong một tệp"),
}
COVERAGE = {
    "whole": _l("ký trên toàn bộ tệp"),
    "signed_again": _l("sau đó chỉ có thêm chữ ký"),
    "changed": _l("tệp đã bị sửa sau khi ký"),
    "part": _l("chỉ ký trên một phần tệp"),
}
CHAIN = {"trusted": _l("chứng thư tin cậy"), "unknown": _l("chưa đối chiếu được chứng thư gốc")}
JOB_STATE = {
    "queued": _l("Đang chờ"),
    "running": _l("Đang nạp"),
    "paused": _l("Tạm dừng"),
    "cancelled": _l("Đã hủy"),
    "done": _l("Đã xong"),
}
SORT = {
    "severity": _l("Mức độ"),
    "newest": _l("Mới phát hiện"),
    "act": _l("Văn bản"),
    "code": _l("Mã kiểm tra"),
}
# Fields of a register's columns (indexer.importers.columns.FIELDS).
REGISTER_FIELD = {
    "number": _l("Số, ký hiệu"),
    "number_issued": _l("Số, ký hiệu và ngày ban hành"),
    "name": _l("Tên văn bản (loại, số, ngày, cơ quan, trích yếu)"),
    "type": _l("Loại văn bản"),
    "issued": _l("Ngày ban hành"),
    "issuer": _l("Cơ quan ban hành"),
    "title": _l("Trích yếu"),
    "effective_from": _l("Ngày có hiệu lực"),
    "effective_to": _l("Ngày hết hiệu lực"),
    "status": _l("Tình trạng hiệu lực"),
    "ended_by": _l("Văn bản thay thế, bãi bỏ"),
    "end_reason": _l("Lý do hết hiệu lực"),
    "proposal": _l("Kiến nghị xử lý"),
    "drafting_agency": _l("Cơ quan soạn thảo"),
    "planned": _l("Thời hạn xử lý"),
    "field_of_law": _l("Lĩnh vực"),
    "signer": _l("Người ký"),
    "province": _l("Tỉnh, thành phố"),
    "note": _l("Ghi chú"),
}
CHANGE = {
    "act": _l("sổ văn bản có thêm"),
    "amends": _l("sửa đổi, bổ sung"),
    "claim": _l("thay đổi thông tin trong sổ văn bản về"),
    "continues": _l("công bố tiếp tục có hiệu lực"),
    "corrects": _l("đính chính"),
    "enters_into_force": _l("thay đổi ngày có hiệu lực của"),
    "event": _l("thay đổi hiệu lực của"),
    "expires": _l("chấm dứt hiệu lực"),
    "extends": _l("kéo dài hiệu lực"),
    "name": _l("thay đổi tên gọi của"),
    "observed_in_force": _l("ghi nhận còn hiệu lực"),
    "repeals": _l("bãi bỏ"),
    "replaces": _l("thay thế"),
    "resumes": _l("cho thi hành tiếp"),
    "rules": _l("quy tắc pháp luật đã sửa"),
    "supplements": _l("sửa đổi, bổ sung"),
    "suspends": _l("tạm ngưng hiệu lực"),
    "text": _l("toàn văn mới của"),
    "vocabulary": _l("danh mục cơ quan, địa phương đã sửa"),
}
# Why an act is an answer (app.services.search).
SEARCH_WHY = {
    "đúng số hiệu": _l("đúng số hiệu"),
    "đúng tên gọi": _l("đúng tên gọi"),
    "đúng ngày ban hành": _l("đúng ngày ban hành"),
    "đúng bộ lọc": _l("đúng bộ lọc"),
    "trong nội dung": _l("trong nội dung"),
    "trong tên gọi": _l("trong tên gọi"),
}
ARISEN_STATE = {"new": _l("Mới"), "seen": _l("Đã xem"), "handled": _l("Đã xử lý")}
_TABLES: dict[str, dict[Any, Any]] = {
    "status": STATUS,
    "severity": SEVERITY,
    "state": STATE,
    "verdict": VERDICT,
    "proposal_state": PROPOSAL_STATE,
    "role": ROLE,
    "citing_role": CITING_ROLE,
    "outcome": OUTCOME,
    "job_state": JOB_STATE,
    "coverage": COVERAGE,
    "header": HEADER,
    "chain": CHAIN,
    "sort": SORT,
    "audit_action": audit_words.ACTION,
    "change": CHANGE,
    "arisen_state": ARISEN_STATE,
    "search_why": SEARCH_WHY,
}
# A name in both would hide one of the tables.
assert _TABLES.keys().isdisjoint(registry_words.TABLES)
TABLES = _TABLES | registry_words.TABLES


def name_of(code: str | None, table: str) -> str:
    """The name of ``code`` in a table of :data:`TABLES`; an unknown code shows as itself."""
    if code is None:
        return "—"
    return str(TABLES[table].get(code, code))


def coded(code: str, table: str) -> str:
    """The code with its name, where a person has to type the code: "rut_gon (trình tự rút gọn)"."""
    name = name_of(code, table)
    return code if name == code else f"{code} ({name})"


def particulars(detail: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(what, value) pairs of an entry of the audit trail, roles by their names, moments in Vietnam's time."""
    shown = dict(detail)
    if role := shown.get("role"):
        shown["role"] = name_of(role, "role")
    if began := shown.get("began"):
        shown["began"] = moment(dt.datetime.fromisoformat(began))
    return audit_words.particulars(shown)


def day(value: dt.date | None) -> str:
    """A day as 05/02/2026, or a dash."""
    return value.strftime("%d/%m/%Y") if value else "—"


def moment(value: dt.datetime | None) -> str:
    """A naive UTC moment on the clock of Vietnam."""
    if value is None:
        return "—"
    return in_vietnam(value).strftime("%d/%m/%Y %H:%M")


def signed_at(stated: str) -> str:
    """The moment of a signature as its signer's machine stated it (ISO with offset), in Vietnam's time."""
    moment_ = dt.datetime.fromisoformat(stated)
    return moment_.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if moment_.tzinfo else stated


def provision(eid: str | None) -> str:
    """An eid in words: ``art_5__cl_2__point_dd`` -> "Điều 5 khoản 2 điểm đ"."""
    if not eid:
        return "—"
    words = {
        "part": _l("Phần"),
        "chp": _l("Chương"),
        "chapter": _l("Chương"),
        "sec": _l("Mục"),
        "section": _l("Mục"),
        "subsection": _l("Tiểu mục"),
        "art": _l("Điều"),
        "cl": _l("khoản"),
        "point": _l("điểm"),
        "att": _l("Văn bản kèm theo"),
        "app": _l("Phụ lục"),
    }
    parts = []
    for piece in eid.split("__"):
        level, _, number = piece.partition("_")
        parts.append(f"{words.get(level, level)} {number.replace('dd', 'đ')}".strip())
    return " ".join(parts)


def number(value: int) -> str:
    """A whole number with the thousands mark of the language: 1.234 or 1,234."""
    printed = f"{value:,}"
    return printed if str(get_locale()) == "en" else printed.replace(",", ".")


def highlight(text: str, words: str) -> Markup:
    """``text`` escaped, with the first occurrence of ``words`` marked."""
    before, found, after = text.partition(words) if words else (text, "", "")
    if not found:
        return escape(text)
    return escape(before) + Markup("<mark>") + escape(found) + Markup("</mark>") + escape(after)


def facet(pairs: tuple[tuple[str, int], ...], value: str) -> int:
    """The count of ``value`` among (value, count) pairs."""
    return dict(pairs).get(value, 0)


def capitalize_first(text: str) -> str:
    """``text`` with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


FILTERS = {
    "capitalize_first": capitalize_first,
    "name_of": name_of,
    "day": day,
    "moment": moment,
    "signed_at": signed_at,
    "provision": provision,
    "number": number,
    "highlight": highlight,
    "facet": facet,
    "check_title": check_words.check_title,
    "proof": proof,
    "coded": coded,
    "particulars": particulars,
}
