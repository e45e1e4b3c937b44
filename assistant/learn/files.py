"""The shape of the learning files (`corpus/<call>/learn/*.yaml`), checked key by key.

`glossary.yaml` holds `terms`, `exercises.yaml` holds `exercises`; every other file is one module.
An example of each with all keys stands in tests/learn/example/. In short:

- A text is `{da: …, en: …}`. Whatever states something names what it rests on (its grounds):
  `facts: [ids of facts.yaml]` (or `fact: id`), `quotes: [verbatim]` (or `{document, quote}`),
  `rules: [ids of rules.yaml]`, `laws: [de-minimis, sme]` (files of assistant/rules/law),
  `acts: [{act, article, says: {da, en}}]` for background that stands in no document here.
  Each number in a text has to stand in one of them, in either language, by value.
- A block may work through a `budget` as `assistant check` takes it: its amounts, and what the
  rules make of them, may then stand in the text.
- `quiz.facts` asks true or false of the facts' statements, false by a changed number: facts with
  a number only. `quiz.values` asks for one value, wrong ones are made: the answer is one
  quantity ("160 mio. kr.", "30. maj 2022", "40 pct.", "14"), no sentence. `quiz.rules` asks what
  to calculate by a rule. `quiz.terms` asks for words of the glossary: there have to be three others
  of the same `kind` that are not each other's `see`, and the explanation must not hold the word.
- `quiz.choices`: one right option is shown with three wrong ones, so write three wrong or more.
  At least half of a right option's content words (and all its numbers) must stand in the grounds;
  a wrong one needs a content word or number that does not. `not: true` turns this round for
  questions like "Which of these is not …".
- `quiz.statements`: a false one needs a number or content word that the grounds don't have, or a
  "not" more or less than the sentence it turns round.
- `quiz.order`: the items stand in the right order. Code has to be able to tell it: each item holds
  one date or number (rising), or has a `value: "25 pct."` that stands in the grounds, or one quote
  or statement names all items in this order, in the same words.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.corpus.calls import read_yaml
from assistant.errors import CorpusError
from assistant.rules.model import Bilingual
from assistant.rules.rule_files import Text

_LONGEST = 6000


class FileModel(BaseModel):
    """Base of what a file holds: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _markdown(value: object) -> str:
    """Return the text composed (NFC), its lines kept; raises ValueError for none."""
    if not isinstance(value, str):
        raise ValueError("must be text")
    text = unicodedata.normalize("NFC", value).strip()
    if not text or len(text) > _LONGEST:
        raise ValueError(f"must have 1 to {_LONGEST} characters")
    return text


def _quote(value: object) -> object:
    return unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else value


Markdown = Annotated[str, BeforeValidator(_markdown)]
Quote = Annotated[str, BeforeValidator(_quote)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=60)]


class Texts(FileModel):
    """A text on one line in both languages."""

    da: Text
    en: Text

    def bilingual(self) -> Bilingual:
        """Return it as the rules carry it."""
        return Bilingual(self.da, self.en)


class Words(FileModel):
    """Words by language."""

    da: tuple[Text, ...] = ()
    en: tuple[Text, ...] = ()


class WordGroups(FileModel):
    """Groups of words by language: one of each group has to stand there."""

    da: tuple[tuple[Text, ...], ...] = ()
    en: tuple[tuple[Text, ...], ...] = ()


class QuoteEntry(FileModel):
    """A quote from another document than the call's own."""

    document: str
    quote: Quote


class ActEntry(FileModel):
    """An act, and what it says."""

    act: Text
    article: str = ""
    says: Texts | None = None


class Grounded(FileModel):
    """What a text rests on."""

    fact: Id | None = None
    facts: tuple[Id, ...] = ()
    quotes: tuple[Quote | QuoteEntry, ...] = ()
    rules: tuple[Id, ...] = ()
    laws: tuple[Id, ...] = ()
    acts: tuple[ActEntry, ...] = ()


class BlockEntry(Grounded):
    """A paragraph; `picture` names a drawing."""

    heading: Texts | None = None
    da: Markdown
    en: Markdown
    picture: str = ""
    budget: dict[str, Any] | None = None


