"""Spelling: words of the sources are found however they are typed, all others are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.spelling import Speller
from assistant.rules.quantities import find_quantities

TEXTS = [
    "Ansøgningsfristen er den 30. maj. Målgruppen er små virksomheder på Sjælland og Ærø.",
    "Hvem kan søge? Kommuner kan få støtte til grøn omstilling: tre, fire, fem eller fjorten.",
    "What are the criteria for applicants? The deadline is in May.",
]
SPELLER = Speller(TEXTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ansogningsfristen", "ansøgningsfristen"),
        ("ansoegningsfristen", "ansøgningsfristen"),
        ("maalgruppen", "målgruppen"),
        ("malgruppen", "målgruppen"),
        ("stoette", "støtte"),
        ("stotte", "støtte"),
        ("soge", "søge"),
        ("sjaelland", "sjælland"),
        ("groen", "grøn"),
        ("få", "få"),
    ],
)
def test_danish_letters_may_be_typed_otherwise(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed).lower() == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anøgningsfristen", "ansøgningsfristen"),
        ("ansøgnngsfrisen", "ansøgningsfristen"),
        ("målgrupen", "målgruppen"),
        ("mlågruppen", "målgruppen"),
        ("virksomehder", "virksomheder"),
        ("kommunner", "kommuner"),
        ("critreia", "criteria"),
        ("deadlnie", "deadline"),
        ("omstilingg", "omstilling"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "hund",
        "hundehvalp",
        "elephants",
        "EØF",
        "SMU",
        "de",
        "xyz",
        "qwertyuiop",
        "1.1",
        "30.5.2022",
        "A4",
        "2023-2024",
        "ansøgningsfristen",
    ],
)
def test_what_is_known_or_far_from_everything_is_left(text: str) -> None:
    assert SPELLER.correct(text) == text


@pytest.mark.parametrize(
    "word", "fjorten tres to seks tolv syv ti nul fyrre halvtreds firs fifty five nine six".split()
)
def test_a_number_never_becomes_another(word: str) -> None:
    assert SPELLER.correct(word) == word


@pytest.mark.parametrize(
    ("word", "known"), [("Målgruppen", True), ("malgruppen", True), ("hund", False)]
)
def test_knowing_is_by_form_or_typing(word: str, known: bool) -> None:
    assert SPELLER.knows(word) is known


def test_what_stands_between_words_stays() -> None:
    text = "  Hvem —  kan\n(stotte)?! 40 pct. a@example.org "
    assert SPELLER.correct(text) == text.replace("stotte", "støtte")


_WORDS = sorted({word for text in TEXTS for word in text.lower().split()})
_MARKS = st.sampled_from(["40 pct.", "30. maj 2022", "16 mio. kr.", "kl. 12.00", "tre", "fifty"])


@given(st.lists(st.sampled_from(_WORDS) | st.text(max_size=8) | _MARKS, max_size=8).map(" ".join))
def test_correcting_is_done_at_once_and_changes_no_figure(text: str) -> None:
    once = SPELLER.correct(text)
    assert SPELLER.correct(once) == once
    before = [c for c in text if c.isdigit()]
    assert [c for c in once if c.isdigit()] == before


@given(st.lists(_MARKS, min_size=1, max_size=4).map(" og ".join))
def test_correcting_changes_no_quantity(text: str) -> None:
    def values(of: str) -> list[object]:
        return [(q.kind, q.value) for q in find_quantities(of, "da")]

    assert values(SPELLER.correct(text)) == values(text)
