"""Sentences of Danish and English text, as offsets. An abbreviation's full stop ends none.

Ready-made splitters end a sentence after "art." and "pct."; a wrong cut spoils a quote, a missed
one only makes it longer, so wherever a full stop can be read both ways the sentence goes on.
"""

from __future__ import annotations

import re

from assistant.index.words import word_sections

_STOP = re.compile(r"(?P<mark>[.!?…]+)[\"'”’“»«)\]]*(?=\s|$)|\n[ \t]*\n")
_WORD_BEFORE = re.compile(r"[^\s(\[{\"'„“”’«»/]+$")
_OPENING = re.compile(r"[\s(\[\"'„“”’«»*–—-]*")
_WORD_AFTER = re.compile(r"\w+")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_NUMBERING = re.compile(r"[§\d.,()IVXivx]+")
_LINE_BULLET = re.compile(r"[ \t]*\n[ \t]*[•▪◦*–-] ")
_LONGEST_WORD = 60
_LAST_DAY = 31


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as `(start, end)` in code points, end exclusive.

    In order, without overlap, none empty or blank; every character outside them is white space.
    An empty line always ends a sentence, a single line break never does by itself.
    """
    spans: list[tuple[int, int]] = []
    start = seen = _skip_space(text, 0)
    worded = False
    for stop in _STOP.finditer(text):
        end = stop.end() if stop["mark"] else stop.start()
        worded = worded or _has_word(text, seen, end)
        seen = max(seen, end)
        if not worded:
            continue
        if stop["mark"] and not _ends_sentence(text, start, stop):
            continue
        spans.append((start, start + len(text[start:end].rstrip())))
        start = seen = _skip_space(text, end)
        worded = False
    if start < len(text):
        _add_rest(text, start, spans)
    return spans


def _add_rest(text: str, start: int, spans: list[tuple[int, int]]) -> None:
    end = start + len(text[start:].rstrip())
    if spans and not _has_word(text, start, end):
        spans[-1] = (spans[-1][0], end)
    else:
        spans.append((start, end))


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    after = _OPENING.match(text, stop.end())
    following = after.end() if after else stop.end()
    if following >= len(text) or _LINE_BULLET.match(text, stop.end()):
        return True
    first = text[following]
    if first.islower():
        return False
    word = _word_before(text, start, stop.start())
    if stop["mark"][0] in "!?":
        return word.casefold() not in word_sections("abbreviations")["inside"]
    if stop["mark"] != ".":
        return True
    next_word = _WORD_AFTER.match(text, following)
    return _full_stop_ends(text[start : stop.start()], word, next_word.group() if next_word else "")


def _full_stop_ends(so_far: str, word: str, next_word: str) -> bool:
    lists = word_sections("abbreviations")
    key = word.casefold()
    if _is_numbering(so_far) or (not word and next_word):
        return False
    if word.isdigit():
        return _number_ends(word, next_word)
    if key in lists["inside"]:
        return False
    if key in lists["either"]:
        return _starts_capitalised(next_word)
    if key in lists["number"]:
        return not next_word[:1].isdigit()
    if _INITIALS.fullmatch(word):
        return word[0].isupper() and next_word.casefold() in lists["openers"]
    return True


def _number_ends(word: str, next_word: str) -> bool:
    if next_word.casefold() in word_sections("abbreviations")["months"]:
        return False
    # "den 4. 5. og 6. maj": a small number before a number is an ordinal.
    return not (next_word[:1].isdigit() and int(word) <= _LAST_DAY)


def _starts_capitalised(next_word: str) -> bool:
    # "60 mio. EUR" and "40 pct. EU-støtte" go on; a sentence seldom opens with an acronym.
    if len(next_word) > 1 and next_word[:2].isupper():
        return False
    return not next_word[:1].isdigit()


def _is_numbering(so_far: str) -> bool:
    """Tell whether the line is nothing but a number so far: "§ 4.", "Stk. 2.", "1."."""
    so_far = so_far[-_LONGEST_WORD:].rsplit("\n", 1)[-1]
    lists = word_sections("abbreviations")
    known = lists["inside"] | lists["either"] | lists["number"]
    tokens = so_far.split()
    return all(_NUMBERING.fullmatch(t) or t.rstrip(".").casefold() in known for t in tokens)


def _word_before(text: str, start: int, stop: int) -> str:
    found = _WORD_BEFORE.search(text[max(start, stop - _LONGEST_WORD) : stop])
    return found.group() if found else ""


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _has_word(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])
