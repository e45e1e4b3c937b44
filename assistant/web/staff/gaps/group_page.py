"""`/staff/gaps/<id>`: the questions of a group, what became of each, and what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import Response

from assistant.doors.question import today
from assistant.types import Language
from assistant.types.access import Session
from assistant.types.gaps import GapGroup
from assistant.web import render
from assistant.web.shell import language_of
from assistant.web.staff.gaps.facts_page import fact_rows
from assistant.web.staff.gaps.list_page import row_of
from assistant.web.staff.gaps.words import ADDRESS, PACKAGE, day_of, texts_of
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant


def group_page(request: Request, service: Assistant, session: Session, group_id: str) -> Response:
    """Return the page; raises InputError `unknown_group`."""
    language = language_of(request)
    group = service.gaps.group(group_id, datetime.now(UTC))
    ids = {question.id for question in group.questions}
    facts = [fact for fact in service.gaps.facts(today()) if fact.group in ids]
    titles = {source.id: source.title for source in service.sources()}
    return show(
        request,
        session,
        "staff/gaps/group.html",
        current="gaps",
        within=True,
        package=PACKAGE,
        group=row_of(group, texts_of(language), language),
        questions=_questions(group, language),
        total=group.count,
        facts=fact_rows(facts, titles, language),
        address=f"{render.root()}{ADDRESS}",
        here=f"{render.root()}{ADDRESS}/{group.id}",
    )


def _questions(group: GapGroup, language: Language) -> list[dict[str, Any]]:
    """Return the questions, the latest first; one that was asked alike again stands once."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in sorted(group.questions, key=lambda one: one.at, reverse=True):
        told = one.id if one.reasons or one.comment else ""
        key = (one.question, one.language, one.origin, one.status, one.answered_now, told)
        if key in rows:
            rows[key]["times"] += 1
            continue
        rows[key] = {
            "question": one.question,
            "language": one.language,
            "day": day_of(one.at, language),
            "origin": one.origin,
            "status": one.status,
            "missing": [part for part in one.missing if part != one.question],
            "reasons": one.reasons,
            "comment": one.comment,
            "now": one.answered_now,
            "times": 1,
        }
    return list(rows.values())
