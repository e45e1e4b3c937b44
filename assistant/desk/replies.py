"""The index of sent replies: what was answered before to a question like this one.

Apart from the index of the sources: a reply is an example of how to say it, never a source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import select

from assistant.desk.sent import asked_of
from assistant.store.models import CaseRow, ReplyRow
from assistant.store.vectors import QuestionVectors
from assistant.types.desk import Case, Draft, DraftQuestion, EarlierReply, Mail

if TYPE_CHECKING:
    from assistant.host import Host

_Questions = dict[str, DraftQuestion]
# What two questions without a common quote must have in common to be alike. Measured on 548
# answered questions of eval/questions (pairs alike where their expected quotes are): the same
# quote first in both answers finds 66 % of the like pairs with 79 % right (en: 71 %, 71 %), this
# cosine 2 % with 77 % (en: 3 %, 69 %), and 3 % with 38 % at .90; where both answers
# quote, and not the same, it is wrong in two of three. Among the unanswered it is near repeats.
NEAR = 0.93
# Of the replies to a question so many are shown.
SHOWN = 3
# So many are looked through for a common quote, the nearest first: each is read from its case.
_LOOKED_AT = 40
# The newest so many are compared; older ones say little about how to answer today.
_COMPARED = 5000
# So many vectors are computed at once where they are not kept: a few seconds at most.
_COMPUTED = 150


class Replies:
    """Finds replies; raises MissingPartError where database or model is missing."""

    def __init__(self, host: Host) -> None:
        self._database = host.database()
        self._vectors = QuestionVectors(self._database, host.embed, host.model_fingerprint())

    def add(self, case: Case, now: datetime) -> None:
        """Compute what is needed to find the replies of a case that has just been sent."""
        self._vectors.of(asked_of(case.mail, case.drafted), now)

    def forget(self, case: Case) -> None:
        """Delete the vectors of a case that is gone; whoever asks the same makes them anew."""
        texts = asked_of(case.mail, case.drafted)
        with self._database.session() as session:
            self._vectors.forget(session, texts)

    def like(self, case: Case, now: datetime) -> list[EarlierReply]:
        """Return up to SHOWN replies to each question of `case`, in its order, likest first."""
        rows = self._sent(case)
        questions = case.drafted.questions
        if not rows or not questions:
            return []
        asked = asked_of(case.mail, case.drafted)
        vectors = self._vectors.of([*asked, *(row.question for row in rows)], now, _COMPUTED)
        rows = [row for row in rows if row.question in vectors]
        if not rows or any(text not in vectors for text in asked):
            return []
        matrix = np.stack([vectors[row.question] for row in rows])
        found: list[EarlierReply] = []
        for at, question in enumerate(questions):
            likeness = matrix @ vectors[asked[at]]
            nearest = np.argsort(-likeness, kind="stable")[:_LOOKED_AT]
            near = [(rows[one], float(likeness[one])) for one in nearest]
            found += self._alike(at, question, near)
        return found

    def _sent(self, case: Case) -> Sequence[ReplyRow]:
        query = (
            select(ReplyRow)
            .where(ReplyRow.language == case.language, ReplyRow.case_id != case.id)
            .order_by(ReplyRow.sent_at.desc(), ReplyRow.id)
            .limit(_COMPARED)
        )
        with self._database.session() as session:
            rows = session.scalars(query).all()
            session.expunge_all()
            return rows

    def _alike(
        self, at: int, question: DraftQuestion, near: list[tuple[ReplyRow, float]]
    ) -> list[EarlierReply]:
        cases = self._cases({row.case_id for row, _ in near})
        found = [
            EarlierReply(
                case_id=row.case_id,
                number=cases[row.case_id][0],
                question=row.question,
                answer=row.answer,
                sent_at=row.sent_at,
                likeness=round(likeness, 4),
                asked=at,
            )
            for row, likeness in near
            if row.case_id in cases
            and _alike(question, cases[row.case_id][1].get(row.question), likeness)
        ]
        return list(_distinct(found))[:SHOWN]

    def _cases(self, ids: set[str]) -> dict[str, tuple[str, _Questions]]:
        query = select(CaseRow.id, CaseRow.number, CaseRow.mail, CaseRow.drafted).where(
            CaseRow.id.in_(ids)
        )
        with self._database.session() as session:
            return {
                row.id: (row.number, _questions(row.mail, row.drafted))
                for row in session.execute(query)
            }


def _alike(asked: DraftQuestion, earlier: DraftQuestion | None, likeness: float) -> bool:
    quotes = _first_quote(asked), earlier and _first_quote(earlier)
    if all(quotes):
        return quotes[0] == quotes[1]
    return likeness >= NEAR


def _first_quote(question: DraftQuestion) -> tuple[str, str] | None:
    # Beside other states, near passages are shown: they answer nothing.
    if question.status not in ("answered", "partial") or not question.citations:
        return None
    return question.citations[0].document_id, question.citations[0].quote


def _questions(mail: dict[str, Any], drafted: dict[str, Any]) -> _Questions:
    draft = Draft.model_validate(drafted)
    return dict(zip(asked_of(Mail.model_validate(mail), draft), draft.questions, strict=True))


def _distinct(replies: list[EarlierReply]) -> Iterator[EarlierReply]:
    seen: set[str] = set()
    for reply in replies:
        if reply.answer not in seen:
            seen.add(reply.answer)
            yield reply
