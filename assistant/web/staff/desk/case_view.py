"""The questions of a case with what answers them, ready for the template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.types import Citation, Language, Verdict
from assistant.types.desk import DraftQuestion, EarlierReply
from assistant.web import render
from assistant.web.sums import Sum, sums_of

_MARKER = re.compile(r"\s?\[(\d+)\]")
_MARKERS = re.compile(r"\s*(?:\[\d+\])+(\.?)")
_NEEDS_SOURCES = ("answered", "partial")
_SIGNS = {"answered": "pass", "partial": "join", "not_found": "unknown"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that an answer rests on, or one that is near."""

    number: int
    title: str
    path: str
    label: str
    text: str
    link: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer, and what the answer rests on; `sign` is a shape of `_parts.html`.

    `runs` are the answer's text with the numbers of its quotes between; `plain` is what goes into
    the letter.
    """

    number: int
    text: str
    status: str
    sign: str
    verdict: Verdict | None
    runs: tuple[tuple[str, int], ...]
    plain: str
    quotes: tuple[Quote, ...]
    sums: tuple[Sum, ...]
    missing: tuple[str, ...]
    rests: bool


def asked(questions: Sequence[DraftQuestion], language: Language) -> list[Asked]:
    """Return the questions of a draft in their order; findings are in the page's language."""
    return [_asked(number, each, language) for number, each in enumerate(questions, start=1)]


def earlier_view(replies: Sequence[EarlierReply]) -> list[dict[str, Any]]:
    """Return earlier replies, once for each letter and answer."""
    seen: set[tuple[str, str]] = set()
    found = []
    for reply in replies:
        if (reply.case_id, reply.answer) not in seen:
            seen.add((reply.case_id, reply.answer))
            found.append(reply.model_dump())
    return found


def _asked(number: int, question: DraftQuestion, language: Language) -> Asked:
    rests = question.status in _NEEDS_SOURCES
    return Asked(
        number=number,
        text=question.text,
        status=question.status,
        sign=_SIGNS.get(question.status, "not_applicable"),
        verdict=question.verdict,
        runs=tuple(_runs(question)),
        plain=_unmarked(question.answer),
        quotes=tuple(_quote(citation, language) for citation in question.citations),
        sums=sums_of(question, language),
        # Most answers name the open parts themselves.
        missing=tuple(part for part in question.missing if rests and part not in question.answer),
        rests=rests,
    )


def _unmarked(answer: str) -> str:
    """Take the markers out, and a full stop behind them where one stands before: "40 pct. [1]."."""

    def end(match: re.Match[str]) -> str:
        return "" if answer[: match.start()].endswith((".", "…")) else match[1]

    return _MARKERS.sub(end, answer).strip()


def _runs(question: DraftQuestion) -> Iterator[tuple[str, int]]:
    known = {citation.marker for citation in question.citations}
    at = 0
    for match in _MARKER.finditer(question.answer):
        number = int(match.group(1))
        if number in known:
            yield question.answer[at : match.start()], number
            at = match.end()
    yield question.answer[at:], 0


def _quote(citation: Citation, language: Language) -> Quote:
    link = f"{render.root()}{citation.link}"
    joint = "&" if "?" in link else "?"
    return Quote(
        number=citation.marker,
        title=f"{citation.title} ({citation.notice})" if citation.notice else citation.title,
        path=" › ".join(citation.section),
        label=citation.label or "",
        text=citation.quote,
        link=f"{link}{joint}lang=en#citat" if language == "en" else f"{link}#citat",
        page=citation.page,
    )
