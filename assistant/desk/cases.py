"""Cases in the database: a mail, its draft, the letter as it stands, and what happened to it."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.desk import listing
from assistant.desk.numbers import checked_number, next_number
from assistant.desk.sent import asked_of, open_points, sent_answers
from assistant.errors import InputError
from assistant.store.database import Database
from assistant.store.models import CaseRow, NoteRow, ReplyRow
from assistant.types.access import Person
from assistant.types.desk import Case, CaseState, CaseSummary, Draft, Mail, Note

MAX_SUBJECT = 500
MAX_BODY = 100_000
MAX_NOTE = 10_000
# Forward as far as one likes (a mail may need no reply), and back to work on the letter again.
_NEXT: dict[str, tuple[CaseState, ...]] = {
    "new": ("draft", "sent", "closed"),
    "draft": ("sent", "closed"),
    "sent": ("closed", "draft"),
    "closed": ("draft",),
}


class CaseStore:
    """Keeps cases for `days` after their last change; raises MissingPartError `no_database`.

    Methods that take an id raise InputError `unknown_case`.
    """

    def __init__(self, database: Database, days: int) -> None:
        self._database = database
        self._days = timedelta(days=days)

    def add(self, mail: Mail, draft: Draft, person: Person, as_of: date, now: datetime) -> Case:
        """Keep a mail and its draft as a new case."""
        with self._database.session() as session:
            _purge(session, now - self._days)
            row = CaseRow(
                id=uuid.uuid4().hex,
                number=next_number(session, now),
                state="new",
                author_id=person.id,
                author=person.display_name,
                created_at=now,
                updated_at=now,
                sent_at=None,
                revision=1,
            )
            _put(row, mail, draft, as_of)
            row.search = _search(row, mail, [])
            session.add(row)
            return _case(row, [])

    def get(self, case_id: str) -> Case:
        """Return a case."""
        with self._database.session() as session:
            return _case(_row(session, case_id), _notes(session, case_id))

    def editable(self, case_id: str, revision: int) -> Case:
        """Return a case whose letter may be changed from `revision`; raises what `save` does."""
        with self._database.session() as session:
            row = _row(session, case_id)
            _check_editable(row, revision)
            return _case(row, _notes(session, case_id))

    def save(self, case_id: str, revision: int, subject: str, body: str, now: datetime) -> Case:
        """Keep an edited letter; raises `changed_meanwhile`, `case_sent`, `letter_too_long`."""
        subject, body = " ".join(tidy(subject).split()), tidy(body)
        if len(subject) > MAX_SUBJECT or len(body) > MAX_BODY:
            raise InputError(
                "letter_too_long",
                f"A letter has up to {MAX_BODY} characters, its subject up to {MAX_SUBJECT}.",
                "Shorten it.",
            )
        with self._changed(case_id, now) as (_, row):
            _check_editable(row, revision)
            row.subject_out, row.body, row.open_points = subject, body, open_points(body)
            row.revision += 1
            if row.state == "new":
                row.state = "draft"
        return self.get(case_id)

    def redraft(
        self, case_id: str, revision: int, mail: Mail, draft: Draft, as_of: date, now: datetime
    ) -> Case:
        """Put a new draft in place of the letter; raises what `save` does."""
        with self._changed(case_id, now) as (_, row):
            _check_editable(row, revision)
            _put(row, mail, draft, as_of)
            row.revision += 1
        return self.get(case_id)

    def set_state(
        self, case_id: str, state: CaseState, now: datetime, revision: int | None
    ) -> Case:
        """Bring a case on; raises `wrong_state`, and `changed_meanwhile` for an old `revision`."""
        with self._changed(case_id, now) as (session, row):
            if row.state != state:
                _check_revision(row, row.revision if revision is None else revision)
                _check_step(row, state)
                _step(session, row, state, now)
        return self.get(case_id)

    def set_number(self, case_id: str, number: str, now: datetime) -> Case:
        """Give a case another number; raises `bad_number`, `number_taken`."""
        with self._changed(case_id, now) as (session, row):
            row.number = checked_number(session, case_id, number)
        return self.get(case_id)

    def add_note(self, case_id: str, text: str, author: str, now: datetime) -> Case:
        """Add a note; raises `bad_note`."""
        text = tidy(text).strip()
        if not text or len(text) > MAX_NOTE:
            raise InputError(
                "bad_note", f"A note has 1 to {MAX_NOTE} characters.", "Write one, or split it."
            )
        with self._changed(case_id, now) as (session, _):
            note = NoteRow(id=uuid.uuid4().hex, case_id=case_id, at=now, author=author, text=text)
            session.add(note)
        return self.get(case_id)

    def delete(self, case_id: str) -> Case:
        """Delete a case with its notes and replies, and return what it was."""
        with self._database.session() as session:
            row = _row(session, case_id)
            case = _case(row, _notes(session, case_id))
            session.execute(delete(CaseRow).where(CaseRow.id == case_id))
            return case

    def purge(self, now: datetime) -> None:
        """Delete the cases whose time is up."""
        with self._database.session() as session:
            _purge(session, now - self._days)

    def listed(
        self, state: CaseState | None, text: str, author: str | None, page: int
    ) -> tuple[list[CaseSummary], int]:
        """Return a page of the cases, and how many there are."""
        with self._database.session() as session:
            return listing.listed(session, state, text, author, page)

    def counts(self) -> dict[CaseState, int]:
        """Return how many cases are in each state."""
        with self._database.session() as session:
            return listing.counts(session)

    def authors(self) -> list[tuple[str, str]]:
        """Return id and name of those who opened cases, by name."""
        with self._database.session() as session:
            return listing.authors(session)

    @contextmanager
    def _changed(self, case_id: str, now: datetime) -> Iterator[tuple[Session, CaseRow]]:
        with self._database.session() as session:
            row = _row(session, case_id)
            yield session, row
            session.flush()
            notes = [note.text for note in _notes(session, case_id)]
            row.search = _search(row, Mail.model_validate(row.mail), notes)
            row.updated_at = now


def tidy(text: str) -> str:
    """Return a text from a form as it is kept: NFC, lines that end in `\\n`, no control signs."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) != "Cc")


