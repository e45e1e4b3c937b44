"""The steps by which an award was held against its ceiling, in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assistant.rules.kinds.ceiling_pools import Grant, Outcome
from assistant.rules.kinds.ceiling_terms import FISCAL
from assistant.rules.kinds.ceiling_words import (
    MOST_TOLD,
    amount,
    ends,
    listing,
    tell,
    telling_places,
)
from assistant.rules.model import Bilingual


def inputs(outcome: Outcome) -> Sequence[Bilingual]:
    """Return the award, its window, and every grant that counts or doesn't, with the reason."""
    award, terms, pool = outcome.award, outcome.terms, outcome.pool
    assert terms is not None
    texts = [tell("input.award", amount=award.amount, name=award.undertaking, day=award.day)]
    if award.conversion:
        texts.append(tell("input.conversion", formula=award.conversion))
    texts.append(_window(outcome))
    if award.road_freight:
        key = "input.special" if terms.special else "input.not_special"
        texts.append(tell(key, limit=Fraction(terms.limit)))
    if len(pool.names) > 1:
        texts.append(tell("input.shared", names=listing(pool.names)))
    counts = [(grant, "counts_new" if grant.new else "counts") for grant in outcome.counts]
    texts += _grants(counts, "more")
    texts += _grants(outcome.left_out, "more_out")
    grants = [*outcome.counts, *(grant for grant, _ in outcome.left_out)]
    if not all(map(ends, (award.amount, *(grant.amount for grant in grants)))):
        texts.append(tell("input.rounded"))
    return texts


def _grants(told: Sequence[tuple[Grant, str]], rest: str) -> list[Bilingual]:
    """Return one text a grant, and of a long list how many there are besides."""
    texts = [
        tell(f"input.{key}", amount=grant.amount, name=grant.undertaking, day=grant.day)
        for grant, key in told[:MOST_TOLD]
    ]
    if len(told) > MOST_TOLD:
        texts.append(tell(f"input.{rest}", count=len(told) - MOST_TOLD))
    return texts


def _window(outcome: Outcome) -> Bilingual:
    terms, first = outcome.terms, outcome.first
    assert terms is not None
    assert first is not None
    key = "rolling"
    if terms.window == FISCAL:
        key = "fiscal" if terms.years > 1 else "fiscal_one"
    return tell(
        f"input.{key}",
        years=terms.years,
        before=terms.years - 1,
        first=first,
        day=outcome.award.day,
    )


def comparison(outcome: Outcome) -> Bilingual:
    """Return how the sum stands to the ceiling."""
    terms = outcome.terms
    assert terms is not None
    keys = {"pass": "within", "fail": "above", "unknown": "depends"}
    return tell(
        f"compare.{keys[outcome.status]}",
        total=_telling(outcome.total, outcome),
        high=_telling(outcome.high, outcome),
        limit=Fraction(terms.limit),
    )


def _telling(value: Fraction, outcome: Outcome) -> Bilingual:
    assert outcome.terms is not None
    return amount(value, telling_places(value, outcome.terms.limit))
