"""The facts that editors wrote, as the database keeps them, and what each is worth today."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.corpus.facts import find_quote
from assistant.errors import CorpusError, InputError
from assistant.store.models import EditorFactRow
from assistant.types import Document, Fact, Phrase
from assistant.types.access import Person
from assistant.types.gaps import EditorFact, FactQuote, FactState, NewFact, Way

# In front of the id of an editor's fact, so that no fact of a file has the same key.
PREFIX = "redaktion-"


def add(session: Session, fact: NewFact, person: Person, now: datetime) -> str:
    """Keep a fact that was checked and return its id."""
    row = EditorFactRow(
        id=uuid.uuid4().hex,
        call=fact.call,
        da=_clean(fact.da),
        en=_clean(fact.en),
        quotes=[quote.model_dump(mode="json") for quote in fact.quotes],
        ways=[
            {**way.model_dump(mode="json"), "text": _clean(way.text)} for way in unique(fact.ways)
        ],
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        group=fact.group,
        author_id=person.id,
        author=person.display_name,
        created_at=now,
    )
    session.add(row)
    return row.id


def take_back(session: Session, fact_id: str, person: Person, now: datetime) -> None:
    """Mark a fact as taken back; one that was stays as it is."""
    row = session.get(EditorFactRow, fact_id)
    if row is None:
        raise InputError("unknown_fact", "There is no such fact.", "Look at the list of facts.")
    if row.taken_back_at is None:
        row.taken_back_at, row.taken_back_by = now, person.display_name


def listed(
    session: Session, documents: Mapping[str, Document], today: date, call: str | None = None
) -> list[EditorFact]:
    """Return all facts, the latest first."""
    query = select(EditorFactRow).order_by(EditorFactRow.created_at.desc(), EditorFactRow.id)
    if call is not None:
        query = query.where(EditorFactRow.call == call)
    return [_shown(row, documents, today) for row in session.scalars(query)]


def in_use(session: Session) -> list[NewFactRow]:
    """Return what is needed of the facts that were not taken back, by id, oldest first."""
    query = (
        select(EditorFactRow)
        .where(EditorFactRow.taken_back_at.is_(None))
        .order_by(EditorFactRow.created_at, EditorFactRow.id)
    )
    return [(row.id, row.author, _new(row)) for row in session.scalars(query)]


NewFactRow = tuple[str, str, NewFact]


def to_fact(fact_id: str, author: str, fact: NewFact, documents: Mapping[str, Document]) -> Fact:
    """Return a fact as answers use it; raises CorpusError where a quote is not in its document."""
    where = f"the fact {fact_id}"
    anchors = tuple(find_quote(q.document_id, q.quote, where, documents) for q in fact.quotes)
    return Fact(
        key=f"{fact.call}/{PREFIX}{fact_id}",
        call_id=fact.call,
        statements={"da": _clean(fact.da), "en": _clean(fact.en)},
        anchors=tuple(dict.fromkeys(anchors)),
        phrases=tuple(
            Phrase(_clean(way.text), way.language, way.verdict) for way in unique(fact.ways)
        ),
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        by=author or fact_id,
    )


def unique(ways: Iterable[Way]) -> list[Way]:
    """Return the ways to ask without blanks and repetitions."""
    kept: dict[tuple[str, str], Way] = {}
    for way in ways:
        if way.text.strip():
            kept.setdefault((_clean(way.text).casefold(), way.language), way)
    return list(kept.values())


def _new(row: EditorFactRow) -> NewFact:
    return NewFact(
        call=row.call,
        da=row.da,
        en=row.en,
        quotes=tuple(FactQuote.model_validate(quote) for quote in row.quotes),
        ways=tuple(Way.model_validate(way) for way in row.ways),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        group=row.group,
    )


def _shown(row: EditorFactRow, documents: Mapping[str, Document], today: date) -> EditorFact:
    new = _new(row)
    return EditorFact(
        **dict(new),
        id=row.id,
        author=row.author,
        created_at=row.created_at,
        taken_back_at=row.taken_back_at,
        taken_back_by=row.taken_back_by,
        state=_state(row, new, documents, today),
    )


def _state(
    row: EditorFactRow, fact: NewFact, documents: Mapping[str, Document], today: date
) -> FactState:
    if row.taken_back_at is not None:
        return "taken_back"
    try:
        to_fact(row.id, row.author, fact, documents)
    except CorpusError:
        return "stale"
    if fact.valid_from is not None and today < fact.valid_from:
        return "not_yet"
    if fact.valid_to is not None and today > fact.valid_to:
        return "over"
    return "used"


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
