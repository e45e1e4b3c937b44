"""Match: which curated fact, or known gap, a question asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer.phrasebook import PhraseBook
from assistant.answer.words import stems
from assistant.types import Fact, Language, Phrase

# Chosen on eval/questions/dev-*.jsonl; `make eval` shows what they give.
WORDS_WEIGHT = 0.1
BREADTH_WEIGHT = 0.3
BREADTH = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A fact, how well the question fits its ways to be asked for, and the nearest of them."""

    fact: Fact
    score: float
    cosine: float
    phrase: Phrase
    near: tuple[tuple[Phrase, float], ...]

    def lowered(self, by: float) -> Match:
        """Return the match with its score lowered."""
        return replace(self, score=self.score - by)


def match_facts(
    text: str, language: Language, cosines: Mapping[str, float], book: PhraseBook
) -> list[Match]:
    """Rank the facts for one text, best first.

    `cosines` holds the nearest ways to ask by id. A phrase scores its cosine plus a little for
    shared rare words; a fact scores its best phrase, leavened by its three best.
    """
    asked = stems(text, language)
    scored: dict[str, list[tuple[float, float, Phrase]]] = {}
    for name, cosine in cosines.items():
        entry = book.entries.get(name)
        if entry is None:
            continue
        score = cosine + WORDS_WEIGHT * book.likeness(asked, entry.stems)
        scored.setdefault(entry.fact.key, []).append((score, cosine, entry.phrase))
    floor = min(cosines.values(), default=0.0)
    matches = []
    for key, found in scored.items():
        found.sort(key=lambda item: -item[0])
        best = [score for score, _, _ in found[:BREADTH]]
        wanted = min(BREADTH, len(book.by_fact[key]))
        best += [floor] * (wanted - len(best))
        score = (1 - BREADTH_WEIGHT) * best[0] + BREADTH_WEIGHT * sum(best) / len(best)
        fact = book.entries[book.by_fact[key][0]].fact
        near = tuple((phrase, value) for value, _, phrase in found)
        matches.append(Match(fact, score, found[0][1], found[0][2], near))
    return sorted(matches, key=lambda match: -match.score)


def best_of(rankings: Sequence[tuple[list[Match], float]]) -> list[Match]:
    """Merge rankings of several wordings of one question; each brings its own handicap."""
    best: dict[str, Match] = {}
    for matches, handicap in rankings:
        for match in matches:
            known = best.get(match.fact.key)
            if known is None or match.score - handicap > known.score:
                best[match.fact.key] = match.lowered(handicap)
    return sorted(best.values(), key=lambda match: -match.score)
