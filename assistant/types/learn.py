"""What new staff learn from: modules, questions to test oneself, the glossary."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from assistant.types import Citation, Language

QuestionType = Literal["choice", "number", "order", "true_false"]


class QuizQuestion(BaseModel):
    """A question with exactly one right answer; the object of `quiz` in CONTRACTS.

    `id` is the same for the same module, seed and language. `options` are what is chosen from
    (`choice`, `true_false`) or put in order (`order`, shown mixed); empty for `number`. `correct`
    is the right option's text, the number as people write it, or the options in order.
    `topic` names what is asked for whatever the seed: spaced repetition goes by it.
    """

    id: str
    topic: str
    module: str
    type: QuestionType
    language: Language
    question: str
    options: list[str]
    correct: str | list[str]
    explanation: str
    citations: list[Citation]
    unit: str = ""


class ModuleSummary(BaseModel):
    """A module as the list shows it; `minutes` is how long reading takes."""

    id: str
    call: str
    number: int
    title: str
    summary: str
    minutes: int


class ModuleBlock(BaseModel):
    """A paragraph of a module with the quotes it rests on; `picture` names a drawing.

    `markdown` is plain text with paragraphs and lists; `legal` are the acts it rests on.
    """

    heading: str = ""
    markdown: str
    citations: list[Citation] = Field(default_factory=list)
    picture: str = ""
    legal: list[str] = Field(default_factory=list)


class Module(ModuleSummary):
    """A module whole."""

    blocks: list[ModuleBlock]
    terms: list[str] = Field(default_factory=list)


class Term(BaseModel):
    """A word of the glossary, its explanation, and the quotes and acts it rests on."""

    id: str
    term: str
    other: list[str]
    explanation: str
    citations: list[Citation] = Field(default_factory=list)
    see: list[str] = Field(default_factory=list)
    legal: list[str] = Field(default_factory=list)


class Marked(BaseModel):
    """How an answer to a question was."""

    question: QuizQuestion
    given: str | list[str]
    right: bool
    next_due: AwareDatetime | None = None


class ModuleProgress(BaseModel):
    """How far somebody is with a module; `known` topics of `topics` were right when last asked."""

    module: str
    read: bool
    topics: int
    known: int
    due: int


class Exercise(BaseModel):
    """A mail to answer, as the last part of the path; `id` fixes it."""

    id: str
    language: Language
    subject: str
    text: str


class Graded(BaseModel):
    """How a written answer was: facts covered, facts left out, and errors made.

    `covered` and `left_out` are the statements of facts; `errors` say what is wrong and why.
    """

    covered: list[str]
    left_out: list[str]
    errors: list[str]
    passed: bool
    citations: list[Citation]


class KeptExercise(BaseModel):
    """A reply that somebody wrote to a mail, personal data masked, and how it was."""

    id: str
    exercise: str
    at: AwareDatetime
    text: str
    graded: Graded


class PicturePart(BaseModel):
    """A length of a bar: where it begins and how long it is, in per cent of the bar's width."""

    label: str
    value: str = ""
    start: float
    length: float


class PictureRow(BaseModel):
    """A bar with its label; `limit` is the place of a line across it, in per cent."""

    label: str
    parts: list[PicturePart]
    limit: float | None = None


class PictureStep(BaseModel):
    """A point of a time line."""

    when: str
    label: str
    note: str = ""


class PictureGroup(BaseModel):
    """Things that belong together under a heading; `mark` says how they are to be taken."""

    heading: str
    items: list[str] = Field(default_factory=list)
    mark: str = ""
    sign: Literal["yes", "join", "none"] = "none"


class Picture(BaseModel):
    """A drawing of a module: bars, a time line, or groups; `alt` says what it shows."""

    name: str
    title: str
    alt: str
    rows: list[PictureRow] = Field(default_factory=list)
    steps: list[PictureStep] = Field(default_factory=list)
    groups: list[PictureGroup] = Field(default_factory=list)
