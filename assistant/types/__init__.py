"""The named types that pass from step to step. They know nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Language = Literal["da", "en"]
Kind = Literal["call", "guidance", "other"]
Status = Literal["answered", "partial", "not_found", "off_topic", "refused"]
Verdict = Literal["yes", "no", "depends"]
Progress = Callable[[str, int, int], None]
Reason = Literal[
    "wrong", "incomplete", "wrong_source", "quote_not_found", "mixed_up", "outdated", "other"
]
BlockKind = Literal["heading", "paragraph", "item", "labelled", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of canonical text with one role; `start`/`end` in code points, end exclusive."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    list_id: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, to the next heading of its level or above.

    `path` holds the headings from the top down to this one, the document's title left out;
    `start` is where its heading begins, `end` where its text (with sub-sections) ends.
    """

    path: tuple[str, ...]
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a document that has pages: `number` from 1, `start` where its text begins.

    A page's text ends where the next one's begins; a page without text is left out.
    """

    number: int
    start: int


@dataclass(frozen=True, slots=True)
class EditorialLabel:
    """A heading the editors gave to a stretch of text that has none of its own."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One source document: canonical text (NFC, `\\n` line ends) and its structure.

    `applies_to` names the calls a note of guidance may be used for (none: that of its folder);
    `notice` is what a reader must know of it, such as "vejledende, ikke officiel".
    """

    id: str
    call_id: str
    kind: Kind
    title: str
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    labels: tuple[EditorialLabel, ...] = ()
    source_url: str | None = None
    path: str = ""
    dates: dict[str, str] = field(default_factory=dict)
    language: Language = "da"
    pages: tuple[Page, ...] = ()
    applies_to: tuple[str, ...] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is retrieved: a paragraph, a list with its introduction, or a labelled fact.

    `text` is exactly `document.text[start:end]`; `context` (title, headings, editorial label) is
    embedded in front of it and never cited. `sentences` are offsets into the document too.
    """

    id: str
    document_id: str
    call_id: str
    kind: Kind
    form: Literal["paragraph", "list", "labelled", "row"]
    section: tuple[str, ...]
    label: str | None
    text: str
    start: int
    end: int
    context: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A verbatim place in a document: `document.text[start:end]`."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to ask for a fact; `verdict` is set where the phrase is a yes/no question."""

    text: str
    language: Language
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A ceiling a fact states: `most` always holds, up to `most_if` under a condition.

    A question that has one of the words `if_words` asks under the condition, one that has one of
    `else_words` asks without it.
    """

    kind: Literal["share", "amount", "duration"]
    most: Decimal
    most_if: Decimal | None = None
    if_words: tuple[str, ...] = ()
    else_words: tuple[str, ...] = ()


def _is_empty(value: object) -> bool:
    return not value


@dataclass(frozen=True, slots=True)
class Fact:
    """A curated statement anchored in quotes, or a gap: a topic the documents leave open.

    `key` is `<call id>/<id>`. A gap has no statements and no anchors. `when` restricts the fact to
    days before (`open`) or after (`closed`) the call's deadline; `also` names facts (keys) that
    complete the answer; `latest` is the last moment of a deadline the fact states. A `route`
    belongs to no call: it stands for what is not answered at all. A fact that an editor wrote on
    the staff pages has its author (`by`) and holds from `valid_from` to `valid_to`, both included.
    """

    key: str
    call_id: str
    statements: dict[Language, str]
    anchors: tuple[Anchor, ...]
    phrases: tuple[Phrase, ...]
    limit: Limit | None = None
    when: Literal["open", "closed"] | None = None
    gap: bool = False
    also: tuple[str, ...] = ()
    latest: datetime | None = None
    route: Literal["off_topic", "refused"] | None = None
    # Left out where they are empty, so that an index made before them is still current.
    valid_from: Annotated[date | None, Field(exclude_if=_is_empty)] = None
    valid_to: Annotated[date | None, Field(exclude_if=_is_empty)] = None
    by: Annotated[str, Field(exclude_if=_is_empty)] = ""


@dataclass(frozen=True, slots=True)
class CallInfo:
    """What `call.yaml` says of a call that the steps and doors need: names, dates, contact.

    `examples` are questions to show, by language.
    """

    id: str
    title: str
    names: tuple[str, ...] = ()
    opens: datetime | None = None
    deadline: datetime | None = None
    contact_email: str | None = None
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    examples: dict[Language, tuple[str, ...]] = field(default_factory=dict)


class Strict(BaseModel):
    """Base of what crosses a door: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Turn(Strict):
    """An earlier question of the same conversation and what was answered."""

    question: str
    answer: str = ""


