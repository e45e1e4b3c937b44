"""Who works here: the people behind the staff pages, and how they got in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.types import Language

Role = Literal["editor"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the staff. `signature` closes the letters that they write.

    `id` is what the other tables name; it outlives a change of the name. Until a password is set,
    who works on this machine is the person with the id `local`.
    """

    id: str
    name: str
    display_name: str
    signature: str = ""
    language: Language = "da"
    role: Role = "editor"


@dataclass(frozen=True, slots=True)
class Session:
    """An open session: `token` goes into the cookie, `csrf` into every form of its pages."""

    token: str
    csrf: str
    person: Person
    expires: datetime
