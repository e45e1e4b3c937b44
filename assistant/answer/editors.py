"""When an editor's fact answers, though what the index knows lies nearer.

A known gap has dozens of ways to be asked for, an editor's fact a few: by the scores alone the gap
would go on taking the very questions that the fact was written for. Measured on eight facts with
one or two ways to ask each, seven of them for a known gap: of 32 other wordings in a language that
the fact has ways in it takes 24, of 28 questions about something near to it none. Of 510 questions
of dev-*.jsonl and amounts.jsonl none changes by six facts that have nothing to do with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.match import Match, match_facts
from assistant.answer.reader import PHRASES, Reader

# The least score of an editor's fact: its ways to ask are few, so they have to be near.
EDITOR_MIN = 0.88
# It takes a question from the gap that it fills with this score and this cosine, …
FILLS_SCORE = 0.91
FILLS_COSINE = 0.9
# … or with this cosine, where it is only words that the fact has not that lower its score, …
FILLS_NEAR = 0.92
FILLS_LEAST = 0.83
# … and from anything else where it asks for the same in almost the same words.
SAME_COSINE = 0.97
SAME_LEAD = 0.06


def prefer_editors(matches: Sequence[Match], reader: Reader) -> list[Match]:
    """Return matches with the best of the editors' facts in front where it is to answer.

    One that is not near enough is left out.
    """
    others = [match for match in matches if not match.fact.by]
    first = next((match for match in matches if match.fact.by), None)
    if first is None:
        return others
    best = others[0] if others else None
    if best is not None and _takes(first, best, reader):
        # Certain enough, whatever the score: the gap is what made it uncertain.
        return [replace(first, score=max(first.score, FILLS_SCORE)), *others]
    return [match for match in matches if not match.fact.by or match.score >= EDITOR_MIN]


def _takes(match: Match, best: Match, reader: Reader) -> bool:
    if match.cosine >= SAME_COSINE and match.score + SAME_LEAD >= best.score:
        return True
    if not best.fact.gap and best.fact.route is None:
        return False
    near = match.score >= FILLS_SCORE and match.cosine >= FILLS_COSINE
    near = near or (match.score >= FILLS_LEAST and match.cosine >= FILLS_NEAR)
    return near and best.fact.key in filled_by(match.fact.key, match.fact.call_id, reader)


def filled_by(key: str, call: str, reader: Reader) -> frozenset[str]:
    """Return the gaps of a call that the ways to ask for a fact would meet without it."""
    known = reader.filled.get((key, call))
    if known is None:
        known = reader.filled[key, call] = frozenset(_met(key, call, reader))
    return known


def _met(key: str, call: str, reader: Reader) -> list[str]:
    met = []
    for phrase, vector in reader.ways(key):
        near = reader.generation.phrases_near(vector, PHRASES, {call})
        cosines = {one.id: one.score for one in near if one.id not in reader.noted}
        matches = match_facts(phrase.text, phrase.language, cosines, reader.book, yes_no=False)
        others = [match.fact for match in matches if not match.fact.by]
        met += [fact.key for fact in others[:1] if fact.gap or fact.route is not None]
    return met
