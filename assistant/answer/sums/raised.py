"""A higher rate that is named without its number: "Gælder den høje sats også på Fyn?"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.answer.draft import Claim
from assistant.answer.sums.caps import share_caps
from assistant.answer.sums.costs import Caps
from assistant.answer.sums.cues import cues, say
from assistant.answer.sums.scenario import Scenario
from assistant.rules.model import RuleBook
from assistant.types import Language


def with_raised(own: Scenario, text: str, book: RuleBook) -> Scenario:
    """Return a scenario that asks for the share of a region where a text asks for the higher one.

    Only where a place is named, and nothing that would make it another question: "højere end",
    "kun", "lavere". The share is that of the one source whose cap differs by region.
    """
    if own.asks() or own.known_total() is not None or not own.places:
        return own
    if not cues().raised.search(text) or cues().raised_not.search(text):
        return own
    special = {
        rule.target: max(caps.special.values())
        for rule in share_caps(book)
        if rule.target and (caps := Caps.of(rule)).special
    }
    if len(special) != 1 or (set(own.sources) - set(special)):
        return own
    return replace(own, shares=special)


def in_all_regions(merged: Scenario, book: RuleBook) -> bool:
    """Tell whether what is asked is asked of the whole country, with no costs named.

    What only some regions have, not all have: there it "depends" no longer.
    """
    if merged.known_total() is not None or len(merged.places) != 1:
        return False
    return set(merged.places[0].regions) == set(book.regions)


def without_sums(claims: Iterable[Claim], language: Language) -> tuple[Claim, ...]:
    """Leave out "That is too much": nobody named a share."""
    sums = ("over_share", "under_share", "between_share", "where")
    openings = tuple(say(language)[name].split("{")[0] for name in sums)
    return tuple(claim for claim in claims if not claim.text.startswith(openings))
