"""Replies to a mail: what they cover, what they leave out, what they get wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.learn.service import Learning
from assistant.service import Assistant

GOOD = """Kære Jonas

Tak for din mail. Du spørger, om I kan søge. Det kunne I ikke: Kun Danmarks 14 officielt udpegede
klyngeorganisationer kunne søge. Fristen var 30. maj 2022 kl. 12.00.

I kan i stedet deltage i klyngernes aktiviteter.

Venlig hilsen
Mette, tlf. 12 34 56 78
"""


@pytest.fixture
def learning(example_corpus: Path, over: Callable[[Path], Assistant]) -> Learning:
    return over(example_corpus).learning


def test_a_good_reply_passes(learning: Learning) -> None:
    graded = learning.grade("company", GOOD, "da")
    assert graded.passed
    assert (len(graded.covered), graded.left_out, graded.errors) == (3, [], [])
    assert graded.covered[1] == "Ansøgningsfristen var 30. maj 2022 kl. 12.00."
    assert "Ansøgningsfristen var 30. maj 2022 kl. 12.00." in [c.quote for c in graded.citations]


def test_a_reply_in_the_other_language_counts(learning: Learning) -> None:
    reply = "Only the designated cluster organisations could apply. The deadline was May 30, 2022."
    graded = learning.grade("company", reply, "da")
    assert graded.passed
    assert graded.covered[0].startswith("Kun Danmarks 14")


def test_what_is_welcome_may_be_left_out(learning: Learning) -> None:
    graded = learning.grade("company", "Kun klynger kunne søge, senest 30. maj.", "da")
    assert graded.passed
    assert len(graded.covered) == 2


def test_what_is_needed_is_told_with_its_source(learning: Learning) -> None:
    graded = learning.grade("company", "Det kunne kun klynger.", "en")
    assert not graded.passed
    assert graded.left_out == ["The application deadline was 30 May 2022 at 12.00 (noon)."]
    assert graded.errors == []
    assert graded.citations[0].quote == "Ansøgningsfristen var 30. maj 2022 kl. 12.00."


@pytest.mark.parametrize("reply", ["", "   \n", "Tak for din mail."])
def test_an_empty_reply_leaves_all_out(learning: Learning, reply: str) -> None:
    graded = learning.grade("company", reply, "da")
    assert (len(graded.left_out), graded.covered, graded.passed) == (2, [], False)


@pytest.mark.parametrize(
    ("added", "wrong"),
    [
        ("I kan søge nu.", True),
        ("Ja, det er en god idé. I kan godt selv søge, og det haster.", True),
        ("You can apply.", True),
        ("I kan ikke søge.", False),
        ("Du spørger, om I kan søge.", False),
        ("Kan I søge?", False),
        ("Det er ikke sådan, at I kan søge.", False),
        ("I ask whether you can apply.", False),
    ],
)
def test_a_wrong_promise_is_an_error(learning: Learning, added: str, wrong: bool) -> None:
    graded = learning.grade("company", f"{GOOD}\n{added}", "da")
    told = "En virksomhed kunne ikke selv søge; det kunne kun de 14 udpegede klyngeorganisationer."
    assert graded.errors == ([told] if wrong else [])
    assert graded.passed != wrong


@pytest.mark.parametrize(
    ("added", "named"),
    [
        ("Puljen var på 175 mio. kr.", "175 mio. kr."),
        ("Regionalfonden dækkede 45 pct.", "45 pct."),
        ("I skulle have søgt den 1. juni 2022.", "1. juni 2022"),
        ("Kun 13 klynger kunne søge.", "13"),
        ("Projektet varer 3 år.", "3 år"),
    ],
)
def test_a_number_without_a_source_is_an_error(learning: Learning, added: str, named: str) -> None:
    graded = learning.grade("company", f"{GOOD}\n{added}", "da")
    assert len(graded.errors) == 1
    assert f"»{named}«" in graded.errors[0]
    assert not graded.passed
    assert f"“{named}”" in learning.grade("company", f"{GOOD}\n{added}", "en").errors[0]


def test_numbers_of_the_call_are_none(learning: Learning) -> None:
    reply = f"{GOOD}\nPuljen var på 160 mio. kr., og projektperioden er 2 år i 2023-2024."
    assert learning.grade("company", reply, "da").passed


def test_a_seed_picks_the_mail(learning: Learning) -> None:
    danish, english = learning.exercise(4, "da"), learning.exercise(4, "en")
    assert danish.id == english.id == "company"
    assert (danish.subject, english.subject) == ("Kan vi søge?", "Can we apply?")
    assert danish.text.startswith("Hej\n\nVi er")
    assert learning.exercises("da") == [danish]


def test_input_errors(learning: Learning) -> None:
    with pytest.raises(InputError) as caught:
        learning.grade("nix", "x", "da")
    assert caught.value.code == "unknown_exercise"
    with pytest.raises(InputError) as caught:
        learning.grade("company", "x" * 10_001, "da")
    assert caught.value.code == "too_long"


def test_the_shipped_mails_can_be_passed_and_failed(real: Assistant) -> None:
    for exercise in real.learning.exercises("da"):
        said = real.learning.grade(exercise.id, "", "da").left_out
        assert said
        whole = real.learning.grade(exercise.id, "\n".join(said), "da")
        assert whole.left_out == []
        assert whole.errors == []
        assert whole.passed
