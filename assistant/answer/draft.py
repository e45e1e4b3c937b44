"""What composing works with: quotes by place, claims that rest on them, an answer to each part."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.question import Part
from assistant.rules.model import Finding
from assistant.types import Anchor, Status, Verdict


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement and the verbatim places it rests on."""

    text: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """The answer to one part of a question, for one call.

    `claims` are in order of importance; `near` are the closest places where nothing was found;
    `findings` are what rules said of the sums in it; `gap` is true where the editors say that the
    documents leave the topic open, `by_editor` where a fact of the staff pages answers, `by_note`
    where notes of guidance do, `exact` where these have the very question. `fact` is the fact, gap
    or route that decided, and `score` its own. `also_for` are the other calls that have the very
    same answer, `which` those between which somebody has to choose first; `elsewhere` where the
    question names these and another is chosen.
    """

    part: Part
    status: Status
    confidence: float
    call_id: str | None = None
    verdict: Verdict | None = None
    premise: bool = False
    claims: tuple[Claim, ...] = ()
    near: tuple[Anchor, ...] = ()
    findings: tuple[Finding, ...] = ()
    gap: bool = False
    by_editor: bool = False
    by_note: bool = False
    exact: bool = False
    fact: str = ""
    score: float = 0.0
    also_for: tuple[str, ...] = ()
    which: tuple[str, ...] = ()
    elsewhere: bool = False
