"""Progress on stderr: how far, and how fast."""

from __future__ import annotations

from io import StringIO

import pytest

from assistant.doors import output


def test_a_step_that_takes_its_time_says_how_fast_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 103.0, 110.0, 120.0, 120.5])
    monkeypatch.setattr(output.time, "monotonic", lambda: next(clock))
    stream = StringIO()
    progress = output.StderrProgress(stream)
    for what, done in (("read", 0), ("read", 7), ("read", 20), ("embed", 100), ("embed", 200)):
        progress(what, done, 200)
    assert stream.getvalue().splitlines() == [
        "read: 0/200",
        "read: 20/200 (2.0/s)",
        "embed: 100/200",
        "embed: 200/200",
    ]
