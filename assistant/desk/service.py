"""The desk behind every door: drafts for whoever asks, cases for the staff."""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import TYPE_CHECKING

from assistant.desk.cases import CaseStore
from assistant.desk.replies import Replies
from assistant.errors import AssistantError
from assistant.types import Language
from assistant.types.desk import (
    Case,
    CaseState,
    CaseSummary,
    Draft,
    EarlierReply,
    Fault,
    Mail,
)

if TYPE_CHECKING:
    from assistant.host import Host
    from assistant.types.access import Person

logger = logging.getLogger(__name__)


class Desk:
    """Reads mails, drafts replies, keeps cases. Safe for threads.

    What works with cases raises InputError `unknown_case` where there is none with that id, and
    MissingPartError `no_database`; what drafts raises what `ask` does. `now` has its time zone.
    """

    def __init__(self, host: Host) -> None:
        self._host = host

    def read(self, data: bytes, filename: str = "") -> Mail:
        """Take a mail apart; raises InputError where it is none, or too large."""
        from assistant.desk.mail import read_mail
        from assistant.desk.mail.judge import trained_judge

        settings = self._host.settings
        judge = trained_judge(self._host.embed, settings.model)
        return read_mail(data, filename, settings.max_mail_bytes, judge)

    def draft(
        self,
        data: bytes,
        filename: str = "",
        *,
        as_of: date,
        call: str | None = None,
        lang: Language | None = None,
        signature: str = "",
        base_url: str = "",
    ) -> Draft:
        """Draft the reply to a mail and keep nothing; raises InputError for what is no mail."""
        mail = _in_language(self.read(data, filename), lang)
        return self._drafted(mail, as_of, call, signature, base_url)

    def recheck(self, draft: Draft, body: str, *, as_of: date, signature: str = "") -> list[Fault]:
        """Return what is wrong with an edited letter, in the order it stands there."""
        from assistant.desk.recheck import recheck

        return recheck(body, draft, self._host.reader().documents, as_of, signature)

    def check(self, case_id: str, body: str, signature: str = "") -> list[Fault]:
        """Return what is wrong with the letter of a case as edited; keeps nothing."""
        case = self.case(case_id)
        day = date.fromisoformat(case.as_of)
        return self.recheck(case.drafted, body, as_of=day, signature=signature)

    def open_case(
        self,
        data: bytes,
        filename: str,
        person: Person,
        *,
        as_of: date,
        now: datetime,
        call: str | None = None,
        lang: Language | None = None,
        base_url: str = "",
    ) -> Case:
        """Draft the reply to a mail and keep both as a new case with a number of its own.

        Raises InputError for what is no mail. Deletes cases whose time is up.
        """
        mail = _in_language(self.read(data, filename), lang)
        draft = self._drafted(mail, as_of, call, person.signature, base_url)
        case = self._cases.add(mail, draft, person, as_of, now)
        logger.info("case %s: opened by %s in %.2f s", case.id, person.id, draft.seconds)
        return case

    def again(
        self,
        case_id: str,
        revision: int,
        person: Person,
        *,
        as_of: date,
        now: datetime,
        call: str | None = None,
        lang: Language | None = None,
        base_url: str = "",
    ) -> Case:
        """Draft anew, in place of what the letter says now.

        Raises InputError `changed_meanwhile` or `case_sent` (also closed), as `save` does.
        """
        mail = _in_language(self._cases.editable(case_id, revision).mail, lang)
        draft = self._drafted(mail, as_of, call, person.signature, base_url)
        case = self._cases.redraft(case_id, revision, mail, draft, as_of, now)
        logger.info("case %s: drafted anew for %s in %.2f s", case_id, person.id, draft.seconds)
        return case

    def cases(
        self,
        state: CaseState | None = None,
        text: str = "",
        author: str | None = None,
        page: int = 1,
    ) -> tuple[list[CaseSummary], int]:
        """Return a page of cases (PAGE_SIZE of them), latest change first, and how many there are.

        Every word of `text` stands in number, subject, sender, mail, letter or notes; an e-mail
        address finds what came from it. `author` is a person's id.
        """
        if not self._host.database_is_made():
            return [], 0
        return self._cases.listed(state, text, author, page)

    def counts(self) -> dict[CaseState, int]:
        """Return how many cases are in each state; makes no database."""
        if not self._host.database_is_made():
            return {"new": 0, "draft": 0, "sent": 0, "closed": 0}
        return self._cases.counts()

    def authors(self) -> list[tuple[str, str]]:
        """Return id and name of those who opened cases, by name."""
        return self._cases.authors() if self._host.database_is_made() else []

    def case(self, case_id: str) -> Case:
        """Return a case."""
        return self._cases.get(case_id)

    def save(
        self, case_id: str, revision: int, subject: str, body: str, person: Person, now: datetime
    ) -> Case:
        """Keep an edited letter; a new case becomes a draft.

        Raises InputError `changed_meanwhile` where the case has another revision by now,
        `case_sent` where it is sent or closed, `letter_too_long`.
        """
        case = self._cases.save(case_id, revision, subject, body, now)
        logger.info("case %s: revision %d saved by %s", case_id, case.revision, person.id)
        return case

    def set_state(
        self,
        case_id: str,
        state: CaseState,
        person: Person,
        now: datetime,
        revision: int | None = None,
    ) -> Case:
        """Bring a case on: forward to draft, sent, closed, or back to draft.

        Sending freezes the letter and adds its answers to the index of replies; going back to
        draft undoes both. Raises InputError `wrong_state`; with `revision`, `changed_meanwhile`.
        """
        case = self._cases.set_state(case_id, state, now, revision)
        logger.info("case %s: %s, by %s", case_id, state, person.id)
        if state == "sent":
            self._index(case, now)
        return case

    def set_number(self, case_id: str, number: str, now: datetime) -> Case:
        """Give a case the authority's number; raises InputError `bad_number`, `number_taken`."""
        return self._cases.set_number(case_id, number, now)

    def add_note(self, case_id: str, text: str, person: Person, now: datetime) -> Case:
        """Add a note; raises InputError `bad_note` where it is empty or too long."""
        return self._cases.add_note(case_id, text, person.display_name, now)

    def delete(self, case_id: str) -> None:
        """Delete a case with its notes and replies."""
        case = self._cases.delete(case_id)
        logger.info("case %s: deleted", case_id)
        try:
            self._replies.forget(case)
        except AssistantError as error:
            # Vectors nobody uses go after a while; the case is gone.
            logger.warning("case %s: vectors stayed: %s", case_id, error.code)

    def earlier(self, case_id: str, now: datetime) -> list[EarlierReply]:
        """Return what was sent before to questions like those of this case, likest first.

        Only in the case's language, and never of the case itself.
        """
        return self._replies.like(self.case(case_id), now)

    def purge(self, now: datetime) -> None:
        """Delete cases that nobody has changed for `settings.case_days`."""
        if self._host.database_is_made():
            self._cases.purge(now)

    @property
    def _cases(self) -> CaseStore:
        return CaseStore(self._host.database(), self._host.settings.case_days)

    @property
    def _replies(self) -> Replies:
        return Replies(self._host)

    def _index(self, case: Case, now: datetime) -> None:
        try:
            self._replies.add(case, now)
        except AssistantError as error:
            # What is missing is computed when somebody looks for replies; the letter is sent.
            logger.warning("case %s: its replies were not indexed: %s", case.id, error.code)

    def _drafted(
        self, mail: Mail, as_of: date, call: str | None, signature: str, base_url: str
    ) -> Draft:
        from assistant.desk.drafting import draft

        return draft(mail, self._host, as_of, call, signature, base_url)


def _in_language(mail: Mail, lang: Language | None) -> Mail:
    return mail if lang in (None, mail.language) else mail.model_copy(update={"language": lang})
