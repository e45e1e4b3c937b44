"""The page of questions at `/`: components and calls to the service, no logic of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import gradio as gr

from assistant.doors.question import ask_from_object, today
from assistant.doors.texts import load_texts
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.types import Language
from assistant.web import render
from assistant.web.readiness import Readiness

if TYPE_CHECKING:
    from assistant.service import Assistant

# Answers take a few milliseconds each in worker threads; more at once only wait for the cores.
CONCURRENT_ANSWERS = 8
REMEMBERED_TURNS = 5
_LANGUAGES = [("Dansk", "da"), ("English", "en")]
_SET_LANGUAGE = "(language) => { document.documentElement.lang = language; return language; }"
_LOG = logging.getLogger(__name__)

History = list[dict[str, str]]


class AskPage:
    """The handlers behind the page; each takes and returns what Gradio's components hold."""

    def __init__(self, service: Assistant, settings: Settings, readiness: Readiness) -> None:
        self._service = service
        self._settings = settings
        self._readiness = readiness

    def answer(self, question: str, history: History, lang: str) -> tuple[str, History]:
        """Return the answer as HTML, and the conversation with it."""
        language = _language(lang)
        try:
            ask = ask_from_object(
                {"question": question, "history": history},
                self._settings.max_question_chars,
                today(),
            )
            self._readiness.require()
            answer = self._service.ask(ask)
        except AssistantError as error:
            message = render.error_message(error.code, error.message, language)
            return render.notice_html(message, language), history
        except Exception:  # the page says so in words; the log has the traceback
            _LOG.exception("a question from the page failed")
            message = render.error_message("internal", "", language)
            return render.notice_html(message, language), history
        turns = [*history, {"question": question, "answer": answer.answer}]
        return render.answer_html(answer, language), turns[-REMEMBERED_TURNS:]

    def progress(self, lang: str) -> tuple[gr.HTML, gr.Timer]:
        """Return how far the assistant is; once it is ready, nothing, and the timer stops."""
        language = _language(lang)
        message = render.state_message(self._readiness.state(), language)
        html = render.notice_html(message, language)
        return gr.HTML(html, visible=bool(message)), gr.Timer(active=bool(message))


def texts_of(lang: str) -> tuple[str, gr.Textbox, gr.Button, gr.Button]:
    """Return the page's components in another language."""
    language = _language(lang)
    texts = load_texts("assistant.web", language)["page"]
    return (
        render.page("head.html", language),
        gr.Textbox(label=texts["question"], placeholder=texts["placeholder"]),
        gr.Button(texts["ask"]),
        gr.Button(texts["clear"]),
    )


def make_page(service: Assistant, settings: Settings, readiness: Readiness) -> gr.Blocks:
    """Build the page's components and wire them to `AskPage`."""
    handlers = AskPage(service, settings, readiness)
    texts = load_texts("assistant.web", "da")["page"]
    blocks: gr.Blocks
    with gr.Blocks(title=texts["title"], analytics_enabled=False) as blocks:
        language = gr.Radio(
            _LANGUAGES, value="da", label="Sprog / Language", elem_id="language", container=False
        )
        head = _html(render.page("head.html", "da"))
        notice = _html("", elem_id="notice", visible=False)
        question = gr.Textbox(
            label=texts["question"],
            placeholder=texts["placeholder"],
            lines=2,
            max_lines=6,
            elem_id="question",
        )
        with gr.Row():
            send = gr.Button(texts["ask"], variant="primary", elem_id="ask")
            clear = gr.Button(texts["clear"], elem_id="clear")
        answer = _html("", elem_id="answer")
        history = gr.State([])
        timer = gr.Timer(2.0)

        words: Any = [head, question, send, clear]
        blocks.load(None, [language], None, js=_SET_LANGUAGE)
        _on([language.change], texts_of, [language], words, js=_SET_LANGUAGE)
        _on([blocks.load, timer.tick], handlers.progress, [language], [notice, timer])
        _on([clear.click], lambda: ("", "", []), [], [question, answer, history])
        _on(
            [send.click, question.submit],
            handlers.answer,
            [question, history, language],
            [answer, history],
            show_progress="minimal",
        )
    blocks.queue(default_concurrency_limit=CONCURRENT_ANSWERS)
    return blocks


def _on(
    triggers: list[Any],
    handler: Callable[..., Any],
    inputs: Any,
    outputs: Any,
    js: str | None = None,
    show_progress: Literal["minimal", "hidden"] = "hidden",
) -> None:
    # Private: REST is the interface for programs, Gradio's own is not a promise to anyone.
    gr.on(
        triggers,
        handler,
        inputs,
        outputs,
        js=js,
        api_visibility="private",
        show_progress=show_progress,
        concurrency_limit=CONCURRENT_ANSWERS,
    )


def _html(value: str, elem_id: str | None = None, visible: bool = True) -> gr.HTML:
    # No script on load: the default one exists for click events that nobody listens to here.
    return gr.HTML(value, elem_id=elem_id, visible=visible, js_on_load=None, padding=False)


def _language(value: str) -> Language:
    return "en" if value == "en" else "da"
