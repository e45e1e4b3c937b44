"""What the form of an answer holds, between the browser and the fact that is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from starlette.datastructures import FormData

from assistant.errors import InputError
from assistant.types import Language, Verdict
from assistant.types.gaps import FactQuote, NewFact, Way
from assistant.web.staff.gaps.words import day_from

_VERDICTS: tuple[Verdict, ...] = ("yes", "no", "depends")


@dataclass(frozen=True, slots=True)
class FactForm:
    """The fields as they stand; ways to ask are one a line. `closed_…` are yes/no questions."""

    call: str = ""
    da: str = ""
    en: str = ""
    ask_da: str = ""
    ask_en: str = ""
    closed_da: str = ""
    closed_en: str = ""
    verdict: str = ""
    valid_from: str = ""
    valid_to: str = ""
    search: str = ""
    quotes: tuple[FactQuote, ...] = field(default=())

    def with_quote(self, quote: FactQuote) -> FactForm:
        """Return the form with one more quote; one that is there already is not added."""
        return self if quote in self.quotes else replace(self, quotes=(*self.quotes, quote))

    def without(self, number: int) -> FactForm:
        """Return the form without its quote of that number, counted from 0."""
        kept = tuple(quote for place, quote in enumerate(self.quotes) if place != number)
        return replace(self, quotes=kept)

    def to_fact(self, group: str | None) -> NewFact:
        """Return the fact; raises InputError `fact_day` for a day that is none."""
        verdict = next((one for one in _VERDICTS if one == self.verdict), None)
        ways = (
            *_ways(self.ask_da, "da", None),
            *_ways(self.ask_en, "en", None),
            *_ways(self.closed_da, "da", verdict),
            *_ways(self.closed_en, "en", verdict),
        )
        try:
            first, last = day_from(self.valid_from), day_from(self.valid_to)
        except ValueError as error:
            raise InputError("fact_day", "A day is none.", "Write it like 2026-01-31.") from error
        return NewFact(
            call=self.call,
            da=self.da.strip(),
            en=self.en.strip(),
            quotes=tuple(quote for quote in self.quotes if quote.quote.strip()),
            ways=ways,
            valid_from=first,
            valid_to=last,
            group=group,
        )


def read_form(form: FormData) -> FactForm:
    """Return what was posted; files in its place count as empty."""
    names = ("call", "da", "en", "ask_da", "ask_en", "closed_da", "closed_en", "verdict",
             "valid_from", "valid_to", "search")  # fmt: skip
    texts = {name: text_of(form, name) for name in names}
    documents, quotes = _texts(form, "doc"), _texts(form, "quote")
    given = [
        FactQuote(document_id=document, quote=quote)
        for document, quote in zip(documents, quotes, strict=False)
    ]
    return FactForm(**texts, quotes=tuple(given))


def lines_of(ways: Sequence[Way], language: Language) -> str:
    """Return the ways to ask of a language, one a line."""
    return "\n".join(" ".join(way.text.split()) for way in ways if way.language == language)


def text_of(form: FormData, name: str) -> str:
    """Return a field with line ends as they are kept."""
    value = form.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _texts(form: FormData, name: str) -> list[str]:
    values = form.getlist(name)
    return [value.replace("\r\n", "\n") for value in values if isinstance(value, str)]


def _ways(text: str, language: Language, verdict: Verdict | None) -> list[Way]:
    return [
        Way(text=line.strip(), language=language, verdict=verdict)
        for line in text.splitlines()
        if line.strip()
    ]
