"""The log of public questions: beside answering, only where it may, and said on the page."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web.asked import AskedLog
from assistant.web.text_pages import markdown_html
from tests.gaps.given import ASKED, ask

SECRET = "Må Karoline Testesen, 010203-1234, tage sin hund med?"


def kept(assistant: Assistant) -> list[str]:
    """Return the titles of what was kept."""
    return [group.title for group in assistant.gaps.groups(datetime.now(UTC), "all")]


def test_a_question_is_noted_soon(assistant: Assistant, settings: Settings) -> None:
    log = AskedLog(assistant, settings)
    began = time.monotonic()
    answers = [ask(assistant, question) for question in (ASKED, "Hvem kunne søge?")]
    asked = time.monotonic() - began
    began = time.monotonic()
    for answer in answers:
        log.note(answer)
    assert time.monotonic() - began < max(0.05, asked)
    last = time.monotonic() + 20
    while not kept(assistant):
        assert time.monotonic() < last
        time.sleep(0.05)
    assert kept(assistant) == [ASKED]


def test_nothing_is_noted_where_the_operator_says_so(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    log = AskedLog(assistant, settings.model_copy(update={"keep_questions": False}))
    log.note(ask(assistant, ASKED))
    assert log.is_idle
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_fails_is_said_without_the_question(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "gaps.sqlite").write_bytes(b"no database at all, whatever its name says")
    broken = Assistant(settings)
    with caplog.at_level(logging.DEBUG):
        answer = ask(broken, SECRET)
        log = AskedLog(broken, settings)
        log.note(answer)
        last = time.monotonic() + 20
        while "was not noted" not in caplog.text:
            assert time.monotonic() < last
            time.sleep(0.05)
    for secret in ("Karoline", "010203", "hund"):
        assert secret not in caplog.text
    broken.close()


@pytest.mark.parametrize(("language", "kept", "not_kept"), [
    ("da", "i 77 dage", "Serveren gemmer ikke spørgsmålet"),
    ("en", "for 77 days", "The server does not store the question"),
])  # fmt: skip
def test_the_privacy_page_says_what_is_kept(language: str, kept: str, not_kept: str) -> None:
    told = markdown_html("privatliv", language, 90, "", 77)  # type: ignore[arg-type]
    silent = markdown_html("privatliv", language, 90, "", None)  # type: ignore[arg-type]
    assert told.count(kept) == 2
    assert not_kept not in told
    assert kept not in silent
    assert not_kept in silent
