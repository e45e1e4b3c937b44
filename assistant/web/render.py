"""HTML from templates: whatever comes from a document or a person is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.doors.texts import load_texts, long_date
from assistant.types import Answer, Citation, Language
from assistant.web.readiness import State

_MARKER = re.compile(r"\[(\d+)\]")


@cache
def _environment() -> Environment:
    # `autoescape=True` for every template, whatever its name.
    return Environment(
        loader=PackageLoader("assistant.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, language: Language, **values: Any) -> str:
    """Render `template` with the texts of `language` as `t`."""
    texts = load_texts("assistant.web", language)
    return _environment().get_template(template).render(t=texts, language=language, **values)


def answer_html(answer: Answer, language: Language) -> str:
    """Return an answer with its quotes; `[n]` and each quote link to the place in the source."""
    return page(
        "answer.html",
        language,
        answer=answer,
        runs=list(_runs(answer)),
        day=long_date(answer.as_of, language),
        link=lambda citation: _link(citation, language),
    )


def notice_html(message: str, language: Language) -> str:
    """Return a message in place of an answer."""
    return page("notice.html", language, message=message)


def state_message(state: State, language: Language) -> str:
    """Say in words how far the assistant is; empty once it is ready."""
    if state.name == "ready":
        return ""
    if state.error is not None:
        return error_message(state.error.code, state.error.message, language)
    texts = load_texts("assistant.web", language)["states"]
    step = texts["step"].format(done=state.done, total=state.total) if state.total else ""
    return f"{texts['preparing']} {step}".strip()


def error_message(code: str, message: str, language: Language) -> str:
    """Return the page's own words for an error code, else its message with an introduction."""
    texts = load_texts("assistant.web", language)
    own = texts["errors"].get(code)
    return str(own) if own else str(texts["errors"]["other"]).format(message=message)


def _link(citation: Citation, language: Language) -> str:
    # Only the project's own page: a link must never come out of a document.
    link = citation.link if citation.link.startswith("/kilde/") else "/"
    return f"{link}{'&lang=en' if language == 'en' and '?' in link else ''}#citat"


def _runs(answer: Answer) -> Iterator[tuple[str, Citation | None]]:
    by_marker = {citation.marker: citation for citation in answer.citations}
    position = 0
    for match in _MARKER.finditer(answer.answer):
        citation = by_marker.get(int(match.group(1)))
        if citation is None:
            continue
        yield answer.answer[position : match.start()], None
        yield match.group(), citation
        position = match.end()
    yield answer.answer[position:], None