class Ask(Strict):
    """A question as it comes in at a door. `as_of` is the day the answer is given for."""

    question: str
    id: str | None = None
    lang: Language | None = None
    as_of: date | None = None
    call: str | None = None
    mode: Literal["extractive", "llm"] | None = None
    history: tuple[Turn, ...] = ()


class Citation(BaseModel):
    """A verbatim quote: `quote == document.text[start:end]`, offsets in code points."""

    marker: int
    document_id: str
    title: str
    kind: Kind
    section: list[str]
    label: str | None = None
    page: int | None = None
    quote: str
    start: int
    end: int
    document_sha256: str
    source_url: str | None = None
    link: str
    # What a reader must know of a note, as its own head says it: "vejledende, ikke officiel".
    notice: str = ""


class Answer(BaseModel):
    """The object of `ask` in CONTRACTS."""

    id: str
    question: str
    language: Language
    as_of: date
    status: Status
    verdict: Verdict | None
    answer: str
    citations: list[Citation]
    findings: list[dict[str, Any]] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)
    confidence: float
    mode: Literal["extractive", "llm"]
    index_generation: str
    timings_ms: dict[str, float]


class Feedback(Strict):
    """What somebody thinks of an answer; `replaces` is the id of what they said of it before."""

    answer: Answer
    useful: bool
    reasons: tuple[Reason, ...] = ()
    comment: str = ""
    replaces: str | None = None


class KeptFeedback(BaseModel):
    """Feedback as it is kept: personal numbers masked, the answer with a copy of its quotes."""

    id: str
    created_at: AwareDatetime
    question: str
    answer: dict[str, Any]
    call: str | None
    language: Language
    status: Status
    useful: bool
    reasons: list[Reason]
    comment: str
    index_generation: str
    replaces: str | None


class FileFailure(BaseModel):
    """A file that could not be read, and why."""

    path: str
    code: str
    message: str


class IngestReport(BaseModel):
    """The object that ends `ingest`."""

    added: int
    updated: int
    unchanged: int
    removed: int
    failed: list[FileFailure]
    passages: int
    seconds: float
    index_generation: str


class SectionView(BaseModel):
    """A section as `source --json` shows it."""

    path: list[str]
    level: int
    start: int
    end: int


class LabelView(BaseModel):
    """An editorial heading: the editors', not the document's, for `text[start:end]`."""

    label: str
    start: int
    end: int


class SourceView(BaseModel):
    """A document as `source --json` shows it; `sources` leaves text, sections and labels out."""

    id: str
    title: str
    kind: Kind
    call: str
    sha256: str
    source_url: str | None
    dates: dict[str, str]
    path: str
    sections: list[SectionView] = Field(default_factory=list)
    labels: list[LabelView] = Field(default_factory=list)
    pages: list[Page] = Field(default_factory=list)
    language: Language = "da"
    notice: str = ""
    applies_to: list[str] = Field(default_factory=list)
    text: str | None = None


class Check(BaseModel):
    """One line of `doctor`."""

    name: str
    status: Literal["ok", "warn", "fail"]
    message: str
    remedy: str = ""
