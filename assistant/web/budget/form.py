"""What the form holds: named fields as people filled them in, and rows that come and go.

The fields bear the dotted keys of the budget (`financing.partners`, `de_minimis.0.award_date`), so
that an error finds its field. Nothing is read or judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qsl

from assistant.errors import InputError

MAX_ROWS = 40
_MAX_FIELDS = 20_000
_MAX_CHARS = 500
_ROW = re.compile(r"de_minimis\.([0-9]{1,5})\.(?:previous\.([0-9]{1,5})\.)?([a-z_]{1,30})")
_HARD_SPACES = "\u00a0\u202f\u2009"
_NAME = re.compile(r"[a-z0-9_.-]{1,120}")

Row = dict[str, str]


@dataclass
class AwardRow:
    """A new grant: its fields by their names, and the rows of earlier grants."""

    fields: Row = field(default_factory=dict)
    previous: list[Row] = field(default_factory=list)


@dataclass
class Form:
    """All fields by name, those in rows apart."""

    fields: Row = field(default_factory=dict)
    awards: list[AwardRow] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return what stands in a field, the empty string where nothing does."""
        return self.fields.get(name, "")

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written or chosen anything."""
        chosen = ("call", "costs.kind")
        return not self.awards and not any(v for k, v in self.fields.items() if k not in chosen)


class Action(NamedTuple):
    """What the pressed button asks for: `check`, or a change of the rows."""

    name: str
    row: int = -1
    earlier: int = -1


def read_form(body: bytes) -> tuple[Form, Action]:
    """Return the form of a body `application/x-www-form-urlencoded`, and what is asked for.

    Raises InputError `bad_form` or `too_many_rows`.
    """
    try:
        pairs = parse_qsl(body.decode("ascii"), True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise InputError(
            "bad_form", "The body is not a form of this page.", "Open the page again."
        ) from error
    action = next((value for name, value in reversed(pairs) if name == "action"), "check")
    return form_of(pairs), _action(action)


def form_of(pairs: Iterable[tuple[str, str]]) -> Form:
    """Return a form with the rows numbered anew; raises InputError `too_many_rows`."""
    form = Form()
    rows: dict[int, Row] = {}
    earlier: dict[int, dict[int, Row]] = {}
    for name, value in pairs:
        text = _clean(value)
        if not (match := _ROW.fullmatch(name)):
            if name != "action" and _NAME.fullmatch(name):
                form.fields[name] = text
            continue
        row = rows.setdefault(int(match[1]), {})
        if match[2] is None:
            row[match[3]] = text
        else:
            earlier.setdefault(int(match[1]), {}).setdefault(int(match[2]), {})[match[3]] = text
    for number in sorted(rows):
        previous = earlier.get(number, {})
        form.awards.append(AwardRow(rows[number], [previous[each] for each in sorted(previous)]))
    check_rows(form)
    return form


def check_rows(form: Form) -> None:
    """Raise InputError `too_many_rows` where there are more than a page can show."""
    counts = [len(form.awards), *(len(award.previous) for award in form.awards)]
    if max(counts) > MAX_ROWS:
        raise _too_many()


def change_rows(form: Form, action: Action) -> str:
    """Add or remove a row and return the name of the field to go to, if there is a new one.

    Rows that are not there are left alone; raises InputError `too_many_rows`.
    """
    awards, row = form.awards, action.row
    if action.name == "add-award":
        _require_room(awards)
        awards.append(AwardRow({"undertaking": ""}))
        return f"de_minimis.{len(awards) - 1}.undertaking"
    if not 0 <= row < len(awards):
        return ""
    previous = awards[row].previous
    if action.name == "add-previous":
        _require_room(previous)
        previous.append({"date": ""})
        return f"de_minimis.{row}.previous.{len(previous) - 1}.date"
    if action.name == "remove-award":
        del awards[row]
    elif action.name == "remove-previous" and 0 <= action.earlier < len(previous):
        del previous[action.earlier]
    return ""


def _require_room(rows: list[AwardRow] | list[Row]) -> None:
    if len(rows) >= MAX_ROWS:
        raise _too_many()


def _too_many() -> InputError:
    return InputError(
        "too_many_rows",
        f"At most {MAX_ROWS} rows can be filled in.",
        "Check the file with `assistant check`.",
    )


def _action(text: str) -> Action:
    name, *numbers = text.split(":")
    rows = [int(number) for number in numbers[:2] if re.fullmatch("[0-9]{1,5}", number)]
    return Action(name, *rows)


def _clean(value: str) -> str:
    # Control characters can't be typed into a field of one line; hard spaces group digits.
    kept = (char for char in value if char.isprintable() or char in _HARD_SPACES)
    return "".join(kept).strip()[:_MAX_CHARS]


def flat(form: Form) -> Mapping[str, str]:
    """Return all fields by their full names, those in rows among them."""
    values = dict(form.fields)
    for number, award in enumerate(form.awards):
        start = f"de_minimis.{number}."
        values.update({start + name: value for name, value in award.fields.items()})
        for at, row in enumerate(award.previous):
            values.update({f"{start}previous.{at}.{name}": v for name, v in row.items()})
    return values
