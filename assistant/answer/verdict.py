"""Yes, no, or it depends: decided from a fact's limit, its numbers and its yes/no phrases."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answer.in_time import beside_a_day, in_time, opens_with_word
from assistant.answer.match import Match
from assistant.answer.over import goes_past, has_over
from assistant.answer.phrasebook import traits_of
from assistant.answer.question import Part
from assistant.answer.vote import same_numbers, vote
from assistant.answer.wording import wording
from assistant.answer.words import find_words, stems
from assistant.rules.quantities import Quantity, accounted_for
from assistant.types import Language, Limit, Verdict

_UNCOVERED_YES = 0.45
# From here on a phrase asks the same, and its verdict stands before the arithmetic.
_SURE = 0.95
_LANGUAGES: tuple[Language, ...] = ("da", "en")
# Kinds of quantity that a premise is tested on.
_TESTED = frozenset({"share", "amount", "date", "time", "duration", "number", "year", "identifier"})


def decide(part: Part, match: Match, stated: Sequence[Quantity]) -> Verdict | None:
    """Return the verdict on a yes/no question, or None where it can't be told safely.

    `stated` are the quantities of the fact's quotes. "Yes" needs a fact that has most of the
    question's words, and numbers that one of its own yes questions has too.
    """
    if not part.yes_no:
        return None
    asked = [q for q in part.quantities if q.kind in _TESTED]
    voted = vote(part, asked, match)
    if _negated(part) or (voted == "yes" and not _safe_yes(part, asked, match)):
        voted = None
    unlike = voted == "yes" and not all(accounted_for(q, stated) for q in asked)
    if unlike:
        # "Was it less than 200 million?" does not make "Was it 200 million?" right.
        voted = None
    if match.fact.latest is not None and beside_a_day(part):
        # "Efter den 30. maj" is near to "den 30. maj", and another time.
        return _turned(in_time(part, match.fact.latest), part)
    if asked and not unlike and _asked_like_this(part.search, asked, match):
        return _guarded(voted, part) if voted and match.fact.limit else voted
    if match.fact.latest is not None:
        decided = in_time(part, match.fact.latest)
        if decided is not None:
            return _turned(decided, part)
    if match.fact.limit is not None:
        by_limit = _by_limit(part, match.fact.limit)
        if by_limit is not None:
            return _turned(_guarded(by_limit, part), part)
    if asked and not all(accounted_for(q, stated) for q in asked):
        contradicted = _turned("no", part) if contradicts(asked, stated) else voted
        return None if contradicted == "yes" else contradicted
    return voted


def _safe_yes(part: Part, asked: Sequence[Quantity], match: Match) -> bool:
    """Tell whether a "yes" can be trusted: the fact has the question's words, and its reach.

    "Would all of it get 60 per cent?" asks for more than a yes question without such a word, and
    what a follow-up leans on ("Does that go for …?") may turn it round.
    """
    if match.lacks & _names(part) or _points_back(part):
        return False
    if match.uncovered > _UNCOVERED_YES or part.previous or _denied_before(part):
        return False
    alike = [p for p, _ in match.near if p.verdict == "yes" and same_numbers(asked, p)]
    widened = any(traits_of(part.search, language).scoped for language in _LANGUAGES)
    return bool(alike) and (not widened or traits_of(alike[0].text, alike[0].language).scoped)


def _points_back(part: Part) -> bool:
    """Tell whether a question asks of something that nobody named: "Kan det være en fond?"."""
    return not part.previous and any(
        pattern.match(part.search) is not None
        for pattern in (wording(language).points_back for language in _LANGUAGES)
    )


def _names(part: Part) -> frozenset[str]:
    """Return the stems of the words that have a capital inside the question."""
    names = [word for word in find_words(part.search)[1:] if word[:1].isupper()]
    return stems(" ".join(names), part.language)


def _turned(verdict: Verdict | None, part: Part) -> Verdict | None:
    """Turn a verdict round for "for meget?" and "for sent?"; none where a negation is left."""
    if verdict is None or _negated(part):
        return None
    traits = [traits_of(part.search, language) for language in _LANGUAGES]
    # "Er 70 pct. mere, end fonden må give?": the share stands first, what it passes after.
    passes = any(has_over(part.search[q.end :]) for q in part.quantities)
    if not passes and not any(trait.inverted for trait in traits):
        return verdict
    return {"yes": "no", "no": "yes"}.get(verdict, verdict)  # type: ignore[return-value]


def _negated(part: Part) -> bool:
    return any(traits_of(part.search, language).negated for language in _LANGUAGES)


def _denied_before(part: Part) -> bool:
    """Tell whether what was said before the question denies: "We have no number. May we …?"."""
    if part.context is None:
        return False
    words = {word.lower() for word in find_words(part.context)}
    return bool(words & wording(part.language).words["negations"])


def _asked_like_this(text: str, asked: Sequence[Quantity], match: Match) -> bool:
    """Tell whether the nearest yes/no phrase, itself near, speaks of the same numbers."""
    best = next(((p, score) for p, score in match.near if p.verdict is not None), None)
    if best is None or best[1] < _SURE or has_over(text):
        return False
    return same_numbers(asked, best[0])


def contradicts(asked: Sequence[Quantity], stated: Sequence[Quantity]) -> bool:
    """Tell whether a quantity was asked about of which the quotes state another value."""
    return any(
        not accounted_for(quantity, stated)
        and any(_comparable(quantity, known) for known in stated)
        for quantity in asked
        if quantity.kind in _TESTED
    )


def _comparable(asked: Quantity, known: Quantity) -> bool:
    if asked.kind == "date" and known.kind in ("date", "year"):
        return True
    if asked.kind == "year" and known.kind == "date":
        return True
    return asked.kind == known.kind and (asked.unit == known.unit or asked.kind in ("amount",))


def _by_limit(part: Part, limit: Limit) -> Verdict | None:
    asked = [q for q in part.quantities if q.kind == limit.kind and _measurable(q, limit)]
    if not asked:
        return None
    text = part.search.lower()
    most, most_if = limit.most, limit.most_if or limit.most
    if any(word in text for word in limit.if_words):
        most = most_if
    elif any(word in text for word in limit.else_words):
        most_if = most
    names_it = opens_with_word(part.search, "ceiling")
    verdicts: list[Verdict] = []
    for quantity in asked:
        value = quantity.value
        assert isinstance(value, Decimal)
        # "Mere end 40 pct." asks for what lies above: the ceiling itself is not enough.
        past = goes_past(part.search[: quantity.start])
        if names_it and value not in (most, most_if):
            return "no"
        if value < most or (value == most and not past):
            verdicts.append("yes")
        elif value < most_if or (value == most_if and not past):
            verdicts.append("depends")
        else:
            verdicts.append("no")
    for verdict in ("no", "depends"):
        if verdict in verdicts:
            return verdict
    return "yes"


def _guarded(verdict: Verdict, part: Part) -> Verdict | None:
    """Give no "yes" to "Are we sure of 40 per cent?", and "no" to "50 per cent everywhere?"."""
    found = {word.lower() for word in find_words(part.search)}
    known = wording(part.language).words
    if verdict == "depends" and found & known["everywhere"]:
        return "no"
    return None if verdict == "yes" and found & known["assured"] else verdict


def _measurable(quantity: Quantity, limit: Limit) -> bool:
    return limit.kind != "duration" or quantity.unit == "year"
