"""eligibility.yaml of a call: read strictly, every quote found in the text it is from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field, model_validator

from assistant.errors import CorpusError, InputError
from assistant.rules.eligibility.model import (
    DeadlineState,
    EligibilityPath,
    Ladder,
    Outcome,
    Rung,
    Said,
)
from assistant.rules.kinds.base import RuleError
from assistant.rules.model import Bilingual, Parameter, Quote
from assistant.rules.paths.conditions import UNKNOWN, Condition, Is, leaves
from assistant.rules.paths.questions import Questions, When, check_values, read_as
from assistant.rules.quantities import parse_moment
from assistant.rules.quoted import check_numbers, resolve
from assistant.rules.rule_files import FileModel, Text, Texts
from assistant.rules.yaml_tree import Tree, read_tree
from assistant.types import Document

ELIGIBILITY_FILE = "eligibility.yaml"
# What reasons and next steps may ask for beside the answers.
PSEUDO: Mapping[str, tuple[str, ...]] = {
    "outcome": get_args(Outcome),
    "deadline": get_args(DeadlineState),
}


class _Deadline(FileModel):
    value: Annotated[str, AfterValidator(lambda text: _a_moment(text))]
    quote: str


class _Rung(FileModel):
    outcome: Literal["may_apply", "may_join", "outside"]
    when: When | None = None


class _Step(FileModel):
    when: When
    da: Text
    en: Text


class _Reason(_Step):
    quotes: tuple[str, ...] = Field(min_length=1)


class _File(Questions):
    quotes: dict[str, str]
    deadline: _Deadline
    outcomes: tuple[_Rung, ...] = Field(min_length=1)
    titles: dict[Outcome, Texts]
    reasons: tuple[_Reason, ...] = Field(min_length=1)
    next: tuple[_Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _hangs_together(self) -> _File:
        questions = {question.id: question for question in self.questions}
        for question in self.questions:
            if not question.values:
                raise ValueError(f"{question.id}: a question here is a choice or a flag")
            if question.id in (*PSEUDO, "call", "as_of"):
                raise ValueError(f"{question.id}: this id has a meaning of its own")
            if question.ask_when is not None:
                _plain_words(question.ask_when, f"ask_when of {question.id}")
        self._check_rungs(questions)
        if missing := [name for name in PSEUDO["outcome"] if name not in self.titles]:
            raise ValueError(f"titles: there is none for {missing[0]}")
        for said in (*self.reasons, *self.next):
            if not all(isinstance(leaf, Is) for leaf in leaves(said.when)):
                raise ValueError(f"the text {said.da[:40]!r}: only answers can be asked for here")
            check_values(said.when, questions, f"the text {said.da[:40]!r}", PSEUDO)
        self._check_quotes()
        return self

    def _check_rungs(self, questions: dict[str, Any]) -> None:
        for number, rung in enumerate(self.outcomes):
            last = number == len(self.outcomes) - 1
            if last != (rung.when is None):
                raise ValueError("outcomes: the last one, and no other, has no condition")
            if rung.when is not None:
                _plain_words(rung.when, f"outcomes.{number}")
                check_values(rung.when, questions, f"outcomes.{number}")

    def _check_quotes(self) -> None:
        used = {name for reason in self.reasons for name in reason.quotes} | {self.deadline.quote}
        for name in sorted(used.symmetric_difference(self.quotes)):
            what = "is not used" if name in self.quotes else "is missing"
            raise ValueError(f"quotes: {name} {what}")


def load_path(file: Path, call_id: str, documents: Mapping[str, Document]) -> EligibilityPath:
    """Read the path of one call, its quotes found in `documents` (id → Document).

    Raises CorpusError `bad_yaml`, `bad_path_file` or `quote_missing` that names file, line and key.
    """
    tree, content, version = _read(file)
    quotes = _found(tree, content, call_id, documents)
    return EligibilityPath(
        call=call_id,
        version=version,
        ladder=_ladder(content),
        deadline=parse_moment(content.deadline.value),
        reasons=tuple(
            _said(reason, *(quotes[name] for name in reason.quotes)) for reason in content.reasons
        ),
        next=tuple(_said(step) for step in content.next),
    )


def load_ladder(file: Path) -> Ladder:
    """Read what decides the outcome, without the texts and quotes; raises as `load_path` does."""
    _, content, _ = _read(file)
    return _ladder(content)


def _read(file: Path) -> tuple[Tree, _File, str]:
    """Return the file as it is, checked, and the SHA-256 of its bytes."""
    data = file.read_bytes()
    try:
        tree = read_tree(str(file), data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CorpusError("bad_yaml", f"{file} is no UTF-8 text.", "Save it as UTF-8.") from error
    return tree, read_as(_File, tree), hashlib.sha256(data).hexdigest()


def _ladder(content: _File) -> Ladder:
    return Ladder(
        questions=content,
        rungs=tuple(Rung(rung.outcome, rung.when) for rung in content.outcomes),
        titles={name: text.bilingual() for name, text in content.titles.items()},
    )


def _said(step: _Step, *quotes: Quote) -> Said:
    return Said(step.when, Bilingual(step.da, step.en), quotes)


def _a_moment(text: str) -> str:
    try:
        parse_moment(text)
    except InputError as error:
        raise ValueError(error.message) from error
    return text


def _plain_words(condition: Condition, where: str) -> None:
    """Raise ValueError where the condition asks for what no answer decides."""
    for leaf in leaves(condition):
        if not isinstance(leaf, Is) or UNKNOWN in leaf.values:
            raise ValueError(f"{where}: only answers decide here, and unknown is none")


def _found(
    tree: Tree, content: _File, call_id: str, documents: Mapping[str, Document]
) -> dict[str, Quote]:
    """Return the quotes by name, each at its place; the one of the deadline says the deadline."""
    quotes: dict[str, Quote] = {}
    for name, text in content.quotes.items():
        try:
            quotes[name] = resolve(text, call_id, documents)
            if name == content.deadline.quote:
                moment = parse_moment(content.deadline.value)
                check_numbers(Parameter(name, moment, citations=(quotes[name],)), documents)
        except RuleError as error:
            raise CorpusError(
                "quote_missing",
                f"{tree.place(('quotes', name))}: {name}: {error}.",
                "Copy the quote from the output of `assistant source`.",
            ) from error
    return quotes
