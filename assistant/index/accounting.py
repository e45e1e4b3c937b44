"""Which quantities of a statement its quotes bear: the same rule for facts and for answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from assistant.errors import CorpusError
from assistant.rules.quantities import Quantity, accounted_for, find_quantities, known
from assistant.types import Document, Fact


def quantities_of_place(document: Document, start: int, end: int) -> list[Quantity]:
    """Return what a quote bears: its own quantities, its title's, and the count of its items."""
    return [
        *find_quantities(document.text[start:end], document.language),
        *find_quantities(document.title, document.language),
        *item_count(document, start, end),
    ]


def item_count(document: Document, start: int, end: int) -> list[Quantity]:
    """Return the count of list items in a place, as a quantity: "the three kinds" of a list."""
    items = sum(
        block.kind in ("item", "row") and start <= block.start and block.end <= end
        for block in document.blocks
    )
    return known(Decimal(items), "number") if items > 1 else []


def check_fact(fact: Fact, documents: Mapping[str, Document]) -> None:
    """Raise CorpusError `fact_number_missing` for a number that no quote of the fact holds."""
    pool: list[Quantity] = []
    for anchor in fact.anchors:
        pool += quantities_of_place(documents[anchor.document_id], anchor.start, anchor.end)
    for language, statement in fact.statements.items():
        for quantity in find_quantities(statement, language):
            if not accounted_for(quantity, pool):
                raise CorpusError(
                    "fact_number_missing",
                    f"The fact {fact.key} says {quantity.text!r} ({language}), which stands in none"
                    " of its quotes.",
                    "Add the quote that holds it, or take the number out.",
                )


def check_facts(facts: Iterable[Fact], documents: Mapping[str, Document]) -> None:
    """Check every fact; raises CorpusError for the first that fails."""
    for fact in facts:
        check_fact(fact, documents)
