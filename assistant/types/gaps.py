"""What the documents fail to answer, and what editors added."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from assistant.types import Language, Reason, Status, Strict, Verdict

Origin = Literal["page", "desk", "feedback"]
FactState = Literal["used", "taken_back", "stale", "not_yet", "over"]


class GapQuestion(BaseModel):
    """Somebody's question without a full answer, or with feedback against its answer (masked).

    `answered_now` is what asking it again gave, None where that was not done.
    """

    id: str
    at: AwareDatetime
    origin: Origin
    question: str
    language: Language
    status: Status
    missing: list[str]
    reasons: list[Reason]
    comment: str
    call: str | None
    answered_now: Status | None = None


class GapGroup(BaseModel):
    """Like questions. `id` is that of its oldest question, so that links to it keep working."""

    id: str
    title: str
    questions: list[GapQuestion]
    count: int
    first: AwareDatetime
    last: AwareDatetime
    weeks: list[int] = Field(default_factory=list)
    done: bool = False
    dismissed: bool = False
    fact: str | None = None


class Way(Strict):
    """A way to ask for an editor's fact; `verdict` where the fact answers it by yes or no."""

    text: str
    language: Language
    verdict: Verdict | None = None


class FactQuote(Strict):
    """A verbatim place: `quote` must stand in the document."""

    document_id: str
    quote: str


class NewFact(Strict):
    """What an editor writes: the statement in both languages, its quotes, ways to ask for it."""

    call: str
    da: str
    en: str
    quotes: tuple[FactQuote, ...]
    ways: tuple[Way, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    group: str | None = None


class EditorFact(NewFact):
    """A fact as it is kept. `stale`: a quote of it stands in its document no more."""

    id: str
    author: str
    created_at: AwareDatetime
    taken_back_at: AwareDatetime | None
    taken_back_by: str | None
    state: FactState


class FoundPassage(BaseModel):
    """A passage that an editor may quote."""

    document_id: str
    title: str
    section: list[str]
    text: str
    start: int
    end: int
    score: float
