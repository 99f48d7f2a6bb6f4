"""Typed errors. Each carries one plain Vietnamese sentence: what is wrong and what to do."""

from __future__ import annotations


class RasoatError(Exception):
    """Base of every error that a user may see; ``str(error)`` is the sentence to show."""

    exit_code = 4


class UsageError(RasoatError):
    """The request is wrong or incomplete (exit 2)."""

    exit_code = 2


class AmbiguousActError(UsageError):
    """Several acts fit; ``labels`` lists them so that a person can choose."""

    def __init__(self, message: str, labels: tuple[str, ...]) -> None:
        super().__init__(message)
        self.labels = labels


class NotFoundError(RasoatError):
    """What was asked for does not exist (exit 2, HTTP 404)."""

    exit_code = 2


class PermissionDeniedError(RasoatError):
    """The signed-in person's role does not allow this (HTTP 403)."""

    exit_code = 2


class ConflictError(RasoatError):
    """The object is not in a state that allows this step (HTTP 409)."""

    exit_code = 2


class ConfigurationError(RasoatError):
    """A setting is missing or wrong."""

    exit_code = 2


class StoreError(RasoatError):
    """Database, index or disk cannot do their work now (exit 4, HTTP 503)."""
