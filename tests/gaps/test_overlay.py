"""Editors' facts answer at once, in every process, and take nothing from other questions."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.types import Answer
from assistant.types.gaps import FactQuote, Way
from tests.gaps.given import ANNA, ASKED, CALL, NOW, QUOTE, TODAY, ask, fact, note

LIKE = "Skal medarbejderne føre timeregnskab?"


def said(answer: Answer) -> tuple[object, ...]:
    """Return what an answer says, less what belongs to its asking."""
    cited = [(one.document_id, one.start, one.end) for one in answer.citations]
    return (answer.status, answer.verdict, answer.answer, cited, answer.confidence)


def test_asking_makes_no_database(assistant: Assistant, settings: Settings, tmp_path: Path) -> None:
    assert ask(assistant, ASKED).status == "not_found"
    assert assistant.gaps.facts(TODAY) == []
    assert assistant.gaps.groups(NOW) == []
    assert list(tmp_path.iterdir()) == []


def test_a_fact_answers_at_once_until_it_is_taken_back(assistant: Assistant) -> None:
    written = assistant.gaps.add_fact(fact(), ANNA, NOW)
    assert (written.state, written.author) == ("used", "Anna Redaktør")
    for question in (ASKED, LIKE):
        answer = ask(assistant, question)
        assert answer.status == "answered"
        assert [one.quote for one in answer.citations] == [QUOTE]
    assistant.gaps.take_back(written.id, ANNA, NOW)
    for question in (ASKED, LIKE):
        assert ask(assistant, question).status == "not_found"
    assert [one.state for one in assistant.gaps.facts(TODAY)] == ["taken_back"]


def test_another_process_sees_it(assistant: Assistant, settings: Settings) -> None:
    other = Assistant(settings)
    assert ask(other, ASKED).status == "not_found"
    written = assistant.gaps.add_fact(fact(), ANNA, NOW)
    assert ask(other, ASKED).status == "answered"
    assistant.gaps.take_back(written.id, ANNA, NOW)
    assert ask(other, ASKED).status == "not_found"
    other.close()


def test_the_reader_is_shared_while_nothing_changes(assistant: Assistant) -> None:
    assistant.gaps.add_fact(fact(), ANNA, NOW)
    reader = assistant.reader()
    assert assistant.reader() is reader
    note(assistant, "Hvad koster en tur til månen?")  # the database changed, its facts did not
    assert assistant.reader() is reader
    assert reader.generation is assistant.reader().generation


def test_a_known_gap_gives_way_only_to_what_the_fact_is_about(assistant: Assistant) -> None:
    ways = (
        Way(text="Hvor mange point kræver det at få støtte?", language="da"),
        Way(text="How many points are needed to get funding?", language="en"),
    )
    near = (
        "Hvilket kriterium vejer tungest?", "Hvor mange klynger fik støtte?",
        "Hvor mange ansøgninger kom der?", "How many partners are needed?",
    )  # fmt: skip
    before = [said(ask(assistant, question)) for question in near]
    assistant.gaps.add_fact(fact(ways=ways), ANNA, NOW)
    for question in (
        "Hvor mange point kræver det at få støtte?",
        "Hvor mange point skal man have for at få støtte?",
        "Hvor mange point skal vi op på for at få tilskud?",
        "How many points do we need to get the grant?",
    ):
        assert [one.quote for one in ask(assistant, question).citations] == [QUOTE], question
    assert [said(ask(assistant, question)) for question in near] == before


def test_other_questions_are_answered_as_before(assistant: Assistant) -> None:
    lines = Path("eval/questions/dev-da.jsonl").read_text(encoding="utf-8").splitlines()
    lines += Path("eval/questions/dev-unanswerable.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines[::3]]
    before = [said(ask(assistant, question)) for question in questions]
    for way in ("Må man tage sin hund med til møderne?", "Hvilken skrifttype skal rapporten have?",
                "Hvor kan man parkere?", "Er der vegetarisk mad?"):  # fmt: skip
        assistant.gaps.add_fact(fact(ways=(Way(text=way, language="da"),)), ANNA, NOW)
    assert len(assistant.gaps.facts(TODAY)) == 4
    assert [said(ask(assistant, question)) for question in questions] == before


def test_it_holds_from_day_to_day(assistant: Assistant) -> None:
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    assistant.gaps.add_fact(fact(valid_from=first, valid_to=last), ANNA, NOW)
    found = [ask(assistant, ASKED, day).status for day in
             (date(2026, 11, 30), first, last, date(2027, 1, 1))]  # fmt: skip
    assert found == ["not_found", "answered", "answered", "not_found"]
    states = [assistant.gaps.facts(day)[0].state for day in (TODAY, first, date(2027, 1, 1))]
    assert states == ["not_yet", "used", "over"]


def test_a_fact_whose_quote_is_gone_is_left_out(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    written = assistant.gaps.add_fact(fact(), ANNA, NOW)
    gone = json.dumps([FactQuote(document_id=CALL, quote="Står der ikke.").model_dump()])
    with sqlite3.connect(tmp_path / "gaps.sqlite") as database:
        database.execute("UPDATE editor_fact SET quotes = ? WHERE id = ?", (gone, written.id))
    database.close()
    other = Assistant(settings)
    assert ask(other, ASKED).status == "not_found"
    assert [one.state for one in other.gaps.facts(TODAY)] == ["stale"]
    other.close()


def test_a_broken_database_stops_no_answer(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "gaps.sqlite").write_bytes(b"no database at all, whatever its name says")
    broken = Assistant(settings)
    assert ask(broken, "Hvem kunne søge?").status == "answered"
    broken.close()


def test_words_that_only_the_fact_knows_are_known(assistant: Assistant) -> None:
    way = "Hvornår holder Klyngetinget sit kvartalsforum?"
    assistant.gaps.add_fact(fact(ways=(Way(text=way, language="da"),)), ANNA, NOW)
    assert ask(assistant, way).status == "answered"
    assert ask(assistant, "Hvornår holder Klyngetinget kvartalsforum?").status == "answered"
