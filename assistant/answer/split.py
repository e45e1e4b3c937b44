"""A message is split into its questions; statements around them become their context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.answer.wording import Wording

# A sentence ends at ?, ! or a line break, or at a point after a word of three letters or more
# that a capital follows: "pct. af", "kl. 12" and "30. maj" go on.
_END = re.compile(r"(?<=[?!])\s*(?=\S)|\n+|(?<=\w{3}[.;])(?<!pct\.)(?<!mio\.)\s+(?=[A-ZÆØÅ])")
_CAPITAL = re.compile(r"\.\s+(?=[A-ZÆØÅ])")
_JOIN = r"(?:[,;]?\s+(?:og|samt|and|plus|men|but)\s+(?:også\s+|also\s+)?|[,;:]\s+(?:og\s+|and\s+)?)"
_SUBJECT = r"(?:man|vi|jeg|det|den|de|i|en|et|du|we|you|it|there|they|the|a|an|one)"
LEADING = re.compile(r"^[\W_]+")
# A statement has at least so many words: "Vi er klynge".
_STATEMENT = 3
_OPENERS = ("who", "when", "how_much", "which", "why", "how", "what")


@dataclass(frozen=True, slots=True)
class Piece:
    """A question with the statements that led to it.

    `asserted` where it was said, and asked whether it is so: "Det var 12 klynger. Passer det?".
    """

    text: str
    context: str = ""
    asserted: bool = False


def split_message(text: str, words: Wording) -> list[Piece]:
    """Return the questions of a message in order, at least one."""
    parts = (
        piece
        for part in _END.split(text)
        if part
        for half in _before_question(part, words)
        for run in _run_on(half, words)
        for piece in _colon(words).split(run)
    )
    sentences = [part.strip() for part in parts if _bare(part)]
    pieces: list[Piece] = []
    context: list[str] = []
    for sentence in sentences:
        if context and _confirms(sentence, words):
            said = f"{context.pop().rstrip('.')}?"
            pieces.append(Piece(said, " ".join(context), asserted=True))
            context = []
        elif context and words.plea.match(sentence):
            continue
        elif is_question(sentence, words):
            pieces += [Piece(clause, " ".join(context)) for clause in _clauses(sentence, words)]
            context = []
        else:
            context.append(sentence)
    if not pieces:
        return [_embedded(context, words) or Piece(text.strip())]
    if context and len(pieces) == 1 and not pieces[0].context:
        pieces = [Piece(pieces[0].text, " ".join(context))]
    return pieces


def _confirms(sentence: str, words: Wording) -> bool:
    return _bare(sentence) in words.words["tags"] or words.confirm.match(sentence) is not None


def _embedded(sentences: list[str], words: Wording) -> Piece | None:
    """Return the question inside a statement: "Jeg skal finde ud af, om vi kan være med."."""
    for number in range(len(sentences) - 1, -1, -1):
        match = words.embedded.search(sentences[number])
        if match is None:
            continue
        before = [*sentences[:number], sentences[number][: match.start()]]
        clause = sentences[number][match.end() :]
        whether = match["whether"] is not None
        clause = clause if whether else f"{match['opener']}{clause}"
        return Piece(f"{clause.rstrip('. ')}?", " ".join(before), asserted=whether)
    return None


def _before_question(text: str, words: Wording) -> list[str]:
    """Split "Budgettet er 3 mio. kr. Hvor meget …?" where a capital opens a question."""
    for match in _CAPITAL.finditer(text):
        if opens_with(text[match.end() :], words) is not None:
            return [text[: match.start() + 1], *_before_question(text[match.end() :], words)]
    return [text]


def _run_on(text: str, words: Wording) -> list[str]:
    """Split "Vi er en kommune kan vi søge", where no mark parts statement and question."""
    match = words.run_on.match(text.strip())
    if match is None or words.wrapper.match(match[1]) or len(match[1].split()) < _STATEMENT:
        return [text]
    return [match[1], match[2]]


def is_question(sentence: str, words: Wording) -> bool:
    """Tell whether a sentence asks: by its mark, its opening, or a wrapped question."""
    if "?" in sentence:
        return True
    rest = unwrap(sentence, words)
    opening = opens_with(rest, words)
    return opening is not None and (opening != "yes_no" or rest == sentence.strip())


def unwrap(text: str, words: Wording) -> str:
    """Take politeness and reporting off a question: "Kan I fortælle mig, hvem …" → "hvem …"."""
    text = LEADING.sub("", text.strip())
    while True:
        match = words.wrapper.match(text)
        if match is None or not _bare(text[match.end() :]):
            return text
        text = LEADING.sub("", text[match.end() :])


def opens_with(text: str, words: Wording) -> str | None:
    """Return by which kind of word a clause opens, or None."""
    lower = LEADING.sub("", text.lower())
    lower = re.sub(r"^(?:og|men|så|and|but|so)\s+", "", lower)
    for kind in (*_OPENERS, "where", "yes_no"):
        for phrase in words.phrases[kind]:
            if lower.startswith(phrase) and not lower[len(phrase) : len(phrase) + 1].isalpha():
                return kind
    return None


def asks_inside(text: str, words: Wording) -> str | None:
    """Return the kind of the first opening word anywhere in a text: "På hvilket tidspunkt …"."""
    found = [
        (match.start(), -len(phrase), kind)
        for kind in _OPENERS
        for phrase in words.phrases[kind]
        if (match := re.search(rf"\b{re.escape(phrase)}\b", text.lower()))
    ]
    return min(found)[2] if found else None


def _clauses(sentence: str, words: Wording) -> list[str]:
    found = _joint(words.phrases["yes_no"], tuple(_openers(words))).split(sentence)
    clauses: list[str] = []
    asked: list[bool] = []
    for part in (part.strip() for part in found if _bare(part)):
        # A wrapper alone ("Kan I fortælle") or a statement before a comma belongs to what follows.
        if clauses and not asked[-1]:
            clauses[-1] = f"{clauses[-1]}, {part}"
            asked[-1] = True
        elif clauses and _subordinate(part, words) and unwrap(clauses[0], words) == clauses[0]:
            clauses[-1] = f"{clauses[-1]}, {part}"
        else:
            clauses.append(part)
            asked.append(_asks(part, words))
    return clauses


def _openers(words: Wording) -> list[str]:
    return [phrase for kind in _OPENERS for phrase in words.phrases[kind]]


def _colon(words: Wording) -> re.Pattern[str]:
    return _before_opener(tuple(_openers(words)))


@cache
def _before_opener(openers: tuple[str, ...]) -> re.Pattern[str]:
    """Match the colon of "Jeg har et spørgsmål: Hvem kan søge?"."""
    return re.compile(rf":\s+(?=(?:{'|'.join(map(re.escape, openers))})\b)", re.IGNORECASE)


@cache
def _joint(verbs: tuple[str, ...], openers: tuple[str, ...]) -> re.Pattern[str]:
    any_opener = "|".join(map(re.escape, openers))
    any_verb = "|".join(map(re.escape, verbs))
    return re.compile(
        rf"{_JOIN}(?=(?:{any_opener})\b)"
        rf"|[,;]?\s+(?:og|samt|and|men|but)\s+(?=(?:{any_verb})\s+{_SUBJECT}\b)",
        re.IGNORECASE,
    )


def _subordinate(clause: str, words: Wording) -> bool:
    """Tell "hvem der kan søge" from "hvem kan søge": a subject follows the opening word."""
    lower = clause.lower()
    for phrase in sorted(_openers(words), key=len, reverse=True):
        if lower.startswith(phrase):
            return words.subject.match(lower[len(phrase) :]) is not None
    return False


def _asks(clause: str, words: Wording) -> bool:
    rest = unwrap(clause, words)
    match = words.wrapper.match(rest)
    if match is not None and not _bare(rest[match.end() :]):
        return False
    return opens_with(rest, words) is not None or "?" in clause


def _bare(text: str) -> str:
    return text.lower().strip(" \t,.;:–-?!")
