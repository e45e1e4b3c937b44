"""Questions put to the real service, each asked once in a session."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache

import pytest

from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from assistant.types import Answer, Ask, Document, Turn

from .asked import AFTER
from .two_calls import write_corpus

AskFor = Callable[..., Answer]
CALL = "innovationskraft-2023-2024"


@pytest.fixture(scope="session")
def ask(service: Assistant) -> AskFor:
    """Ask the real service: `ask("Hvem?", BEFORE, "the question before it", …)`."""

    @cache
    def answer(question: str, as_of: date = AFTER, *earlier: str) -> Answer:
        history = tuple(Turn(question=text) for text in earlier)
        return service.ask(Ask(question=question, id="q", as_of=as_of, history=history))

    return answer


@pytest.fixture(scope="session")
def ask_alone(
    real_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AskFor]:
    """Ask the real service over the call without the notes: what its own text leaves open."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(real_settings.corpus_dir / CALL, folder / "corpus" / CALL)
    moved = {"corpus_dir": folder / "corpus", "data_dir": folder / "data"}
    assistant = Assistant(real_settings.model_copy(update=moved))
    assistant.ensure_ready()
    yield lambda text: assistant.ask(Ask(question=text, id="q", as_of=AFTER))
    assistant.close()


@pytest.fixture(scope="session")
def documents(service: Assistant) -> Mapping[str, Document]:
    """The documents of the index that answers."""
    return service.reader().documents


@pytest.fixture(scope="session")
def call_text(documents: Mapping[str, Document]) -> str:
    """The canonical text of the call."""
    (text,) = (document.text for document in documents.values() if document.kind == "call")
    return text


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The service over two made-up calls and their notes."""
    folder = tmp_path_factory.mktemp("two")
    moved = {"corpus_dir": write_corpus(folder), "data_dir": folder / "data"}
    assistant = Assistant(load_settings().model_copy(update=moved))
    assistant.ensure_ready()
    yield assistant
    assistant.close()
