"""A sentence taken apart where it holds more than one: brackets, tags, clauses run together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.desk.mail.asking import LONGEST
from assistant.desk.mail.sentences import Sentence
from assistant.desk.mail.words import Asking

_LEAST_RUN = 3
_LEAST_ASIDE = 4
_LONG_ASIDE = 6
_LEAST_BRACKETED = 5
_SMALL = re.compile(r"[a-zæøåäö]")
_MARKS = re.compile(r"[;:]")
_ENDS = (".", "?", "!", "…")
_AFTER_END = " )\"'»”’"
_COMMA = re.compile(r"(?:[,;]| [–—-]) +(?=(?:\w+ +){2}\w)")
_BRACKETED = re.compile(r"\(([^()]{12,300}\?)\)")
_WORD = re.compile(r"\w+")


def clauses(sentence: Sentence, words: Asking) -> list[Sentence]:
    """Return the parts of a sentence that are sentences of their own, or the sentence alone."""
    if len(sentence.text) > LONGEST:
        return [sentence]
    found = [sentence]
    for step in (_bracketed, _after_tag, _spliced, _unrun):
        found = [piece for each in found for piece in step(each, words)]
    return found


def _bracketed(sentence: Sentence, words: Asking) -> Iterator[Sentence]:
    """Take "(but how is it divided?)" out of what is said around it."""
    at = 0
    for match in _BRACKETED.finditer(sentence.text):
        if len(_WORD.findall(match[1])) < _LEAST_BRACKETED or words.tag.fullmatch(match[1]):
            continue
        yield from _part(sentence, at, match.start())
        yield from _part(sentence, match.start(1), match.end(1))
        at = match.end()
    yield from _part(sentence, at, len(sentence.text))


def _after_tag(sentence: Sentence, words: Asking) -> Iterator[Sentence]:
    """Part "Is that right, | and how do we start?", so that the tag joins what it asks about."""
    for joint in words.joint.finditer(sentence.text):
        if words.tag.fullmatch(sentence.text, 0, joint.start()):
            yield from _part(sentence, 0, joint.start())
            yield from _part(sentence, joint.end(), len(sentence.text))
            return
    yield sentence


def _spliced(sentence: Sentence, words: Asking) -> Iterator[Sentence]:
    """Part main clauses between commas: "vi er små, | kan vi søge, | vi har to ansatte".

    What is stated after a question, without a question mark, explains it and asks nothing.
    """
    text, at = sentence.text, 0
    if sentence.block.kind == "row" or "?" in text:
        yield sentence
        return
    sloppy = not text.rstrip(_AFTER_END).endswith(_ENDS) or _SMALL.match(text) is not None
    aside = False
    for comma in _COMMA.finditer(text):
        left, right = text[at : comma.start()], text[comma.end() :]
        asks = words.opening.match(right) or words.direct.match(right)
        if asks and sloppy and states_alone(left, words):
            yield from _part(sentence, at, comma.start(), aside)
            at, aside = comma.end(), False
        elif _explains(left, right, words):
            yield from _part(sentence, at, comma.start(), aside)
            at, aside = comma.end(), True
    yield from _part(sentence, at, len(text), aside)


def _explains(left: str, right: str, words: Asking) -> bool:
    stated = words.plain.match(right) is not None and len(_WORD.findall(right)) >= _LEAST_ASIDE
    asked = words.reporter.search(right)
    if not stated or (asked and len(_WORD.findall(right[: asked.start()])) <= _LEAST_ASIDE):
        return False
    lead = words.lead.match(left)
    rest = left[lead.end() :] if lead else left
    return bool(words.opening.match(rest) or words.direct.match(rest))


def _unrun(sentence: Sentence, words: Asking) -> Iterator[Sentence]:
    """Part "vi er fem mand | kan vi søge", where who writes sets no marks."""
    text = sentence.text
    if not _SMALL.match(text) or _MARKS.search(text) or ", " in text:
        yield sentence
        return
    at = 0
    for match in words.run_on.finditer(text):
        if states_alone(text[at : match.start()], words):
            yield from _part(sentence, at, match.start())
            at = match.end()
    stated = words.run_back.search(text, at) if words.opening.match(text[at:]) else None
    rest = len(_WORD.findall(text[stated.end() :])) if stated is not None else 0
    if stated is not None and rest >= (_LONG_ASIDE if "?" in text else _LEAST_ASIDE):
        yield from _part(sentence, at, stated.start("cut"))
        yield from _part(sentence, stated.end(), len(text), True)
        return
    yield from _part(sentence, at, len(text), sentence.aside)


def states_alone(text: str, words: Asking) -> bool:
    """Tell whether a clause stands by itself before a verb and its subject.

    "I dag" does not, having no verb of its own; "hvis vi er fem" is part of what is asked.
    """
    lead = words.lead.match(text)
    if len(text.split()) < _LEAST_RUN or (lead is not None and lead.end() > 0):
        return False
    if words.subordinate.match(text) or words.opens_with_verb.match(text) or words.wh.match(text):
        return False
    if words.reporter.search(f"{text}, om") or words.direct.search(text):
        return False
    return words.finite.search(text) is not None


def _part(sentence: Sentence, start: int, end: int, aside: bool = False) -> Iterator[Sentence]:
    inner = sentence.text[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    if start < end and _WORD.search(inner):
        yield Sentence(
            sentence.text[start:end],
            sentence.where[start:end],
            sentence.block,
            sentence.listed,
            aside or sentence.aside,
        )
