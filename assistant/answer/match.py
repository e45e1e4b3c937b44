"""Match: which curated fact, or known gap, a question asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer.content import content_stems
from assistant.answer.phrasebook import Entry, PhraseBook, Traits, traits_of
from assistant.types import Fact, Language, Phrase

# Chosen on eval/questions/dev-*.jsonl; `make eval` shows what they give.
WORDS_WEIGHT = 0.2
BREADTH_WEIGHT = 0.3
BREADTH = 3
# What a way to ask loses where it asks for another kind of thing than the question.
NOT_YES_NO = 0.015
NOT_OPEN = 0.01
OTHER_KIND = 0.01
OTHER_SCOPE = 0.02
OTHER_POLARITY = 0.05
OTHER_MODALITY = 0.02
# What a fact loses for the question's content words that it has not.
UNCOVERED = 0.1
CANNOT_TELL = 0.03
# What a known gap gains: silence where the sources are silent is worth more than a near miss.
GAP_LEAD = 0.01
_TOLD_APART = frozenset({"who", "when", "how_much", "share", "where", "why"})


@dataclass(frozen=True, slots=True)
class Match:
    """A fact, how well the question fits its ways to be asked for, and the nearest of them.

    `lacks` are the stems of the question's content words that the fact has not, `uncovered` is
    their share.
    """

    fact: Fact
    score: float
    cosine: float
    phrase: Phrase
    near: tuple[tuple[Phrase, float], ...]
    uncovered: float = 0.0
    lacks: frozenset[str] = frozenset()

    def lowered(self, by: float) -> Match:
        """Return the match with its score lowered."""
        return replace(self, score=self.score - by)


def match_facts(
    text: str,
    language: Language,
    cosines: Mapping[str, float],
    book: PhraseBook,
    *,
    yes_no: bool,
) -> list[Match]:
    """Rank the facts for one text, best first.

    `cosines` holds the nearest ways to ask by id. A way to ask scores its cosine, plus a little
    for shared rare words, less where it asks for another kind of thing; a fact scores its best
    way to ask, leavened by its three best.
    """
    asked = traits_of(text, language)
    content = {stem: book.weight(stem) for stem in content_stems(text, language)}
    total = sum(content.values())
    scored: dict[str, list[tuple[float, float, Entry]]] = {}
    for name, cosine in cosines.items():
        entry = book.entries.get(name)
        if entry is None:
            continue
        score = cosine + WORDS_WEIGHT * book.likeness(asked.stems, entry.traits.stems)
        score -= _disagreement(asked, entry, yes_no=yes_no)
        scored.setdefault(entry.fact.key, []).append((score, cosine, entry))
    floor = min(cosines.values(), default=0.0)
    matches = []
    for key, found in scored.items():
        found.sort(key=lambda item: -item[0])
        best = [score for score, _, _ in found[:BREADTH]]
        best += [floor] * (min(BREADTH, book.sizes[key]) - len(best))
        score = (1 - BREADTH_WEIGHT) * best[0] + BREADTH_WEIGHT * sum(best) / len(best)
        fact = found[0][2].fact
        lacks = book.lacks(content, fact)
        uncovered = sum(content[stem] for stem in lacks) / total if total else 0.0
        score -= UNCOVERED * uncovered
        if fact.gap:
            score += GAP_LEAD
        if not yes_no and not book.can_tell(fact, asked.kind):
            score -= CANNOT_TELL
        near = tuple(
            (entry.phrase, value) for value, _, entry in found if _same_way_round(asked, entry)
        )
        matches.append(Match(fact, score, found[0][1], found[0][2].phrase, near, uncovered, lacks))
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


def _same_way_round(asked: Traits, entry: Entry) -> bool:
    """Tell whether yes to the one means yes to the other, as far as negations go."""
    if entry.phrase.verdict is None:
        return True
    theirs = entry.traits
    return (asked.negated, asked.inverted) == (theirs.negated, theirs.inverted)


def _disagreement(asked: Traits, entry: Entry, *, yes_no: bool) -> float:
    open_way = entry.phrase.verdict is None and entry.traits.kind != "yes_no"
    if yes_no:
        if open_way:
            return NOT_YES_NO
        if entry.phrase.verdict is None:
            return 0.0
        other_scope = OTHER_SCOPE if asked.scoped != entry.traits.scoped else 0.0
        other_polarity = OTHER_POLARITY if asked.negated != entry.traits.negated else 0.0
        other_polarity += OTHER_POLARITY if asked.inverted != entry.traits.inverted else 0.0
        other_modality = OTHER_MODALITY if asked.duty != entry.traits.duty else 0.0
        return other_scope + other_polarity + other_modality
    if asked.kind is None:
        return 0.0
    if not open_way:
        return NOT_OPEN
    kinds = {asked.kind, entry.traits.kind}
    return OTHER_KIND if len(kinds) > 1 and kinds <= _TOLD_APART else 0.0
