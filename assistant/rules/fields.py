"""Strict reading of one mapping: every value checked, every error with the dotted key."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from assistant.errors import InputError
from assistant.rules import values
from assistant.rules.model import Bilingual
from assistant.rules.notes import note
from assistant.rules.quantities import format_amount
from assistant.rules.reading.tree import Plain

T = TypeVar("T")

# In quotes the same characters are thousands.
_LIKE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


class Fields:
    """Reads the values of one mapping by key; None where a key is absent or null.

    `path` is the dotted key of the mapping itself, `known` the keys it may have, `noun` what they
    are called (an unknown one is `unknown_<noun>`). `notes` collects how ambiguous values were
    read; the mappings below share it. What a value may look like is said in `values`.

    Raises InputError at once for what is no mapping (`not_a_mapping`) and for a key that is not
    known. Each method raises InputError with the dotted key in front of the message.
    """

    def __init__(
        self,
        raw: object,
        path: str = "",
        *,
        known: Iterable[str],
        noun: str = "key",
        notes: list[Bilingual] | None = None,
    ) -> None:
        self.path = path
        self.known = tuple(known)
        self.notes: list[Bilingual] = [] if notes is None else notes
        if not isinstance(raw, Mapping):
            what = f"{path}: This" if path else "The input"
            hint = f"Give keys with values. Known keys are: {', '.join(self.known)}."
            raise InputError("not_a_mapping", f"{what} is no mapping.", hint)
        self._raw: Mapping[Any, Any] = raw
        for name in raw:
            if name not in self.known:
                raise self._unknown(str(name), noun)

    def key(self, name: str) -> str:
        """Return the dotted key of `name`."""
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """Tell whether the key is there with a value that is not null."""
        return self._raw.get(name) is not None

    def given(self) -> list[str]:
        """Return the keys that have a value, in the order of `known`."""
        return [name for name in self.known if self.has(name)]

    def need(self, name: str, read: Callable[[str], T | None]) -> T:
        """Return what the method `read` gives for `name`; `missing_key` where it is absent."""
        value = read(name)
        if value is None:
            raise self.missing(name)
        return value

    def missing(self, name: str) -> InputError:
        """Return the error for a key that must be there."""
        key = self.key(name)
        return InputError("missing_key", f"The key {key!r} is missing.", f"Add {key!r}.")

    def wrong(self, name: str, code: str, message: str, hint: str) -> InputError:
        """Return an error for the value of `name`, with its dotted key."""
        return InputError(code, f"{self.key(name)}: {message}", hint)

    def text(self, name: str) -> str | None:
        """Return text on one line; a number is the digits it was written with."""
        return self._read(name, values.read_text)

    def choice(self, name: str, options: Iterable[str], noun: str) -> str | None:
        """Return one of `options`. Raises `unknown_<noun>`, which names them."""
        text, names = self.text(name), tuple(options)
        if text is None or text in names:
            return text
        message = f"{values.shorten(text)!r} is no known {noun}."
        raise self.wrong(name, f"unknown_{noun}", message, _suggest(text, names))

    def flag(self, name: str) -> bool | None:
        """Return yes or no: true, false, or the words ja, nej, yes, no."""
        return self._read(name, values.read_flag)

    def amount(self, name: str, currency: str = "DKK") -> Decimal | None:
        """Return an amount of at least zero, exact; a number such as 600.000 leaves a note."""
        amount = self._read(name, lambda value: values.read_amount(value, currency))
        value = self._raw.get(name)
        if (
            amount is not None
            and isinstance(value, Plain)
            and _LIKE_THOUSANDS.fullmatch(str(value))
        ):
            read = (format_amount(amount, "da", currency), format_amount(amount, "en", currency))
            self.notes.append(note("thousands", read, key=self.key(name), text=value.text))
        return amount

    def rate(self, name: str) -> Decimal | None:
        """Return a number above zero."""
        return self._read(name, values.read_rate)

    def count(self, name: str) -> Decimal | None:
        """Return a count of at least zero, which may have decimals."""
        return self._read(name, values.read_count)

    def share(self, name: str) -> Decimal | None:
        """Return a share from 0 to 1."""
        return self._read(name, values.read_share)

    def day(self, name: str) -> date | None:
        """Return a date."""
        return self._read(name, values.read_day)

    def moment_or_day(self, name: str) -> datetime | date | None:
        """Return a moment with the Danish zone, or a date where no time of day is given."""
        return self._read(name, values.read_moment_or_day)

    def month_day(self, name: str) -> tuple[int, int] | None:
        """Return month and day of "MM-DD", a day that every year has."""
        return self._read(name, values.read_month_day)

    def section(self, name: str, *, known: Iterable[str], noun: str = "key") -> Fields | None:
        """Return the reader of a sub-mapping. Raises `not_a_mapping`, `unknown_<noun>`."""
        if not self.has(name):
            return None
        return Fields(self._raw[name], self.key(name), known=known, noun=noun, notes=self.notes)

    def items(self, name: str, *, known: Iterable[str]) -> list[Fields]:
        """Return the readers of a list of mappings, none where it is absent; `name.0` is first.

        Raises `not_a_list`, `not_a_mapping`, `unknown_key`.
        """
        value = self._raw.get(name)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            hint = "Begin each entry with a hyphen (YAML), or put them in [ ]."
            raise self.wrong(name, "not_a_list", "This is no list.", hint)
        names, key = tuple(known), self.key(name)
        return [
            Fields(item, f"{key}.{n}", known=names, notes=self.notes)
            for n, item in enumerate(value)
        ]

    def _read(self, name: str, read: Callable[[object], T]) -> T | None:
        value = self._raw.get(name)
        if value is None:
            return None
        try:
            return read(value)
        except InputError as error:
            raise self.wrong(name, error.code, error.message, error.hint) from error

    def _unknown(self, name: str, noun: str) -> InputError:
        short = values.shorten(name)
        what = f"The key {self.key(short)!r} is not known."
        if noun != "key":
            what = f"{self.key(short)}: {short!r} is no known {noun}."
        return InputError(f"unknown_{noun}", what, _suggest(name, self.known))


def _suggest(name: str, known: tuple[str, ...]) -> str:
    names = f"Known are: {', '.join(known)}."
    near = difflib.get_close_matches(values.shorten(name).lower(), known, n=1)
    return f"Did you mean {near[0]!r}? {names}" if near else names
