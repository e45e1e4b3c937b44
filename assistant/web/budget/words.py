"""The words of one call that a budget may use, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import InputError
from assistant.types import Language

if TYPE_CHECKING:
    from assistant.service import Assistant

Named = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Names by id, in the order to show them; `calls` are all that have rules, with their titles.

    Names stand within a sentence as they are; `capital` begins a line with them.
    """

    call: str
    currency: str
    calls: Named
    regions: Named
    sources: Named
    applicants: Named
    rules: Named

    @property
    def title(self) -> str:
        """The title of the call."""
        return self.calls.get(self.call, self.call)


def words_of(service: Assistant, call: str, language: Language) -> Words:
    """Return the words of `call`, or of the first call with rules where there is no such one.

    Raises MissingPartError `no_rules`, CorpusError.
    """
    try:
        raw = service.budget_words(call or None)
    except InputError:
        raw = service.budget_words(None)
    return Words(
        call=raw["call"],
        currency=raw["currency"],
        calls={each["id"]: each["title"] for each in raw["calls"]},
        regions=_named(raw["regions"], language),
        sources=_named(raw["sources"], language),
        applicants=_named(raw["applicants"], language),
        rules=_named(raw["rules"], language),
    )


def capital(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def _named(listed: Iterable[Mapping[str, Any]], language: Language) -> Named:
    return {each["id"]: each["name"][language] for each in listed}
