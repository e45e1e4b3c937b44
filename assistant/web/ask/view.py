"""HTML of the page from templates; whatever comes from a document or a person is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.doors.texts import load_texts, long_date
from assistant.types import Answer, CallInfo, Citation, Language
from assistant.web import render
from assistant.web.ask.banner import Banner
from assistant.web.ask.links import document_link, mail_link
from assistant.web.ask.notices import PACKAGE, all_notices
from assistant.web.sums import sums_of, sums_words

_MARKER = re.compile(r"\s?\[(\d+)\]")
_TALK_WORDS = ("started", "opened", "deleted", "deleted_all", "full")
_ACTION_WORDS = (
    "copied", "copy_failed", "exported", "export_failed", "altered_quote", "file"
)  # fmt: skip
_NEEDS_SOURCES = ("answered", "partial")
_EXAMPLES = 6


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the answer's text, or a marker that links to its citation."""

    text: str
    citation: Citation | None = None


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fragment(template: str, language: Language, **values: Any) -> str:
    """Render `template` with the page's texts as `t`, its `language`, and the `root` path."""
    return (
        _environment()
        .get_template(template)
        .render(t=load_texts(PACKAGE, language), language=language, root=render.root(), **values)
    )


def intro(language: Language, shown: Sequence[Banner], notice: str) -> str:
    """Return heading, purpose and the calls' states; `notice` says what isn't working yet."""
    return fragment("intro.html", language, banners=shown, notice=notice)


def chooser(language: Language, calls: Sequence[CallInfo]) -> str:
    """Return the choice of the call to ask about; nothing where there is only one."""
    return fragment("chooser.html", language, calls=calls) if len(calls) > 1 else ""


def examples(language: Language, calls: Sequence[CallInfo]) -> str:
    """Return the example questions: those of the calls, else general ones.

    With several calls each has its own, which are shown while it is chosen.
    """
    own = {call.id: call.examples.get(language, ())[:_EXAMPLES] for call in calls}
    general = load_texts(PACKAGE, language)["examples"]["general"]
    if len(calls) < 2:
        return fragment("examples.html", language, questions=_apart(own.values(), general))
    mixed = [question for row in zip_longest(*own.values()) for question in row if question]
    groups = {
        "": mixed[:_EXAMPLES] or general,
        **{call: some or general for call, some in own.items()},
    }
    questions = [(call, question) for call, some in groups.items() for question in some]
    return fragment("examples.html", language, questions=questions)


def _apart(given: Iterable[Sequence[str]], general: Sequence[str]) -> list[tuple[None, str]]:
    own = [question for some in given for question in some]
    return [(None, question) for question in own or general]


def thread(language: Language, *, live: bool) -> str:
    """Return the empty conversation with its dialogs; the script takes over a `live` one."""
    texts = load_texts(PACKAGE, language)
    words = {
        **{name: texts["talks"][name] for name in _TALK_WORDS},
        **{name: texts["actions"][name] for name in _ACTION_WORDS},
        "working": texts["thread"]["working"],
        "thanks": texts["feedback"]["thanks"],
        "feedback_failed": texts["feedback"]["failed"],
        "notices": all_notices(language),
    }
    return fragment("thread.html", language, live=live, words=words)


def turn(answer: Answer, language: Language, call: CallInfo | None) -> dict[str, Any]:
    """Return one answer as the page needs it.

    `html` is the article; `said` is what a screen reader announces: plain text without markers.
    """
    runs = list(_runs(answer))
    verdict, opening = _verdict(answer, runs)
    html = fragment(
        "turn.html",
        language,
        answer=answer,
        verdict=verdict,
        runs=[opening, *runs[1:]],
        day=long_date(answer.as_of, language),
        answered=answer.status in _NEEDS_SOURCES,
        link=lambda citation: _link(citation, language),
        mail=_mail(answer, language, call),
        unsaid=_unsaid(answer),
        sums=sums_of(answer, language),
        sums_words=sums_words(language),
    )
    return {"id": answer.id, "html": html, "said": _said(answer, language)}


def _link(citation: Citation, language: Language) -> str:
    address = document_link(citation.document_id, citation.start, citation.end)
    return f"{render.root()}{address}{'&lang=en' if language == 'en' else ''}"


def _runs(answer: Answer) -> Iterator[Run]:
    by_marker = {citation.marker: citation for citation in answer.citations}
    position = 0
    for match in re.finditer(r"\[(\d+)\]", answer.answer):
        citation = by_marker.get(int(match.group(1)))
        if citation is None:
            continue
        yield Run(answer.answer[position : match.start()])
        yield Run(match.group(1), citation)
        position = match.end()
    yield Run(answer.answer[position:])


def _verdict(answer: Answer, runs: Sequence[Run]) -> tuple[str, Run]:
    # The answer opens with the word ("Nej. Kun …"); as a tag it must not stand there twice.
    first = runs[0]
    if answer.verdict is None:
        return "", first
    word = str(load_texts(PACKAGE, answer.language)["verdicts"][answer.verdict])
    rest = first.text.removeprefix(f"{word}.")
    return word, Run(rest.lstrip(), first.citation)


def _unsaid(answer: Answer) -> list[str]:
    # Most answers name the open parts themselves; a not-found answer is about nothing else.
    if answer.status != "partial":
        return []
    return [part for part in answer.missing if part not in answer.answer]


def _said(answer: Answer, language: Language) -> str:
    texts = load_texts(PACKAGE, language)["turn"]
    count = len(answer.citations)
    key = "said_one" if count == 1 else "said_none" if count == 0 else "said_many"
    return str(texts[key]).format(answer=_MARKER.sub("", answer.answer).strip(), count=count)


def _mail(answer: Answer, language: Language, call: CallInfo | None) -> str:
    if answer.status != "not_found" or call is None or not call.contact_email:
        return ""
    texts = load_texts(PACKAGE, language)["mail"]
    return mail_link(
        call.contact_email,
        str(texts["subject"]).format(call=call.title),
        str(texts["body"]).format(question=answer.question),
    )
