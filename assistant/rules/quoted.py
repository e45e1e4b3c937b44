"""What a parameter rests on: verbatim quotes that hold its number, with their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import cast
from urllib.parse import quote as url_quote

from assistant.rules.kinds.base import RuleError
from assistant.rules.model import Parameter, Quote
from assistant.rules.quantities import Quantity, accounted_for, find_quantities, known
from assistant.types import Document

MAX_QUOTE = 1200


def resolve(text: str, document_id: str, documents: Mapping[str, Document]) -> Quote:
    """Return the quote with its place in the document (the first one); raises RuleError."""
    document = documents.get(document_id)
    if document is None:
        raise RuleError(f"there is no document {document_id!r}")
    wanted = unicodedata.normalize("NFC", text).strip()
    if not wanted or len(wanted) > MAX_QUOTE:
        raise RuleError(f"a quote has {len(wanted)} characters, not 1 to {MAX_QUOTE}")
    start = document.text.find(wanted)
    if start < 0:
        raise RuleError(f"the quote {wanted[:80]!r} is not in {document_id}")
    end = start + len(wanted)
    return Quote(
        document_id=document.id,
        title=document.title,
        quote=wanted,
        start=start,
        end=end,
        document_sha256=document.sha256,
        link=f"/kilde/{url_quote(document.id, safe='')}?fra={start}&til={end}",
    )


def check_numbers(parameter: Parameter, documents: Mapping[str, Document]) -> None:
    """Check that the quotes say the number of the parameter, by value; raises RuleError.

    "40 pct." says a share of 0.40, "100 mio. kr." an amount of 100000000 DKK, "2 år" two years.
    """
    if not parameter.citations or isinstance(parameter.value, str):
        return
    pool = [
        quantity
        for quote in parameter.citations
        for quantity in find_quantities(quote.quote, documents[quote.document_id].language)
    ]
    if not all(accounted_for(quantity, pool) for quantity in _quantities(parameter)):
        raise RuleError(f"the quotes of the parameter {parameter.name} do not say its value")


def _quantities(parameter: Parameter) -> Sequence[Quantity]:
    value, unit = parameter.value, parameter.unit
    if isinstance(value, datetime):
        return known(value, "date")
    number = cast("Decimal", value)
    if unit == "share":
        return known(number, "share")
    if unit == "year":
        return known(number, "duration", "year")
    return known(number, "amount", unit) if unit else known(number, "number")
