"""A case as one PDF for the authority's records: mail, letter, answers with their quotes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from reportlab.platypus import Flowable

from assistant.doors.texts import load_texts, long_date
from assistant.types import Citation, Language
from assistant.types.desk import Case, DraftQuestion
from assistant.web.pdf_parts import (
    HEADING,
    ITEM,
    LINK,
    PART,
    QUOTE,
    RUNNING,
    SMALL,
    TITLE,
    Frontmatter,
    build,
    gap,
    has_all,
    labelled,
    linked,
    pairs,
    text,
)
from assistant.web.staff.desk.case_view import Asked, asked
from assistant.web.staff.desk.letter_text import one_line, plain, spans
from assistant.web.staff.desk.times import moment
from assistant.web.staff.desk.words import texts_of
from assistant.web.sums import Sum

PACKAGE = "assistant.web.staff.desk.record"
_BLANK = re.compile("\n{3,}")
# Breaking a paragraph takes time by the square of its length.
_LONGEST = 4000
_RESTS = ("answered", "partial")


def to_pdf(case: Case, language: Language, base: str, now: datetime) -> bytes:
    """Return the file in the reader's language; mail, letter and answers stay in theirs.

    `base` is what the links to the sources begin with, without a slash at its end; `now` is the
    moment that stands below each page. The mail is there as it came, with its personal data.
    """
    record = _Record(case, base, language)
    words = record.words
    foot = str(words["foot"]).format(number=case.number, moment=record.moment(now))
    title = str(words["title"]).format(number=case.number)
    subject = one_line(case.subject)
    front = Frontmatter(
        title=f"{title}: {subject or words['no_subject']}",
        language=language,
        foot=foot,
        page=str(words["page"]),
    )
    return build(front, record.story(title))


class _Record:
    """The parts of the file, one after the other."""

    def __init__(self, case: Case, base: str, language: Language) -> None:
        self.case = case
        self.base = base
        self.language = language
        self.words: Mapping[str, Any] = load_texts(PACKAGE, language)
        self.desk: Mapping[str, Any] = texts_of(language)

    def moment(self, at: datetime) -> str:
        """Return day and hour in words."""
        return moment(at, self.desk["times"])

    def story(self, title: str) -> Iterator[Flowable]:
        """Yield what stands in the file, from the top down."""
        case, words = self.case, self.words
        yield text(title, TITLE)
        yield pairs(list(self._facts()))
        yield text(words["mail"], HEADING)
        yield from self._running(case.mail.text)
        yield from self._letter()
        yield text(words["questions"], HEADING)
        if not case.drafted.questions:
            yield text(words["no_questions"])
        shown = asked(case.drafted.questions, self.language)
        for question, view in zip(case.drafted.questions, shown, strict=True):
            yield from self._question(question, view)
        yield from self._drafted()
        yield text(words["notes"], HEADING)
        if not case.notes:
            yield text(words["no_notes"])
        for note in case.notes:
            head = words["note"].format(moment=self.moment(note.at), author=note.author)
            yield text(head, PART)
            yield from self._running(note.text)
        if not has_all(case.model_dump_json()):
            yield text(words["signs"], SMALL)

    def _facts(self) -> Iterator[tuple[str, str]]:
        case, words = self.case, self.words["facts"]
        yield words["subject"], plain(case.subject) or self.words["no_subject"]
        yield words["sender"], self._sender()
        if case.mail.sent is not None:
            yield words["mail_sent"], self.moment(case.mail.sent)
        names = self.desk["mail"]["languages"]
        other = names["other"].format(code=case.mail.recognised)
        yield words["language"], names.get(case.mail.recognised) or other
        yield words["state"], self.desk["states"][case.state]
        opened = self.moment(case.created_at)
        yield words["opened"], words["by"].format(moment=opened, author=case.author)
        yield words["changed"], self.moment(case.updated_at)
        if case.sent_at is not None:
            yield words["sent"], self.moment(case.sent_at)
        yield words["as_of"], long_date(date.fromisoformat(case.as_of), self.language)
        yield words["index"], case.drafted.index_generation

    def _sender(self) -> str:
        mail = self.case.mail
        address = f"<{mail.sender_address}>" if mail.sender_name else mail.sender_address
        known = " ".join(
            part for part in (mail.sender_name, mail.sender_address and address) if part
        )
        return plain(known) or str(self.desk["list"]["no_sender"])

    def _letter(self) -> Iterator[Flowable]:
        case, words = self.case, self.words
        yield text(words["letter_draft" if case.sent_at is None else "letter_sent"], HEADING)
        if case.sent_at is None and case.state == "closed":
            yield text(words["letter_unsent"], SMALL)
        yield text(plain(case.subject_out) or words["no_subject"], PART)
        yield from self._running(case.body)

    def _drafted(self) -> Iterator[Flowable]:
        letter = self.case.drafted.draft
        if (letter.subject, letter.body) == (self.case.subject_out, self.case.body):
            return
        yield text(self.words["drafted"], HEADING)
        yield text(plain(letter.subject) or self.words["no_subject"], PART)
        yield from self._running(letter.body)

    def _running(self, body: str) -> Iterator[Flowable]:
        """Yield a text line by line, so that it breaks over pages; its addresses are links."""
        shown = plain(body)
        if not shown.strip():
            yield text(self.words["none"], SMALL)
        for line in _BLANK.sub("\n\n", shown).split("\n"):
            if not line:
                yield gap()
            for some in _portions(line):
                yield linked(((span.text, span.link) for span in spans(some)), RUNNING)

    def _question(self, question: DraftQuestion, view: Asked) -> Iterator[Flowable]:
        words = self.words
        status = self.desk["statuses"][question.status]
        yield text(f"{words['question'].format(number=view.number)}: {status.lower()}", PART)
        yield text(words["quoted"].format(quote=plain(question.text)), QUOTE)
        if question.verdict is not None:
            yield labelled(words["verdict"], words["verdicts"][question.verdict])
        yield text(plain(question.answer))
        if question.missing:
            yield labelled(words["missing"], "; ".join(plain(part) for part in question.missing))
        if view.sums:
            yield text(words["findings"], SMALL)
        for one in view.sums:
            yield from self._sum(one)
        if question.citations and question.status not in _RESTS:
            yield text(words["near"], SMALL)
        for citation in question.citations:
            yield from self._quote(citation)

    def _sum(self, one: Sum) -> Iterator[Flowable]:
        words = self.words
        yield text(f"{one.word}: {one.message or one.name} {one.remedy}".strip(), ITEM, bullet="–")
        if one.formula:
            yield labelled(words["formula"], one.formula, ITEM)
        if one.assumptions:
            yield labelled(words["assumptions"], " ".join(one.assumptions), ITEM)
        if one.legal:
            yield labelled(words["legal"], "; ".join(one.legal), ITEM)

    def _quote(self, citation: Citation) -> Iterator[Flowable]:
        notice = f" ({citation.notice})" if citation.notice else ""
        place = " › ".join([f"{citation.title}{notice}", *citation.section])
        if citation.page:
            place += f" {str(self.words['source_page']).format(page=citation.page)}"
        yield text(self.words["source"].format(marker=citation.marker, place=plain(place)), QUOTE)
        yield text(self.words["quoted"].format(quote=plain(citation.quote)), QUOTE)
        english = "&lang=en" if self.language == "en" else ""
        address = f"{self.base}{citation.link}{english}#citat"
        yield linked([(address, True)], LINK)


def _portions(line: str) -> Iterator[str]:
    while len(line) > _LONGEST:
        cut = line.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
        yield line[:cut]
        line = line[cut:]
    if line:
        yield line
