"""Vote: what a fact's yes/no ways to ask, the nearest counting most, say to a question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.answer.content import content_stems
from assistant.answer.match import Match
from assistant.answer.question import Part
from assistant.answer.words import stems
from assistant.rules.quantities import Quantity, find_quantities, same_value
from assistant.types import Fact, Language, Phrase, Verdict

# How much less a phrase counts: e times for each .015 it lies behind the best one.
_TEMPERATURE = 0.015
# The nearest yes/no phrase may lie this far behind the nearest phrase of the fact.
_REACH = 0.06
# Phrases this far behind the best are still asked what tells them apart from the question.
_BESIDE = 0.06
_MAJORITY = 0.6
_MAJORITY_YES = 0.7
_NEAR_YES = 0.9
_LEAD_YES = 0.01

Near = Sequence[tuple[Phrase, float]]


def vote(part: Part, asked: Sequence[Quantity], match: Match) -> Verdict | None:
    """Return the verdict of the nearest phrases, or None where they are far or disagree.

    `asked` are the quantities of the question; a phrase with others has no vote.
    """
    near = [(p, score) for p, score in match.near if p.verdict is None or speaks_of(asked, p)]
    votes: dict[Verdict, float] = {}
    best = max((score for _, score in near), default=0.0)
    for phrase, score in near:
        if phrase.verdict is None or score < best - _REACH:
            continue
        weight = math.exp((score - best) / _TEMPERATURE)
        votes[phrase.verdict] = votes.get(phrase.verdict, 0.0) + weight
    if not votes:
        return None
    winner = max(votes, key=lambda verdict: votes[verdict])
    needed = _MAJORITY_YES if winner == "yes" else _MAJORITY
    if winner == "yes" and not (_clear(near) and _same_words(part, near, match.fact)):
        return None
    return winner if votes[winner] >= needed * sum(votes.values()) else None


def speaks_of(asked: Sequence[Quantity], phrase: Phrase) -> bool:
    """Tell whether a way to ask has no quantities, or those asked about."""
    known = find_quantities(phrase.text, phrase.language)
    return not known or same_numbers(asked, phrase)


def same_numbers(asked: Sequence[Quantity], phrase: Phrase) -> bool:
    """Tell whether a way to ask has all the quantities asked about."""
    known = find_quantities(phrase.text, phrase.language)
    return all(any(same_value(q, k) for k in known) for q in asked)


def _clear(near: Near) -> bool:
    """Tell whether a "yes" is near, and hardly any phrase speaks against it.

    A wrong yes is the worst error.
    """
    for_yes = max(score for phrase, score in near if phrase.verdict == "yes")
    against = max((score for p, score in near if p.verdict in ("no", "depends")), default=0.0)
    return for_yes >= _NEAR_YES and for_yes - against >= _LEAD_YES


def _same_words(part: Part, near: Near, fact: Fact) -> bool:
    """Tell whether no word that the fact lacks speaks for the other side alone.

    "Was it the ministry …?" is near to "Was it the board …?"; that a phrase with another verdict
    names the ministry tells them apart.
    """
    strange = content_stems(part.search, part.language) - _stated(fact, part.language)
    best = max(score for _, score in near)
    held: dict[bool, set[str]] = {True: set(), False: set()}
    for phrase, score in near:
        if phrase.verdict is not None and score >= best - _BESIDE:
            held[phrase.verdict == "yes"] |= strange & stems(phrase.text, phrase.language)
    return held[False] <= held[True]


def _stated(fact: Fact, language: Language) -> frozenset[str]:
    text = fact.statements.get(language)
    return stems(text, language) if text else frozenset()
