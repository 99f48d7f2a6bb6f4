"""The audit trail in words: what was done, and the particulars of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

ACTION = {
    "arisen.export": _l("Tải danh sách phát hiện mới phát sinh"),
    "arisen.seen": _l("Đánh dấu đã xem phát hiện mới phát sinh"),
    "disagreement.reopen": _l("Bỏ kết luận về mâu thuẫn giữa các nguồn"),
    "disagreement.settle": _l("Kết luận mâu thuẫn giữa các nguồn"),
    "finding.confirm": _l("Xác nhận phát hiện"),
    "finding.dismiss": _l("Bác bỏ phát hiện"),
    "finding.export": _l("Tải danh sách phát hiện"),
    "finding.reopen": _l("Mở lại phát hiện"),
    "header.confirm": _l("Xác nhận phần đầu văn bản"),
    "ingest": _l("Ghi văn bản vào kho"),
    "corpus.reread": _l("Đọc lại văn bản trong kho"),
    "ingest.cancel": _l("Hủy đợt nạp"),
    "ingest.job": _l("Tạo đợt nạp"),
    "ingest.pause": _l("Tạm dừng đợt nạp"),
    "ingest.resume": _l("Tiếp tục đợt nạp"),
    "ingest.retry": _l("Nạp lại tệp lỗi"),
    "ingest.run": _l("Xong đợt nạp"),
    "proposal.approve": _l("Duyệt kiến nghị"),
    "proposal.create": _l("Lập kiến nghị"),
    "proposal.discard": _l("Hủy dự thảo kiến nghị"),
    "proposal.export": _l("Tải kiến nghị"),
    "proposal.return": _l("Trả lại kiến nghị"),
    "proposal.revise": _l("Sửa kiến nghị"),
    "proposal.submit": _l("Trình kiến nghị"),
    "province.add": _l("Bổ sung đơn vị hành chính"),
    "registry.import": _l("Nạp sổ văn bản"),
    "registry.import.begin": _l("Bắt đầu nạp sổ văn bản"),
    "ripple.run": _l("Kiểm tra lại theo thay đổi của sổ"),
    "rule.add": _l("Thêm phiên bản quy tắc pháp luật"),
    "rule.edit": _l("Sửa quy tắc pháp luật"),
    "rule.revert": _l("Khôi phục quy tắc pháp luật kèm theo"),
    "source.reorder": _l("Đổi thứ tự tin cậy của nguồn"),
    "sweep.order": _l("Yêu cầu rà soát toàn kho"),
    "sweep.run": _l("Rà soát toàn kho"),
    "user.activate": _l("Mở tài khoản"),
    "user.change_password": _l("Tự đổi mật khẩu"),
    "user.create": _l("Tạo tài khoản"),
    "user.deactivate": _l("Khóa tài khoản"),
    "user.set_password": _l("Đặt lại mật khẩu"),
    "user.set_role": _l("Đổi vai trò"),
    "user.sign_in": _l("Đăng nhập"),
    "user.sign_in_failed": _l("Đăng nhập không thành công"),
}
_DETAIL = {
    "acts": _l("văn bản"),
    "after": _l("sau"),
    "before": _l("trước"),
    "began": _l("bắt đầu lúc"),
    "changed": _l("thay đổi"),
    "changed_since": _l("chỉ thay đổi từ ngày"),
    "confidence": _l("mức đối chiếu"),
    "field": _l("mục"),
    "files": _l("số tệp"),
    "findings": _l("số phát hiện"),
    "from": _l("từ ngày"),
    "handling": _l("hình thức xử lý"),
    "kind": _l("loại"),
    "message": _l("phát hiện nêu"),
    "as_of": _l("xét tại ngày"),
    "new": _l("mới"),
    "note": _l("ý kiến"),
    "parameters": _l("tham số"),
    "province": _l("chỉ địa phương"),
    "reason": _l("lý do"),
    "refused": _l("không nạp được"),
    "resumed": _l("chạy tiếp"),
    "role": _l("vai trò"),
    "rows": _l("số dòng"),
    "source": _l("căn cứ"),
    "text": _l("nội dung"),
    "texts": _l("số văn bản chờ"),
    "title": _l("tên gọi"),
    "unchanged": _l("không đổi"),
    "until": _l("đến ngày"),
    "values": _l("số giá trị thay đổi"),
    "verdict": _l("kết luận"),
}
_LONGEST = 400


def particulars(detail: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(what, value) pairs of an entry; of versions of a rule only what was changed."""
    found: list[tuple[str, str]] = []
    shown = dict(detail)
    before, after = shown.get("before"), shown.get("after")
    if _is_version(before) and _is_version(after):
        del shown["before"], shown["after"]
        for key in after[0]:  # type: ignore[index]
            old, new = before[0].get(key), after[0].get(key)  # type: ignore[index]
            if old != new:
                found.append((str(_DETAIL.get(key, key)), f"{_value(old)} → {_value(new)}"))
    found += [
        (str(_DETAIL.get(key, key)), _value(value)) for key, value in shown.items() if value not in (None, "")
    ]
    return found


def _is_version(value: object) -> bool:
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)


def _value(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, dict) and set(value) == {"$day"}:
        return str(value["$day"])
    if isinstance(value, dict):
        text = "; ".join(f"{_DETAIL.get(key, key)}: {_value(item)}" for key, item in value.items())
    elif isinstance(value, list):
        text = ", ".join(_value(item) for item in value)
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
