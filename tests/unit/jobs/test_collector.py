"""The collector rests during a batch and is as it was afterwards."""

from __future__ import annotations

import gc

import pytest

from app.jobs.collector import collector_at_rest


def test_it_is_awake_again_after_a_batch_that_fails() -> None:
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            pass
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()


def test_who_turned_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
