"""`/om`, `/privatliv`, `/tilgaengelighed`: Markdown from `texts/<language>/`, blanks filled in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import resources

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markdown_it import MarkdownIt
from markupsafe import Markup

from assistant import __version__
from assistant.doors.texts import load_texts
from assistant.settings import Settings
from assistant.types import Language
from assistant.web import render
from assistant.web.shell import language_of, show

NAMES = ("om", "privatliv", "tilgaengelighed")


def make_text_router(settings: Settings) -> APIRouter:
    """Return the routes of the pages that are nothing but text."""
    router = APIRouter()
    for name in NAMES:
        router.add_api_route(
            f"/{name}",
            _page(name, settings),
            methods=["GET"],
            response_class=HTMLResponse,
            include_in_schema=False,
        )
    return router


def _page(name: str, settings: Settings) -> Callable[[Request], HTMLResponse]:
    def page(request: Request) -> HTMLResponse:
        days = settings.question_days if settings.keep_questions else None
        language, root = language_of(request), render.root()
        html = markdown_html(name, language, settings.feedback_days, root, days)
        title = html[html.index("<h1>") + 4 : html.index("</h1>")]
        return show(
            request,
            "text.html",
            current="about" if name == "om" else "",
            title=Markup(title),
            text=Markup(html),
        )

    return page


@cache
def markdown_html(
    name: str, language: Language, feedback_days: int, root: str, question_days: int | None = None
) -> str:
    """Return the text as HTML; HTML in it stays text, and its links begin at `root`.

    `question_days` is how long questions without a full answer are kept; None: they are not.
    """
    file = resources.files("assistant.web") / "texts" / language / f"{name}.md"
    kept = load_texts("assistant.web", language)["privacy"]
    questions = kept["not_kept" if question_days is None else "kept"]
    listed = kept["kept_short"] if question_days is not None else ""
    blanks = {
        "questions": questions.format(question_days=question_days),
        "questions_listed": listed.format(question_days=question_days),
        **load_texts("assistant.web", language)["authority"],
        "service": load_texts("assistant.web", language)["site"]["service"],
        "feedback_days": feedback_days,
        "version": __version__,
        "root": root,
    }
    text = file.read_text(encoding="utf-8").format(**blanks)
    return str(MarkdownIt("commonmark", {"html": False}).render(text))
