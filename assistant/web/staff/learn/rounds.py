"""A round of questions, named by its address alone: a seed, and which topics are asked.

`4711-2.0-2.5` asks topics 0 and 5 of the second module with the seed 4711. So a page can be loaded
again, sent on and gone back to, and nothing has to be kept of who is in the middle of what.
"""

from __future__ import annotations

import random
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import InputError
from assistant.types import Language
from assistant.types.learn import QuizQuestion

if TYPE_CHECKING:
    from assistant.service import Assistant

LENGTH = 8
_SEEDS = 10_000
_CODE = re.compile(r"[0-9]{1,6}(?:-[0-9]{1,2}\.[0-9]{1,3}){1,8}")


@dataclass(frozen=True, slots=True)
class Round:
    """Which topics are asked, in order, and the seed that they are asked with."""

    code: str
    seed: int
    modules: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def module(self) -> str | None:
        """The module that all questions are of; None where they are of several."""
        return self.modules[0] if len(set(self.modules)) == 1 else None

    def number(self, written: str) -> int:
        """Return the number of a question, from 1 on; raises InputError `unknown_round`."""
        for number in range(1, len(self.topics) + 1):
            if written == str(number):
                return number
        raise _unknown(f"{self.code}/{written}")

    def question(self, service: Assistant, number: int, language: Language) -> QuizQuestion:
        """Return the question with a number."""
        return service.learning.topic_question(self.topics[number - 1], self.seed, language)


def read_round(service: Assistant, code: str) -> Round:
    """Return the round that a code names; raises InputError `unknown_round`."""
    if not _CODE.fullmatch(code):
        raise _unknown(code)
    seed, *places = code.split("-")
    asked = list(all_topics(service).items())
    modules, topics = [], []
    for place in places:
        module, topic = (int(part) for part in place.split("."))
        if not 1 <= module <= len(asked) or topic >= len(asked[module - 1][1]):
            raise _unknown(code)
        modules.append(asked[module - 1][0])
        topics.append(asked[module - 1][1][topic])
    return Round(code, int(seed), tuple(modules), tuple(topics))


def module_round(service: Assistant, person: str, module: str) -> str:
    """Return the code of a new round on a module: what is not known yet comes first."""
    topics = all_topics(service).get(module)
    if not topics:
        raise InputError("unknown_module", f"There is no module {module!r} with questions.", "")
    cards = service.learning.schedule.cards(person)
    seed = secrets.randbelow(_SEEDS)
    mixed = list(topics)
    random.Random(seed).shuffle(mixed)
    # What was right waits behind what was wrong or never asked.
    mixed.sort(key=lambda topic: topic in cards and cards[topic][1])
    return _code(service, seed, [(module, topic) for topic in mixed[:LENGTH]])


def due_round(service: Assistant, due: Sequence[tuple[str, str]]) -> str | None:
    """Return the code of a round of (module, topic) that are due; None where nothing is."""
    return _code(service, secrets.randbelow(_SEEDS), due[:LENGTH]) if due else None


def all_topics(service: Assistant) -> Mapping[str, Sequence[str]]:
    """Return what each module asks, in order."""
    learning = service.learning
    return {module.id: learning.topics(module.id) for module in learning.modules("da")}


def _code(service: Assistant, seed: int, asked: Sequence[tuple[str, str]]) -> str:
    topics = all_topics(service)
    numbers = {module: number for number, module in enumerate(topics, start=1)}
    places = [f"{numbers[module]}.{list(topics[module]).index(topic)}" for module, topic in asked]
    return "-".join([str(seed), *places])


def _unknown(code: str) -> InputError:
    return InputError(
        "unknown_round", f"There is no question at {code[:40]!r}.", "Begin a new round."
    )
