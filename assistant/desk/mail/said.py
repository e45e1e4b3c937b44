"""A sentence of a mail, and what of it asks."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.desk.mail.sentences import Line, Sentence


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the stretches of the mail in it that ask."""

    sentence: Sentence
    asks: tuple[Line, ...] = ()
