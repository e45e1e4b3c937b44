"""Questions from the glossary: what a term means, or which term an explanation fits."""

from __future__ import annotations

import random
from collections.abc import Mapping

from rapidfuzz import fuzz

from assistant.answer.content import content_stems
from assistant.learn.glossary import names_of
from assistant.learn.grounds import LANGUAGES
from assistant.learn.model import Entry, said
from assistant.learn.quiz.facts import OPTIONS
from assistant.learn.quiz.made import Made
from assistant.learn.quiz.wording import capital, say
from assistant.rules.model import Bilingual

# Explanations as alike as this, by rapidfuzz on 0 to 100, could both be taken for right.
_TOO_ALIKE = 65
# Wrong options are drawn from so many that are nearest in length.
_NEAREST = 5
# A word more or less shows as much as so many letters.
_WORD = 6


def from_term(entry: Entry, glossary: Mapping[str, Entry], rng: random.Random) -> Made | None:
    """Ask for a term or its meaning among others of its kind, about as long.

    None where there are fewer than three, or where the explanation holds the term.
    """
    others = plausible(entry, glossary)
    if len(others) < OPTIONS - 1 or tells_itself(entry):
        return None
    meaning = rng.random() < 0.5
    others.sort(key=lambda other: _unlike(_shown(entry, meaning), _shown(other, meaning)))
    chosen = [entry, *rng.sample(others[:_NEAREST], OPTIONS - 1)]
    rng.shuffle(chosen)
    if meaning:
        question = say("term.meaning", rng, term=entry.term)
    else:
        question = say("term.name", rng, text=entry.explain)
    return Made(
        type="choice",
        question=question,
        options=tuple(_shown(each, meaning) for each in chosen),
        correct=_shown(entry, meaning),
        explanation=say("term.explained", term=entry.term, text=entry.explain),
        anchors=entry.grounds.anchors,
    )


def plausible(entry: Entry, glossary: Mapping[str, Entry]) -> list[Entry]:
    """Return the terms of the same kind that are surely wrong in place of this one."""
    return [
        other
        for other in glossary.values()
        if other.kind == entry.kind and can_mislead(entry, other)
    ]


def can_mislead(entry: Entry, other: Entry) -> bool:
    """Tell whether another term is surely wrong: not itself, a neighbour, or much alike."""
    if entry.id == other.id or other.id in entry.see or entry.id in other.see:
        return False
    for language in LANGUAGES:
        texts = said(entry.explain, language), said(other.explain, language)
        if fuzz.token_sort_ratio(*texts) >= _TOO_ALIKE:
            return False
        names = {name.lower() for name in names_of(entry)}
        if names & {name.lower() for name in names_of(other)}:
            return False
        # "SMV" would fit "innovationsaktiv SMV" as well.
        words = [content_stems(said(each.term, language), language) for each in (entry, other)]
        if words[0] <= words[1] or words[1] <= words[0]:
            return False
    return True


def tells_itself(entry: Entry) -> bool:
    """Tell whether the explanation holds the term, so that it can't be asked for by it."""
    for language in LANGUAGES:
        explained = content_stems(said(entry.explain, language), language)
        if content_stems(said(entry.term, language), language) & explained:
            return True
    return False


def _shown(entry: Entry, meaning: bool) -> Bilingual:
    """Return an option; all begin with a capital, so that names don't stand out."""
    return entry.explain if meaning else capital(entry.term)


def _unlike(text: Bilingual, other: Bilingual) -> int:
    """Return how far two options are apart in letters and words, in both languages."""
    return sum(
        abs(len(one) - len(two)) + _WORD * abs(len(one.split()) - len(two.split()))
        for one, two in zip(text, other, strict=True)
    )
