"""The commands of the learning path: `modules` and `quiz`. They need neither index nor model."""

from __future__ import annotations

from contextlib import closing

from assistant.doors.checks import parse_language
from assistant.doors.output import Out
from assistant.doors.show_quiz import show_modules, show_quiz
from assistant.service import Assistant
from assistant.settings import load_settings


def modules(out: Out, call: str | None, lang: str, as_json: bool) -> int:
    """List the modules of one call, or of all."""
    language = parse_language(lang, "--lang")
    with closing(Assistant(load_settings())) as service:
        listed = service.learning.modules(language, call)
    if as_json:
        out.json({"modules": [each.model_dump(mode="json") for each in listed]})
    else:
        show_modules(listed, out)
    return 0


def quiz(out: Out, module: str, seed: int, count: int | None, lang: str, as_json: bool) -> int:
    """Ask questions about a module; the JSON is a list of them."""
    language = parse_language(lang, "--lang")
    with closing(Assistant(load_settings())) as service:
        questions = service.learning.quiz(module, seed, language, count)
    if as_json:
        out.json([each.model_dump(mode="json") for each in questions])
    else:
        show_quiz(questions, out, language)
    return 0
