"""What a path to "may we apply?" is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.rules.model import Bilingual, Quote
from assistant.rules.paths.conditions import Condition
from assistant.rules.paths.questions import Questions

Outcome = Literal["may_apply", "may_join", "outside", "unknown"]
DeadlineState = Literal["open", "last_day", "closed", "undated"]


@dataclass(frozen=True, slots=True)
class Rung:
    """An outcome and when it is reached; the first rung that holds decides. None: always."""

    outcome: Outcome
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """What decides the outcome: the questions, the rungs from the top down, what each says."""

    questions: Questions
    rungs: tuple[Rung, ...]
    titles: Mapping[Outcome, Bilingual]


@dataclass(frozen=True, slots=True)
class Said:
    """A reason or a next step, said where its condition holds, with the quotes it rests on."""

    when: Condition
    text: Bilingual
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class EligibilityPath:
    """The path of one call; `version` is the SHA-256 of its file."""

    call: str
    version: str
    ladder: Ladder
    deadline: datetime
    reasons: tuple[Said, ...]
    next: tuple[Said, ...]
