"""What somebody answered: from the form to the address of the page that says how it was."""

from __future__ import annotations

from starlette.datastructures import FormData

from assistant.types.learn import QuizQuestion
from assistant.web.staff.learn.words import text_of

FIELD = "svar"
MAX_NUMBER = 40


def of_form(form: FormData, question: QuizQuestion) -> str | None:
    """Return the answer as the address carries it; None where there is none yet.

    A choice is the number of the option, an order the numbers of the options by their place, a
    calculated number what was typed.
    """
    if question.type == "order":
        places = [text_of(form, f"plads-{number}") for number in range(len(question.options))]
        wanted = [str(place) for place in range(1, len(places) + 1)]
        if sorted(places) != sorted(wanted):
            return None
        return ".".join(str(places.index(place)) for place in wanted)
    written = " ".join(text_of(form, FIELD).split())
    if question.type == "number":
        return written[:MAX_NUMBER] or None
    return written if written in _numbers(question) else None


def of_query(written: str | None, question: QuizQuestion) -> str | list[str] | None:
    """Return the answer as `mark` takes it; None where the address holds none, or nonsense."""
    if not written:
        return None
    if question.type == "number":
        return written[:MAX_NUMBER]
    if question.type == "order":
        numbers = written.split(".")
        if sorted(numbers) != sorted(_numbers(question)):
            return None
        return [question.options[int(number)] for number in numbers]
    return question.options[int(written)] if written in _numbers(question) else None


def _numbers(question: QuizQuestion) -> list[str]:
    return [str(number) for number in range(len(question.options))]
