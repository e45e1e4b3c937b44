"""The question sets: one JSON object a line, checked strictly, errors named by file and line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from assistant.errors import InputError
from assistant.rules.model import FindingStatus
from assistant.rules.quantities import find_quantities
from assistant.types import Ask, Language, Status, Strict, Turn, Verdict
from eval.matching import pattern_of

FOLDER = Path(__file__).parent / "questions"
DEFAULT_PATTERN = "dev-*.jsonl"
# Sets whose questions are about the calls in OTHER_CALLS and not about the corpus.
OTHER_PREFIX = "other-"
OTHER_CALLS = Path(__file__).parent / "calls"
DEFAULT_AS_OF = date(2026, 11, 23)
ABSTENTIONS: frozenset[Status] = frozenset({"not_found", "off_topic", "refused"})

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Alternatives = Annotated[tuple[Text, ...], Field(min_length=1)]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _one_number(text: str) -> str:
    if len(find_quantities(text, "da")) != 1:
        raise ValueError(f"{text!r} is not one number, amount, share or date")
    return text


Said = Annotated[Text, AfterValidator(_one_number)]


class RuleExpected(Strict):
    """A finding that an answer needs: its rule, the accepted statuses (none: any), its limit."""

    rule_id: Text
    status: Annotated[tuple[FindingStatus, ...], BeforeValidator(_as_list)] = ()
    limit: Decimal | None = None


class Expect(Strict):
    """What a good answer to a question is.

    `quotes` and `facts` hold one entry a needed thing, each a list of alternatives of which one is
    enough. `verdict_accept` lists verdicts that count as right too (null: none given).

    For questions that are calculated (`metrics/sums.py`): `rules` are the findings that decide,
    `says` the numbers that must stand in the answer and `says_not` those that must not, by value,
    `regions` the region ids the answer has to assume, `asks_for` words of which one must be there.
    """

    status: Annotated[tuple[Status, ...], BeforeValidator(_as_list), Field(min_length=1)]
    verdict: Verdict | None = None
    verdict_accept: tuple[Verdict | None, ...] = ()
    quotes: tuple[Alternatives, ...] = ()
    facts: tuple[Alternatives, ...] = ()
    forbid: tuple[Text, ...] = ()
    rules: tuple[RuleExpected, ...] = ()
    says: tuple[
        Annotated[tuple[Said, ...], BeforeValidator(_as_list), Field(min_length=1)], ...
    ] = ()
    says_not: tuple[Said, ...] = ()
    regions: tuple[Text, ...] = ()
    asks_for: tuple[Text, ...] = ()

    @field_validator("facts")
    @classmethod
    def _facts_compile(cls, facts: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        _compile(text for alternatives in facts for text in alternatives)
        return facts

    @field_validator("forbid", "asks_for")
    @classmethod
    def _each_compiles(cls, texts: tuple[str, ...]) -> tuple[str, ...]:
        _compile(texts)
        return texts

    @model_validator(mode="after")
    def _measures_something(self) -> Self:
        held = self.quotes or self.facts or self.rules or self.says or self.asks_for
        if self.answerable and not held:
            raise ValueError("an answerable question needs quotes or facts to be held against")
        return self

    @property
    def answerable(self) -> bool:
        """Whether only an answer, whole or partial, is right."""
        return not ABSTENTIONS.intersection(self.status)

    @property
    def unanswerable(self) -> bool:
        """Whether only an abstention is right."""
        return ABSTENTIONS.issuperset(self.status)

    @property
    def verdicts(self) -> frozenset[Verdict | None]:
        """The verdicts that count as right."""
        return frozenset({self.verdict, *self.verdict_accept})


def _compile(alternatives: Iterable[str]) -> None:
    for text in alternatives:
        try:
            pattern_of(text)
        except re.error as error:
            raise ValueError(f"{text!r} is not a regular expression: {error}") from error


class Question(Strict):
    """A line of a question set. `lang` is the language the answer is expected in.

    `note` is for people: the arithmetic of a calculated answer.
    """

    id: Text
    category: Text
    question: str
    lang: Language
    history: tuple[Turn, ...] = ()
    as_of: date = DEFAULT_AS_OF
    expect: Expect
    tags: tuple[Text, ...] = ()
    note: str = ""

    def to_ask(self, call: str | None = None) -> Ask:
        """Return what is asked at the door; the language is left for the assistant to find."""
        return Ask(
            id=self.id,
            question=self.question,
            as_of=self.as_of,
            call=call,
            history=self.history,
        )


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A file of questions; `sha256` is the digest of its bytes."""

    name: str
    path: Path
    sha256: str
    questions: tuple[Question, ...]

    @property
    def other_call(self) -> str | None:
        """The id of the call in OTHER_CALLS that an `other-…` set is about; None for the rest."""
        if not self.name.startswith(OTHER_PREFIX):
            return None
        subject = self.name.removeprefix(OTHER_PREFIX)
        return next(path.name for path in OTHER_CALLS.iterdir() if path.name.startswith(subject))


def load_sets(names: Sequence[str] = (), folder: Path = FOLDER) -> list[QuestionSet]:
    """Load the named sets, or all `dev-*.jsonl` when none is named.

    A name is a file's stem in `folder` ("heldout", "dev-da") or a path. Raises InputError that
    names the file and the line when a set is missing or wrong, or an id stands in two places.
    """
    paths = [_find(name, folder) for name in names] or sorted(folder.glob(DEFAULT_PATTERN))
    if not paths:
        raise InputError(
            "no_questions",
            f"There is no question set {DEFAULT_PATTERN} in {folder}.",
            "Name a set with --sets.",
        )
    sets = [load_set(path) for path in dict.fromkeys(paths)]
    _refuse_double_ids(sets)
    return sets


def load_set(path: Path) -> QuestionSet:
    """Load one file of questions. Raises InputError that names the file and every wrong line."""
    raw = path.read_bytes()
    questions: list[Question] = []
    wrong: list[str] = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            questions.append(Question.model_validate_json(line))
        except ValidationError as error:
            wrong.append(f"{path.name}, line {number}: {_first(error)}")
    if wrong or not questions:
        raise InputError(
            "bad_question",
            "; ".join(wrong) or f"{path.name} holds no question.",
            "The schema of a question is in eval/README.md.",
        )
    return QuestionSet(path.stem, path, hashlib.sha256(raw).hexdigest(), tuple(questions))


def _find(name: str, folder: Path) -> Path:
    for path in (folder / f"{name}.jsonl", Path(name)):
        if path.is_file():
            return path
    known = ", ".join(sorted(path.stem for path in folder.glob("*.jsonl")))
    raise InputError(
        "unknown_set", f"There is no question set {name!r} in {folder}.", f"Known are: {known}."
    )


def _first(error: ValidationError) -> str:
    details = error.errors()[0]
    where = ".".join(str(part) for part in details["loc"])
    return f"{where}: {details['msg']}" if where else details["msg"]


def _refuse_double_ids(sets: Sequence[QuestionSet]) -> None:
    seen: dict[str, str] = {}
    for each in sets:
        for question in each.questions:
            if question.id in seen:
                raise InputError(
                    "double_id",
                    f"The id {question.id!r} stands in {each.path.name} and before that in "
                    f"{seen[question.id]}.",
                    "Give every question an id of its own.",
                )
            seen[question.id] = each.path.name
