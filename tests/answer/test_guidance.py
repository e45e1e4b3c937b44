"""Notes of guidance answer what a call leaves open, for the calls and days they are for."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.self_check import fact_faults
from assistant.service import Assistant
from assistant.types import Answer, Ask

from .two_calls import GARDEN, NOTICE, PARK

DAY = date(2031, 2, 1)


def asked(service: Assistant, question: str, call: str | None, day: date = DAY) -> Answer:
    return service.ask(Ask(question=question, id="q", as_of=day, call=call))


def cited(answer: Answer) -> set[str]:
    return {citation.document_id for citation in answer.citations}


def test_nothing_of_the_corpus_is_refused(two: Assistant) -> None:
    assert two.ingest(None).failed == []
    assert fact_faults(two.reader(), DAY, ("da", "en")) == []


def test_the_folder_of_guidance_is_no_call(two: Assistant) -> None:
    assert two.reader().call_ids == [GARDEN, PARK]
    assert [call.id for call in two.calls()] == [GARDEN, PARK]
    assert {view.call for view in two.sources()} == {GARDEN, PARK, "guidance"}


def test_a_note_answers_what_the_call_leaves_open(two: Assistant) -> None:
    answer = asked(two, "Hvor ofte skal vi rapportere?", PARK)
    assert answer.status == "answered"
    assert "to gange om året" in answer.answer
    assert "ejledende" in answer.answer
    (citation,) = answer.citations
    assert citation.document_id == "guidance-rapportering"
    assert (citation.kind, citation.notice) == ("guidance", NOTICE)


def test_it_does_so_in_english(two: Assistant) -> None:
    answer = asked(two, "How often do we report?", PARK)
    assert "twice a year" in answer.answer
    assert "uidance" in answer.answer
    assert cited(answer) == {"guidance-rapportering"}


def test_a_note_decides_a_yes_no_question(two: Assistant) -> None:
    answer = asked(two, "Betaler puljen for skiltene?", PARK)
    assert (answer.status, answer.verdict) == ("answered", "no")
    assert answer.answer.startswith("Nej.")


def test_the_call_outranks_the_note(two: Assistant) -> None:
    for question in ("Hvad er fristen?", "Hvornår er ansøgningsfristen?", "What is the deadline?"):
        answer = asked(two, question, PARK)
        assert cited(answer) == {PARK}, question
        assert "12" in answer.answer
        assert "pril" not in answer.answer


def test_the_call_outranks_a_note_for_all_calls_by_its_own_words(two: Assistant) -> None:
    answer = asked(two, "Hvad er fristen for Havepuljen?", None)
    assert cited(answer) == {GARDEN}
    assert "5. maj 2032" in answer.answer


@pytest.mark.parametrize(
    "question", ["Hvor ofte skal vi rapportere?", "Hvem betaler for skiltene?", "Vandes haver?"]
)
def test_a_note_is_for_no_other_call(two: Assistant, question: str) -> None:
    other = PARK if question.startswith("Vandes") else GARDEN
    answer = asked(two, question, other)
    note = f"{GARDEN}-guidance-vanding" if other == PARK else "guidance-rapportering"
    assert note not in cited(answer)


def test_a_note_in_a_calls_folder_is_for_that_call(two: Assistant) -> None:
    answer = asked(two, "Hvordan vandes haver med regnvand fra tønder?", GARDEN)
    assert answer.status == "answered"
    assert cited(answer) == {f"{GARDEN}-guidance-vanding"}


def test_a_note_that_names_no_call_is_for_all(two: Assistant) -> None:
    for call in (PARK, GARDEN):
        assert cited(asked(two, "Hvad er en effektkæde?", call)) == {"guidance-ord"}


def test_what_one_note_says_for_several_calls_is_said_once(two: Assistant) -> None:
    answer = asked(two, "Hvad er en effektkæde?", None)
    assert answer.answer.count("effektkæde") == 1
    assert "Havepuljen og Parkpuljen (vejledende): " in answer.answer


def test_a_note_is_used_on_its_days_alone(two: Assistant) -> None:
    question = "Hvor længe opbevares bilag om sandkasser?"
    assert cited(asked(two, question, PARK, date(2030, 12, 31))) == {"guidance-gammel"}
    later = asked(two, question, PARK, date(2031, 1, 1))
    assert later.status == "not_found"
    assert "guidance-gammel" not in cited(later)


def test_a_gap_that_no_note_fills_stays_one(two: Assistant) -> None:
    answer = asked(two, "Hvilket logo skal vi bruge?", PARK)
    assert answer.status == "not_found"
    assert answer.answer.startswith("Det svarer kilderne ikke på.")


def test_feedback_on_a_note_counts_for_its_call(two: Assistant) -> None:
    from assistant.quotes import call_of

    documents = two.reader().documents
    assert call_of(asked(two, "Hvem betaler for skiltene?", None), documents) == PARK
    assert call_of(asked(two, "Hvad er en effektkæde?", None), documents) is None
