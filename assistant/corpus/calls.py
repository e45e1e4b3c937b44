"""call.yaml: what a call page says around its text, and the editors' labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import CorpusError
from assistant.types import CallInfo, Document, EditorialLabel, Language

CALL_FILE = "call.yaml"
ZONE = ZoneInfo("Europe/Copenhagen")


class Label(BaseModel):
    """An editorial heading over the text from the start of `from` to the end of `to`."""

    model_config = ConfigDict(extra="forbid")

    label: str
    start: str = Field(alias="from")
    end: str = Field(alias="to")


class CallFile(BaseModel):
    """The keys of call.yaml. Dates with a time carry an offset; without one they are Danish."""

    model_config = ConfigDict(extra="forbid")

    id: str
    title: str | None = None
    document: str | None = None
    names: tuple[str, ...] = ()
    language: str = "da"
    status: str | None = None
    opens: datetime | None = None
    deadline: datetime | None = None
    updated: str | None = None
    expected_decision: str | None = None
    information_meeting: dict[str, datetime] = Field(default_factory=dict)
    pool: dict[str, str] = Field(default_factory=dict)
    source_url: str | None = None
    contact_email: str | None = None
    synonyms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    examples: dict[Language, tuple[str, ...]] = Field(default_factory=dict)
    labels: tuple[Label, ...] = ()

    def info(self) -> CallInfo:
        """Return what the answer pipeline needs of the call."""
        return CallInfo(
            id=self.id,
            title=self.title or self.id,
            names=self.names,
            opens=zoned(self.opens),
            deadline=zoned(self.deadline),
            contact_email=self.contact_email,
            synonyms=dict(self.synonyms),
            examples=dict(self.examples),
        )

    def dates(self) -> dict[str, str]:
        """Return the dates that `source --json` shows."""
        deadline = zoned(self.deadline)
        known = {
            "updated": self.updated,
            "deadline": deadline.isoformat() if deadline else None,
            "expected_decision": self.expected_decision,
        }
        return {name: value for name, value in known.items() if value}


@dataclass(frozen=True, slots=True)
class Call:
    """A call's folder data: the parsed call.yaml and where it lies."""

    file: Path
    data: CallFile = field(repr=False)


def load_call(folder: Path) -> Call | None:
    """Read `call.yaml` of a call's folder; None where there is none.

    Raises CorpusError `bad_call_file` that names the file and the key.
    """
    file = folder / CALL_FILE
    if not file.is_file():
        return None
    content = read_yaml(file)
    try:
        return Call(file, CallFile.model_validate(content))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise CorpusError(
            "bad_call_file",
            f"{file}: {key}: {first['msg']}.",
            "Mend this key in call.yaml.",
        ) from error


def find_labels(call: CallFile, document: Document) -> tuple[EditorialLabel, ...]:
    """Resolve the labels' `from` and `to` in the call text.

    Raises CorpusError `label_not_found` where a text doesn't occur.
    """
    labels: list[EditorialLabel] = []
    for label in call.labels:
        start = document.text.find(label.start)
        end = document.text.find(label.end, max(start, 0))
        if start < 0 or end < 0:
            raise CorpusError(
                "label_not_found",
                f"{CALL_FILE} of {call.id}: the text of the label {label.label!r} is not in "
                f"{document.path or document.id}.",
                "Copy `from` and `to` from the call text.",
            )
        labels.append(EditorialLabel(label.label, start, end + len(label.end)))
    return tuple(labels)


def read_yaml(file: Path) -> Any:
    """Read a YAML file, every scalar as the text it is; raises CorpusError `bad_yaml`.

    YAML 1.1 would make a boolean of `yes`, a number of 1_000 and seconds of 12:30.
    """
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorpusError(
            "bad_yaml",
            f"{file} is not valid YAML: {error}",
            "Mend the file at that place.",
        ) from error


def zoned(moment: datetime | None) -> datetime | None:
    """Return the moment with a zone: one without an offset is Danish time."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=ZONE)
