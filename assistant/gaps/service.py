"""The gaps behind every door: what was not answered, and the facts that editors write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from assistant.errors import InputError
from assistant.types import Answer, Document, Status
from assistant.types.gaps import EditorFact, FoundPassage, GapGroup, NewFact, Origin, Way

if TYPE_CHECKING:
    from assistant.answer.reader import Reader
    from assistant.gaps.groups import Groups
    from assistant.gaps.overlay import Overlay
    from assistant.host import Host
    from assistant.types.access import Person

Show = Literal["open", "done", "dismissed", "all"]
MAX_WAY = 400


class Gaps:
    """Keeps what was not answered, and what editors answer to it. Safe for threads.

    `now` has its time zone, `today` is the day in Denmark. What touches the database raises
    MissingPartError `no_database`; what needs a group or fact raises InputError `unknown_group` or
    `unknown_fact` where there is none with that id.
    """

    def __init__(self, host: Host) -> None:
        self._host = host

    def note(
        self, answers: Sequence[Answer], origin: Origin, now: datetime, case_id: str | None = None
    ) -> list[str]:
        """Keep those of `answers` that are partial, not found or off topic, masked.

        Returns the ids they are kept by. `case_id` where they came over the desk.
        """
        from assistant.gaps.asked import UNANSWERED, keep, purge

        if not any(answer.status in UNANSWERED for answer in answers):
            return []
        documents = self._host.reader().documents
        with self._host.database().session() as session:
            purge(session, now, self._host.settings.question_days)
            return keep(session, answers, origin, documents, now, case_id)

    def forget_case(self, case_id: str) -> None:
        """Delete the questions that were kept of a case, because the case is deleted."""
        from assistant.gaps.asked import forget_case

        with self._host.database().session() as session:
            forget_case(session, case_id)

    def purge(self, now: datetime) -> None:
        """Delete kept questions that are too old or of deleted cases, and what belongs to them."""
        from assistant.gaps.asked import forget_gone_cases, purge, purge_vectors

        self._overlay.mark_used(now)
        with self._host.database().session() as session:
            purge(session, now, self._host.settings.question_days)
            forget_gone_cases(session)
            purge_vectors(session, now, self._host.settings.question_days)

    def groups(self, now: datetime, show: Show = "open", call: str | None = None) -> list[GapGroup]:
        """Return groups of like questions, those asked most first; `weeks` are the last twelve.

        `call` leaves out questions about another one; those about none in particular stay.
        """
        found = self._groups.listed(now, call)
        return [group for group in found if show in ("all", _state(group))]

    def group(self, group_id: str, now: datetime) -> GapGroup:
        """Return a group by its id, or by that of any question in it."""
        return self._groups.one(group_id, now)

    def has_group(self, group_id: str, now: datetime) -> bool:
        """Tell whether a question is kept, so that its group can be asked for."""
        found = self._groups.listed(now, None)
        return any(question.id == group_id for group in found for question in group.questions)

    def counts(self, now: datetime, call: str | None = None) -> dict[str, int]:
        """Return how many groups there are, by `open`, `done` and `dismissed`."""
        counted = dict.fromkeys(("open", "done", "dismissed"), 0)
        for group in self._groups.listed(now, call):
            counted[_state(group)] += 1
        return counted

    def dismiss(self, group_id: str, person: Person, now: datetime) -> None:
        """Set all questions of a group aside: there is nothing to answer."""
        self._groups.dismiss(group_id, person, now)

    def reopen(self, group_id: str, now: datetime) -> None:
        """Take back that a group was set aside."""
        self._groups.reopen(group_id, now)

    def ask_again(self, group_id: str, as_of: date, now: datetime) -> dict[str, Status]:
        """Ask the questions of a group again and keep what comes; returns the status by id."""
        from assistant.gaps.again import ask_again

        return ask_again(self._host, self.group(group_id, now), as_of, now)

    def suggested_ways(self, group: GapGroup) -> list[Way]:
        """Return the questions of a group as ways to ask for a fact, each once."""
        from assistant.gaps.facts import unique

        return unique(
            Way(text=question.question[:MAX_WAY], language=question.language)
            for question in group.questions
        )

    def is_yes_no(self, way: Way) -> bool:
        """Tell whether a way to ask wants yes or no for an answer."""
        from assistant.answer.phrasebook import asked_kind

        return asked_kind(way.text, way.language) == "yes_no"

    def passages(self, text: str, call: str | None = None, first: str = "") -> list[FoundPassage]:
        """Return the passages that fit some words best, of a call and of what belongs to none.

        Those of the document `first` come before all others.
        """
        from assistant.gaps.passages import find_passages

        return find_passages(self._host, text, call, first)

    def add_fact(self, fact: NewFact, person: Person, now: datetime) -> EditorFact:
        """Keep a fact, which is used from now on; its group is asked again by `ask_again`.

        Raises InputError with what is wrong: a quote that is in no document, a number that no quote
        bears, an unknown call, nothing to ask for it by.
        """
        from assistant.gaps.checking import check_new
        from assistant.gaps.facts import add

        check_new(fact, self._host.reader())
        # The vectors of its ways to ask are kept now, so that nobody has to wait for them.
        self._overlay.vectors([way.text for way in fact.ways], now)
        with self._host.database().session() as session:
            fact_id = add(session, fact, person, now)
        self._overlay.changed()
        return self.fact(fact_id, now.date())

    def take_back(self, fact_id: str, person: Person, now: datetime) -> None:
        """Use a fact no more; it stays in the list."""
        from assistant.gaps.facts import take_back

        with self._host.database().session() as session:
            take_back(session, fact_id, person, now)
        self._overlay.changed()

    def facts(self, today: date, call: str | None = None) -> list[EditorFact]:
        """Return what editors wrote, the latest first, each with its state on `today`."""
        from assistant.gaps.facts import listed
        from assistant.store.place import is_there

        if not is_there(self._host.settings):
            return []
        documents = self._host.reader().documents
        with self._host.database().session() as session:
            return listed(session, documents, today, call)

    def fact(self, fact_id: str, today: date) -> EditorFact:
        """Return one fact."""
        found = [fact for fact in self.facts(today) if fact.id == fact_id]
        if not found:
            raise InputError("unknown_fact", "There is no such fact.", "Look at the list of facts.")
        return found[0]

    def export_yaml(self, call: str, today: date) -> str:
        """Return the facts of a call that hold or will hold, as facts.yaml takes them."""
        from assistant.gaps.export import export_yaml

        return export_yaml(self.facts(today, call), call)

    def add_document(
        self, title: str, text: str | bytes, call: str, now: datetime, *, name: str = "",
        url: str = "",
    ) -> Document:  # fmt: skip
        """Index a new source for a call: a text with its title, or the bytes of a file `name`.

        Raises InputError where it is empty, too large, no kind of file that can be read, or already
        there.
        """
        from assistant.gaps.documents import add_document

        return add_document(self._host, title, text, call, now, name=name, url=url)

    def joined(self, reader: Reader) -> Reader:
        """Return `reader` with the facts of editors: `reader()` of the host goes through here."""
        return self._overlay.joined(reader)

    @cached_property
    def _overlay(self) -> Overlay:
        from assistant.gaps.overlay import Overlay

        return Overlay(self._host)

    @cached_property
    def _groups(self) -> Groups:
        from assistant.gaps.groups import Groups

        return Groups(self._host)


def _state(group: GapGroup) -> Literal["open", "done", "dismissed"]:
    return "dismissed" if group.dismissed else "done" if group.done else "open"
