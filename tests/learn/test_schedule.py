"""What was right comes back after days, what was wrong after minutes, for each person alone."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.learn.schedule import Schedule
from assistant.settings import Settings
from assistant.store.database import Database
from assistant.store.models.staff import PersonRow
from assistant.types.learn import Graded, QuizQuestion

NOW = datetime(2030, 5, 30, 8, 0, tzinfo=UTC)
TOPICS = {"a": ["a:values:x", "a:values:y"], "b": ["b:values:z"]}


def question(topic: str) -> QuizQuestion:
    return QuizQuestion(
        id=f"da:1:{topic}", topic=topic, module=topic[0], type="choice", language="da",
        question="?", options=["ja", "nej"], correct="ja", explanation="", citations=[],
    )  # fmt: skip


@pytest.fixture
def schedule(tmp_path: Path) -> Schedule:
    database = Database(Settings(data_dir=tmp_path))
    with database.session() as session:
        for person in ("p1", "p2"):
            session.add(
                PersonRow(
                    id=person, name=person, display_name="", signature="", language="da",
                    role="editor", created_at=NOW,
                )
            )  # fmt: skip
    return Schedule(lambda: database, lambda: TOPICS)


def test_right_comes_back_after_days_and_ever_later(schedule: Schedule) -> None:
    moment, waits = NOW, []
    for _ in range(4):
        due = schedule.answered("p1", question("a:values:x"), True, moment)
        waits.append(due - moment)
        moment = due
    assert waits[0] >= timedelta(days=1)
    assert waits == sorted(waits)
    assert waits[-1] > 4 * waits[0]


def test_wrong_comes_back_within_the_hour(schedule: Schedule) -> None:
    due = schedule.answered("p1", question("a:values:x"), False, NOW)
    assert timedelta(0) < due - NOW <= timedelta(hours=1)
    assert schedule.due("p1", NOW) == []
    assert schedule.due("p1", due) == [("a", "a:values:x")]
    later = schedule.answered("p1", question("a:values:x"), True, due)
    assert later - due >= timedelta(days=1)
    # What was known and is forgotten comes back soon, too.
    again = schedule.answered("p1", question("a:values:x"), False, later)
    assert again - later <= timedelta(hours=1)


def test_the_same_answers_give_the_same_days(tmp_path: Path) -> None:
    dues = []
    for name in ("one", "two"):
        database = Database(Settings(data_dir=tmp_path / name))
        with database.session() as session:
            session.add(
                PersonRow(
                    id="p1", name="p1", display_name="", signature="", language="da",
                    role="editor", created_at=NOW,
                )
            )  # fmt: skip
        own = Schedule(lambda database=database: database, lambda: TOPICS)
        due = own.answered("p1", question("a:values:x"), True, NOW)
        dues.append(own.answered("p1", question("a:values:x"), True, due))
    assert dues[0] == dues[1]


def test_progress_is_by_person_and_module(schedule: Schedule) -> None:
    copenhagen = NOW.astimezone(ZoneInfo("Europe/Copenhagen"))
    schedule.answered("p1", question("a:values:x"), True, copenhagen)
    schedule.answered("p1", question("a:values:y"), False, copenhagen)
    schedule.read("p1", "a", NOW)
    schedule.read("p1", "a", NOW + timedelta(days=1))
    first, second = schedule.progress("p1", NOW)
    assert (first.module, first.read, first.topics, first.known, first.due) == ("a", True, 2, 1, 0)
    assert (second.module, second.read, second.topics, second.known) == ("b", False, 1, 0)
    first, _ = schedule.progress("p1", NOW + timedelta(days=400))
    assert (first.known, first.due) == (1, 2)
    assert [each.known for each in schedule.progress("p2", NOW)] == [0, 0]


def test_the_longest_overdue_comes_first_and_topics_that_are_gone_never(
    schedule: Schedule,
) -> None:
    schedule.answered("p1", question("a:values:y"), False, NOW)
    schedule.answered("p1", question("a:values:x"), False, NOW + timedelta(minutes=1))
    schedule.answered("p1", question("b:values:gone"), False, NOW)
    found = schedule.due("p1", NOW + timedelta(days=1))
    assert found == [("a", "a:values:y"), ("a", "a:values:x")]
    assert all(each.due <= each.topics for each in schedule.progress("p1", NOW))


def test_an_answer_sent_twice_at_once_is_no_error(schedule: Schedule) -> None:
    problems: list[BaseException] = []

    def send() -> None:
        try:
            schedule.answered("p1", question("b:values:z"), True, NOW)
            schedule.read("p1", "b", NOW)
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert schedule.cards("p1")["b:values:z"][1]


def test_replies_are_kept_masked_and_only_for_who_wrote_them(
    schedule: Schedule, tmp_path: Path
) -> None:
    graded = Graded(covered=["A"], left_out=[], errors=[], passed=True, citations=[])
    text = "Ring 22334455, cpr 010190-1234"
    kept = schedule.keep_exercise("p1", "mail", text, graded, NOW)
    found = schedule.exercise("p1", kept)
    assert found is not None
    assert found.text == "Ring [phone], cpr [cpr]"
    assert (found.graded, found.exercise, found.at) == (graded, "mail", NOW)
    assert schedule.exercise("p2", kept) is None
    assert schedule.exercise("p1", "x") is None
    for number in range(30):
        last = schedule.keep_exercise("p1", "mail", str(number), graded, NOW + timedelta(number))
    assert [each.text for each in schedule.exercises("p1")][:2] == ["29", "28"]
    assert len(schedule.exercises("p1")) == 20
    assert schedule.exercise("p1", last) is not None
    assert schedule.exercises("p2") == []
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"22334455" not in on_disk
