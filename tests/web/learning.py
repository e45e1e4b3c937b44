"""Going the learning path without a browser: which answer a question's page is to be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager

from assistant.service import Assistant
from assistant.settings import load_settings
from assistant.types import Language
from assistant.types.learn import QuizQuestion
from assistant.web.staff.learn.rounds import read_round

LEARN = "/staff/learn"
PLACE = re.compile(rf"{LEARN}/runde/([0-9.-]+)/(\d+)")


@contextmanager
def teacher() -> Iterator[Assistant]:
    """Yield a service of its own over the same files, which knows the answers."""
    with closing(Assistant(load_settings())) as service:
        yield service


def asked(service: Assistant, address: str, language: Language = "da") -> QuizQuestion:
    """Return the question that stands at an address."""
    found = PLACE.search(address)
    assert found, address
    return read_round(service, found[1]).question(service, int(found[2]), language)


def reply(question: QuizQuestion, right: bool = True) -> dict[str, str]:
    """Return the fields of a form that answers a question."""
    if question.type == "order":
        correct = list(question.correct) if right else list(question.correct)[::-1]
        return {f"plads-{n}": str(correct.index(o) + 1) for n, o in enumerate(question.options)}
    if question.type == "number":
        return {"svar": str(question.correct) if right else "7"}
    options = [o for o in question.options if (o == question.correct) is right]
    return {"svar": str(question.options.index(options[0]))}
