"""Understanding: what each part of a message asks for, and what it leans on."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.question import Part, Question
from assistant.answer.understand import MAX_PARTS, understand
from assistant.types import Ask, Turn

DAY = date(2031, 1, 1)


def read(text: str, *earlier: str) -> Question:
    history = tuple(Turn(question=question) for question in earlier)
    return understand(Ask(question=text, id="q", history=history), DAY, str)


def only(text: str, *earlier: str) -> Part:
    (part,) = read(text, *earlier).parts
    return part


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hvem kan søge?", "who"),
        ("Hvornår er fristen?", "when"),
        ("Hvor meget kan vi få?", "how_much"),
        ("Hvor mange kriterier er der?", "how_much"),
        ("Hvilke kriterier er der?", "which"),
        ("Hvor finder jeg materialet?", "where"),
        ("Hvorfor?", "why"),
        ("Hvordan søger man?", "how"),
        ("Hvad er formålet?", "what"),
        ("Kan en kommune søge?", "yes_no"),
        ("På hvilken dato er fristen?", "when"),
        ("målgruppe", "keyword"),
        ("målgruppe?", "keyword"),
        ("Who can apply?", "who"),
        ("By when must we apply?", "when"),
        ("How much can we get?", "how_much"),
        ("Does it cover VAT?", "yes_no"),
        ("criteria", "keyword"),
    ],
)
def test_what_is_asked_for(text: str, kind: str) -> None:
    part = only(text)
    assert part.kind == kind
    assert part.yes_no == (kind == "yes_no")
    assert part.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Kan vi søge?",
        "må vi søge alene",
        "Er det rigtigt, at fristen er i maj?",
        "Fristen er i maj, ikke?",
        "Fristen er i maj, ikke sandt?",
        "Fristen er i maj. Er det rigtigt?",
        "Fristen er vel i maj?",
        "Kan I oplyse, om en kommune kan søge?",
        "Jeg vil gerne vide, om vi kan søge",
        "Passer det, at man får 40 pct.?",
        "Jeg har læst, at man kan få 40 pct. Passer det?",
        "Can we apply?",
        "Is it true that the deadline is in May?",
        "The deadline is in May, right?",
        "Could you tell me if a company can apply?",
        "I'd like to know whether a company can apply.",
        "I wonder if we can apply",
    ],
)
def test_a_question_for_yes_or_no_is_known_in_any_dress(text: str) -> None:
    assert [part.yes_no for part in read(text).parts] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Kan I fortælle, hvem der kan søge?",
        "Kan du sige, hvornår fristen er?",
        "Er det i maj eller juni?",
        "Could you tell me who can apply?",
        "Do you know when the deadline is?",
        "Er det kommuner eller regioner, der kan søge?",
    ],
)
def test_politeness_and_alternatives_ask_for_no_yes(text: str) -> None:
    assert [part.yes_no for part in read(text).parts] == [False]


def test_wrapping_and_tags_are_not_searched_for() -> None:
    assert only("Hej, kan I fortælle mig, hvem der kan søge?").search == "hvem der kan søge?"
    assert only("Er det rigtigt, at fristen er i maj?").search == "fristen er i maj?"
    assert only("Fristen er i maj, ikke sandt?").search == "Fristen er i maj?"


def test_a_statement_is_context_with_numbers_of_its_own() -> None:
    part = only("Vi er en kommune med ti haver. Kan vi få 40 pct.?")
    assert part.context == "Vi er en kommune med ti haver."
    assert part.with_context == f"{part.context} {part.search}"
    assert [q.text for q in part.quantities] == ["40 pct."]
    assert [q.text for q in part.context_quantities] == ["ti"]
    assert part.search in part.variants()
    assert part.with_context in part.variants()


def test_numbers_of_a_question_are_found() -> None:
    part = only("Kan man få 40 pct. af 16 mio. kr. til den 30. maj 2022 kl. 12.00?")
    assert [q.kind for q in part.quantities] == ["share", "amount", "date", "time"]


@pytest.mark.parametrize(
    "text",
    [
        "Og hvad med Bornholm?",
        "hvad med Bornholm",
        "Gælder det også Bornholm?",
        "Og på Bornholm?",
        "Men hvad hvis vi ligger på Bornholm?",
    ],
)
def test_a_follow_up_is_read_with_the_question_before_it(text: str) -> None:
    part = only(text, "Hvor meget kan kommuner få?")
    assert part.previous == "Hvor meget kan kommuner få?"
    assert part.with_history is not None
    assert part.with_history.startswith(part.previous)
    assert "Bornholm" in part.with_history
    assert part.variants()[0] == part.search


@pytest.mark.parametrize("text", ["Hvorfor?", "Hvornår?", "Why?", "Og hvem?", "Hvordan det?"])
def test_a_bare_question_word_leans(text: str) -> None:
    assert only(text, "Kan kommuner søge?").previous == "Kan kommuner søge?"


@pytest.mark.parametrize(
    "text", ["Hvem kan søge støtte til haver?", "målgruppe", "Hvornår er fristen?"]
)
def test_a_full_question_stands_alone(text: str) -> None:
    part = only(text, "Hvor meget kan kommuner få?")
    assert (part.previous, part.with_history) == (None, None)
    assert part.variants() == [part.search]


def test_without_history_there_is_nothing_to_lean_on() -> None:
    part = only("Og hvad med Bornholm?")
    assert (part.previous, part.with_history) == (None, None)


def test_a_follow_up_to_a_follow_up_reaches_back() -> None:
    part = only("Og hvornår?", "Hvor meget kan kommuner få?", "Og hvad med Bornholm?")
    assert part.previous is not None
    assert "kommuner" in part.previous
    assert "Bornholm" in part.previous


def test_a_part_may_lean_on_the_part_before_it() -> None:
    first, second = read("Hvor meget kan kommuner få? Og hvad med Bornholm?").parts
    assert first.previous is None
    assert second.previous == first.search


def test_an_english_follow_up_leans_too() -> None:
    part = only("And what about Bornholm?", "How much can municipalities get?")
    assert part.previous == "How much can municipalities get?"


def test_a_message_has_so_many_parts_and_no_more() -> None:
    many = read(" ".join(f"Hvad er punkt {letter}?" for letter in "ABCDEFGH"))
    assert len(many.parts) == MAX_PARTS


def test_the_question_keeps_what_came_with_it() -> None:
    question = read("  Hvem\u200b kan\x00 soge\u030a?  ")
    assert question.id == "q"
    assert question.as_of == DAY
    assert "\x00" not in question.text
    assert "\u200b" not in question.text
    assert question.text == question.text.strip()


def test_spelling_is_mended_before_reading() -> None:
    ask = Ask(question="hvormår er fristen. Vi er i tvivl")
    question = understand(ask, DAY, lambda text: text.replace("hvormår", "hvornår"))
    assert question.parts[0].search.startswith("hvornår")
    assert question.parts[0].text.startswith("hvormår")


@pytest.mark.parametrize(
    "text", ["", "?", "🙂", "\x00", "[1]", "<script>alert(1)</script>", "a" * 4000]
)
def test_anything_can_be_read(text: str) -> None:
    assert read(text).parts
