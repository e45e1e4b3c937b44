"""The questions of a path, read strictly from a data file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, PlainValidator, ValidationError, model_validator

from assistant.errors import CorpusError
from assistant.rules.model import Bilingual
from assistant.rules.paths.conditions import (
    UNKNOWN,
    Condition,
    InCurrency,
    Is,
    condition_json,
    leaves,
    parse_condition,
)
from assistant.rules.rule_files import FileModel, Name, Texts
from assistant.rules.yaml_tree import Tree

QuestionType = Literal["choice", "flag", "number", "amount", "share", "day", "text", "list"]
When = Annotated[Condition, PlainValidator(parse_condition)]
FLAG = ("yes", "no", "unknown")


M = TypeVar("M", bound=FileModel)


class Question(FileModel):
    """One question; `keys` are the keys of an amount by currency, `item` the fields of a list.

    A `flag` is a choice of yes, no and unknown, whose texts the file gives once.
    """

    id: Name
    type: QuestionType = "choice"
    text: Texts
    help: Texts | None = None
    ask_when: When | None = None
    options: dict[str, Texts] = Field(default_factory=dict)
    keys: dict[str, str] = Field(default_factory=dict)
    unit: Texts | None = None
    item: tuple[Question, ...] = ()
    add: Texts | None = None
    most: int | None = None

    @model_validator(mode="after")
    def _fits_its_type(self) -> Question:
        wanted = {
            "choice": ("options",),
            "amount": ("keys",),
            "list": ("item", "add", "most"),
        }.get(self.type, ())
        for name in ("options", "keys", "item", "add", "most"):
            if bool(getattr(self, name)) != (name in wanted):
                verb = "needs" if name in wanted else "takes no"
                raise ValueError(f"a question of type {self.type} {verb} {name}")
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """What an answer may be: of a choice or a flag, else empty."""
        return FLAG if self.type == "flag" else tuple(self.options)


class Questions(FileModel):
    """What every path's file has: its title, an introduction, the questions in order."""

    title: Texts
    intro: Texts
    flag: dict[Literal["yes", "no", "unknown"], Texts]
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _questions_are_known(self) -> Questions:
        before: dict[str, Question] = {}
        for question in self.questions:
            if question.id in before:
                raise ValueError(f"the question {question.id} stands twice")
            if question.ask_when is not None:
                check_values(question.ask_when, before, f"ask_when of {question.id}")
            before[question.id] = question
        if set(self.flag) != set(FLAG):
            raise ValueError("flag gives the texts of yes, no and unknown")
        return self


def check_values(
    condition: Condition,
    questions: Mapping[str, Question],
    where: str,
    more: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Raise ValueError where a condition names a question or a value that there isn't.

    `more` are further keys with their values.
    """
    known = {name: (*question.values, UNKNOWN) for name, question in questions.items()}
    known.update(more or {})
    for leaf in leaves(condition):
        if isinstance(leaf, InCurrency):
            continue
        if leaf.key not in known:
            raise ValueError(f"{where}: there is no such question before: {leaf.key}")
        for value in leaf.values if isinstance(leaf, Is) else ():
            if value not in known[leaf.key]:
                raise ValueError(f"{where}: {leaf.key} has no option {value}")


def read_as(model: type[M], tree: Tree) -> M:
    """Return the tree as `model`; raises CorpusError `bad_path_file` with file, line and key."""
    try:
        return model.model_validate(tree.content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise CorpusError(
            "bad_path_file",
            f"{tree.place(first['loc'])}: {f'{key}: ' if key else ''}{message}.",
            "Mend this key; docs/paths.md says what it may hold.",
        ) from error


def texts(text: Texts | Bilingual | None) -> dict[str, str] | None:
    """Return both languages as JSON has them."""
    return None if text is None else {"da": text.da, "en": text.en}


def question_json(question: Question, flag: Mapping[Any, Texts]) -> dict[str, Any]:
    """Return a question as docs/paths.md describes it."""
    options = flag if question.type == "flag" else question.options
    found: dict[str, Any] = {
        "id": question.id,
        "type": "choice" if question.type == "flag" else question.type,
        "text": texts(question.text),
        "help": texts(question.help),
        "ask_when": condition_json(question.ask_when),
    }
    if options:
        found["options"] = [
            {"value": value, "text": texts(options[value])}
            for value in (FLAG if question.type == "flag" else options)
        ]
    if question.keys:
        found["keys"] = dict(question.keys)
    if question.unit:
        found["unit"] = texts(question.unit)
    if question.item:
        found["item"] = [question_json(part, flag) for part in question.item]
        found["add"], found["most"] = texts(question.add), question.most
    return found


def path_json(path: Questions, *, path_id: str, call: str | None, version: str) -> dict[str, Any]:
    """Return a path as docs/paths.md describes it; `version` is the SHA-256 of its data."""
    return {
        "id": path_id,
        "call": call,
        "version": version,
        "title": texts(path.title),
        "intro": texts(path.intro),
        "questions": [question_json(question, path.flag) for question in path.questions],
    }
