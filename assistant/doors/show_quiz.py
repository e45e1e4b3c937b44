"""Modules and questions for people: the answers after all questions, so that one can try first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.doors.output import Out
from assistant.doors.show import writer
from assistant.doors.texts import load_texts
from assistant.types import Language
from assistant.types.learn import ModuleSummary, QuizQuestion


def show_modules(modules: Sequence[ModuleSummary], out: Out) -> None:
    """Write one line a module: id, call, minutes and title, set apart by tabs."""
    for module in modules:
        out.line(f"{module.id}\t{module.call}\t{module.minutes} min.\t{module.title}")


def show_quiz(questions: Sequence[QuizQuestion], out: Out, language: Language) -> None:
    """Write the questions with their options, and below them the answers with their quotes."""
    texts = load_texts("assistant.doors", language)["quiz"]
    write = writer(out)
    for number, question in enumerate(questions, 1):
        write(f"{number}. {question.question}", "bold")
        for letter, option in zip("abcdefgh", question.options, strict=False):
            write(f"{letter}) {option}", "", indent=4)
        if question.type == "number":
            write(texts["amount"].format(unit=question.unit), "dim", indent=4)
        elif question.type == "order":
            write(texts["order"], "dim", indent=4)
        out.line()
    write(texts["answers"], "bold")
    for number, question in enumerate(questions, 1):
        right = question.correct
        answer = right if isinstance(right, str) else " → ".join(right)
        write(f"{number}. {answer}", "bold")
        write(question.explanation, "", indent=4)
        for citation in question.citations:
            write(f"“{citation.quote}” ({citation.title})", "dim", indent=4)
