"""What the tests of the gaps ask and write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from assistant.service import Assistant
from assistant.types import Answer, Ask
from assistant.types.access import Person
from assistant.types.gaps import FactQuote, NewFact, Way

CALL = "innovationskraft-2023-2024"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ANNA = Person("1" * 32, "anna", "Anna Redaktør")
QUOTE = "Midlerne kunne søges af Danmarks 14 officielt udpegede klyngeorganisationer."
ASKED = "Skal der føres timeregnskab?"


def ask(assistant: Assistant, question: str, as_of: date = TODAY) -> Answer:
    """Return the answer to a question."""
    return assistant.ask(Ask(question=question, as_of=as_of))


def note(assistant: Assistant, *questions: str, now: datetime = NOW) -> list[str]:
    """Ask, and let what is not answered be kept; returns the ids."""
    return assistant.gaps.note([ask(assistant, one) for one in questions], "page", now)


def fact(**changed: Any) -> NewFact:
    """Return a fact about time sheets."""
    given: dict[str, Any] = {
        "call": CALL,
        "da": "Kun de 14 udpegede klyngeorganisationer kunne søge.",
        "en": "Only the 14 designated cluster organisations could apply.",
        "quotes": (FactQuote(document_id=CALL, quote=QUOTE),),
        "ways": (Way(text=ASKED, language="da"),),
    }
    return NewFact(**{**given, **changed})
