"""Mails, drafts and people made by hand, and cases in a database of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from assistant.desk.cases import CaseStore
from assistant.settings import Settings
from assistant.store.database import Database
from assistant.types import Citation
from assistant.types.access import Person
from assistant.types.desk import (
    Case,
    Draft,
    DraftQuestion,
    Letter,
    Mail,
    MailPart,
    MailQuestion,
    Mark,
)

NOW = datetime(2030, 5, 30, 12, 0, tzinfo=UTC)
DAY = date(2030, 5, 30)
DAYS = 30
METTE = Person("p1", "mette", "Mette Medarbejder", "Venlig hilsen\nMette")
BO = Person("p2", "bo", "Bo Kollega")
TEXT = "Hej\n\nHvem kan søge? Mit cpr er 010190-1234. Må vi sende den på engelsk?\n\nHilsen\nÅse"
LETTER = """Kære Åse

Tak for din mail. Her er svar på dine spørgsmål.

Hvem kan søge?
Alle foreninger i byen kan søge puljen.

[udfyldes: Må vi sende den på engelsk?]

Du kan læse mere her:
Opslaget
- Målgruppe: https://www.example.dk/kilde/d?sted=abc

Venlig hilsen
Mette
"""


def mail(**changes: Any) -> Mail:
    """Return a mail with two questions and a CPR number."""
    first, second, private = (TEXT.index(part) for part in ("Hvem", "Må", "010190"))
    given: dict[str, Any] = {
        "subject": "Spørgsmål om puljen", "sender_name": "Åse Østergård",
        "sender_address": "aase@firma.dk", "sent": NOW, "message_id": "<1.abc@firma.dk>",
        "text": TEXT, "language": "da", "recognised": "da",
        "parts": (MailPart(kind="background", start=0, end=len(TEXT)),),
        "questions": (
            MailQuestion(text="Hvem kan søge?", start=first, end=first + 14),
            MailQuestion(text="Må vi sende den på engelsk?", start=second, end=second + 27),
        ),
        "masked": (Mark(kind="cpr", start=private, end=private + 11),),
    }  # fmt: skip
    return Mail(**{**given, **changes})


def draft(**changes: Any) -> Draft:
    """Return the draft that answers it: one question answered, one open."""
    citation = Citation(
        marker=1, document_id="d", title="Opslaget", kind="call", section=["Målgruppe"],
        quote="Alle foreninger kan søge.", start=10, end=35, document_sha256="0" * 64,
        link="/kilde/d?fra=10&til=35",
    )  # fmt: skip
    given: dict[str, Any] = {
        "language": "da",
        "recognised": "da",
        "questions": [
            DraftQuestion(
                text="Hvem kan søge?", status="answered", verdict=None, citations=[citation],
                answer="Alle foreninger i byen kan søge puljen [1].",
            ),
            DraftQuestion(
                text="Må vi sende den på engelsk?", status="not_found", verdict=None,
                citations=[citation], answer="Det svarer kilderne ikke på. Det nærmeste er [1].",
            ),
        ],
        "open_points": ["Må vi sende den på engelsk?"],
        "masked": list(mail().masked),
        "draft": Letter(subject="Sv: Spørgsmål om puljen", body=LETTER),
        "index_generation": "g1",
        "seconds": 0.1,
    }  # fmt: skip
    return Draft(**{**given, **changes})


def store(folder: Path) -> CaseStore:
    """Return cases that are kept for `DAYS`."""
    return CaseStore(Database(Settings(data_dir=folder)), DAYS)


def opened(cases: CaseStore, now: datetime = NOW, person: Person = METTE, **changes: Any) -> Case:
    """Return a new case; `changes` are those of its mail."""
    return cases.add(mail(**changes), draft(), person, DAY, now)
