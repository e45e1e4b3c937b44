"""The letter as a whole: greeting, answers in the order asked, sources, sign-off."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answer.language import detect_language
from assistant.desk.letter.borne import borne_by, unborne
from assistant.desk.letter.clause import clause_of
from assistant.desk.letter.greeting import greeting, sign_off
from assistant.desk.letter.restate import as_asked, open_point, restated, without_masks
from assistant.desk.letter.said import Said
from assistant.desk.letter.sources import source_lines
from assistant.desk.letter.wording import letter_texts
from assistant.rules.quantities import Quantity, find_quantities
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
    writer = _Writer(mail, questions, frame)
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
    def __init__(self, mail: Mail, questions: Sequence[DraftQuestion], frame: Frame) -> None:
        self._language: Language = mail.language
        # A mail in German or Swedish is answered in another language than it asks in.
        self._foreign = mail.recognised not in (mail.language, "und", "")
        self._texts = letter_texts(self._language)
        self._frame = frame
        self._answered = [q for q in questions if q.status in _FULL]
        self._several = len(questions) > 1
        self._headings: set[str] = set()
        pool = borne_by(self._answered, frame.documents, frame.as_of, self._language)
        self._title = "" if unborne(frame.title, pool, self._language) else frame.title
        self._said = Said(self._language, self._title)

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
        heading = self._heading(question, pool) if self._several else ""
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

    def _heading(self, question: DraftQuestion, pool: list[Quantity]) -> str:
        """Return what a section is about: the question, as far as its answer bears its numbers.

        Else the question without them, its topic, or the question with gaps. `pool` is what the
        answer bears.
        """
        texts = self._texts["restate"]
        tongue = self._tongue(question.text)
        if self._foreign or tongue != self._language:
            words = clause_of(without_masks(question.text), tongue).rstrip(" .")
            told = str(texts["foreign"].format(words=words))
            return self._new([heading for heading in [told] if self._borne(heading, pool)])
        whole = as_asked(question.text, self._language)
        candidates = [
            whole if self._borne(whole, pool) else "",
            restated(question.text, self._language),
            str(texts["figures"]) if question.findings else "",
            self._topic(question),
            open_point(question.text, self._language),
        ]
        return self._new([candidates[0], *filter(self._numberless, candidates[1:])])

    def _new(self, headings: Sequence[str]) -> str:
        heading = next((each for each in headings if each and each not in self._headings), "")
        self._headings.add(heading)
        return heading

    def _topic(self, question: DraftQuestion) -> str:
        """Return the editors' name for the place that is cited, where it is in our language."""
        labels = [
            citation.label
            for citation in question.citations
            if citation.label and self._is_ours(citation.document_id)
        ]
        if not labels:
            return ""
        label = labels[0]
        name = label if label[1:2].isupper() else label[:1].lower() + label[1:]
        return str(self._texts["restate"]["topic"].format(topic=name))

    def _is_ours(self, document_id: str) -> bool:
        document = self._frame.documents.get(document_id)
        return document is not None and document.language == self._language

    def _open(self, text: str) -> str:
        tongue = self._tongue(text)
        point = open_point(text, tongue)
        return point if self._numberless(point, tongue) else str(self._texts["restate"]["gap"])

    def _tongue(self, text: str) -> Language:
        """Return the language to read a question in: a Danish mail may quote an English one."""
        # "en" is never a guess there, as "da" is.
        return "en" if detect_language(text) == "en" else self._language

    def _borne(self, text: str, pool: list[Quantity]) -> bool:
        """Tell whether every number of a text is one that the answer accounts for."""
        found = find_quantities(text, self._language)
        read = {at for each in found for at in range(each.start, each.end)}
        digits = {at for at, char in enumerate(text) if char.isdigit()}
        return digits <= read and not unborne(text, pool, self._language)

    def _numberless(self, text: str, tongue: Language | None = None) -> bool:
        language = tongue or self._language
        return not any(char.isdigit() for char in text) and not unborne(text, [], language)
