"""Feedback in the database: kept with what it is about, masked, and deleted when its time is up."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, aliased

from assistant.errors import InputError
from assistant.store.database import Database
from assistant.store.masking import mask
from assistant.store.models import FeedbackRow
from assistant.types import Feedback, KeptFeedback


class FeedbackStore:
    """Keeps feedback for `days`. Its methods raise MissingPartError `no_database`."""

    def __init__(self, database: Database, days: int) -> None:
        self._database = database
        self._days = timedelta(days=days)

    def add(self, feedback: Feedback, call: str | None, now: datetime) -> str:
        """Keep `feedback` on an answer about `call` and return its id; `now` has its time zone.

        Raises InputError `unknown_feedback` when it replaces what was not said of this answer.
        """
        new_id = uuid.uuid4().hex
        with self._database.session() as session:
            self._purge(session, now)
            if feedback.replaces is not None:
                _check_replaced(session, feedback)
            session.add(_row(new_id, feedback, call, now))
        return new_id

    def purge(self, now: datetime) -> None:
        """Delete what is older than it may be."""
        with self._database.session() as session:
            self._purge(session, now)

    def listed(self, now: datetime, replaced: bool = False) -> list[KeptFeedback]:
        """Return what is kept, oldest first; with `replaced` also what was said again later."""
        query = select(FeedbackRow).order_by(FeedbackRow.created_at, FeedbackRow.id)
        query = query.where(FeedbackRow.created_at >= now - self._days)
        if not replaced:
            later = aliased(FeedbackRow)
            query = query.where(~select(later).where(later.replaces == FeedbackRow.id).exists())
        with self._database.session() as session:
            return [
                KeptFeedback.model_validate(row, from_attributes=True)
                for row in session.scalars(query)
            ]

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _purge(self, session: Session, now: datetime) -> None:
        session.execute(delete(FeedbackRow).where(FeedbackRow.created_at < now - self._days))


def _row(new_id: str, feedback: Feedback, call: str | None, now: datetime) -> FeedbackRow:
    answer = feedback.answer
    question = mask(answer.question)
    return FeedbackRow(
        id=new_id,
        created_at=now,
        question=question,
        answer=_masked(answer.model_dump(mode="json"), question),
        call=call,
        language=answer.language,
        status=answer.status,
        useful=feedback.useful,
        reasons=list(dict.fromkeys(feedback.reasons)),
        comment=mask(feedback.comment),
        index_generation=answer.index_generation,
        replaces=feedback.replaces,
    )


def _masked(answer: dict[str, Any], question: str) -> dict[str, Any]:
    # The parts of the question that are not answered are the person's own words, too.
    return {**answer, "question": question, "missing": [mask(part) for part in answer["missing"]]}


def _check_replaced(session: Session, feedback: Feedback) -> None:
    earlier = session.get(FeedbackRow, feedback.replaces)
    if earlier is None or earlier.answer.get("id") != feedback.answer.id:
        raise InputError(
            "unknown_feedback",
            "The feedback to replace is not there, or it is about another answer.",
            "Send it without `replaces`.",
        )
