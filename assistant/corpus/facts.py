"""facts.yaml: short curated statements, each anchored in verbatim quotes. Loading is strict."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.corpus.calls import read_yaml, zoned
from assistant.corpus.ways import WAYS_FILE, load_ways
from assistant.errors import CorpusError
from assistant.types import Anchor, Document, Fact, Language, Limit, Phrase, Verdict

FACTS_FILE = "facts.yaml"
MAX_QUOTE = 1200


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Ways(_Strict):
    """Ways to ask, by language."""

    da: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class _Quote(_Strict):
    document: str
    quote: str


class _Limit(_Strict):
    kind: Literal["share", "amount", "duration"]
    most: Decimal
    most_if: Decimal | None = None
    if_words: tuple[str, ...] = ()
    else_words: tuple[str, ...] = ()


class _Fact(_Strict):
    id: str
    da: str
    en: str
    quotes: tuple[str | _Quote, ...] = Field(min_length=1, max_length=6)
    ask: _Ways = _Ways()
    yes: _Ways = _Ways()
    no: _Ways = _Ways()
    depends: _Ways = _Ways()
    limit: _Limit | None = None
    when: Literal["open", "closed"] | None = None
    also: tuple[str, ...] = ()
    latest: datetime | None = None
    # Of a fact that was written on the staff pages: how long it holds, who wrote it, and when.
    valid_from: date | None = None
    valid_to: date | None = None
    by: str = ""
    on: date | None = None


class _Gap(_Strict):
    id: str
    ask: _Ways


class _File(_Strict):
    facts: tuple[_Fact, ...] = ()
    gaps: tuple[_Gap, ...] = ()


def load_facts(file: Path, call_id: str, documents: Mapping[str, Document]) -> list[Fact]:
    """Read the facts and gaps of one call, their quotes resolved in `documents` (id → Document).

    More ways to ask for them may stand in `ways.tsv` beside the file. Raises CorpusError that names
    file, fact and key: a quote that is not in its document, an id used twice, an unknown key.
    """
    if not file.is_file():
        return []
    try:
        content = _File.model_validate(read_yaml(file) or {})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise CorpusError(
            "bad_facts_file", f"{file}: {key}: {first['msg']}.", "Mend this key."
        ) from error
    ways = load_ways(
        file.with_name(WAYS_FILE), {f.id for f in content.facts}, {g.id for g in content.gaps}
    )
    facts = [_resolve(entry, file, call_id, documents) for entry in content.facts]
    facts += [
        Fact(f"{call_id}/{gap.id}", call_id, {}, (), _phrases(gap.ask, None), gap=True)
        for gap in content.gaps
    ]
    facts = [
        replace(fact, phrases=fact.phrases + ways.get(fact.key.removeprefix(f"{call_id}/"), ()))
        for fact in facts
    ]
    seen: set[str] = set()
    for fact in facts:
        if fact.key in seen:
            raise CorpusError(
                "fact_twice",
                f"{file}: the id {fact.key} is used twice.",
                "Rename one of them.",
            )
        seen.add(fact.key)
    for fact in facts:
        for other in fact.also:
            if other not in seen:
                raise CorpusError(
                    "fact_missing", f"{file}: {fact.key}: there is no fact {other}.", "Mend `also`."
                )
    return facts


def _resolve(entry: _Fact, file: Path, call_id: str, documents: Mapping[str, Document]) -> Fact:
    anchors = tuple(_anchor(quote, entry, file, call_id, documents) for quote in entry.quotes)
    limit = Limit(**entry.limit.model_dump()) if entry.limit else None
    statements: dict[Language, str] = {"da": _clean(entry.da), "en": _clean(entry.en)}
    phrases = (
        *_phrases(entry.ask, None),
        *_phrases(entry.yes, "yes"),
        *_phrases(entry.no, "no"),
        *_phrases(entry.depends, "depends"),
    )
    return Fact(
        key=f"{call_id}/{entry.id}",
        call_id=call_id,
        statements=statements,
        anchors=anchors,
        phrases=phrases,
        limit=limit,
        when=entry.when,
        latest=zoned(entry.latest),
        also=tuple(f"{call_id}/{name}" for name in entry.also),
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        by=entry.by,
    )


def _phrases(ways: _Ways, verdict: Verdict | None) -> tuple[Phrase, ...]:
    danish = tuple(Phrase(_clean(text), "da", verdict) for text in ways.da)
    return danish + tuple(Phrase(_clean(text), "en", verdict) for text in ways.en)


def _anchor(
    quote: str | _Quote,
    entry: _Fact,
    file: Path,
    call_id: str,
    documents: Mapping[str, Document],
) -> Anchor:
    name = call_id if isinstance(quote, str) else quote.document
    text = quote if isinstance(quote, str) else quote.quote
    return find_quote(name, text, f"{file}: fact {entry.id}", documents)


def find_quote(name: str, quote: str, where: str, documents: Mapping[str, Document]) -> Anchor:
    """Return the place of a verbatim quote in the document `name`; `where` begins what is said.

    Raises CorpusError `fact_document_missing`, `fact_quote_missing` or `fact_quote_too_long`.
    """
    text = unicodedata.normalize("NFC", quote).strip()
    document = documents.get(name)
    if document is None:
        raise CorpusError(
            "fact_document_missing",
            f"{where}: there is no document {name!r}.",
            "Name a document of this corpus.",
        )
    start = document.text.find(text)
    if start < 0 or not text:
        raise CorpusError(
            "fact_quote_missing",
            f"{where}: the quote {text[:80]!r} is not in {name}.",
            "Copy the quote from the output of `assistant source`.",
        )
    if len(text) > MAX_QUOTE:
        raise CorpusError(
            "fact_quote_too_long",
            f"{where}: a quote is longer than {MAX_QUOTE}.",
            "Shorten it.",
        )
    return Anchor(name, start, start + len(text))


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
