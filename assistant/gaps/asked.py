"""Questions that were not answered in full, kept with a copy of what was said: masked, for a time.

The latest stay where more come than can be looked through.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.gaps.privacy import without_names
from assistant.quotes import call_of
from assistant.store.masking import mask
from assistant.store.models import (
    AskedAgainRow,
    AskedRow,
    CaseRow,
    DismissedRow,
    FeedbackRow,
    VectorRow,
)
from assistant.types import Answer, Document
from assistant.types.gaps import Origin

UNANSWERED = frozenset({"partial", "not_found", "off_topic"})
MAX_KEPT = 20_000


def hide(text: str) -> str:
    """Return `text` without what tells who somebody is, as far as its form shows it."""
    return without_names(mask(text))


def keep(
    session: Session,
    answers: Iterable[Answer],
    origin: Origin,
    documents: Mapping[str, Document],
    now: datetime,
    case_id: str | None = None,
) -> list[str]:
    """Keep those of `answers` that are not full, and return their ids."""
    rows = [
        _row(answer, origin, call_of(answer, documents), now, case_id)
        for answer in answers
        if answer.status in UNANSWERED and any(letter.isalpha() for letter in answer.question)
    ]
    session.add_all(rows)
    return [row.id for row in rows]


def forget_case(session: Session, case_id: str) -> None:
    """Delete what was kept of a case, and what belonged to it."""
    session.execute(delete(AskedRow).where(AskedRow.case_id == case_id))
    _forget_what_belonged(session)


def forget_gone_cases(session: Session) -> None:
    """Delete what was kept of cases that are no more: deleted when their time was up."""
    cases = select(CaseRow.id).scalar_subquery()
    gone = AskedRow.case_id.is_not(None) & AskedRow.case_id.not_in(cases)
    session.execute(delete(AskedRow).where(gone))
    _forget_what_belonged(session)


def purge(session: Session, now: datetime, days: int) -> None:
    """Delete what is older than `days`, what is too much, and what belonged to it."""
    session.execute(delete(AskedRow).where(AskedRow.created_at < now - timedelta(days=days)))
    too_many = (
        select(AskedRow.id)
        .order_by(AskedRow.created_at.desc(), AskedRow.id)
        .offset(MAX_KEPT)
        .limit(MAX_KEPT)
    )
    session.execute(delete(AskedRow).where(AskedRow.id.in_(too_many.scalar_subquery())))
    _forget_what_belonged(session)


def purge_vectors(session: Session, now: datetime, days: int) -> None:
    """Delete vectors of questions that nothing has needed for `days`."""
    session.execute(delete(VectorRow).where(VectorRow.used_at < now - timedelta(days=days)))


def _forget_what_belonged(session: Session) -> None:
    known = select(AskedRow.id).union(select(FeedbackRow.id)).scalar_subquery()
    session.execute(delete(AskedAgainRow).where(AskedAgainRow.question_id.not_in(known)))
    session.execute(delete(DismissedRow).where(DismissedRow.question_id.not_in(known)))


def _row(
    answer: Answer, origin: Origin, call: str | None, now: datetime, case_id: str | None
) -> AskedRow:
    kept = masked(answer)
    return AskedRow(
        id=uuid.uuid4().hex,
        created_at=now,
        origin=origin,
        question=kept["question"],
        answer=kept,
        language=answer.language,
        status=answer.status,
        missing=kept["missing"],
        call=call,
        case_id=case_id,
    )


def masked(answer: Answer) -> dict[str, Any]:
    """Return an answer as it is kept: the person's own words masked, the quotes as they are."""
    kept = answer.model_dump(mode="json", exclude={"timings_ms"})
    kept["question"] = hide(answer.question)
    kept["answer"] = hide(answer.answer)
    kept["missing"] = [hide(part) for part in answer.missing]
    return kept
