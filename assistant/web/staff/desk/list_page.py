"""`/staff/desk`: the cases, by state, search and person."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from assistant.types.access import Session
from assistant.types.desk import CaseState, CaseSummary
from assistant.web import render
from assistant.web.shell import language_of
from assistant.web.staff.desk.handling import ADDRESS, now
from assistant.web.staff.desk.times import moment, near_moment
from assistant.web.staff.desk.words import PACKAGE, counted, texts_of
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant

PAGE_SIZE = 25
STATES: tuple[CaseState, ...] = get_args(CaseState)
MINE = "mig"
_MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What the address asks for; `state` and `text` may be empty."""

    state: CaseState | None
    text: str
    mine: bool
    page: int

    def address(self) -> str:
        """Return the address that shows this."""
        pairs = [
            ("tilstand", self.state or ""),
            ("soeg", self.text),
            ("hvem", MINE if self.mine else ""),
            ("side", str(self.page) if self.page > 1 else ""),
        ]
        query = urlencode([(name, value) for name, value in pairs if value])
        return f"{render.root()}{ADDRESS}" + (f"?{query}" if query else "")


def read_filter(query: Mapping[str, str]) -> Filter:
    """Return what the address asks for; what makes no sense is left out."""
    state = query.get("tilstand", "")
    page = query.get("side", "")
    return Filter(
        state=next((known for known in STATES if known == state), None),
        text=query.get("soeg", "").strip()[:_MAX_TEXT],
        mine=query.get("hvem") == MINE,
        page=int(page) if page.isascii() and page.isdecimal() and 0 < len(page) < 6 else 1,
    )


def list_page(request: Request, service: Assistant, session: Session) -> Response:
    """Return the list; raises AssistantError."""
    language = language_of(request)
    texts = texts_of(language)
    asked = read_filter(request.query_params)
    author = session.person.id if asked.mine else None
    rows, total = service.desk.cases(asked.state, asked.text, author, max(asked.page, 1))
    pages = max(1, math.ceil(total / PAGE_SIZE))
    if asked.page > pages:  # cases were deleted, or the address was typed
        asked = replace(asked, page=pages)
        rows, total = service.desk.cases(asked.state, asked.text, author, pages)
    at = now()
    return show(
        request,
        session,
        "staff/desk/list.html",
        current="desk",
        package=PACKAGE,
        asked=asked,
        narrowed=bool(asked.text or asked.mine or asked.state),
        states=_states(service.desk.counts(), asked),
        rows=[_row(row, texts, at) for row in rows],
        found=counted(texts["list"], "found", total),
        pages=pages,
        previous=replace(asked, page=asked.page - 1).address() if asked.page > 1 else "",
        following=replace(asked, page=asked.page + 1).address() if asked.page < pages else "",
        cleared=replace(asked, text="", mine=False, page=1).address(),
        address=f"{render.root()}{ADDRESS}",
    )


def _states(counts: Mapping[CaseState, int], asked: Filter) -> list[dict[str, Any]]:
    """Return the ways to each state; their counts are of all cases, whoever's they are."""
    ways: list[tuple[CaseState | None, int]] = [(None, sum(counts.values()))]
    ways += [(state, counts.get(state, 0)) for state in STATES]
    return [
        {
            "name": state or "",
            "count": count,
            "href": replace(asked, state=state, page=1).address(),
            "here": asked.state == state,
        }
        for state, count in ways
    ]


def _row(case: CaseSummary, texts: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    words = texts["list"]
    return {
        "href": f"{render.root()}{ADDRESS}/{case.id}",
        "number": case.number,
        "subject": case.subject or words["no_subject"],
        "sender": case.sender or words["no_sender"],
        "state": case.state,
        "questions": counted(words, "questions", case.questions),
        # What a letter that is sent left open is no longer to be done.
        "open": counted(words, "open", case.open_points)
        if case.open_points and case.state in ("new", "draft")
        else "",
        "changed": near_moment(case.updated_at, at, texts["times"]),
        "changed_exactly": moment(case.updated_at, texts["times"]),
        "author": case.author,
    }
