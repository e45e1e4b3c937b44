"""Groups of like questions, and what became of them."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Select, delete, select

from assistant.errors import InputError
from assistant.gaps.gathered import gather
from assistant.gaps.likeness import Asked, Space, closeness, sort_alike, topic_of
from assistant.store.models import DismissedRow, EditorFactRow
from assistant.store.place import is_there
from assistant.store.vectors import QuestionVectors
from assistant.types import Language
from assistant.types.access import Person
from assistant.types.gaps import GapGroup, GapQuestion

if TYPE_CHECKING:
    from assistant.answer.reader import Reader
    from assistant.host import Host

WEEKS = 12
# Wordings that are compared with each other, the latest: the time grows with their square.
MAX_COMPARED = 1500

Wording = tuple[str, Language]


class Groups:
    """Groups what the database keeps. Safe for threads.

    What was computed of a wording is kept in memory as long as the index stays the same.
    """

    def __init__(self, host: Host) -> None:
        self._host = host
        self._lock = threading.Lock()
        self._generation = ""
        self._space: Space | None = None
        self._topics: dict[Wording, str | None] = {}
        self._sorted: tuple[tuple[Wording, ...], list[int], list[float]] = ((), [], [])

    def listed(self, now: datetime, call: str | None) -> list[GapGroup]:
        """Return all groups, those asked most in the last weeks first."""
        if not is_there(self._host.settings):
            return []
        with self._host.database().session() as session:
            questions = gather(session, self._host.settings, now)
            dismissed = set(session.scalars(select(DismissedRow.question_id)))
            facts = {row[0]: row[1] for row in session.execute(_facts_by_group())}
        if call is not None:
            questions = [one for one in questions if one.call in (None, call)]
        groups = [
            _group(members, title, dismissed, facts, now)
            for members, title in self._members(questions, now)
        ]
        return sorted(groups, key=lambda one: (-sum(one.weeks), -one.count, one.id))

    def one(self, group_id: str, now: datetime) -> GapGroup:
        """Return the group that holds a question; raises InputError `unknown_group`."""
        for group in self.listed(now, None):
            if any(question.id == group_id for question in group.questions):
                return group
        raise InputError("unknown_group", "There is no such group.", "Look at the list of gaps.")

    def dismiss(self, group_id: str, person: Person, now: datetime) -> None:
        """Set all of its questions aside."""
        group = self.one(group_id, now)
        with self._host.database().session() as session:
            for question in group.questions:
                session.merge(DismissedRow(question_id=question.id, at=now, by=person.display_name))

    def reopen(self, group_id: str, now: datetime) -> None:
        """Take that back."""
        ids = [question.id for question in self.one(group_id, now).questions]
        with self._host.database().session() as session:
            session.execute(delete(DismissedRow).where(DismissedRow.question_id.in_(ids)))

    def _members(
        self, questions: Sequence[GapQuestion], now: datetime
    ) -> list[tuple[list[GapQuestion], str]]:
        """Return the questions of each group, oldest first, with the wording that is its title."""
        by_wording: dict[Wording, list[GapQuestion]] = defaultdict(list)
        for question in questions:
            by_wording[question.question, question.language].append(question)
        latest = sorted(by_wording, key=lambda wording: by_wording[wording][-1].at, reverse=True)
        compared = tuple(sorted(latest[:MAX_COMPARED]))
        with self._lock:
            numbers, close = self._numbers(compared, now)
        groups: dict[int, list[Wording]] = defaultdict(list)
        for wording, number in zip(compared, numbers, strict=True):
            groups[number].append(wording)
        middle = dict(zip(compared, close, strict=True))

        def fits_as_title(wording: Wording) -> tuple[int, float, float]:
            asked = by_wording[wording]
            return len(asked), middle[wording], -asked[0].at.timestamp()

        found = [
            (
                sorted((q for w in wordings for q in by_wording[w]), key=lambda q: (q.at, q.id)),
                max(wordings, key=fits_as_title)[0],
            )
            for wordings in groups.values()
        ]
        # What is too much to compare stands alone, at the end.
        return found + [(by_wording[wording], wording[0]) for wording in latest[MAX_COMPARED:]]

    def _numbers(
        self, wordings: tuple[Wording, ...], now: datetime
    ) -> tuple[list[int], list[float]]:
        """Return the group of each wording, and how near it is to the middle of that."""
        reader = self._host.reader()
        space = self._space_of(reader)
        if self._sorted[0] == wordings:
            return self._sorted[1], self._sorted[2]
        asked = self._asked(wordings, reader, now)
        numbers = sort_alike(asked, space)
        close = [0.0] * len(asked)
        for number in set(numbers):
            places = [place for place, found in enumerate(numbers) if found == number]
            found = closeness([asked[place] for place in places], space)
            for place, value in zip(places, found, strict=True):
                close[place] = value
        self._sorted = (wordings, numbers, close)
        return numbers, close

    def _space_of(self, reader: Reader) -> Space:
        if self._space is None or self._generation != reader.generation_id:
            self._space, self._generation = Space(reader), reader.generation_id
            self._topics, self._sorted = {}, ((), [], [])
        return self._space

    def _asked(self, wordings: Sequence[Wording], reader: Reader, now: datetime) -> list[Asked]:
        host = self._host
        keeper = QuestionVectors(host.database(), host.embed, host.model_fingerprint())
        vectors = keeper.of([text for text, _ in wordings], now)
        self._topics = {one: self._topics[one] for one in wordings if one in self._topics}
        for text, language in wordings:
            if (text, language) not in self._topics:
                found = topic_of(text, language, vectors[text].tolist(), reader)
                self._topics[text, language] = found
        return [Asked(t, lang, vectors[t], self._topics[t, lang]) for t, lang in wordings]


def _facts_by_group() -> Select[str | None, str]:
    return (
        select(EditorFactRow.group, EditorFactRow.id)
        .where(EditorFactRow.group.is_not(None), EditorFactRow.taken_back_at.is_(None))
        .order_by(EditorFactRow.created_at)
    )


def _group(
    questions: list[GapQuestion],
    title: str,
    dismissed: set[str],
    facts: dict[str | None, str],
    now: datetime,
) -> GapGroup:
    aside = sum(question.id in dismissed for question in questions)
    return GapGroup(
        id=questions[0].id,
        title=title,
        questions=questions,
        count=len(questions),
        first=questions[0].at,
        last=questions[-1].at,
        weeks=_weeks(questions, now),
        done=all(question.answered_now == "answered" for question in questions),
        # As many new ones as were set aside bring the group back.
        dismissed=2 * aside > len(questions),
        fact=next((facts[q.id] for q in reversed(questions) if q.id in facts), None),
    )


def _weeks(questions: Sequence[GapQuestion], now: datetime) -> list[int]:
    """Return how many were asked in each of the last weeks, the last one ending now."""
    ago = Counter(
        max(timedelta(0), now - question.at) // timedelta(weeks=1) for question in questions
    )
    return [ago[week] for week in reversed(range(WEEKS))]
