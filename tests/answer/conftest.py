"""Questions put to the real service, each asked once in a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

import pytest

from assistant.service import Assistant
from assistant.types import Answer, Ask, Document, Turn

from .asked import AFTER

AskFor = Callable[..., Answer]


@pytest.fixture(scope="session")
def ask(service: Assistant) -> AskFor:
    """Ask the real service: `ask("Hvem?", BEFORE, "the question before it", …)`."""

    @cache
    def answer(question: str, as_of: date = AFTER, *earlier: str) -> Answer:
        history = tuple(Turn(question=text) for text in earlier)
        return service.ask(Ask(question=question, id="q", as_of=as_of, history=history))

    return answer


@pytest.fixture(scope="session")
def documents(service: Assistant) -> Mapping[str, Document]:
    """The documents of the index that answers."""
    return service.reader().documents


@pytest.fixture(scope="session")
def call_text(documents: Mapping[str, Document]) -> str:
    """The canonical text of the only document."""
    (document,) = documents.values()
    return document.text
