"""Whatever is slipped into a right answer to a real question, the verifier takes it out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.answer.verify import Verified, verify
from assistant.index.accounting import quantities_of_place
from assistant.rules.quantities import accounted_for, find_quantities, same_value
from assistant.types import Answer, Citation, Document, Language

from .asked import AFTER, TOPICS
from .conftest import AskFor
from .park import markers

DANISH_MONTHS = "januar februar marts april maj juni juli august september oktober".split()
ENGLISH_MONTHS = "January February March April May June July August September October".split()
DANISH_WORDS = "to tre fire seks syv otte ni ti elleve tolv femten tyve halvtreds hundrede".split()
ENGLISH_WORDS = "two three four six seven eight nine ten eleven twelve fifteen fifty".split()
NUMBERS = st.integers(2, 999).map(str)
DAYS = st.integers(1, 28)
WRONG: dict[Language, st.SearchStrategy[str]] = {
    "da": st.one_of(
        st.builds("{} pct.".format, NUMBERS),
        st.builds("{} procent".format, NUMBERS | st.sampled_from(DANISH_WORDS)),
        st.builds("{} mio. kr.".format, NUMBERS),
        st.builds("{}.000 kr.".format, NUMBERS),
        st.builds("{} projekter".format, NUMBERS | st.sampled_from(DANISH_WORDS)),
        st.builds("{} år".format, NUMBERS | st.sampled_from(DANISH_WORDS)),
        st.builds("den {}. {} 2022".format, DAYS, st.sampled_from(DANISH_MONTHS)),
        st.builds("kl. {}.30".format, st.integers(10, 23)),
        st.just("halvdelen af udgifterne"),
    ),
    "en": st.one_of(
        st.builds("{} per cent".format, NUMBERS | st.sampled_from(ENGLISH_WORDS)),
        st.builds("{}%".format, NUMBERS),
        st.builds("DKK {} million".format, NUMBERS),
        st.builds("{} projects".format, NUMBERS | st.sampled_from(ENGLISH_WORDS)),
        st.builds("{} years".format, NUMBERS | st.sampled_from(ENGLISH_WORDS)),
        st.builds("{} {} 2022".format, DAYS, st.sampled_from(ENGLISH_MONTHS)),
        st.just("half of the costs"),
    ),
}
LEADS: dict[Language, str] = {"da": "Det drejer sig om", "en": "It is about"}


@pytest.fixture(scope="module")
def right(ask: AskFor) -> list[Answer]:
    """Right answers to real questions, in both languages."""
    answers = [ask(text) for topic in TOPICS for text in (topic.da[0], topic.en[0])]
    assert all(answer.status == "answered" and answer.citations for answer in answers)
    return answers


def check(
    text: str, answer: Answer, citations: list[Citation], known: Mapping[str, Document]
) -> Verified:
    result = verify(text, citations, known, answer.language, answer.as_of)
    assert markers(result.text) == {one.marker for one in result.citations}
    for one in result.citations:
        assert known[one.document_id].text[one.start : one.end] == one.quote
    return result


def spoil(text: str, wrong: str, language: Language, how: int) -> str:
    """Slip a wrong quantity into a text that ends its sentences with markers."""
    first_marker = text.index(" [1]")
    if how == 0:
        return f"{text[:first_marker]}, {wrong}{text[first_marker:]}"
    if how == 1:
        return f"{text} {LEADS[language]} {wrong} [1]."
    if how == 2:
        return f"{text}\n\n{LEADS[language]} {wrong}."
    stated = [q for q in find_quantities(text, language) if q.start < first_marker]
    assume(stated)
    return text[: stated[0].start] + wrong + text[stated[0].end :]


def test_right_answers_pass_untouched(
    right: list[Answer], documents: Mapping[str, Document]
) -> None:
    for answer in right:
        result = check(answer.answer, answer, answer.citations, documents)
        assert result.text == answer.answer
        assert result.citations == answer.citations
        assert result.dropped == []


@given(data=st.data())
def test_a_wrong_number_does_not_leave(
    right: list[Answer], documents: Mapping[str, Document], data: st.DataObject
) -> None:
    answer = data.draw(st.sampled_from(right))
    language = answer.language
    wrong = data.draw(WRONG[language])
    borne = [
        quantity
        for one in answer.citations
        for quantity in quantities_of_place(documents[one.document_id], one.start, one.end)
    ]
    (quantity,) = find_quantities(f"{LEADS[language]} {wrong}.", language)
    assume(not accounted_for(quantity, borne))
    spoiled = spoil(answer.answer, wrong, language, data.draw(st.integers(0, 3)))
    result = check(spoiled, answer, answer.citations, documents)
    assert result.dropped
    left = find_quantities(result.text, language)
    assert not any(same_value(quantity, one) for one in left)
    assert wrong not in result.text


@given(data=st.data())
def test_an_invented_marker_does_not_leave(
    right: list[Answer], documents: Mapping[str, Document], data: st.DataObject
) -> None:
    answer = data.draw(st.sampled_from(right))
    invented = data.draw(st.integers(len(answer.citations) + 1, 99) | st.just(0))
    place = data.draw(st.sampled_from(sorted(one.marker for one in answer.citations)))
    also = data.draw(st.booleans())
    spoiled = answer.answer.replace(f"[{place}]", f"[{place}]" * also + f"[{invented}]")
    result = check(spoiled, answer, answer.citations, documents)
    assert result.dropped
    assert len(result.text) < len(answer.answer)


@given(data=st.data())
def test_an_altered_quote_does_not_leave(
    right: list[Answer], documents: Mapping[str, Document], data: st.DataObject
) -> None:
    answer = data.draw(st.sampled_from(right))
    number = data.draw(st.integers(0, len(answer.citations) - 1))
    sound = answer.citations[number]
    place = data.draw(st.integers(0, len(sound.quote) - 1))
    letter = data.draw(st.characters(exclude_characters=sound.quote[place]))
    shift = data.draw(st.integers(-20, 20).filter(bool))
    changes = data.draw(
        st.sampled_from(
            [
                {"quote": sound.quote[:place] + letter + sound.quote[place + 1 :]},
                {"quote": sound.quote[:place] + sound.quote[place + 1 :]},
                {"quote": sound.quote + letter},
                {"start": sound.start + shift, "end": sound.end + shift},
                {"end": sound.end + shift},
                {"document_sha256": sound.document_sha256[::-1]},
                {"document_id": "et-andet-dokument"},
            ]
        )
    )
    forged = sound.model_copy(update=changes)
    citations = [*answer.citations[:number], forged, *answer.citations[number + 1 :]]
    result = check(answer.answer, answer, citations, documents)
    assert forged.quote not in [one.quote for one in result.citations] or "quote" not in changes
    assert len(result.citations) < len(answer.citations)
    assert f"quote {sound.marker}" in result.dropped


def test_the_day_of_the_answer_may_be_named(
    right: list[Answer], documents: Mapping[str, Document]
) -> None:
    answer = right[0]
    text = f"{answer.answer} Sådan var det den {AFTER.day}. februar {AFTER.year} [1]."
    assert check(text, answer, answer.citations, documents).text == text
