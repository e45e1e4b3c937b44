"""Which numbers a letter may hold: those that the quotes, titles and findings of its draft bear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.answer.verify import HALF
from assistant.index.accounting import quantities_of_place
from assistant.rules.quantities import Quantity, accounted_for, find_quantities, known
from assistant.types import Citation, Document, Language
from assistant.types.desk import DraftQuestion

# "Up to half" is a share without a noun to tell it by.
_HALF = re.compile(r"\b(?:half|halvdelen|halvt)\b", re.IGNORECASE)
_AMOUNTS = ("actual", "limit", "limit_high")
_SHARES = ("share", "max_share")
_DAYS = ("valid_from", "valid_to", "actual_date", "limit_date")
_CURRENCIES = ("DKK", "EUR")


def borne_by(
    questions: Iterable[DraftQuestion],
    documents: Mapping[str, Document],
    as_of: date,
    language: Language,
) -> list[Quantity]:
    """Return every quantity that the answers to some questions account for, and the as-of date."""
    pool = known(as_of, "date")
    for question in questions:
        for citation in question.citations:
            pool += _quoted(citation, documents)
        for finding in question.findings:
            pool += _found(finding, language)
    return pool


def unborne(text: str, pool: list[Quantity], language: Language) -> list[Quantity]:
    """Return the quantities of a text that nothing in the pool accounts for, by place."""
    found = find_quantities(text, language)
    lacking = [quantity for quantity in found if not accounted_for(quantity, pool)]
    if not any(each.kind == "share" and each.value == HALF for each in pool):
        taken = {(each.start, each.end) for each in found}
        lacking += [
            Quantity("share", HALF, None, match.start(), match.end(), match[0])
            for match in _HALF.finditer(text)
            if match.span() not in taken
        ]
    return sorted(lacking, key=lambda quantity: quantity.start)


def _quoted(citation: Citation, documents: Mapping[str, Document]) -> list[Quantity]:
    document = documents.get(citation.document_id)
    if document is not None and document.sha256 == citation.document_sha256:
        return quantities_of_place(document, citation.start, citation.end)
    # The source has changed since; the draft keeps a copy of what it quoted.
    return [*find_quantities(citation.quote), *find_quantities(citation.title)]


def _found(finding: Mapping[str, Any], language: Language) -> Iterator[Quantity]:
    """Yield what a finding of `ask` states: its figures, and the numbers of what it says."""
    for key in _AMOUNTS:
        if finding.get(key) is not None:
            for currency in _CURRENCIES:
                yield from known(Decimal(finding[key]), "amount", currency)
    for key in _SHARES:
        if finding.get(key) is not None:
            yield from known(Decimal(finding[key]), "share")
    for key in _DAYS:
        if finding.get(key) is not None:
            yield from known(date.fromisoformat(str(finding[key])[:10]), "date")
    for said in (finding.get("message"), finding.get("remedy")):
        if said:
            yield from find_quantities(str(said[language]), language)
    for assumption in finding.get("assumptions_en" if language == "en" else "assumptions", ()):
        yield from find_quantities(str(assumption), language)
    for legal in finding.get("legal", ()):
        yield from find_quantities(f"{legal.get('act', '')} {legal.get('article', '')}", language)
    for part in finding.get("parts", ()):
        yield from _found(part, language)