def _put(row: CaseRow, mail: Mail, draft: Draft, as_of: date) -> None:
    row.subject, row.sender = mail.subject, mail.sender_name or mail.sender_address
    row.mail, row.drafted = mail.model_dump(mode="json"), draft.model_dump(mode="json")
    row.subject_out, row.body = draft.draft.subject, draft.draft.body
    row.language, row.as_of = draft.language, as_of.isoformat()
    row.questions, row.open_points = len(draft.questions), len(draft.open_points)


def _search(row: CaseRow, mail: Mail, notes: list[str]) -> str:
    head = [row.number, row.subject, mail.sender_name, mail.text]
    return listing.searchable([*head, row.subject_out, row.body, *notes])


def _row(session: Session, case_id: str) -> CaseRow:
    row = session.get(CaseRow, case_id, with_for_update=True)
    if row is None:
        raise InputError(
            "unknown_case", "There is no such case.", "It may have been deleted: see the list."
        )
    return row


def _notes(session: Session, case_id: str) -> list[Note]:
    query = select(NoteRow).where(NoteRow.case_id == case_id).order_by(NoteRow.at, NoteRow.id)
    return [Note(at=row.at, author=row.author, text=row.text) for row in session.scalars(query)]


def _case(row: CaseRow, notes: list[Note]) -> Case:
    return Case(
        **CaseSummary.model_validate(row, from_attributes=True).model_dump(),
        mail=Mail.model_validate(row.mail),
        drafted=Draft.model_validate(row.drafted),
        subject_out=row.subject_out,
        body=row.body,
        notes=notes,
        sent_at=row.sent_at,
        as_of=row.as_of,
        revision=row.revision,
    )


def _check_editable(row: CaseRow, revision: int) -> None:
    if row.state in ("sent", "closed"):
        raise InputError(
            "case_sent",
            "The letter of a case that is sent or closed does not change.",
            "Set the case back to draft first.",
        )
    _check_revision(row, revision)


def _check_revision(row: CaseRow, revision: int) -> None:
    if row.revision != revision:
        raise InputError(
            "changed_meanwhile",
            "Somebody else has changed the case since it was opened here.",
            "Open it again, and put your changes in.",
        )


def _check_step(row: CaseRow, state: CaseState) -> None:
    if state not in _NEXT[row.state]:
        raise InputError(
            "wrong_state",
            f"A case goes from {row.state} to {' or '.join(_NEXT[row.state])}, not to {state}.",
            "Open the case again to see how it stands.",
        )


def _step(session: Session, row: CaseRow, state: CaseState, now: datetime) -> None:
    row.state = state
    row.revision += 1
    if state == "draft":
        row.sent_at = None
        session.execute(delete(ReplyRow).where(ReplyRow.case_id == row.id))
    elif state == "sent":
        row.sent_at = now
        draft = Draft.model_validate(row.drafted)
        asked = asked_of(Mail.model_validate(row.mail), draft)
        for question, answer in zip(asked, sent_answers(draft, row.body), strict=True):
            if not answer:
                continue
            session.add(
                ReplyRow(
                    id=uuid.uuid4().hex,
                    case_id=row.id,
                    question=question,
                    answer=answer,
                    language=row.language,
                    sent_at=now,
                )
            )


def _purge(session: Session, before: datetime) -> None:
    session.execute(delete(CaseRow).where(CaseRow.updated_at < before))
