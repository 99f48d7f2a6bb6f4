"""Signing in: passwords, throttling, tokens, sessions, where one lands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from flask import Flask

from app.bootstrap import Services
from app.services.permissions import SYSTEM
from app.web.factory import create_app
from app.web.security import limiter
from tests.clocks import Clock
from tests.web.conftest import PASSWORD, Browser


def test_pages_ask_to_sign_in_and_come_back(browser: Browser) -> None:
    away = browser.get("/phat-hien?code=REF102")
    assert away.status_code == 302
    assert away.location == "/dang-nhap?next=/phat-hien?code%3DREF102"
    back = browser.post(away.location, {"username": "viewer", "password": PASSWORD}, seen="/dang-nhap")
    assert back.location == "/phat-hien?code=REF102"
    assert "Phát hiện" in browser.page("/phat-hien")


def test_wrong_password_and_unknown_name_read_the_same(browser: Browser) -> None:
    wrong = browser.sign_in("viewer", "khong phai mat khau")
    unknown = browser.sign_in("nobody", "khong phai mat khau")
    assert wrong.status_code == unknown.status_code == 401
    sentence = "Tên đăng nhập hoặc mật khẩu không đúng"
    assert sentence in wrong.get_data(as_text=True)
    assert sentence in unknown.get_data(as_text=True)


def test_five_wrong_passwords_close_the_account_for_a_quarter_hour(browser: Browser, clock: Clock) -> None:
    for _ in range(5):
        assert browser.sign_in("viewer", "sai mat khau roi").status_code == 401
    assert browser.sign_in("viewer").status_code == 429
    assert browser.sign_in("drafter").status_code == 302
    browser.post("/dang-xuat")
    clock.moment += dt.timedelta(minutes=16)
    assert browser.sign_in("viewer").status_code == 302


def test_one_address_cannot_guess_without_end(app: Flask) -> None:
    browser = Browser(app.test_client())
    codes = [browser.sign_in(f"ten-{n}", "doan mo thoi").status_code for n in range(22)]
    assert codes[:20] == [401] * 20
    assert codes[20:] == [429] * 2


def test_a_forged_address_is_believed_only_behind_a_proxy(services: Services) -> None:
    def codes(proxies: int) -> list[int]:
        limiter.reset()
        settings = replace(services.settings, trusted_proxies=proxies)
        client = create_app(replace(services, settings=settings)).test_client()
        form = Browser(client).token("/dang-nhap")
        answers = [
            client.post(
                "/dang-nhap",
                data={"username": f"ten-{n}", "password": "doan mo thoi", "csrf_token": form},
                headers={"X-Forwarded-For": f"203.0.113.{n}"},
            )
            for n in range(22)
        ]
        return [answer.status_code for answer in answers]

    assert codes(0)[-1] == 429
    assert codes(1)[-1] == 401


def test_a_form_without_token_is_refused(app: Flask, signed_in: Callable[[str], Browser]) -> None:
    client = signed_in("reviewer").client
    for path in ("/dang-xuat", "/phat-hien/1/ket-luan", "/ngon-ngu", "/kien-nghi/1/duyet", "/ra-soat"):
        refused = client.post(path, data={"reason": "có lý do", "verdict": "confirmed"})
        assert refused.status_code == 400, path
        assert "hãy tải lại trang" in refused.get_data(as_text=True)


def test_next_never_leaves_the_site(browser: Browser) -> None:
    for target in ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"):
        answer = browser.post(
            f"/dang-nhap?next={target}", {"username": "viewer", "password": PASSWORD}, seen="/dang-nhap"
        )
        assert answer.location == "/", target
        browser.post("/dang-xuat")


def test_cookie_and_headers_are_strict(browser: Browser) -> None:
    cookie = browser.sign_in("viewer").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    headers = browser.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_new_password_ends_other_sessions(services: Services, signed_in: Callable[[str], Browser]) -> None:
    here, there = signed_in("viewer"), signed_in("viewer")
    changed = here.post("/mat-khau", {"old": PASSWORD, "new": "mot cau khac han 77"}, seen="/mat-khau")
    assert changed.status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_a_closed_account_is_out_at_once(services: Services, signed_in: Callable[[str], Browser]) -> None:
    browser = signed_in("viewer")
    user = next(u for u in services.users.list(SYSTEM) if u.username == "viewer")
    services.users.set_active(SYSTEM, user.id, False)
    assert browser.get("/").status_code == 302
    assert browser.sign_in("viewer").status_code == 401


def test_no_session_key_or_hash_reaches_a_page(
    services: Services, signed_in: Callable[[str], Browser]
) -> None:
    page = signed_in("admin").page("/quan-tri/nguoi-dung")
    assert "argon2" not in page
    assert services.secret_key not in page
