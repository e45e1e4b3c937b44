"""What the learning files of a call hold once read and checked; texts are Danish beside English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.rules.model import Bilingual, Legal, Parameter, Rule, RuleBook
from assistant.types import Anchor, Document, Fact, Language

NOTHING = Bilingual("", "")


def said(text: Bilingual, language: Language) -> str:
    """Return the text in a language."""
    return text.da if language == "da" else text.en


@dataclass(frozen=True, slots=True)
class Act:
    """A legal act that background rests on; `says` is what it says, with the numbers in it."""

    act: str
    article: str = ""
    says: Bilingual = NOTHING


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a text rests on: facts, verbatim places (those of the facts first), rules, acts.

    `parameters` are those of the rules and law files named; `example` is what the rules say of a
    budget worked through in the text.
    """

    facts: tuple[Fact, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    rules: tuple[Rule, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    acts: tuple[Act, ...] = ()
    example: tuple[Bilingual, ...] = ()

    def legal(self) -> tuple[Legal, ...]:
        """Return the acts and articles, each once."""
        found = [Legal(act.act, act.article) for act in self.acts]
        found += [legal for parameter in self.parameters for legal in parameter.legal]
        return tuple(dict.fromkeys(found))


def joined_grounds(parts: Sequence[Grounds]) -> Grounds:
    """Return all that several texts rest on."""
    return Grounds(
        facts=tuple(each for part in parts for each in part.facts),
        anchors=tuple(each for part in parts for each in part.anchors),
        rules=tuple(each for part in parts for each in part.rules),
        parameters=tuple(each for part in parts for each in part.parameters),
        acts=tuple(each for part in parts for each in part.acts),
        example=tuple(each for part in parts for each in part.example),
    )


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a module."""

    heading: Bilingual
    markdown: Bilingual
    grounds: Grounds
    picture: str


@dataclass(frozen=True, slots=True)
class Value:
    """A question for one value that a fact states; wrong ones are made by seed.

    `near` are further wrong values to choose from, written like the answer.
    """

    id: str
    question: Bilingual
    answer: Bilingual
    near: tuple[Bilingual, ...]
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with written options; each time it is asked one of `right` stands there."""

    id: str
    question: Bilingual
    right: tuple[Bilingual, ...]
    wrong: tuple[Bilingual, ...]
    grounds: Grounds
    explain: Bilingual


@dataclass(frozen=True, slots=True)
class OrderItem:
    """Something to put in order; `value` is what it goes by, where its own text has none."""

    text: Bilingual
    value: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Items to put in order; they stand in the right one here."""

    id: str
    question: Bilingual
    items: tuple[OrderItem, ...]
    grounds: Grounds
    explain: Bilingual


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that is true or false."""

    id: str
    true: bool
    text: Bilingual
    grounds: Grounds
    explain: Bilingual


@dataclass(frozen=True, slots=True)
class Plan:
    """What the questions of a module are made from; `terms` are ids of the glossary."""

    facts: tuple[Fact, ...] = ()
    values: tuple[Value, ...] = ()
    rules: tuple[Rule, ...] = ()
    terms: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    orders: tuple[Order, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A module with its questions."""

    id: str
    call: str
    number: int
    title: Bilingual
    summary: Bilingual
    minutes: int
    blocks: tuple[Block, ...]
    plan: Plan
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the glossary; `kind` is what it stands for (files.TermKind)."""

    id: str
    term: Bilingual
    other: Mapping[Language, tuple[str, ...]]
    explain: Bilingual
    grounds: Grounds
    see: tuple[str, ...]
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """What a good reply says: all `values`, and one word of each group in `words`."""

    id: str
    says: Bilingual
    values: tuple[Bilingual, ...]
    words: Mapping[Language, tuple[tuple[str, ...], ...]]
    needed: bool
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Mistake:
    """What a reply must not say: one of the phrases, unless the sentence denies it."""

    id: str
    says: Bilingual
    phrases: Mapping[Language, tuple[str, ...]]
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to answer, with what the reply is graded by."""

    id: str
    subject: Bilingual
    text: Bilingual
    points: tuple[Point, ...]
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Curriculum:
    """All that one call has to learn from; lessons by their number."""

    call: str
    title: str
    documents: Mapping[str, Document]
    facts: Mapping[str, Fact]
    book: RuleBook | None
    lessons: tuple[Lesson, ...] = ()
    glossary: Mapping[str, Entry] = field(default_factory=dict)
    mails: tuple[Mail, ...] = ()

    def lesson(self, module: str) -> Lesson | None:
        """Return a lesson by its id."""
        return next((lesson for lesson in self.lessons if lesson.id == module), None)
