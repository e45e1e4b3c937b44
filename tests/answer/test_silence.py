"""What the sources don't say is not said; what is not about the call is not answered."""

from __future__ import annotations

import re

import pytest

from assistant.rules.quantities import find_quantities
from assistant.types import Answer, Language

from .conftest import AskFor
from .unanswered import NEAR_MISSES, OFF_TOPIC, STEERING

_CONTACT = re.compile(r"\S+@\S+\w")
_RUN = 4


def states_nothing(answer: Answer, call_text: str) -> None:
    """Fail where the answer states more than whom to ask and where the nearest places are."""
    said = _CONTACT.sub("", re.sub(r"\[\d\]", "", answer.answer))
    assert find_quantities(said, answer.language) == []
    assert len(said) <= 250
    words = re.findall(r"\w+", said.lower())
    source = " ".join(re.findall(r"\w+", call_text.lower()))
    runs = (" ".join(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1))
    assert [run for run in runs if f" {run} " in source] == []


@pytest.mark.parametrize(("text", "lang"), NEAR_MISSES, ids=[text for text, _ in NEAR_MISSES])
def test_a_near_miss_is_not_found(
    ask_alone: AskFor, call_text: str, text: str, lang: Language
) -> None:
    answer = ask_alone(text)
    assert (answer.status, answer.verdict, answer.language) == ("not_found", None, lang)
    assert answer.missing
    assert len(answer.citations) <= 3
    states_nothing(answer, call_text)


def test_silence_tells_whom_to_ask(ask: AskFor, call_text: str) -> None:
    answer = ask(NEAR_MISSES[0][0])
    found = _CONTACT.findall(answer.answer)
    assert found
    assert all(address.strip(".") in call_text for address in found)


@pytest.mark.parametrize(("text", "lang"), STEERING, ids=[text for text, _ in STEERING])
def test_an_attempt_to_steer_is_refused(
    ask: AskFor, call_text: str, text: str, lang: Language
) -> None:
    answer = ask(text)
    assert (answer.status, answer.verdict, answer.language) == ("refused", None, lang)
    assert answer.citations == []
    states_nothing(answer, call_text)


@pytest.mark.parametrize(("text", "lang"), OFF_TOPIC, ids=[text for text, _ in OFF_TOPIC])
def test_what_is_not_about_the_call_is_off_topic(
    ask: AskFor, call_text: str, text: str, lang: Language
) -> None:
    answer = ask(text)
    assert (answer.status, answer.verdict, answer.language) == ("off_topic", None, lang)
    assert answer.citations == []
    states_nothing(answer, call_text)


@pytest.mark.parametrize(
    "text",
    [
        "🙂",
        "?",
        "asdf qwer",
        "a" * 4000,
        "<script>alert(1)</script>",
        "[1] [2] [99]",
        "12345",
        "'; DROP",
    ],
)
def test_nonsense_gets_no_answer(ask: AskFor, call_text: str, text: str) -> None:
    answer = ask(text)
    assert answer.status in ("not_found", "off_topic", "refused")
    states_nothing(answer, call_text)
