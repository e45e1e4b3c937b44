"""Put questions to the real service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.errors import AssistantError
from assistant.types import Answer, Ask, SourceView
from eval.questions import QuestionSet
from eval.report import Answered

Tick = Callable[[], None]


class Service(Protocol):
    """The part of assistant.service.Assistant that an evaluation needs."""

    def ask(self, ask: Ask) -> Answer:
        """Answer a question."""

    def sources(self) -> list[SourceView]:
        """List the documents, without their text."""

    def source(self, document_id: str) -> SourceView:
        """Return a document with its text."""


def ask_all(
    service: Service,
    sets: Sequence[QuestionSet],
    call: str | None = None,
    tick: Tick | None = None,
) -> list[Answered]:
    """Ask every question, in order, of one call or of all; `tick` is called after each.

    Raises AssistantError that names the question when the service refuses one as input.
    """
    answered: list[Answered] = []
    for each in sets:
        for question in each.questions:
            try:
                answer = service.ask(question.to_ask(call))
            except AssistantError as error:
                message = f"{each.path.name}, question {question.id}: {error.message}"
                raise type(error)(error.code, message, error.hint) from error
            answered.append(Answered(each.name, question, answer))
            if tick:
                tick()
    return answered


def warm_up(service: Service, sets: Sequence[QuestionSet]) -> None:
    """Ask the first question of each set: the first answers load the model and the word lists."""
    for each in sets:
        service.ask(each.questions[0].to_ask())


def documents(service: Service) -> dict[str, SourceView]:
    """Return every document with its text, by id."""
    return {each.id: service.source(each.id) for each in service.sources()}
