"""Questions from the glossary: what a term means, or which term an explanation fits."""

from __future__ import annotations

import random
from collections.abc import Mapping

from rapidfuzz import fuzz

from assistant.answer.content import content_stems
from assistant.learn.glossary import names_of
from assistant.learn.grounds import LANGUAGES
from assistant.learn.model import Entry, Lesson, said
from assistant.learn.quiz.facts import OPTIONS
from assistant.learn.quiz.made import Made
from assistant.learn.quiz.wording import say

# Explanations as alike as this, by rapidfuzz on 0 to 100, could both be taken for right.
_TOO_ALIKE = 65


def from_term(
    entry: Entry, lesson: Lesson, glossary: Mapping[str, Entry], rng: random.Random
) -> Made | None:
    """Ask for a term or its meaning among others, those of the module first."""
    others = [each for each in glossary.values() if can_mislead(entry, each)]
    own = [each for each in others if each.id in (*lesson.terms, *lesson.plan.terms)]
    rest = [each for each in others if each not in own]
    rng.shuffle(own)
    rng.shuffle(rest)
    wrong = (own + rest)[: OPTIONS - 1]
    if len(wrong) < OPTIONS - 1:
        return None
    chosen = [entry, *wrong]
    rng.shuffle(chosen)
    meaning = _tells_itself(entry) or rng.random() < 0.5
    if meaning:
        question = say("term.meaning", rng, term=entry.term)
    else:
        question = say("term.name", rng, text=entry.explain)
    return Made(
        type="choice",
        question=question,
        options=tuple(each.explain if meaning else each.term for each in chosen),
        correct=entry.explain if meaning else entry.term,
        explanation=say("term.explained", term=entry.term, text=entry.explain),
        anchors=entry.grounds.anchors,
    )


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


def _tells_itself(entry: Entry) -> bool:
    """Tell whether the explanation holds the term, so that it can't be asked for by it."""
    for language in LANGUAGES:
        explained = content_stems(said(entry.explain, language), language)
        if content_stems(said(entry.term, language), language) & explained:
            return True
    return False
