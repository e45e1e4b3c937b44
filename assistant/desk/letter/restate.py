"""A question of a mail in a few words, without its numbers: as a heading, or as an open point.

A number of a question may be wrong, and a letter that repeats it seems to confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.split import LEADING
from assistant.desk.letter.clause import (
    clause_of,
    is_inverted,
    is_subordinate,
    polite,
    without_leading,
)
from assistant.desk.letter.wording import letter_texts
from assistant.rules.quantities import DateParts, Quantity, find_quantities
from assistant.types import Language

MAX_CHARS = 140
_MASKS = re.compile(r"\s*\[(?:cpr|phone|e-mail)\]")
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}[.):]|\(?[a-zA-Z][.)]|[-–—•*▪◦])\s+")
_DIGITS = re.compile(r"\w*\d(?:[\w.,:/-]*\w)?")
_WORD_BEFORE = re.compile(r"(\S+)\s+$")
# What joins two numbers to one: "12.-14. maj", "30. maj kl. 12", "mellem 2 og 5 mio.".
_NOUN = re.compile(r"\s[^\W\d_]{2}")
_JOINED = re.compile(r"(?:\s|[-–,./]|kl\.?|til|og|to|and|at|on|den|d\.)*", re.IGNORECASE)


def restated(text: str, language: Language) -> str:
    """Return a question as a heading, empty where it has too many numbers to be told without."""
    short, taken = without_numbers(_core(text, language), language)
    return _finished(short) if taken < 2 else ""


def as_asked(text: str, language: Language) -> str:
    """Return a question as a heading with its numbers: for an answer that bears them."""
    return _finished(_core(text, language))


def open_point(text: str, language: Language) -> str:
    """Return what a question asks, a gap for each of its numbers; never empty."""
    short, _ = without_numbers(_core(text, language), language)
    return _finished(short) or str(letter_texts(language)["restate"]["gap"])


def without_masks(text: str) -> str:
    """Take out what stands for personal data, and what numbers or marks an item of a list."""
    return _NUMBERING.sub("", " ".join(_MASKS.sub("", text).split()))


def without_numbers(text: str, language: Language) -> tuple[str, int]:
    """Return a text with words in place of its numbers, and how many there were.

    One number is named by its kind ("det nævnte beløb"); several are gaps, lest they be mixed up.
    """
    gap = str(letter_texts(language)["restate"]["gap"])
    groups = _groups(text, find_quantities(text, language))
    for group in reversed(groups):
        before, after = text[: group[0].start], text[group[-1].end :]
        if len(group) > 1 and all(quantity.kind == "year" for quantity in group):
            # "Innovationskraft 2023-2024": a name without its years is still one.
            words = ""
        elif len(groups) == 1:
            before, words = _named(before, group, after, language)
        else:
            words = gap
        text = before + words + after
    text, odd = _DIGITS.subn(gap, text)
    left = find_quantities(text, language)
    for quantity in reversed(left):
        text = text[: quantity.start] + gap + text[quantity.end :]
    return " ".join(text.split()), len(groups) + odd + len(left)


def _named(
    before: str, group: Sequence[Quantity], after: str, language: Language
) -> tuple[str, str]:
    """Return what stands before a number, and the words in its place."""
    texts = letter_texts(language)["restate"]
    gap = str(texts["gap"])
    kinds = {quantity.kind for quantity in group}
    kind: str = "date" if "date" in kinds else group[0].kind
    if isinstance(group[0].value, DateParts) and group[0].value.day is None:
        kind = "month"
    if len(group) > 1 and kind != "date":
        return before, gap
    word = _WORD_BEFORE.search(before)
    bound = word is not None and word[1].lower() in texts["determiners"]
    if kind == "number" and bound and _NOUN.match(after):
        # "alle 14 klynger" are still the clusters; "de klynger" would be those that were named.
        return before.rstrip(), str(dict(texts["named"]).get(word[1].lower() if word else "", ""))
    if kind == "number" and (bound or group[0].value == 1 or not _NOUN.match(after)):
        # "så mange partnere", but "uge …" and "kun … klynge".
        return before, gap
    while word and word[1].lower() in texts["swallowed"]:
        before = before[: word.start(1)]
        word = _WORD_BEFORE.search(before)
    if word and word[1].lower() in texts["determiners"]:
        return before, gap
    return before, str(texts.get(kind, gap))


def _core(text: str, language: Language) -> str:
    """Return the question without politeness, but not so short that it is none."""
    whole = LEADING.sub("", without_masks(text)).rstrip(" ,;:")
    core = polite(whole, language)
    opening = core.split(" ", 1)[0].lower().strip(",:")
    texts = letter_texts(language)["restate"]
    if not core.strip(" ?.") or opening in texts["that"]:
        core = without_leading(clause_of(whole, language), language)
    if is_subordinate(core, language) and (core != whole or "?" not in whole):
        # "Kan I oplyse, hvem der kan søge?" → "Hvem der kan søge": no question by itself.
        said = dict(texts["said"]).get(opening)
        return (said + core[len(opening) :] if said else core).rstrip(" ?.")
    asks = is_inverted(core, language) and "?" not in core
    return f"{core.rstrip(' .')}?" if asks else core


def _groups(text: str, found: Sequence[Quantity]) -> list[list[Quantity]]:
    groups: list[list[Quantity]] = []
    for quantity in found:
        last = groups[-1][-1] if groups else None
        alike = last is not None and (
            last.kind == quantity.kind or {last.kind, quantity.kind} == {"date", "time"}
        )
        if last is not None and alike and _JOINED.fullmatch(text[last.end : quantity.start]):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _finished(text: str) -> str:
    text = re.sub(r"[\[\]]", "", text).strip(" ,;:")
    text = re.sub(r"[.\s]+$", "", text)
    text = re.sub(r"\s+([?!,.;:])", r"\1", text)
    text = re.sub(r"[?!]*\?[?!]*", "?", text)
    text = text.capitalize() if text.isupper() else text
    if len(text) > MAX_CHARS:
        cut = text[:MAX_CHARS]
        comma = cut.rfind(", ")
        text = cut[: comma if comma > MAX_CHARS // 2 else cut.rfind(" ")].rstrip(" ,;:–-") + " …"
    return text[:1].upper() + text[1:]
