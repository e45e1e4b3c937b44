"""What passes over the desk: mails, drafts, cases."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, Field

from assistant.types import Citation, Language, Status, Strict, Verdict

MarkKind = Literal["cpr", "phone", "email"]
PartKind = Literal["greeting", "background", "question", "closing", "signature", "quoted", "notice"]
CaseState = Literal["new", "draft", "sent", "closed"]
FaultKind = Literal["number", "quote", "open_point", "link"]


class Mark(Strict):
    """Personal data by its form: `text[start:end]` of the mail, in code points."""

    kind: MarkKind
    start: int
    end: int


class MailPart(Strict):
    """A stretch of the mail with one role; together the parts cover its text but for blanks."""

    kind: PartKind
    start: int
    end: int


class MailQuestion(Strict):
    """A question of a mail.

    `text` is what was asked, as written, with `[cpr]`, `[phone]`, `[e-mail]` in place of personal
    data; `text[start:end]` of the mail is where it stands. `context` is what the sender says
    before it and it leans on, such as the sums of a budget, masked in the same way.
    """

    text: str
    start: int
    end: int
    context: str = ""


class Mail(Strict):
    """A mail as it came in: its newest message as plain text (NFC), taken apart.

    `language` is the one to answer in, `recognised` the one it is written in (ISO 639-1, `und`
    where it can't be told). `sender_name` is empty where it is not known.
    """

    subject: str
    sender_name: str
    sender_address: str
    sent: AwareDatetime | None
    message_id: str
    text: str
    language: Language
    recognised: str
    parts: tuple[MailPart, ...]
    questions: tuple[MailQuestion, ...]
    masked: tuple[Mark, ...]


class DraftQuestion(BaseModel):
    """A question of a mail with its verified answer; fields as in `ask`."""

    text: str
    status: Status
    verdict: Verdict | None
    answer: str
    citations: list[Citation]
    findings: list[dict[str, Any]] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)
    confidence: float = 0.0


class Letter(BaseModel):
    """A letter as plain text; lines end in `\\n`."""

    subject: str
    body: str


class Draft(BaseModel):
    """The object of `draft` in CONTRACTS."""

    language: Language
    recognised: str
    questions: list[DraftQuestion]
    open_points: list[str]
    masked: list[Mark]
    draft: Letter
    index_generation: str
    seconds: float


class Fault(Strict):
    """What is wrong with an edited letter, at `body[start:end]`.

    `number`: a number, sum, share or date that no source and no rule of the draft bears; `quote`:
    words in quotation marks that stand in no source; `open_point`: not filled in yet; `link`: a
    link into a source that leads nowhere.
    """

    kind: FaultKind
    start: int
    end: int
    text: str


class Note(Strict):
    """What somebody of the staff wrote about a case."""

    at: AwareDatetime
    author: str
    text: str


class CaseSummary(BaseModel):
    """A line in the list of cases."""

    id: str
    number: str
    subject: str
    sender: str
    state: CaseState
    language: Language
    questions: int
    open_points: int
    created_at: AwareDatetime
    updated_at: AwareDatetime
    author: str


class Case(CaseSummary):
    """A mail on the desk, with its draft and what happened to it.

    `drafted` is the letter as the assistant wrote it, `subject_out` and `body` as it stands now.
    """

    mail: Mail
    drafted: Draft
    subject_out: str
    body: str
    notes: list[Note]
    sent_at: AwareDatetime | None
    as_of: str
    revision: int


class EarlierReply(BaseModel):
    """What was answered before to a like question; never a source.

    `asked` is the place, from 0, of the question in the case that it is like.
    """

    case_id: str
    number: str
    question: str
    answer: str
    sent_at: AwareDatetime
    likeness: float
    asked: int = 0
