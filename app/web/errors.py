"""Error pages: one sentence that says what is wrong and what to do."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, render_template
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.db.faults import store_fault
from app.errors import (
    ConflictError,
    NotFoundError,
    PermissionDeniedError,
    RasoatError,
    UsageError,
)
from app.services.users import TooManyAttemptsError

log = logging.getLogger(__name__)
_CODES: tuple[tuple[type[RasoatError], HTTPStatus], ...] = (
    (TooManyAttemptsError, HTTPStatus.TOO_MANY_REQUESTS),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (PermissionDeniedError, HTTPStatus.FORBIDDEN),
    (ConflictError, HTTPStatus.CONFLICT),
    (UsageError, HTTPStatus.BAD_REQUEST),
)


def _sentence(code: int) -> str:
    sentences = {
        400: _("Yêu cầu không đúng hoặc còn thiếu; hãy quay lại trang trước và kiểm tra nội dung đã nhập."),
        403: _("Tài khoản này không được làm việc này; hãy nhờ quản trị viên cấp quyền."),
        404: _("Không có trang này; hãy kiểm tra địa chỉ hoặc tìm văn bản theo số hiệu."),
        405: _("Không thể mở trang này trực tiếp; hãy quay lại trang trước và dùng nút trên trang."),
        413: _("Tệp gửi lên quá lớn; hãy chia nhỏ hoặc nén tệp rồi gửi lại."),
        429: _("Quá nhiều yêu cầu trong thời gian ngắn; hãy đợi một phút rồi thử lại."),
    }
    fallback = _("Hệ thống gặp lỗi và đã ghi lại; hãy thử lại, nếu vẫn lỗi hãy báo quản trị viên.")
    return str(sentences.get(code, sentences[400] if 400 <= code < 500 else fallback))


def _page(code: int, sentence: str) -> tuple[str, int]:
    return render_template("error.html", code=int(code), sentence=sentence), int(code)


def init_errors(app: Flask) -> None:
    """Attach the error pages."""

    @app.errorhandler(CSRFError)
    def csrf_failed(_error: CSRFError) -> tuple[str, int]:
        return _page(400, _("Trang đã mở quá lâu nên không còn hợp lệ; hãy tải lại trang rồi gửi lại."))

    @app.errorhandler(RasoatError)
    def refused(error: RasoatError) -> tuple[str, int]:
        for kind, code in _CODES:
            if isinstance(error, kind):
                return _page(code, str(error))
        log.error("unexpected product error", exc_info=error)
        return _page(500, _sentence(500))

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> tuple[str, int]:
        code = error.code or 500
        return _page(code, _sentence(code))

    @app.errorhandler(Exception)
    def failed(error: Exception) -> tuple[str, int]:
        log.error("unexpected error", exc_info=error)
        if fault := store_fault(error):
            return _page(HTTPStatus.SERVICE_UNAVAILABLE, str(fault))
        return _page(500, _sentence(500))
