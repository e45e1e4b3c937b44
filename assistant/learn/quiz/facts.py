"""Questions from the facts themselves: a statement true, or false by one number; one value."""

from __future__ import annotations

import random
from decimal import Decimal

from assistant.learn.grounds import Desk
from assistant.learn.model import Grounds, Value
from assistant.learn.quiz.made import Made
from assistant.learn.quiz.numerals import changeable, rewritten, sole, wrong_values
from assistant.learn.quiz.wording import say
from assistant.rules.model import Bilingual
from assistant.rules.quantities import (
    DateParts,
    Quantity,
    TimeParts,
    accounted_for,
    find_quantities,
    same_value,
)
from assistant.types import Fact

OPTIONS = 4


def from_fact(fact: Fact, desk: Desk, rng: random.Random) -> Made | None:
    """Ask whether a fact's statement is true, as it is or with one number changed."""
    text = Bilingual(fact.statements["da"], fact.statements["en"])
    if rng.random() < 0.5:
        return true_false(text, True, say("statement.is_true"), fact)
    changed = changed_statements(fact, desk, rng)
    if not changed:
        return None
    return true_false(rng.choice(changed), False, say("statement.is_false", text=text), fact)


def changed_statements(fact: Fact, desk: Desk, rng: random.Random) -> list[Bilingual]:
    """Return the statement with each of its numbers changed in turn, the same in both languages.

    The new number stands in no quote of the fact. Numbers in the names of documents are left.
    """
    text = Bilingual(fact.statements["da"], fact.statements["en"])
    pool = desk.pool(Grounds(facts=(fact,), anchors=fact.anchors))
    names = [desk.documents[anchor.document_id].title for anchor in fact.anchors]
    found = []
    for quantity in find_quantities(text.da, "da"):
        named = any(quantity.text in name and name in text.da for name in names)
        if not changeable(quantity) or named:
            continue
        for value in wrong_values(quantity, pool, rng):
            changed = Bilingual(
                rewritten(text.da, "da", quantity, value), rewritten(text.en, "en", quantity, value)
            )
            if _is_changed(text, changed, quantity, pool):
                found.append(changed)
                break
    return found


def true_false(text: Bilingual, true: bool, explanation: Bilingual, fact: Fact) -> Made:
    """Return the question whether a statement is true."""
    options = (say("plain.true"), say("plain.false"))
    return Made(
        type="true_false",
        question=say("statement.ask", text=text),
        options=options,
        correct=options[0 if true else 1],
        explanation=explanation,
        anchors=fact.anchors,
    )


def from_value(value: Value, desk: Desk, rng: random.Random) -> tuple[Bilingual, ...] | None:
    """Return the answer among wrong values, by size; None where too few wrong ones are found."""
    near = list(value.near)
    rng.shuffle(near)
    wrong: list[Bilingual] = []
    for option in (*near, *made_values(value, desk, rng)):
        if all(option != other for other in (*wrong, value.answer)):
            wrong.append(option)
    if len(wrong) < OPTIONS - 1:
        return None
    options = [value.answer, *wrong[: OPTIONS - 1]]
    return tuple(sorted(options, key=_size))


def made_values(value: Value, desk: Desk, rng: random.Random) -> list[Bilingual]:
    """Return wrong values made from the answer, written like it in both languages."""
    quantity = sole(value.answer.da, "da")
    if quantity is None or not changeable(quantity):
        return []
    pool = desk.pool(value.grounds)
    found = []
    for wrong in wrong_values(quantity, pool, rng):
        option = Bilingual(
            rewritten(value.answer.da, "da", quantity, wrong),
            rewritten(value.answer.en, "en", quantity, wrong),
        )
        if _is_changed(value.answer, option, quantity, pool):
            found.append(option)
    return found


def _is_changed(before: Bilingual, after: Bilingual, old: Quantity, pool: list[Quantity]) -> bool:
    """Tell whether both languages say another value than before, the same, and none of the pool."""
    new = []
    for text, was, language in ((after.da, before.da, "da"), (after.en, before.en, "en")):
        known = find_quantities(was, "da" if language == "da" else "en")
        found = find_quantities(text, "da" if language == "da" else "en")
        fresh = [q for q in found if not any(same_value(q, each) for each in known)]
        if len(found) != len(known) or len(fresh) != 1 or fresh[0].kind != old.kind:
            return False
        new += fresh
    return same_value(new[0], new[1]) and not any(accounted_for(each, pool) for each in new)


def _size(option: Bilingual) -> tuple[Decimal, ...]:
    quantity = sole(option.da, "da")
    if quantity is None:
        return (Decimal(0),)
    if isinstance(quantity.value, DateParts | TimeParts):
        return tuple(Decimal(part or 0) for part in quantity.value)
    return (quantity.value if isinstance(quantity.value, Decimal) else Decimal(0),)
