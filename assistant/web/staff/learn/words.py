"""What the learning pages share: addresses, texts, the time, the service's errors in words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.errors import CorpusError, InputError
from assistant.types.access import Session
from assistant.web import render
from assistant.web.staff.gate import posted
from assistant.web.staff.shell import answered, problem

PACKAGE = "assistant.web.staff.learn"
ADDRESS = "/staff/learn"
# What is not there, as far as who reads the page can tell.
_NOT_FOUND = ("unknown_module", "unknown_question", "unknown_exercise", "unknown_round")
# A file of a call is wrong: whichever it is, who reads the page needs the same words.
_FILE_FAULT = "learn_files"
_LOG = logging.getLogger(__name__)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "autolink"])


async def shown(request: Request, session: Session, page: Callable[[], Response]) -> Response:
    """Return what `page` makes in a thread of its own, or the page of the error it raises."""

    def safely() -> Response:
        try:
            return page()
        except InputError as error:
            if error.code not in _NOT_FOUND:
                raise
            return problem(request, error, 404, session=session, package=PACKAGE)
        except CorpusError as error:
            # The message names file and key; YAML's own goes over several lines.
            _LOG.error("the learning pages fail: %s", " ".join(str(error).split()))
            told = CorpusError(_FILE_FAULT, error.message, error.hint)
            return problem(request, told, session=session, package=PACKAGE)

    response: Response = await run_in_threadpool(answered, request, session, safely, PACKAGE)
    return response


async def acted(
    request: Request, session: Session, act: Callable[[FormData], Response]
) -> Response:
    """Return what `act` makes of the form that was posted, or the page of the error it raises."""
    form = await posted(request)
    return await shown(request, session, lambda: act(form))


def text_of(form: FormData, name: str) -> str:
    """Return a field; empty where it is missing or a file."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def leads(path: str, **query: str) -> RedirectResponse:
    """Return the way to a page below the learning path (Post/Redirect/Get)."""
    asked = f"?{urlencode(query)}" if query else ""
    return RedirectResponse(f"{render.root()}{ADDRESS}{path}{asked}", 303)


def module_path(module: str) -> str:
    """Return where a module is read; its id may name its call, with a slash."""
    return f"/modul/{quote(module)}"


def markdown(text: str) -> Markup:
    """Return a module's text as HTML; HTML in it stays text."""
    return Markup(_MARKDOWN.render(text))


def now() -> datetime:
    """Return the time; below the web nobody asks a clock."""
    return datetime.now(UTC)
