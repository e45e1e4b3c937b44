"""From a mail to the draft of its reply: each question asked, the answers written as a letter."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer.rank import is_closed
from assistant.desk.asking import answers_to
from assistant.desk.letter.said import unmarked
from assistant.desk.letter.write import Frame, write_letter
from assistant.types.desk import Draft, DraftQuestion

if TYPE_CHECKING:
    from assistant.answer.reader import Reader
    from assistant.host import Host
    from assistant.types import Answer
    from assistant.types.desk import Mail, MailQuestion


def draft(
    mail: Mail,
    host: Host,
    as_of: date,
    call: str | None = None,
    signature: str = "",
    base_url: str = "",
) -> Draft:
    """Draft the reply to a mail in `mail.language`, for the day `as_of`.

    `call` is the one to answer from, None for the one that the mail names, else all. `signature`
    closes the letter as it is, `base_url` stands in front of the links (`https://…`, no slash at
    its end; empty for links relative to the site). Raises what `host.ask` raises.
    """
    began = time.perf_counter()
    reader = host.reader()
    answers = answers_to(mail, host, as_of, call)
    questions = [
        _answered(question, answer)
        for question, answer in zip(mail.questions, answers, strict=True)
    ]
    about = _about(questions, reader)
    frame = Frame(
        documents=reader.documents,
        as_of=as_of,
        signature=signature,
        base_url=base_url,
        closed=_to_be_told_closed(questions, about, as_of, mail, reader),
        title=_title(about, reader),
    )
    letter, open_points = write_letter(mail, questions, frame)
    return Draft(
        language=mail.language,
        recognised=mail.recognised,
        questions=questions,
        open_points=open_points,
        masked=list(mail.masked),
        draft=letter,
        index_generation=reader.generation_id,
        seconds=round(time.perf_counter() - began, 3),
    )


def _answered(question: MailQuestion, answer: Answer) -> DraftQuestion:
    return DraftQuestion(
        text=question.text,
        status=answer.status,
        verdict=answer.verdict,
        answer=answer.answer,
        citations=answer.citations,
        findings=answer.findings,
        missing=answer.missing,
        confidence=answer.confidence,
    )


def _about(questions: Sequence[DraftQuestion], reader: Reader) -> list[str]:
    """Return the ids of the calls that the answers are from, in order.

    A note of guidance for several calls tells none of them.
    """
    cited = [
        citation.document_id
        for question in questions
        if question.status in ("answered", "partial")
        for citation in question.citations
    ]
    told = [reader.scopes.calls_of(each) for each in dict.fromkeys(cited)]
    return list(dict.fromkeys(calls[0] for calls in told if len(calls) == 1))


def _title(about: Sequence[str], reader: Reader) -> str:
    """Return the title of the one call that a letter is about, where the corpus has several."""
    if len(reader.call_ids) < 2 or len(about) != 1 or about[0] not in reader.calls:
        return ""
    return reader.calls[about[0]].title


def _to_be_told_closed(
    questions: Sequence[DraftQuestion],
    about: Sequence[str],
    as_of: date,
    mail: Mail,
    reader: Reader,
) -> bool:
    """Tell whether all calls of a letter are closed, and no answer says so."""
    if not about or not all(is_closed(call, as_of, reader) for call in about):
        return False
    facts = [f for f in reader.facts.values() if f.call_id in about and f.when == "closed"]
    said = " ".join(unmarked(question.answer) for question in questions)
    return not any(fact.statements[mail.language] in said for fact in facts)
