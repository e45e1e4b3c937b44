"""Everything that waits for an answer: questions kept, and feedback against an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from assistant.gaps.asked import hide
from assistant.settings import Settings
from assistant.store.models import AskedAgainRow, AskedRow, FeedbackRow
from assistant.types.gaps import GapQuestion


def gather(session: Session, settings: Settings, now: datetime) -> list[GapQuestion]:
    """Return all, oldest first. Feedback on an answer that was kept anyway is told with that.

    `answered_now` of a question with feedback is `answered` only where the answer is another one.
    """
    again = {row.question_id: row for row in session.scalars(select(AskedAgainRow))}
    asked = session.scalars(
        select(AskedRow).where(AskedRow.created_at >= now - timedelta(days=settings.question_days))
    ).all()
    against = _against(session, now - timedelta(days=settings.feedback_days))
    by_answer = {(row.answer.get("id"), row.question): row for row in asked}
    told: dict[str, FeedbackRow] = {}
    alone = []
    for row in against:
        kept = by_answer.get((row.answer.get("id"), hide(row.question)))
        if kept is None:
            alone.append(row)
        else:
            told[kept.id] = row
    questions = [_of_asked(row, told.get(row.id), again.get(row.id)) for row in asked]
    questions += [_of_feedback(row, again.get(row.id)) for row in alone]
    return sorted(questions, key=lambda question: (question.at, question.id))


def _against(session: Session, since: datetime) -> Sequence[FeedbackRow]:
    later = aliased(FeedbackRow)
    return session.scalars(
        select(FeedbackRow)
        .where(FeedbackRow.created_at >= since, FeedbackRow.useful.is_(False))
        .where(~select(later).where(later.replaces == FeedbackRow.id).exists())
    ).all()


def _of_asked(
    row: AskedRow, feedback: FeedbackRow | None, again: AskedAgainRow | None
) -> GapQuestion:
    return GapQuestion.model_validate(
        {
            "id": row.id,
            "at": row.created_at,
            "origin": row.origin,
            "question": row.question,
            "language": row.language,
            "status": row.status,
            "missing": row.missing,
            "reasons": feedback.reasons if feedback else [],
            "comment": hide(feedback.comment) if feedback else "",
            "call": row.call,
            "answered_now": again.status if again else None,
        }
    )


def _of_feedback(row: FeedbackRow, again: AskedAgainRow | None) -> GapQuestion:
    status = None
    if again is not None:
        same = _said(again.answer) == _said(row.answer)
        status = "partial" if same and again.status == "answered" else again.status
    return GapQuestion.model_validate(
        {
            "id": row.id,
            "at": row.created_at,
            "origin": "feedback",
            "question": hide(row.question),
            "language": row.language,
            "status": row.status,
            "missing": [hide(str(part)) for part in row.answer.get("missing", [])],
            "reasons": row.reasons,
            "comment": hide(row.comment),
            "call": row.call,
            "answered_now": status,
        }
    )


def _said(answer: dict[str, Any]) -> tuple[str, list[tuple[str, int, int]]]:
    places = [
        (str(cited["document_id"]), int(cited["start"]), int(cited["end"]))
        for cited in answer.get("citations", [])
    ]
    return hide(str(answer.get("answer", ""))), places
