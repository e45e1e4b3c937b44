"""Whether the written parts of a question have one right answer, as far as code can tell."""

from __future__ import annotations

import random
from decimal import Decimal
from itertools import pairwise

from assistant.learn.files import fault
from assistant.learn.grounds import LANGUAGES, Desk
from assistant.learn.model import Choice, Order, OrderItem, Statement, Value, said
from assistant.learn.quiz.facts import from_value
from assistant.learn.quiz.numerals import sole
from assistant.learn.support import Support, plain
from assistant.rules.model import Bilingual
from assistant.rules.quantities import (
    DateParts,
    Quantity,
    TimeParts,
    accounted_for,
    find_quantities,
    same_value,
)
from assistant.types import Language

_WRONG_NEEDED = 3


def check_value(value: Value, desk: Desk, key: str) -> None:
    """Check that the answer is one quantity, borne by the grounds, and that no wrong one is."""
    pool = desk.pool(value.grounds)
    answers = [sole(said(value.answer, language), language) for language in LANGUAGES]
    if None in answers or not all(accounted_for(each, pool) for each in answers if each):
        what = "the answer must be one amount, share, date, count … that stands in its grounds"
        raise fault(desk.file, f"{key}.answer", what)
    if not same_value(*(each for each in answers if each)):
        raise fault(desk.file, f"{key}.answer", "the languages say different values")
    for near in value.near:
        for language in LANGUAGES:
            quantity = sole(said(near, language), language)
            if quantity is None or accounted_for(quantity, pool):
                what = f"{said(near, language)!r} is no single value, or stands in the grounds"
                raise fault(desk.file, f"{key}.near", what, "Give a value that is wrong.")
    if from_value(value, desk, random.Random(0)) is None:
        raise fault(
            desk.file, f"{key}.near", "there are fewer than three wrong values", "Add some."
        )
    desk.check_numbers([value.question], value.grounds, f"{key}.question")


def check_choice(choice: Choice, negated: bool, desk: Desk, key: str) -> None:
    """Check the options by what bears them; `negated` is for "Which of these is not …".

    Raises CorpusError for a right option that is not borne, a wrong one that is, or two options
    that say the same.
    """
    if len(choice.wrong) < _WRONG_NEEDED:
        raise fault(desk.file, f"{key}.wrong", "there are fewer than three wrong options")
    support = Support(desk, choice.grounds)
    borne, bare = (choice.wrong, choice.right) if negated else (choice.right, choice.wrong)
    for option in borne:
        if language := support.both_bear(option):
            what = f"{said(option, language)!r} is not borne by its fact, quotes, rules or acts"
            hint = "Use their words and numbers, or name what bears it."
            raise fault(desk.file, f"{key}.{language}", what, hint)
    for option in bare:
        if language := support.both_bare(option):
            what = f"{said(option, language)!r} says nothing that its grounds don't say too"
            hint = "A wrong option needs a word or number that is not there."
            raise fault(desk.file, f"{key}.{language}", what, hint)
    _all_differ((*choice.right, *choice.wrong), desk, key)
    desk.check_numbers([choice.explain], choice.grounds, f"{key}.explain")


def check_statement(statement: Statement, desk: Desk, key: str) -> None:
    """Check that a true statement is borne, and that a false one is not."""
    support = Support(desk, statement.grounds)
    for language in LANGUAGES:
        text = said(statement.text, language)
        turned = support.turns_round(text, language)
        if statement.true and not support.bears(text, language):
            what = f"{text!r} is not borne by its fact, quotes, rules or acts"
            raise fault(desk.file, f"{key}.{language}", what, "Use their words and numbers.")
        if not statement.true and not (turned or support.is_bare(text, language)):
            what = f"{text!r} says nothing that its grounds don't say too"
            hint = 'A false statement needs a word, number or "not" that is not there.'
            raise fault(desk.file, f"{key}.{language}", what, hint)
    desk.check_numbers([statement.explain], statement.grounds, f"{key}.explain")


def check_order(order: Order, desk: Desk, key: str) -> None:
    """Check that the items follow each other by their values, or as one quote lists them."""
    _all_differ(tuple(item.text for item in order.items), desk, key)
    pool = desk.pool(order.grounds)
    ranks: list[tuple[str, Decimal | tuple[int, ...]]] = []
    for item in order.items:
        quantity = rank_of(item)
        if quantity is None:
            break
        if not accounted_for(quantity, pool):
            raise fault(desk.file, f"{key}.items", f"{quantity.text!r} is not in its grounds")
        ranks.append((quantity.kind, _rank(quantity)))
    if len(ranks) == len(order.items):
        falling = any(a[1] >= b[1] for a, b in pairwise(ranks))  # type: ignore[operator]
        if falling or len({kind for kind, _ in ranks}) > 1:
            raise fault(desk.file, f"{key}.items", "the values do not rise from item to item")
    elif not listed_so(order, desk):
        what = "the items have no values to go by, and no quote names them in this order"
        raise fault(desk.file, f"{key}.items", what, 'Give each item a `value`, as in "25 pct.".')
    desk.check_numbers([order.explain], order.grounds, f"{key}.explain")


def rank_of(item: OrderItem) -> Quantity | None:
    """Return the value that an item is put in order by: the one written for it, or its own."""
    if item.value:
        return sole(item.value, "da")
    found = [q for q in find_quantities(item.text.da, "da") if _ranked(q)]
    return found[0] if len(found) == 1 else None


def listed_so(order: Order, desk: Desk) -> bool:
    """Tell whether one quote or statement names all items, in this order."""
    quotes = [desk.documents[a.document_id].text[a.start : a.end] for a in order.grounds.anchors]
    for language in LANGUAGES:
        texts = [fact.statements[language] for fact in order.grounds.facts]
        items = [said(item.text, language) for item in order.items]
        if not any(_in_order(items, text) for text in (*texts, *quotes)):
            return False
    return True


def _in_order(items: list[str], text: str) -> bool:
    place = 0
    folded = plain(text)
    for item in items:
        found = folded.find(plain(item), place)
        if found < 0:
            return False
        place = found + len(plain(item))
    return True


def _ranked(quantity: Quantity) -> bool:
    if isinstance(quantity.value, DateParts):
        return None not in quantity.value
    return isinstance(quantity.value, Decimal) and quantity.kind != "ordinal"


def _rank(quantity: Quantity) -> Decimal | tuple[int, ...]:
    value = quantity.value
    if isinstance(value, DateParts | TimeParts):
        return tuple(part or 0 for part in value)
    return value if isinstance(value, Decimal) else Decimal(0)


def _all_differ(options: tuple[Bilingual, ...], desk: Desk, key: str) -> None:
    languages: tuple[Language, ...] = LANGUAGES
    for language in languages:
        seen = [plain(said(option, language)) for option in options]
        if len(set(seen)) < len(seen):
            raise fault(desk.file, f"{key}.{language}", "two options say the same", "Change one.")
