"""What understanding makes of a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.rules.quantities import Quantity
from assistant.types import Language, Turn

Kind = Literal[
    "who", "when", "how_much", "which", "where", "why", "how", "what", "yes_no", "keyword"
]


@dataclass(frozen=True, slots=True)
class Part:
    """One question out of what was asked.

    `text` is as written, `search` with spelling corrected and wrapping removed; `with_context`
    adds what the asker said before it, `with_history` what was asked before, where it leans on
    that. "Hvis X, må vi så Y?" has X as its `clause` and the rest as its `main`; `given` where X is
    not only supposed ("Når nu X …"). `quantities` are those of the question itself, those of its
    context stand apart. `nameless` is the same part without the name of the call it is put to.
    """

    text: str
    search: str
    kind: Kind
    yes_no: bool
    context: str | None = None
    with_context: str | None = None
    with_history: str | None = None
    previous: str | None = None
    language: Language = "da"
    quantities: tuple[Quantity, ...] = ()
    context_quantities: tuple[Quantity, ...] = ()
    nameless: Part | None = None
    clause: str | None = None
    main: str | None = None
    given: bool = False

    def variants(self) -> list[str]:
        """Return the texts to search by, the question itself first."""
        others = self.nameless.variants() if self.nameless else []
        return [*(text for text in self._texts() if text), *others]

    def _texts(self) -> tuple[str | None, ...]:
        said = (self.search, self.context, self.with_context, self.with_history, self.previous)
        return (*said, self.clause, self.main)


@dataclass(frozen=True, slots=True)
class Question:
    """A whole message: its language, its parts and the conversation it stands in."""

    id: str
    text: str
    language: Language
    as_of: date
    parts: tuple[Part, ...]
    call: str | None = None
    history: tuple[Turn, ...] = field(default=())
