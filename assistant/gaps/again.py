"""Asking the questions of a group again, and keeping what came."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from assistant.errors import InputError
from assistant.gaps.asked import masked
from assistant.store.models import AskedAgainRow
from assistant.types import Answer, Ask, Status
from assistant.types.gaps import GapGroup, GapQuestion

if TYPE_CHECKING:
    from assistant.host import Host

# Asked again one after the other: of a large group the latest tell enough.
MAX_AGAIN = 60


def ask_again(host: Host, group: GapGroup, as_of: date, now: datetime) -> dict[str, Status]:
    """Ask the group's questions, each wording once; returns the status by question id."""
    answers: dict[tuple[str, str, str | None], Answer] = {}
    latest = sorted(group.questions, key=lambda question: question.at, reverse=True)
    for question in latest:
        key = _key(question)
        if key not in answers and len(answers) < MAX_AGAIN:
            answers[key] = _ask(host, question, as_of)
    status: dict[str, Status] = {}
    with host.database().session() as session:
        for question in group.questions:
            answer = answers.get(_key(question))
            if answer is None:
                continue
            status[question.id] = answer.status
            kept = masked(answer)
            session.merge(
                AskedAgainRow(question_id=question.id, status=answer.status, at=now, answer=kept)
            )
    return status


def _key(question: GapQuestion) -> tuple[str, str, str | None]:
    return question.question, question.language, question.call


def _ask(host: Host, question: GapQuestion, as_of: date) -> Answer:
    ask = Ask(question=question.question, lang=question.language, call=question.call, as_of=as_of)
    try:
        return host.ask(ask)
    except InputError as error:
        if error.code != "unknown_call":
            raise
        # The call left the index: the question is put to what is there.
        return host.ask(ask.model_copy(update={"call": None}))
