"""Whether a part can be answered by sums, or is about something else that has numbers in it."""

from __future__ import annotations

import re

from assistant.answer.question import Part
from assistant.answer.sums.caps import pools_of
from assistant.answer.sums.cues import cues
from assistant.answer.sums.marks import mark
from assistant.answer.sums.roles import pool_sizes
from assistant.answer.sums.scenario import Goal, Scenario
from assistant.answer.wording import wording
from assistant.answer.words import find_words
from assistant.rules.model import RuleBook

# "Was it 100 or 60 million?" asks which one.
_CHOICE = re.compile(
    r"\d[\w.,% ]{0,12} (?:or|eller) (?:den )?\d(?![\d.,]*\s?(?:%|pct|per))", re.IGNORECASE
)
_PLAIN = frozenset("kr dkk mio ca meget stort for too much gerne please".split())


def answerable(
    goal: Goal,
    part: Part,
    own: Scenario,
    merged: Scenario,
    book: RuleBook,
    again: bool,
    whether: bool,
) -> bool:
    """Tell whether the rules can answer a part.

    `own` is what the part itself tells, `merged` with all that was told before; `again` where it
    asks anew what was asked, `whether` where it only asks if what was told holds.
    """
    told = f"{part.context or ''} {part.text}"
    person = cues().person.search(told) is not None
    total = merged.known_total()
    if goal != "check":
        mine = person or again or bool(own.sources) or own.known_total() is not None
        shares = goal == "own" and cues().per_cent.search(part.text) is not None
        return mine and (total is not None or (shares and bool(merged.places or merged.sources)))
    pays = own.own is not None or own.own_share is not None
    holds = (whether or cues().cut.search(part.text) is not None) and merged.asks()
    if not (own.asks() or pays or again or holds) or _CHOICE.search(part.text):
        return False
    if total is not None or pays:
        return True
    if merged.grants:
        return _without_costs(part, told, merged, book, person, whether)
    leaning = {rule.target for rule in book.rules if rule.kind == "requires"}
    alone = bool(leaning & set(merged.shares)) and cues().alone.search(told) is not None
    return bool(merged.places) or len(merged.shares) > 1 or alone


def _without_costs(
    part: Part, told: str, merged: Scenario, book: RuleBook, person: bool, whether: bool
) -> bool:
    """Tell whether somebody who names no costs asks for money, and is to be asked back."""
    asks = cues().marks["ask"].search(told) is not None
    if set(merged.grants.values()) & pool_sizes(book) and not (person and asks):
        # "Var det 100 mio. fra Regionalfonden?" asks what the pool was.
        return False
    if next(pools_of(merged, book), None) is not None:
        return True
    if "" in merged.grants and _says_more(told, part, book):
        return False
    return (person and asks) or whether or "" not in merged.grants


def _says_more(text: str, part: Part, book: RuleBook) -> bool:
    """Tell whether a text speaks of other things than a budget: "2 mio. i forskud"."""
    marked = mark(text, part.language, book)
    rest, at = "", 0
    for one in marked.marks:
        rest += marked.text[at : one.start] + " "
        at = one.end
    rest += marked.text[at:]
    known = wording(part.language).words
    plain = known["stop"] | known["yes_no"] | known["apply"]
    words = {word.lower() for word in find_words(rest) if word.isalpha()}
    return bool(words - plain - _PLAIN)
