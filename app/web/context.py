"""What every view needs: the services and the person who is signed in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from flask import current_app, redirect, request, url_for
from flask_login import UserMixin, current_user
from werkzeug.wrappers import Response

from app.errors import UsageError
from app.services.permissions import Actor
from app.services.users import UserView
from legal_corpus.text.dates import is_plausible

if TYPE_CHECKING:
    from app.bootstrap import Services

EXTENSION = "rasoat"


class SessionUser(UserMixin):  # type: ignore[misc]  # flask_login ships no types
    """A signed-in account. The cookie also carries the password's stamp, so a new password ends it."""

    def __init__(self, view: UserView) -> None:
        self.view = view

    def get_id(self) -> str:
        """Account id and stamp, as kept in the session."""
        return f"{self.view.id}:{self.view.stamp}"


def services() -> Services:
    """The services that this application was built with."""
    return cast("Services", current_app.extensions[EXTENSION])


def actor() -> Actor:
    """The signed-in person; views are reached only when there is one."""
    return cast(SessionUser, current_user._get_current_object()).view.actor


def day_argument(name: str = "on", default: dt.date | None = None) -> dt.date:
    """A date of the query string, ``default`` or today when absent or empty.

    Raises :class:`UsageError` when it is not a date.
    """
    found = optional_day(name)
    return found or default or services().today()


def optional_day(name: str) -> dt.date | None:
    """A date of the query string (ISO, or day/month/year as people type it), ``None`` when absent."""
    raw = request.args.get(name, "").strip()
    if not raw:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = dt.datetime.strptime(raw, form).date()  # noqa: DTZ007  # a calendar day has no zone
        except ValueError:
            continue
        if is_plausible(day):
            return day
    raise UsageError(f"“{raw[:40]}” không phải là ngày; hãy nhập theo dạng ngày/tháng/năm.")


def number_argument(name: str, default: int = 1, most: int = 100_000) -> int:
    """A positive whole number of the query string; anything else counts as absent."""
    raw = request.args.get(name, "")
    return min(int(raw), most) if raw.isascii() and raw.isdigit() and int(raw) > 0 else default


def last_page(page: int, per_page: int, total: int) -> Response | None:
    """A redirect to the last page when ``page`` lies behind it (a list may have become shorter)."""
    last = max((total + per_page - 1) // per_page, 1)
    if page <= last:
        return None
    here = request.endpoint or "home.index"
    return redirect(url_for(here, **{**request.args.to_dict(), **(request.view_args or {}), "page": last}))


def safe_target(target: str | None) -> str:
    """``target`` when it is a page of this site, otherwise the home page."""
    if target and target.startswith("/") and not target.startswith("//") and target.isprintable():
        parts = urlsplit(target)
        if not parts.scheme and not parts.netloc and "\\" not in target:
            return target
    return url_for("home.index")
