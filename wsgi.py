"""WSGI entry point: ``application`` over the settings of the environment."""

from __future__ import annotations

from app.bootstrap import build_services
from app.config import load_settings
from app.web.factory import create_app

_services = build_services(load_settings(), background=True)
_services.runner.start()
application = create_app(_services)
