"""The shape of rules.yaml and of the law files, checked key by key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.errors import CorpusError
from assistant.rules.model import Bilingual
from assistant.rules.yaml_tree import Tree

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_TEXT = 1200


class FileModel(BaseModel):
    """Base of what a file holds: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _text(value: object) -> str:
    """Return the text on one line, composed (NFC); raises ValueError for none."""
    if not isinstance(value, str):
        raise ValueError("must be text")
    text = unicodedata.normalize("NFC", " ".join(value.split()))
    if not text or len(text) > _LONGEST_TEXT:
        raise ValueError(f"must have 1 to {_LONGEST_TEXT} characters")
    return text


def _day(value: object) -> object:
    """Let only days such as 2024-01-31 through, no moments and no numbers."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("must be a day, as in 2024-01-31")
    return value


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$", max_length=60)]
Day = Annotated[date, BeforeValidator(_day)]


class Texts(FileModel):
    """A text in both languages."""

    da: Text
    en: Text

    def bilingual(self) -> Bilingual:
        """Return it as the rules carry it."""
        return Bilingual(self.da, self.en)


class QuoteEntry(FileModel):
    """A quote from another document than the call's own."""

    document: str
    quote: str


class LegalEntry(FileModel):
    """An act, and an article in it."""

    act: Text
    article: str = ""


class ParameterEntry(FileModel):
    """A parameter; `value` is read by its form, `unit` is known for the common names."""

    name: Name
    value: str
    unit: str | None = Field(default=None, pattern=r"^([A-Z]{3}|share|year)$")
    where: tuple[Name, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    quotes: tuple[str | QuoteEntry, ...] = Field(default=(), max_length=6)
    legal: tuple[LegalEntry, ...] = ()


class RuleEntry(FileModel):
    """A rule; `law` names a file of parameters that are the same for every call."""

    id: Name
    kind: Name
    name: Texts
    target: Name | None = None
    needs: Name | None = None
    law: Name | None = None
    parameters: tuple[ParameterEntry, ...] = ()
    assumptions: tuple[Texts, ...] = ()


class RulesFile(FileModel):
    """The keys of rules.yaml."""

    currency: str = Field(pattern=r"^[A-Z]{3}$")
    regions: dict[Name, Texts] = Field(default_factory=dict)
    sources: dict[Name, Texts] = Field(min_length=1)
    grants: tuple[Name, ...]
    words: dict[Name, tuple[Text, ...]] = Field(default_factory=dict)
    applicants: dict[Name, Texts] = Field(default_factory=dict)
    rules: tuple[RuleEntry, ...] = Field(min_length=1)


class LawFile(FileModel):
    """The keys of a law file."""

    parameters: tuple[ParameterEntry, ...] = Field(min_length=1)
    assumptions: tuple[Texts, ...] = ()


Model = TypeVar("Model", bound=FileModel)


def read_model(tree: Tree, model: type[Model]) -> Model:
    """Return the content of a file as `model`.

    Raises CorpusError `bad_rules_file` that names the file, line and key.
    """
    try:
        return model.model_validate(tree.content)
    except ValidationError as error:
        first = error.errors()[0]
        path = tree.known(first["loc"])
        key = ".".join(str(part) for part in first["loc"])
        raise CorpusError(
            "bad_rules_file",
            f"{tree.place(path)}: {rule_of(tree, path)}{key}: {first['msg']}.",
            "Mend this key; docs/rules.md lists the keys.",
        ) from error


def rule_of(tree: Tree, path: Sequence[str | int]) -> str:
    """Return "rule x: " for a place inside a rule that says its id, else nothing."""
    rule = tuple(path[:2])
    if rule[:1] != ("rules",) or (*rule, "id") not in tree.lines:
        return ""
    return f"rule {tree.content['rules'][rule[1]]['id']}: "
