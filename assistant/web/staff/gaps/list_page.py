"""`/staff/gaps`: the groups of like questions, those asked most first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from assistant.types.access import Session
from assistant.types.gaps import GapGroup
from assistant.web import render
from assistant.web.shell import language_of
from assistant.web.staff.gaps.words import ADDRESS, PACKAGE, calls_of, counted, day_of, texts_of
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant

Show = Literal["open", "done", "dismissed", "all"]
SHOWN: tuple[Show, ...] = get_args(Show)
PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """A week of the small chart: lengths in the units of its view box, from its lower edge."""

    x: int
    height: int
    count: int


def list_page(request: Request, service: Assistant, session: Session) -> Response:
    """Return the list; raises AssistantError."""
    language = language_of(request)
    texts = texts_of(language)
    query = request.query_params
    shown: Show = next((s for s in SHOWN if s == query.get("vis")), "open")
    calls = calls_of(service)
    call = next((one.id for one in calls if one.id == query.get("opslag")), None)
    now = datetime.now(UTC)
    counts = service.gaps.counts(now, call)
    groups = service.gaps.groups(now, shown, call)
    page = _page(query.get("side", ""), len(groups))
    first = (page - 1) * PAGE_SIZE
    return show(
        request,
        session,
        "staff/gaps/list.html",
        current="gaps",
        package=PACKAGE,
        tabs=[
            {
                "name": name,
                "count": sum(counts.values()) if name == "all" else counts[name],
                "href": _address(name, call),
                "here": name == shown,
            }
            for name in SHOWN
        ],
        shown=shown,
        calls=calls if len(calls) > 1 else [],
        call=call,
        rows=[row_of(group, texts, language) for group in groups[first : first + PAGE_SIZE]],
        found=counted(texts["list"], "found", len(groups)),
        previous=_address(shown, call, page - 1) if page > 1 else "",
        following=_address(shown, call, page + 1) if first + PAGE_SIZE < len(groups) else "",
        address=f"{render.root()}{ADDRESS}",
        keeps=service.settings.keep_questions,
    )


def row_of(group: GapGroup, texts: Any, language: Any) -> dict[str, Any]:
    """Return what the list and the page of a group show of it."""
    words = texts["list"]
    answered = sum(question.answered_now == "answered" for question in group.questions)
    return {
        "id": group.id,
        "href": f"{render.root()}{ADDRESS}/{group.id}",
        "title": group.title,
        "language": next(q.language for q in group.questions if q.question == group.title),
        "count": counted(words, "asked", group.count),
        "last": day_of(group.last, language),
        "first": day_of(group.first, language),
        "complaints": sum(bool(q.reasons or q.comment or q.origin == "feedback")
                          for q in group.questions),
        "answered": answered,
        "state": "dismissed" if group.dismissed else "done" if group.done else "open",
        "fact": group.fact,
        "bars": bars_of(group.weeks),
        "weeks": ", ".join(map(str, group.weeks)),
        "recent": sum(group.weeks[-4:]),
    }  # fmt: skip


def bars_of(weeks: Sequence[int]) -> list[Bar]:
    """Return the bars of the chart, 8 wide and up to 32 high, 10 apart."""
    most = max(weeks, default=0) or 1
    return [
        Bar(10 * number, max(2, round(32 * count / most)) if count else 0, count)
        for number, count in enumerate(weeks)
    ]


def _page(text: str, found: int) -> int:
    wanted = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    return max(1, min(wanted, -(-found // PAGE_SIZE)))


def _address(shown: str, call: str | None, page: int = 1) -> str:
    pairs = [
        ("vis", "" if shown == "open" else shown),
        ("opslag", call or ""),
        ("side", str(page) if page > 1 else ""),
    ]
    query = urlencode([(name, value) for name, value in pairs if value])
    return f"{render.root()}{ADDRESS}" + (f"?{query}" if query else "")
