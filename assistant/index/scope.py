"""Which documents answer for a call: its own, and the notes of guidance that apply to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from assistant.corpus.front_matter import PERIOD
from assistant.errors import CorpusError
from assistant.index.identity import GUIDANCE
from assistant.types import Document, Fact


def is_for(document: Document, call: str) -> bool:
    """Tell whether a document may be used for a call.

    A note of guidance is for the calls it names; where it names none, for the call in whose folder
    it lies, and for every call where that is the folder of guidance, which is no call.
    """
    if document.kind != GUIDANCE:
        return document.call_id == call
    if document.applies_to:
        return call in document.applies_to
    return document.call_id in (call, GUIDANCE)


def in_force(document: Document, as_of: date) -> bool:
    """Tell whether a document holds on a day: from `valid_from` to `valid_to`, both included."""
    first, last = (_day(document.dates.get(key)) for key in PERIOD)
    return (first is None or as_of >= first) and (last is None or as_of <= last)


class Scopes:
    """The documents of a generation by the calls they answer for. Nothing here changes."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._own: dict[str, frozenset[str]] = {}
        self._notes: dict[str, tuple[Document, ...]] = {}

    @cached_property
    def call_ids(self) -> list[str]:
        """The calls that have documents, in order; the folder of notes for others is none."""
        homes = {document.call_id for document in self._documents.values()}
        calls = {d.call_id for d in self._documents.values() if _makes_a_call(d)}
        # Notes alone are answered from as they lie: there is no call to answer for.
        return sorted(calls or homes)

    def own(self, call: str) -> frozenset[str]:
        """Return the ids of a call's documents, without notes."""
        if call not in self._own:
            self._own[call] = frozenset(
                d.id for d in self._documents.values() if d.call_id == call and d.kind != GUIDANCE
            )
        return self._own[call]

    def notes(self, call: str, as_of: date | None = None) -> frozenset[str]:
        """Return the ids of the notes for a call; with `as_of`, of those that hold on that day."""
        if call not in self._notes:
            self._notes[call] = tuple(
                d for d in self._documents.values() if d.kind == GUIDANCE and is_for(d, call)
            )
        kept = self._notes[call]
        return frozenset(d.id for d in kept if as_of is None or in_force(d, as_of))

    def of_call(self, call: str) -> frozenset[str]:
        """Return the ids of all documents that may be used for a call."""
        return self.own(call) | self.notes(call)

    def calls_of(self, document_id: str) -> list[str]:
        """Return the calls that a document may be used for, in order; none for an unknown one."""
        document = self._documents.get(document_id)
        return [call for call in self.call_ids if document is not None and is_for(document, call)]

    def unknown_calls(self) -> list[str]:
        """Return what notes say that they apply to, and that is no call here."""
        named = {call for d in self._documents.values() for call in d.applies_to}
        return sorted(named.difference(self.call_ids))

    def is_noted(self, fact: Fact) -> bool:
        """Tell whether a fact says what notes say, not what the call says.

        So it is with a fact of the folder of guidance, and with one of a call that rests on notes
        alone. What an editor wrote on the staff pages is told apart by its author.
        """
        if fact.call_id == GUIDANCE and fact.route is None:
            return True
        rests = [self._documents[anchor.document_id].kind for anchor in fact.anchors]
        return bool(rests) and not fact.by and set(rests) == {GUIDANCE}

    def fact_is_for(self, fact: Fact, call: str) -> bool:
        """Tell whether a fact may be used for a call: it, and all that it rests on."""
        return fact.call_id in (call, GUIDANCE) and all(
            is_for(self._documents[anchor.document_id], call) for anchor in fact.anchors
        )

    def fact_in_force(self, fact: Fact, as_of: date) -> bool:
        """Tell whether a fact holds on a day: it, and every note that it rests on."""
        if fact.valid_from is not None and as_of < fact.valid_from:
            return False
        if fact.valid_to is not None and as_of > fact.valid_to:
            return False
        rests = (self._documents[anchor.document_id] for anchor in fact.anchors)
        return all(document.kind != GUIDANCE or in_force(document, as_of) for document in rests)


def check_scope(facts: Iterable[Fact], home: str, documents: Mapping[str, Document]) -> None:
    """Check that no fact rests on what is not for its call.

    `home` is the call they are of, or the folder of guidance, whose facts rest on notes alone, and
    on such as have a call in common. Raises CorpusError `fact_other_call`.
    """
    for fact in facts:
        rests = [documents[anchor.document_id] for anchor in fact.anchors]
        if home == GUIDANCE:
            wrong = next((d for d in rests if d.kind != GUIDANCE), None)
            named = [set(d.applies_to) for d in rests if d.applies_to]
            apart = bool(named) and not set.intersection(*named)
            wrong = wrong or (rests[-1] if apart else None)
        else:
            wrong = next((d for d in rests if not is_for(d, home)), None)
        if wrong is not None:
            raise CorpusError(
                "fact_other_call",
                f"The fact {fact.key} quotes {wrong.id}, which is not for the same call.",
                "Quote documents of one call and notes that apply to it; facts of the folder of "
                "guidance quote notes alone.",
            )


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        # Markdown refuses such a day; what other formats say of themselves is no promise.
        return None


def _makes_a_call(document: Document) -> bool:
    if document.kind != GUIDANCE:
        return True
    return document.call_id != GUIDANCE and is_for(document, document.call_id)
