"""Forms of the pages. Rules that matter are checked again in the services."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired, MultipleFileField
from wtforms import (
    DateField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.services.permissions import Role
from app.web.labels import ROLE
from legal_corpus.registry.document_types import document_types
from legal_corpus.text.dates import EARLIEST_YEAR, LATEST_YEAR, is_plausible

_REQUIRED = _l("Mục này bắt buộc phải nhập.")
_NOT_A_DAY = _l(
    "Ngày không đúng hoặc ngoài các năm %(first)s–%(last)s; hãy chọn lại trên lịch.",
    first=EARLIEST_YEAR,
    last=LATEST_YEAR,
)


# What pasting from Word or PDF brings along; no database column and no Word file takes all of it.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _without_controls(text: str | None) -> str | None:
    return _INVISIBLE.sub(" ", text.replace("\r\n", "\n")) if text else text


class _Form(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Take control characters out of everything people type but passwords."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options = {**options, "filters": [_without_controls]}
            return super().bind_field(form, unbound_field, options)


class _Day(DateField):  # type: ignore[misc]  # wtforms ships no types
    """A day that acts can have, the bound that the command line and addresses of pages keep as well."""

    data: dt.date | None

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_NOT_A_DAY)) from None
        if self.data and not is_plausible(self.data):
            self.data = None
            raise ValueError(str(_NOT_A_DAY))


class SignInForm(_Form):
    """Name and password."""

    username = StringField(
        _l("Tên đăng nhập"),
        validators=[DataRequired(_REQUIRED), Length(max=60)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Mật khẩu"),
        validators=[DataRequired(_REQUIRED), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    submit = SubmitField(_l("Đăng nhập"))


class OwnPasswordForm(_Form):
    """Change of one's own password."""

    old = PasswordField(
        _l("Mật khẩu hiện tại"),
        validators=[DataRequired(_REQUIRED)],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _l("Mật khẩu mới"),
        validators=[DataRequired(_REQUIRED)],
        render_kw={"autocomplete": "new-password"},
        description=_l("Ít nhất 10 ký tự, không chứa tên đăng nhập."),
    )
    submit = SubmitField(_l("Đổi mật khẩu"))


class VerdictForm(_Form):
    """A verdict with its reason; ``verdict`` is the value of the button pressed."""

    reason = TextAreaField(
        _l("Lý do"),
        validators=[DataRequired(_REQUIRED), Length(max=4000)],
        render_kw={"rows": 4},
    )
    verdict = HiddenField()


class ProposalForm(_Form):
    """A proposal on one act; choices are filled by the view."""

    findings = SelectMultipleField(
        _l("Phát hiện làm căn cứ"),
        coerce=int,
        validate_choice=False,  # the service does, and says what to do
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    handling = RadioField(_l("Hình thức xử lý"), validators=[DataRequired(_l("Hãy chọn một hình thức."))])
    content = TextAreaField(
        _l("Nội dung kiến nghị"),
        validators=[DataRequired(_REQUIRED), Length(max=8000)],
        render_kw={"rows": 6},
    )
    drafting_agency = StringField(
        _l("Cơ quan, đơn vị chủ trì soạn thảo"), validators=[Optional(), Length(max=300)]
    )
    deadline = _Day(_l("Thời hạn phải xử lý"), validators=[Optional()])
    submit = SubmitField(_l("Lưu dự thảo"))


class DecisionForm(_Form):
    """A lead's decision."""

    note = TextAreaField(_l("Ý kiến"), validators=[Length(max=4000)], render_kw={"rows": 3})


class UploadForm(_Form):
    """One or several files for the corpus."""

    files = MultipleFileField(_l("Tệp văn bản"))
    folder = MultipleFileField(
        _l("Hoặc một thư mục"),
        description=_l("Lấy mọi tệp trong thư mục và các thư mục con."),
        render_kw={"webkitdirectory": True},
    )
    submit = SubmitField(_l("Nạp vào kho"))

    def validate_files(self, field: MultipleFileField) -> None:
        """Either field may hold the files."""
        if not field.data and not self.folder.data:
            raise ValidationError(_("Hãy chọn ít nhất một tệp hoặc một thư mục."))


class RegisterForm(_Form):
    """A register kept in Excel or CSV."""

    file = FileField(_l("Tệp sổ (.xlsx hoặc .csv)"), validators=[FileRequired(_l("Hãy chọn một tệp."))])
    submit = SubmitField(_l("Xem các cột"))


class HeaderForm(_Form):
    """What the header of an act says, as a person reads it off the page."""

    type = SelectField(_l("Loại văn bản"), validators=[DataRequired(_REQUIRED)])
    number = StringField(_l("Số, ký hiệu"), validators=[Length(max=120)])
    issuer = StringField(_l("Cơ quan ban hành"), validators=[Length(max=300)])
    issued = _Day(_l("Ngày ban hành"), validators=[Optional()])
    title = TextAreaField(_l("Trích yếu"), validators=[Length(max=2000)])
    submit = SubmitField(_l("Xác nhận"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.type.choices = [("", "—"), *((name, name) for name in document_types())]

    def set_day(self, stated: str | None) -> None:
        """Show a day in ISO form."""
        self.issued.data = dt.date.fromisoformat(stated) if stated else None

    def stated(self) -> dict[str, str]:
        """The fields as text; the day in ISO form."""
        day = self.issued.data
        texts = {name: self[name].data or "" for name in ("type", "number", "issuer", "title")}
        return {**texts, "issued": day.isoformat() if day else ""}


class DraftForm(_Form):
    """One draft to check without keeping it."""

    file = FileField(_l("Tệp dự thảo"), validators=[FileRequired(_l("Hãy chọn một tệp."))])
    on = _Day(_l("Xét hiệu lực tại ngày"), validators=[Optional()])
    result = SelectField(
        _l("Nhận kết quả"),
        choices=[
            SelectChoice("page", _l("xem trên trang này")),
            SelectChoice("docx", _l("tệp Word (.docx) của dự thảo, kèm chú thích ở từng chỗ")),
            SelectChoice("html", _l("trang HTML để lưu hoặc in")),
        ],
        default="page",
    )
    submit = SubmitField(_l("Kiểm tra"))


class UserForm(_Form):
    """A new account."""

    username = StringField(
        _l("Tên đăng nhập"),
        validators=[DataRequired(_REQUIRED), Length(max=60)],
        render_kw={"autocomplete": "off", "autocapitalize": "none"},
    )
    display_name = StringField(_l("Họ và tên"), validators=[DataRequired(_REQUIRED), Length(max=200)])
    password = PasswordField(
        _l("Mật khẩu ban đầu"),
        validators=[DataRequired(_REQUIRED), Length(max=200)],
        render_kw={"autocomplete": "new-password"},
        description=_l("Ít nhất 10 ký tự, không chứa tên đăng nhập."),
    )
    role = SelectField(_l("Vai trò"), choices=[SelectChoice(role.value, ROLE[role]) for role in Role])
    submit = SubmitField(_l("Tạo tài khoản"))
