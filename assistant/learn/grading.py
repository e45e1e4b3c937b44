"""A reply to a mail, graded by the facts it tells and the errors it makes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from assistant.answer.words import find_words, fold
from assistant.errors import InputError
from assistant.learn.grounds import LANGUAGES, Desk, desk_of
from assistant.learn.model import Curriculum, Grounds, Mail, Mistake, Point, said
from assistant.learn.quiz.build import citations
from assistant.learn.support import negations
from assistant.rules.quantities import DateParts, Quantity, accounted_for, find_quantities
from assistant.types import Anchor, Language
from assistant.types.learn import Graded

MAX_REPLY = 10_000
# What a reply says in these has to stand somewhere. A time of the day or an ordinal alone does no
# harm, and "10.30" may be when somebody can be called.
_CHECKED = frozenset(("amount", "share", "date", "duration", "number", "year"))
_WHOLE = 3
_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[^\W\d_])|\n+")
# A sentence that only repeats the question says nothing: "You ask whether you can apply".
_ASKED: dict[Language, tuple[str, ...]] = {
    "da": ("om ", "hvorvidt ", "hvis "),
    "en": ("whether ", "if "),
}


def grade(mail: Mail, text: str, language: Language, curriculum: Curriculum) -> Graded:
    """Grade a reply in either language; `language` is that of what is said about it.

    Passed is a reply that tells all needed points and makes no error: no phrase of a mistake, no
    number that neither the sources nor the mail hold. Raises InputError `too_long`.
    """
    if len(text) > MAX_REPLY:
        raise InputError(
            "too_long",
            f"The reply has more than {MAX_REPLY} characters.",
            "Shorten it: a good reply has a few sentences.",
        )
    desk = desk_of(curriculum)
    covered = [point for point in mail.points if covers(point, text)]
    left_out = [point for point in mail.points if point.needed and point not in covered]
    made = [mistake for mistake in mail.mistakes if makes(mistake, text)]
    errors = [said(mistake.says, language) for mistake in made]
    errors += [
        _texts(language)["number"].format(text=found)
        for found in unsupported(mail, text, language, desk)
    ]
    places: list[Anchor] = []
    for grounds in (*(x.grounds for x in made), *(x.grounds for x in (*left_out, *covered))):
        places += grounds.anchors
    return Graded(
        covered=[said(point.says, language) for point in covered],
        left_out=[said(point.says, language) for point in left_out],
        errors=errors,
        passed=not left_out and not errors,
        citations=citations(list(dict.fromkeys(places)), curriculum),
    )


def covers(point: Point, text: str) -> bool:
    """Tell whether a reply says all values of a point, and one word of each of its groups."""
    return any(
        all(_says_value(said(value, each), text, each) for value in point.values)
        and all(_has_any(group, text) for group in point.words.get(each, ()))
        for each in LANGUAGES
    )


def makes(mistake: Mistake, text: str) -> bool:
    """Tell whether a sentence of a reply says what is wrong; a question or a denial doesn't."""
    for sentence in _SENTENCE.split(text):
        words = _folded(sentence)
        for language in LANGUAGES:
            for phrase in mistake.phrases.get(language, ()):
                start = words.find(f" {_folded(phrase).strip()}")
                asked = start >= 0 and words[: start + 1].endswith(
                    tuple(f" {fold(word)}" for word in _ASKED[language])
                )
                denied = negations(sentence, language) > negations(phrase, language)
                if start >= 0 and not (asked or denied or sentence.rstrip().endswith("?")):
                    return True
    return False


def unsupported(mail: Mail, text: str, language: Language, desk: Desk) -> list[str]:
    """Return the numbers of a reply that nothing bears: no fact of the call, point, or the mail."""
    pool = [q for each in LANGUAGES for q in find_quantities(said(mail.text, each), each)]
    pool += [q for each in LANGUAGES for q in find_quantities(said(mail.subject, each), each)]
    for grounds in _all_grounds(mail, desk):
        pool += desk.pool(grounds)
    found: list[str] = []
    for quantity in find_quantities(text, language):
        written = text[quantity.start : quantity.end]
        by_word = quantity.kind == "number" and not any(c.isdigit() for c in written)
        if quantity.kind not in _CHECKED or by_word or written in found:
            continue
        if not accounted_for(quantity, pool):
            found.append(written)
    return found


def _all_grounds(mail: Mail, desk: Desk) -> Iterator[Grounds]:
    yield from (point.grounds for point in mail.points)
    yield from (mistake.grounds for mistake in mail.mistakes)
    for fact in desk.facts.values():
        yield Grounds(facts=(fact,), anchors=fact.anchors)


def _says_value(value: str, text: str, language: Language) -> bool:
    """Tell whether a text says a value; of a date, day and month are enough."""
    told = find_quantities(text, language)
    return all(
        accounted_for(wanted, told) or any(_same_day(wanted, each) for each in told)
        for wanted in find_quantities(value, language)
    )


def _same_day(wanted: Quantity, told: Quantity) -> bool:
    if not (isinstance(wanted.value, DateParts) and isinstance(told.value, DateParts)):
        return False
    return told.value.year is None and wanted.value[1:] == told.value[1:]


def _has_any(group: Sequence[str], text: str) -> bool:
    """Tell whether one of the words stands there, as the beginning of a word.

    Short ones have to be the whole word: "kun" is not in "kunne".
    """
    words = _folded(text)
    for word in group:
        wanted = _folded(word)
        if (wanted if len(wanted.strip()) <= _WHOLE else wanted.rstrip()) in words:
            return True
    return False


def _folded(text: str) -> str:
    return f" {fold(' '.join(find_words(text)))} "


@cache
def _texts(language: Language) -> dict[str, Any]:
    file = resources.files("assistant.learn") / "texts" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
