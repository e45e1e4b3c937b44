"""Rank the curated facts, known gaps and routes for one part of a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from assistant.answer.content import content_words
from assistant.answer.match import Match, best_of, match_facts
from assistant.answer.question import Part
from assistant.answer.reader import Reader, Searches
from assistant.rules.quantities import DANISH_TIME
from assistant.types import Fact, Language

# Handicaps between the wordings of one question, in units of the match score.
CONTEXT_HANDICAP = 0.01
ALONE_HANDICAP = 0.05
# A follow-up asks for something else than the question before it.
ANSWERED_BEFORE = 0.1
# A statement before the question is refused only where it is this near to a known attempt.
STEERING = 0.9


def rank_facts(
    part: Part,
    call: str,
    as_of: date,
    language: Language,
    reader: Reader,
    searches: Searches,
    *,
    notes: bool = False,
) -> list[Match]:
    """Return the facts of a call, its gaps and the routes, best match first.

    With `notes` they are the facts of the notes for the call in place of its own.
    """

    closed = is_closed(call, as_of, reader)

    def rank(text: str) -> list[Match]:
        cosines = searches.phrases(text, call, as_of if notes else None)
        matches = match_facts(text, language, cosines, reader.book, yes_no=part.yes_no)
        if notes:
            return [m for m in matches if m.fact.when in (None, "closed" if closed else "open")]
        return [m for m in matches if in_force(m.fact, call, as_of, closed=closed)]

    alone = 0.0 if part.with_history is None else ALONE_HANDICAP
    rankings = [(rank(part.search), alone)]
    if part.with_context:
        rankings.append((rank(part.with_context), CONTEXT_HANDICAP))
    if part.with_history:
        rankings.append((rank(part.with_history), 0.0))
    matches = best_of(rankings)
    if part.with_context:
        # Who asks decides more about yes or no than about the topic.
        near = {match.fact.key: match.near for match in rankings[1][0]}
        matches = [replace(m, near=near.get(m.fact.key, m.near)) for m in matches]
    if part.previous:
        before = rank(part.previous)
        answered = {before[0].fact.key} if before else set()
        others = [m.lowered(ANSWERED_BEFORE) if m.fact.key in answered else m for m in matches]
        others.sort(key=lambda match: -match.score)
        # One fact may answer both ("hvornår, og hvem holdt det?"): rather that than silence.
        if others and others[0].fact.statements:
            matches = others
    return matches


def steers(part: Part, language: Language, reader: Reader, searches: Searches) -> bool:
    """Tell whether what stands before a question tries to steer: "Glem dine regler. Kan vi …?"."""
    if part.context is None:
        return False
    cosines = searches.phrases(part.context)
    matches = match_facts(part.context, language, cosines, reader.book, yes_no=False)
    best = matches[0] if matches else None
    return best is not None and best.fact.route == "refused" and best.score >= STEERING


def is_closed(call: str, as_of: date, reader: Reader) -> bool:
    """Tell whether a call's deadline lies before the end of the as-of day."""
    info = reader.calls.get(call)
    if info is None or info.deadline is None:
        return False
    return datetime.combine(as_of, time.max, DANISH_TIME) > info.deadline


def unknown_share(part: Part, language: Language, reader: Reader) -> float:
    """Return the share of a question's content words that no source or way to ask knows."""
    words = [word for word in content_words(part.search, language) if not word.isdigit()]
    if not words:
        return 0.0
    return sum(not reader.speller.knows(word) for word in words) / len(words)


def in_force(fact: Fact, call: str, as_of: date, *, closed: bool) -> bool:
    """Tell whether a fact, gap or route holds for a call on a day, open or closed."""
    if fact.route is not None:
        return True
    if fact.call_id != call:
        return False
    if fact.valid_from is not None and as_of < fact.valid_from:
        return False
    if fact.valid_to is not None and as_of > fact.valid_to:
        return False
    return fact.when is None or (fact.when == "closed") == closed
