"""What each person knows, and when to ask them again: spaced repetition with `fsrs`.

A topic is what a question asks for, whatever its numbers are this time; each person has a card for
each topic they were asked. Times come in from outside.
"""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from fsrs import Card, Rating, Scheduler
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.store.masking import mask
from assistant.store.models.learning import CardRow, ExerciseRow, ReadRow
from assistant.types.learn import Graded, KeptExercise, ModuleProgress, QuizQuestion

if TYPE_CHECKING:
    from assistant.store.database import Database

Topics = Mapping[str, Sequence[str]]
MAX_REPLY = 10_000
# What was wrong comes back after minutes, what was right after days; the same for everybody, so
# without the chance that fsrs adds.
_AGAIN = (timedelta(minutes=10),)
_SCHEDULER = Scheduler(learning_steps=_AGAIN, relearning_steps=_AGAIN, enable_fuzzing=False)
_KEPT_EXERCISES = 20


class Schedule:
    """The cards of all people. Its methods raise MissingPartError `no_database`.

    `topics` returns those that each module asks now, in order: cards of others are left aside.
    """

    def __init__(self, database: Callable[[], Database], topics: Callable[[], Topics]) -> None:
        self._opened = database
        self._topics = topics

    def answered(self, person: str, question: QuizQuestion, right: bool, now: datetime) -> datetime:
        """Note an answer and return when the topic is due again."""
        with self._opened().session() as session:
            try:
                with session.begin_nested():
                    return _review(session, person, question, right, now)
            except IntegrityError:  # the same answer was sent twice at once
                return _review(session, person, question, right, now)

    def read(self, person: str, module: str, now: datetime) -> None:
        """Note that somebody has read a module to its end; the first time counts."""
        with self._opened().session() as session:
            try:
                with session.begin_nested():
                    if session.get(ReadRow, (person, module)) is None:
                        session.add(ReadRow(person_id=person, module=module, at=now))
            except IntegrityError:
                pass  # read twice at once

    def progress(self, person: str, now: datetime) -> list[ModuleProgress]:
        """Return how far somebody is with each module, in their order."""
        topics = self._topics()
        with self._opened().session() as session:
            cards = _cards(session, person)
            query = select(ReadRow.module).where(ReadRow.person_id == person)
            read = set(session.scalars(query))
        return [
            ModuleProgress(
                module=module,
                read=module in read,
                topics=len(asked),
                known=sum(topic in cards and cards[topic][1] for topic in asked),
                due=sum(topic in cards and cards[topic][0] <= now for topic in asked),
            )
            for module, asked in topics.items()
        ]

    def due(self, person: str, now: datetime) -> list[tuple[str, str]]:
        """Return (module, topic) of what is due, the longest overdue first."""
        topics = self._topics()
        with self._opened().session() as session:
            cards = _cards(session, person)
        found = [
            (cards[topic][0], module, topic)
            for module, asked in topics.items()
            for topic in asked
            if topic in cards and cards[topic][0] <= now
        ]
        return [(module, topic) for _, module, topic in sorted(found)]

    def cards(self, person: str) -> dict[str, tuple[datetime, bool]]:
        """Return, by topic, when it is due and whether it was right when it was last asked."""
        with self._opened().session() as session:
            return _cards(session, person)

    def keep_exercise(
        self, person: str, exercise: str, text: str, graded: Graded, now: datetime
    ) -> str:
        """Keep a reply to a mail, personal data masked, with how it was; return its id.

        The oldest of a person go when there are more than a few.
        """
        new_id = uuid.uuid4().hex
        with self._opened().session() as session:
            session.add(
                ExerciseRow(
                    id=new_id,
                    person_id=person,
                    exercise=exercise,
                    at=now,
                    text=mask(text)[:MAX_REPLY],
                    graded=graded.model_dump(mode="json"),
                )
            )
            session.flush()
            query = select(ExerciseRow).where(ExerciseRow.person_id == person)
            query = query.order_by(ExerciseRow.at.desc(), ExerciseRow.id)
            for row in session.scalars(query.offset(_KEPT_EXERCISES)):
                session.delete(row)
        return new_id

    def exercise(self, person: str, exercise_id: str) -> KeptExercise | None:
        """Return a reply that somebody wrote; None where it is not theirs, or gone."""
        with self._opened().session() as session:
            row = session.get(ExerciseRow, exercise_id)
            return _kept(row) if row is not None and row.person_id == person else None

    def exercises(self, person: str) -> list[KeptExercise]:
        """Return the replies that somebody wrote, the newest first."""
        query = select(ExerciseRow).where(ExerciseRow.person_id == person)
        with self._opened().session() as session:
            rows: Sequence[ExerciseRow] = session.scalars(
                query.order_by(ExerciseRow.at.desc(), ExerciseRow.id)
            ).all()
            return [_kept(row) for row in rows]


def _review(
    session: Session, person: str, question: QuizQuestion, right: bool, now: datetime
) -> datetime:
    row = session.get(CardRow, (person, question.topic))
    at = now.astimezone(UTC)
    # Without an id and a time, fsrs would take both from the clock.
    before = Card.from_dict(row.card) if row else Card(_number(question.topic), due=at)  # type: ignore[arg-type]
    card, _ = _SCHEDULER.review_card(before, Rating.Good if right else Rating.Again, at)
    if row is None:
        row = CardRow(person_id=person, topic=question.topic, times=0)
        session.add(row)
    row.module = question.module
    row.card = dict(card.to_dict())
    row.due = card.due
    row.right = right
    row.times += 1
    session.flush()
    return card.due


def _number(topic: str) -> int:
    return zlib.crc32(topic.encode())


def _cards(session: Session, person: str) -> dict[str, tuple[datetime, bool]]:
    query = select(CardRow.topic, CardRow.due, CardRow.right).where(CardRow.person_id == person)
    return {topic: (due, right) for topic, due, right in session.execute(query)}


def _kept(row: ExerciseRow) -> KeptExercise:
    return KeptExercise(
        id=row.id,
        exercise=row.exercise,
        at=row.at,
        text=row.text,
        graded=Graded.model_validate(row.graded),
    )
