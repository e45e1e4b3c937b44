"""Getting ready beside the running server: progress, success, failure and another try."""

from __future__ import annotations

import threading

import pytest

from assistant.errors import MissingPartError
from assistant.types import Progress
from assistant.web.ask.notices import state_notice
from assistant.web.readiness import Readiness, State


class Preparing:
    """A step that tells its progress, waits to be let go, and fails as often as told."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.told = threading.Event()
        self.errors: list[Exception] = []
        self.runs = 0

    def __call__(self, progress: Progress) -> None:
        self.runs += 1
        progress("passages", 3, 7)
        self.told.set()
        assert self.go.wait(10)
        if self.errors:
            raise self.errors.pop()


def finished(readiness: Readiness) -> State:
    for thread in threading.enumerate():
        if thread.name == "prepare":
            thread.join(10)
    return readiness.state()


def test_it_is_503_with_progress_and_then_ready() -> None:
    step, heard = Preparing(), []
    readiness = Readiness(step, lambda *progress: heard.append(progress))
    readiness.start()
    assert step.told.wait(10)
    assert readiness.state() == State("preparing", "passages", 3, 7)
    assert "3 af 7" in state_notice(readiness.state(), "da")
    with pytest.raises(MissingPartError) as caught:
        readiness.require()
    assert caught.value.code == "starting"
    readiness.start()
    step.go.set()
    assert finished(readiness).name == "ready"
    assert step.runs == 1, "a second start does nothing while the first is going on"
    assert heard == [("passages", 3, 7)]
    readiness.require()
    assert state_notice(readiness.state(), "en") == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [(MissingPartError("no_model", "There is no model.", "Set it."), "no_model"),
     (ZeroDivisionError("a secret detail"), "not_ready")],
)  # fmt: skip
def test_a_failure_is_named_and_tried_again(error: Exception, code: str) -> None:
    step = Preparing()
    step.errors = [error]
    step.go.set()
    readiness = Readiness(step, retry_seconds=0)
    readiness.start()
    state = finished(readiness)
    assert state.name == "failed"
    assert state.error is not None
    assert state.error.code == code
    assert "a secret detail" not in str(state.error)
    # Having been asked for, the failed state has started another try.
    assert finished(readiness).name == "ready"
    assert step.runs == 2


def test_a_fresh_failure_is_not_tried_again_at_once() -> None:
    step = Preparing()
    step.errors = [MissingPartError("no_model", "There is no model.", "Set it.")]
    step.go.set()
    readiness = Readiness(step, retry_seconds=3600)
    readiness.start()
    assert [finished(readiness).name for _ in range(3)] == ["failed"] * 3
    assert step.runs == 1
