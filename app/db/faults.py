"""What a store's own failures mean to people. Details of the connection are never repeated."""

from __future__ import annotations

import errno

from sqlalchemy.exc import DBAPIError

from app.errors import StoreError

_FULL = "Ổ đĩa chứa dữ liệu đã đầy, phần đang ghi dở được hủy; hãy giải phóng chỗ trống rồi chạy lại."
_READ_ONLY = "Không ghi được vào thư mục dữ liệu; hãy kiểm tra quyền ghi của thư mục (RASOAT_HOME)."
_UNREACHABLE = (
    "Không kết nối được cơ sở dữ liệu; hãy kiểm tra máy chủ có đang chạy không và RASOAT_DATABASE_URL có "
    "đúng không."
)
_OTHER_SCHEMA = (
    "Kho do phiên bản khác của chương trình tạo ra nên không dùng được; hãy dùng đúng phiên bản hoặc nạp "
    "lại vào một thư mục dữ liệu mới."
)
_SIGNS = (
    ("no such column", _OTHER_SCHEMA),
    ("no such table", _OTHER_SCHEMA),
    ("database is locked", "Kho đang được một lệnh khác ghi; hãy đợi lệnh đó xong rồi thử lại."),
    ("disk is full", _FULL),
    ("no space left", _FULL),
    ("disk i/o error", "Ổ đĩa chứa dữ liệu đọc ghi lỗi; hãy kiểm tra ổ đĩa và chỗ trống rồi thử lại."),
    ("readonly database", _READ_ONLY),
    ("unable to open database file", _READ_ONLY),
    (
        "not a database",
        "Tệp cơ sở dữ liệu bị hỏng hoặc không phải kho của Rà Soát; hãy khôi phục từ bản sao lưu.",
    ),
    ("malformed", "Tệp cơ sở dữ liệu bị hỏng; hãy khôi phục từ bản sao lưu."),
)


def store_fault(error: BaseException) -> StoreError | None:
    """The failure as one sentence, ``None`` when it is not the store's or tells people nothing."""
    if isinstance(error, DBAPIError):
        said = str(error.orig).lower()
        known = next((sentence for sign, sentence in _SIGNS if sign in said), None)
        if known is None and (error.connection_invalidated or error.statement is None):
            known = _UNREACHABLE
        return StoreError(known) if known else None
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreError(_FULL)
    return None
