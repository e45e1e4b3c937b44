"""The type of a place that was found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["region", "municipality", "town", "island", "area"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text; `text` is the slice `[start:end]` in code points.

    `regions` holds one region id where it is clear, several where the name does not decide.
    `name` is the name to show: "Odense" for "odenses", "Fyn" for "fynske", "uden for Region
    Sjælland" for that.
    """

    text: str
    start: int
    end: int
    regions: tuple[str, ...]
    kind: Kind
    name: str
