"""Which calls a question is about: the one chosen, those it names, those spoken of before, or all.

A call is known by its id, its title, the parts of its title and the names that call.yaml gives it,
with or without its years. Between calls of one name the years in the question decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.answer.call_names import (
    YEAR,
    given_names,
    moment_years,
    pattern,
    plain,
    says,
    title_years,
    without_names,
    without_years,
    years_of_a_call,
)
from assistant.answer.content import content_stems
from assistant.answer.question import Part
from assistant.answer.reader import Reader
from assistant.errors import InputError, MissingPartError
from assistant.rules.quantities import find_quantities
from assistant.types import Ask, CallInfo, Turn


def calls_of(ask: Ask, reader: Reader) -> list[str]:
    """Return the calls to answer a question from, in order.

    Raises InputError `unknown_call` where `ask.call` is none, MissingPartError `no_documents` where
    there is nothing to answer from.
    """
    known = reader.call_ids
    if not known:
        raise MissingPartError(
            "no_documents",
            "There are no documents to answer from.",
            "Put some into the corpus folder and run `assistant ingest`.",
        )
    if ask.call is not None:
        if ask.call not in known:
            raise InputError(
                "unknown_call",
                f"There is no call {ask.call!r}.",
                f"Known calls: {', '.join(known)}.",
            )
        return [ask.call]
    if len(known) == 1:
        return known
    named = named_calls(ask.question, reader)
    if named or says(ask.question, "all"):
        return named or known
    before = _before(ask.history, reader)
    if before and says(ask.question, "other"):
        return [call for call in known if call not in before] or known
    return before or known


def other_calls(ask: Ask, reader: Reader) -> list[str]:
    """Return the calls a question names where it names none but others than the one chosen."""
    if ask.call is None or len(reader.call_ids) == 1:
        return []
    given = {call: given_names(call, reader.calls.get(call)) for call in reader.call_ids}
    named = named_calls(ask.question, reader)
    # A word of a title may be a word of the question: only a name that was given as such counts.
    sure = _named(plain(ask.question), given)
    return [] if ask.call in named else [call for call in named if call in sure]


def named_calls(text: str, reader: Reader) -> list[str]:
    """Return the calls that a text names, in the order of all; a longer name counts alone."""
    said = plain(text)
    named = _named(said, reader.call_names)
    calls = [call for call in reader.call_ids if call in named]
    years = set(re.findall(YEAR, said)) if calls else years_of_a_call(said)
    return _of_years(calls or reader.call_ids, years, reader) or calls


def without_call(part: Part, reader: Reader, calls: Sequence[str]) -> Part:
    """Return a part of a question with what it is without the names of the calls it is put to.

    That asks as if the call had been chosen elsewhere; a part that names none is left as it is.
    """
    own = [name for call in calls for name in reader.call_names[call]]
    every = [name for names in reader.call_names.values() for name in names]
    dated = without_years(part.search)
    if dated != part.search and content_stems(dated, part.language):
        part = replace(part, search=dated, quantities=tuple(find_quantities(dated, part.language)))
    search = without_names(part.search, own)
    told = without_names(part.with_history, every) if part.with_history else None
    if search == part.search and told == part.with_history:
        return part
    if not content_stems(search, part.language):
        if not told:
            return part
        # "Og for Parkpuljen?" asks the question before it, of another call.
        nameless = replace(part, search=told, with_history=None, previous=None)
    else:
        nameless = replace(part, search=search, with_history=told)
    found = tuple(find_quantities(nameless.search, part.language))
    return replace(part, nameless=replace(nameless, quantities=found))


def _named(said: str, names: Mapping[str, Iterable[str]]) -> set[str]:
    found = [
        (match.start(), match.end(), call)
        for call, known in names.items()
        for name in known
        for match in re.finditer(pattern(name), said)
    ]
    return {
        call
        for start, end, call in found
        if not any(
            other != call and s <= start and end <= e and (s, e) != (start, end)
            for s, e, other in found
        )
    }


def _before(history: Sequence[Turn], reader: Reader) -> list[str]:
    """Return the calls that were last spoken of in a conversation."""
    for turn in reversed(history):
        named = named_calls(turn.question, reader) or named_calls(turn.answer, reader)
        if named or says(turn.question, "all"):
            return named
    return []


def _of_years(calls: Sequence[str], years: set[str], reader: Reader) -> list[str]:
    """Return those of the calls that have one of the years, if not all or none of them have."""
    for own_years in (_by_title, _by_moments):
        fitting = [call for call in calls if years & own_years(call, reader.calls.get(call))]
        if fitting:
            return fitting if len(fitting) < len(calls) else []
    return []


def _by_title(call: str, info: CallInfo | None) -> set[str]:
    return set(title_years(call, info))


def _by_moments(_: str, info: CallInfo | None) -> set[str]:
    return set(moment_years(info))
