"""Understand: language, the questions in a message, what each asks for, what it leans on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from assistant.answer.clause import find_clause
from assistant.answer.language import detect_language
from assistant.answer.question import Kind, Part, Question
from assistant.answer.split import (
    LEADING,
    Piece,
    asks_inside,
    opens_with,
    split_message,
    unwrap,
)
from assistant.answer.wording import Wording, wording
from assistant.answer.words import find_words
from assistant.rules.quantities import find_quantities
from assistant.types import Ask, Language

MAX_PARTS = 4
_FEW_WORDS = 3
_CLAUSE_WORDS = 5
# "Er det i maj eller juni?", "… free to apply, or only some?" ask which one, not yes or no.
_ALTERNATIVE = re.compile(
    r"^(?:er|var|is|was) (?:det|it)\b.*\b(?:eller|or)\b"
    r"|,\s*(?:eller|or)\s+(?:kun|er|only|just|is|do)\b",
    re.IGNORECASE,
)
# "Er det rigtigt, at …?" asks for yes or no whatever comes.
_THAT = ("at", "that")
_TAGGED_NOT = re.compile(r"\s+(?:ikke bare|ikke|not|n't)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff]")


def understand(ask: Ask, as_of: date, correct: Callable[[str], str]) -> Question:
    """Understand a question; `correct` mends the spelling of a text."""
    text = _CONTROL.sub(" ", unicodedata.normalize("NFC", ask.question)).strip()
    reading = detect_language(text, ask.history)
    words = wording(reading)
    earlier = _earlier(ask, correct, words)
    parts: list[Part] = []
    for piece in split_message(text, words)[:MAX_PARTS]:
        before = parts[-1].with_history or parts[-1].search if parts else earlier
        context = correct(piece.context) if piece.context else None
        parts.append(_part(piece, context, before, correct, reading))
    return Question(
        id=ask.id or "",
        text=text,
        language=ask.lang or reading,
        as_of=as_of,
        parts=tuple(parts),
        call=ask.call,
        history=ask.history,
    )


def _part(
    piece: Piece,
    context: str | None,
    before: str | None,
    correct: Callable[[str], str],
    language: Language,
) -> Part:
    words = wording(language)
    search, yes_no = _core(correct(piece.text), words, asserted=piece.asserted)
    follows = before is not None and _leans(search, words)
    if follows and before and not yes_no and opens_with(before, words) == "yes_no":
        # "Kan universiteter søge?" "Og kommuner?" asks for yes or no again.
        yes_no = opens_with(search, words) is None and asks_inside(search, words) is None
    kind: Kind = "yes_no" if yes_no else _kind(search, words)
    clause = find_clause(search, words)
    return Part(
        text=piece.text.strip(),
        search=search,
        kind=kind,
        yes_no=yes_no,
        context=context,
        with_context=f"{context} {search}" if context else None,
        with_history=f"{before} {_without_opening(search, words)}" if follows else None,
        previous=before if follows else None,
        language=language,
        quantities=tuple(find_quantities(search, language)),
        context_quantities=tuple(find_quantities(context, language)) if context else (),
        clause=clause.text if clause else None,
        main=clause.main if clause else None,
        given=clause.given if clause else False,
    )


def _core(text: str, words: Wording, *, asserted: bool) -> tuple[str, bool]:
    """Return the question without wrapping, and whether it asks for yes or no."""
    core = unwrap(text, words)
    wrapped = words.wrapped_yes_no.match(core)
    unwrapped = core != LEADING.sub("", text.strip())
    if asserted:
        core = core[wrapped.end() :] if wrapped else core
        return core, opens_with(core, words) in (None, "yes_no")
    if unwrapped and wrapped is not None:
        rest = core[wrapped.end() :]
        opening = [word.lower() for word in find_words(rest)[:_CLAUSE_WORDS]]
        asked = opens_with(text, words) == "yes_no" and wrapped[0].split()[0] in _THAT
        return rest, asked or any(word in words.words["yes_no"] for word in opening)
    tag = words.tag.search(core)
    opening_kind = opens_with(core, words)
    if tag is not None and opening_kind in (None, "yes_no"):
        # "De kunne ikke søge, vel?" asks whether they could: "nej" confirms that they could not.
        statement = _TAGGED_NOT.sub("", core[: tag.start()])
        return statement.rstrip() + "?", True
    if opening_kind is None and asks_inside(core, words) is None:
        if words.verb_first.match(core):
            return core, True
        # "Fristen var vel i juli?" asks by its tone; "målgruppe?" is a word to look up, and
        # "Kan du remse dem op?" a request.
        found = {word.lower() for word in find_words(core)}
        told = len(found) >= _FEW_WORDS and bool(found & words.words["yes_no"])
        return core, "?" in core and not unwrapped and told
    choice = _ALTERNATIVE.search(core) or words.which_one.search(core)
    return core, opening_kind == "yes_no" and not choice


def _kind(text: str, words: Wording) -> Kind:
    opening = opens_with(text, words) or asks_inside(text, words)
    if opening is None:
        return "keyword"
    return opening  # type: ignore[return-value]


def _leans(text: str, words: Wording) -> bool:
    lower = text.lower().strip(" ?!.")
    for phrase in words.phrases["follow_up"]:
        if lower.startswith(phrase) and not lower[len(phrase) : len(phrase) + 1].isalpha():
            return True
    found = [word.lower() for word in find_words(text)]
    content = [word for word in found if word not in words.words["stop"]]
    pronoun = any(word in words.words["pronouns"] for word in found)
    return len(content) == 0 or (pronoun and len(content) <= _FEW_WORDS)


def _without_opening(text: str, words: Wording) -> str:
    lower = text.lower()
    for phrase in words.phrases["follow_up"]:
        if lower.startswith(phrase + " "):
            return text[len(phrase) :].strip()
    return text


def _earlier(ask: Ask, correct: Callable[[str], str], words: Wording) -> str | None:
    """Return the last question of the conversation, itself resolved where it leaned on another."""
    resolved: str | None = None
    for turn in ask.history[-4:]:
        core = unwrap(correct(turn.question), words)
        if resolved is not None and _leans(core, words):
            resolved = f"{resolved} {_without_opening(core, words)}"
        else:
            resolved = core
    return resolved
