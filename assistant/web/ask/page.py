"""The page's components and the two events that fill them: no logic of their own.

Header, heading, thread, examples and footer are HTML from templates; the question box and its
button are Gradio's. What happens in between (asking, keeping conversations, dialogs) is the script
`ask.js`, over REST.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.doors.question import today
from assistant.doors.texts import load_texts
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.types import CallInfo, Language
from assistant.web import render
from assistant.web.ask import view
from assistant.web.ask.banner import banners
from assistant.web.ask.notices import PACKAGE, problem_notice, state_notice
from assistant.web.readiness import Readiness

if TYPE_CHECKING:
    from assistant.service import Assistant

_TICK_SECONDS = 2.0
_QUERY = "() => [new URLSearchParams(window.location.search).get('lang') || '']"
_LOG = logging.getLogger(__name__)


class AskPage:
    """What the page shows; each handler returns the values of Gradio's components."""

    def __init__(self, service: Assistant, settings: Settings, readiness: Readiness) -> None:
        self._service = service
        self._settings = settings
        self._readiness = readiness

    def opened(self, asked: str, request: gr.Request) -> tuple[Any, ...]:
        """Return everything on the page in the language asked for, or that of the cookie."""
        language = page_language(asked, request.cookies.get("sprog", ""))
        return (language, *self.words(language), *self.state(language))

    def words(self, language: Language, *, live: bool = True) -> tuple[Any, ...]:
        """Return header, thread, box, button and footer; `live` once the script may take over."""
        texts = load_texts(PACKAGE, language)["form"]
        return (
            render.partial("_header.html", language, current="ask"),
            view.thread(language, live=live),
            gr.Textbox(label=texts["question"], info=texts["hint"]),
            gr.Button(texts["send"]),
            render.partial("_footer.html", language),
        )

    def state(self, lang: str) -> tuple[Any, ...]:
        """Return what may change while the page is open: the calls' states, and what is amiss."""
        language: Language = "en" if lang == "en" else "da"
        notice, calls = state_notice(self._readiness.state(), language), self._calls()
        if not notice and calls is None:
            notice = problem_notice("internal", language)
        shown = banners(calls or [], today(), language)
        return (
            view.intro(language, shown, notice),
            view.chooser(language, calls or []),
            view.examples(language, calls or []),
            gr.Timer(active=bool(notice)),
        )

    def _calls(self) -> list[CallInfo] | None:
        if self._readiness.state().name != "ready":
            return []
        try:
            return self._service.calls()
        except AssistantError as error:
            _LOG.warning("the calls can't be shown: %s", error)
        except Exception:  # the page says so in words; the log has the traceback
            _LOG.exception("the calls can't be shown")
        return None


def page_language(asked: str, cookie: str) -> Language:
    """Return the language of the address, else that of the cookie, else Danish."""
    if asked in ("da", "en"):
        return "en" if asked == "en" else "da"
    return "en" if cookie == "en" else "da"


def make_page(service: Assistant, settings: Settings, readiness: Readiness) -> gr.Blocks:
    """Build the page's components and wire them to `AskPage`."""
    handlers = AskPage(service, settings, readiness)
    texts = load_texts(PACKAGE, "da")
    header_html, thread_html, box, button, footer_html = handlers.words("da", live=False)
    blocks: gr.Blocks
    with gr.Blocks(title=texts["page"]["title"], analytics_enabled=False) as blocks:
        language = gr.Textbox(visible=False, show_label=False)
        header = _html(header_html, "ask-header")
        with gr.Column(elem_id="indhold"):
            intro = _html(view.intro("da", [], ""), "ask-intro")
            chooser = _html(view.chooser("da", []), "ask-chooser")
            thread = _html(thread_html, "ask-thread")
            with gr.Column(elem_id="ask-form"):
                question = gr.Textbox(
                    label=box.label,
                    info=box.info,
                    lines=1,
                    max_lines=8,
                    elem_id="ask-question",
                    interactive=True,
                )
                send = gr.Button(button.value, variant="primary", elem_id="ask-send")
            examples = _html(view.examples("da", []), "ask-examples")
        footer = _html(footer_html, "ask-footer")
        timer = gr.Timer(_TICK_SECONDS, active=False)

        words: list[Any] = [header, thread, question, send, footer]
        state: list[Any] = [intro, chooser, examples, timer]
        # Not through the queue: a page must open while others wait for answers.
        hidden: dict[str, Any] = {
            "api_visibility": "private", "queue": False, "show_progress": "hidden"
        }  # fmt: skip
        blocks.load(handlers.opened, [language], [language, *words, *state], js=_QUERY, **hidden)
        timer.tick(handlers.state, [language], state, **hidden)
    blocks.queue(default_concurrency_limit=8, max_size=settings.max_waiting)
    return blocks


def _html(value: str, elem_id: str) -> gr.HTML:
    # No script on load: the default one exists for click events that nobody listens to here.
    return gr.HTML(value, elem_id=elem_id, js_on_load=None, apply_default_css=False, padding=False)
