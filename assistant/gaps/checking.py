"""What a new fact must fulfil before it is used: what holds for facts.yaml, and a way to ask."""

from __future__ import annotations

from assistant.answer.reader import Reader
from assistant.errors import CorpusError, InputError
from assistant.gaps.facts import to_fact, unique
from assistant.index.accounting import check_fact
from assistant.types.gaps import NewFact

MAX_STATEMENT = 600
MAX_WAY = 400
MAX_WAYS = 60
MAX_QUOTES = 6


def check_new(fact: NewFact, reader: Reader) -> None:
    """Raise InputError with the first thing that is wrong; its code says what.

    `fact_quote_missing`, `fact_document_missing`, `fact_quote_too_long`, `fact_number_missing` mean
    the same as in files; `fact_other_call` is a quote from another call's document.
    """
    if fact.call not in reader.call_ids:
        raise _wrong("unknown_call", f"There is no call {fact.call!r}.")
    for text in (fact.da, fact.en):
        if not text.strip():
            raise _wrong("fact_empty", "The answer is needed in Danish and in English.")
        if len(text) > MAX_STATEMENT:
            raise _wrong("fact_too_long", f"An answer has at most {MAX_STATEMENT} characters.")
    ways = unique(fact.ways)
    if not ways:
        raise _wrong("fact_no_ways", "There is no question that the fact answers.")
    if len(ways) > MAX_WAYS or any(len(way.text) > MAX_WAY for way in ways):
        raise _wrong("fact_ways_too_many", "There are too many questions, or too long ones.")
    if not 0 < len(fact.quotes) <= MAX_QUOTES:
        raise _wrong("fact_no_quotes", f"A fact rests on one to {MAX_QUOTES} quotes.")
    if fact.valid_from and fact.valid_to and fact.valid_from > fact.valid_to:
        raise _wrong("fact_dates", "The fact would end before it begins.")
    _check_sources(fact, reader)


def _check_sources(fact: NewFact, reader: Reader) -> None:
    try:
        made = to_fact("new", "new", fact, reader.documents)
        check_fact(made, reader.documents)
    except CorpusError as error:
        raise InputError(error.code, error.message, error.hint) from error
    for anchor in made.anchors:
        document = reader.documents[anchor.document_id]
        if fact.call not in reader.scopes.calls_of(document.id):
            raise _wrong("fact_other_call", f"{document.title} belongs to another call.")


def _wrong(code: str, message: str) -> InputError:
    return InputError(code, message, "Mend it and save again.")
