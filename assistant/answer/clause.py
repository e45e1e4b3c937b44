"""The clause that a question rests on: "Hvis beløbet sættes ned, må vi så …?", "Since X, …?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.answer.split import asks_inside, opens_with
from assistant.answer.wording import Wording
from assistant.answer.words import find_words

_FEW_WORDS = 3
_OPENERS = ("who", "when", "how_much", "which", "where", "why", "how", "what")
_PRONOUN = r"(?:man|vi|jeg|we|you|they|(?-i:I))"


@dataclass(frozen=True, slots=True)
class Clause:
    """What a question rests on, as a statement, and the question without it.

    `given` where it is taken for granted, not only supposed.
    """

    text: str
    main: str
    given: bool


def find_clause(question: str, words: Wording) -> Clause | None:
    """Return the clause that a question opens with, or closes with, or None."""
    return _before(question, words) or _after(question, words)


def _before(question: str, words: Wording) -> Clause | None:
    match, given = words.given.match(question), True
    if match is None:
        match, given = words.condition.match(question), False
    if match is None:
        return None
    rest = question[match.end() :]
    openers = (*words.phrases["yes_no"], *(p for kind in _OPENERS for p in words.phrases[kind]))
    end = _main_clause(words.phrases["yes_no"], openers).search(rest) or re.search(r",\s+", rest)
    if end is None:
        return None
    main = words.then.sub("", rest[end.end() :], count=1)
    asks = opens_with(main, words) or asks_inside(main, words)
    return _made(rest[: end.start()], main, given) if asks else None


def _after(question: str, words: Wording) -> Clause | None:
    if opens_with(question, words) is None:
        return None
    match, given = words.given_after.search(question), True
    if match is None:
        match, given = words.condition_after.search(question), False
    if match is None:
        return None
    return _made(question[match.end() :], question[: match.start()], given)


def _made(text: str, main: str, given: bool) -> Clause | None:
    if min(len(find_words(text)), len(find_words(main))) < _FEW_WORDS:
        return None
    return Clause(f"{text.strip(' ,?.!')}?", f"{main.strip(' ,?.!')}?", given)


@cache
def _main_clause(verbs: tuple[str, ...], openers: tuple[str, ...]) -> re.Pattern[str]:
    """Match where the question begins: behind a comma, or a verb and a pronoun without one."""
    verb = "|".join(map(re.escape, verbs))
    opener = "|".join(map(re.escape, openers))
    return re.compile(
        rf",\s+(?:så\s+|then\s+)?(?=(?:{opener})\b)|\s+(?:så\s+)?(?=(?:{verb})\s+{_PRONOUN}\b)",
        re.IGNORECASE,
    )
