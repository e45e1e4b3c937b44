"""The letter as a whole: greeting, answers in the order asked, sources, sign-off."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.desk.letter.borne import borne_by, unborne
from assistant.desk.letter.greeting import greeting, sign_off
from assistant.desk.letter.restate import open_point, restated
from assistant.desk.letter.said import Said
from assistant.desk.letter.sources import source_lines
from assistant.desk.letter.wording import letter_texts
from assistant.store.masking import mask
from assistant.types import Document, Language
from assistant.types.desk import DraftQuestion, Letter, Mail

logger = logging.getLogger(__name__)
_FULL = ("answered", "partial")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a letter needs besides mail and answers.

    `closed` says that the call can't be applied for any more, and that no answer says so;
    `title` is set where the corpus has several calls, and the letter is about one.
    """

    documents: Mapping[str, Document]
    as_of: date
    signature: str = ""
    base_url: str = ""
    closed: bool = False
    title: str = ""


@dataclass(slots=True)
class _Section:
    """The answer to one question: what stands in the letter, and what is open."""

    heading: str = ""
    prose: str = ""
    lead: str = ""
    points: list[str] = field(default_factory=list)


def write_letter(
    mail: Mail, questions: Sequence[DraftQuestion], frame: Frame
) -> tuple[Letter, list[str]]:
    """Return the letter in the language of the mail, and its open points in order.

    Every open point stands in the body as `[udfyldes: …]` or `[to be filled in: …]`.
    """
    writer = _Writer(mail.language, questions, frame)
    sections = [writer.section(question) for question in questions]
    points = [point for section in sections for point in section.points]
    if not questions:
        points = [str(letter_texts(mail.language)["no_question"])]
        sections = [_Section(points=points)]
    body = "\n\n".join(block for block in writer.blocks(mail, sections) if block)
    return Letter(subject=subject(mail.subject, mail.language), body=body + "\n"), points


def subject(text: str, language: Language) -> str:
    """Return the subject of the reply: one mark in front, personal data masked."""
    texts = letter_texts(language)
    marks = "|".join(texts["reply_marks"])
    bare = re.sub(rf"^(?:\s*(?:{marks})\s*(?:\[\d+\])?:)+", "", text, flags=re.IGNORECASE)
    bare = mask(" ".join(bare.split()))
    return str(texts["subject"].format(subject=bare) if bare else texts["no_subject"])


class _Writer:
    def __init__(
        self, language: Language, questions: Sequence[DraftQuestion], frame: Frame
    ) -> None:
        self._language = language
        self._texts = letter_texts(language)
        self._frame = frame
        self._answered = [q for q in questions if q.status in _FULL]
        self._several = len(questions) > 1
        self._headings: set[str] = set()
        pool = borne_by(self._answered, frame.documents, frame.as_of, language)
        self._title = "" if unborne(frame.title, pool, language) else frame.title
        self._said = Said(language, self._title)

    def section(self, question: DraftQuestion) -> _Section:
        """Write the answer to a question; what its sources don't bear becomes an open point."""
        if question.status not in _FULL:
            lead = str(self._texts.get(question.status, ""))
            return _Section(lead=lead, points=[self._open(question.text)])
        pool = borne_by([question], self._frame.documents, self._frame.as_of, self._language)
        prose = self._said.prose(question)
        if unborne(prose, pool, self._language):
            logger.warning("an answer was left out of a letter: a number has no source")
            return _Section(points=[self._open(question.text)])
        heading = self._heading(question) if self._several else ""
        missing = [self._open(part) for part in question.missing]
        return _Section(heading=heading, prose=prose, points=missing)

    def blocks(self, mail: Mail, sections: Sequence[_Section]) -> Iterator[str]:
        """Yield what empty lines stand between."""
        yield greeting(mail.sender_name, self._language)
        yield self._thanks(len(sections) > 1)
        for section in sections:
            yield "\n".join(line for line in (section.heading, section.prose) if line)
            for point in section.points:
                bracket = str(self._texts["open"].format(what=point))
                yield f"{section.lead} {bracket}".strip()
        if self._answered:
            if self._frame.closed:
                yield str(self._texts["closed"])
            cited = [c for question in self._answered for c in question.citations]
            yield "\n".join(source_lines(cited, self._language, self._frame.base_url))
        yield str(self._texts["closing"])
        yield sign_off(self._frame.signature, self._language)

    def _thanks(self, several: bool) -> str:
        key = "_several" if several and self._answered else ""
        if self._title:
            return str(self._texts[f"thanks_call{key}"].format(title=self._title))
        return str(self._texts[f"thanks{key}"])

    def _heading(self, question: DraftQuestion) -> str:
        """Return what a section is about: the question without its numbers, else its topic."""
        texts = self._texts["restate"]
        label = next((c.label for c in question.citations if c.label), None)
        candidates = [
            restated(question.text, self._language),
            str(texts["figures"]) if question.findings else "",
            str(texts["topic"].format(topic=f"“{label}”")) if label else "",
            open_point(question.text, self._language),
        ]
        for heading in candidates:
            if heading and heading not in self._headings and self._numberless(heading):
                self._headings.add(heading)
                return heading
        return ""

    def _open(self, text: str) -> str:
        point = open_point(text, self._language)
        return point if self._numberless(point) else str(self._texts["restate"]["gap"])

    def _numberless(self, text: str) -> bool:
        return not any(char.isdigit() for char in text) and not unborne(text, [], self._language)