class ValueEntry(Grounded):
    """A question for one value."""

    id: Id
    question: Texts
    answer: Texts
    near: tuple[Texts, ...] = ()


class ChoiceEntry(Grounded):
    """A question with written options."""

    id: Id
    question: Texts
    right: tuple[Texts, ...] = Field(min_length=1)
    wrong: tuple[Texts, ...] = Field(min_length=3)
    negated: bool = Field(default=False, alias="not")
    explain: Texts | None = None


class OrderItemEntry(Texts):
    """An item; `value` is what it goes by, in Danish: "25 pct.", "4. april 2022"."""

    value: str = ""


class OrderEntry(Grounded):
    """Items in the right order."""

    id: Id
    question: Texts
    items: tuple[OrderItemEntry, ...] = Field(min_length=3, max_length=8)
    explain: Texts | None = None


class StatementEntry(Grounded):
    """A sentence that is true or false."""

    id: Id
    true: bool
    da: Text
    en: Text
    explain: Texts | None = None


class QuizEntry(FileModel):
    """What the questions of a module are made from."""

    facts: tuple[Id, ...] = ()
    values: tuple[ValueEntry, ...] = ()
    rules: tuple[Id, ...] = ()
    terms: tuple[Id, ...] = ()
    choices: tuple[ChoiceEntry, ...] = ()
    order: tuple[OrderEntry, ...] = ()
    statements: tuple[StatementEntry, ...] = ()


class ModuleFile(FileModel):
    """The keys of a module's file."""

    id: Id
    number: int = Field(ge=1, le=99)
    title: Texts
    summary: Texts
    minutes: int = Field(ge=1, le=60)
    blocks: tuple[BlockEntry, ...] = Field(min_length=1)
    quiz: QuizEntry = QuizEntry()
    terms: tuple[Id, ...] = ()


# What a word stands for: somebody of a sort, a body of its own, …. Words that are asked for stand
# among others of their kind.
TermKind = Literal[
    "actor", "body", "money", "document", "time", "activity", "aim", "assessment", "requirement",
    "place",
]  # fmt: skip


class TermEntry(Grounded):
    """A word of the glossary; those without a `kind` are one kind of their own."""

    id: Id
    da: Text
    en: Text
    other: Words = Words()
    kind: TermKind | None = None
    explain: Texts
    see: tuple[Id, ...] = ()


class GlossaryFile(FileModel):
    """The keys of glossary.yaml."""

    terms: tuple[TermEntry, ...] = ()


class PointEntry(Grounded):
    """What a good reply says: all `values`, and one word of each group of `words`.

    A word finds what begins with it ("klynge" finds "klyngeorganisationer"); up to three letters
    it has to be the whole word. `needed: false` is for what is welcome but may be left out.
    """

    id: Id
    says: Texts | None = None
    values: tuple[Texts, ...] = ()
    words: WordGroups = WordGroups()
    needed: bool = True


class MistakeEntry(Grounded):
    """What a reply must not say: a sentence with one of the phrases.

    Not counted are questions, sentences that deny it, and what follows "om", "hvis", "whether",
    "if". Leave out who it is about where you can: "kan selv søge" finds "I kan selv søge" too.
    """

    id: Id
    says: Texts
    phrases: Words


class MailEntry(FileModel):
    """A mail to answer."""

    id: Id
    subject: Texts
    da: Markdown
    en: Markdown
    points: tuple[PointEntry, ...] = Field(min_length=1)
    mistakes: tuple[MistakeEntry, ...] = ()


class ExercisesFile(FileModel):
    """The keys of exercises.yaml."""

    exercises: tuple[MailEntry, ...] = ()


Model = TypeVar("Model", bound=FileModel)


def read_file(file: Path, model: type[Model]) -> Model:
    """Read a file; raises CorpusError `bad_yaml`, or `bad_learn_file` that names the key."""
    try:
        return model.model_validate(read_yaml(file) or {})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the file"
        raise fault(file, key, first["msg"]) from error


def fault(file: Path, key: str, what: str, hint: str = "Mend this key.") -> CorpusError:
    """Return the error of a learning file."""
    return CorpusError("bad_learn_file", f"{file}: {key}: {what.rstrip('.')}.", hint)
