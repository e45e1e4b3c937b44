"""The question inside a polite frame: "Det kunne være rart at vide, hvornår …"."""

from __future__ import annotations

import re
from functools import cache

from assistant.answer.split import LEADING, opens_with, unwrap
from assistant.answer.wording import wording
from assistant.desk.letter.wording import letter_texts
from assistant.types import Language

_KINDS = ("who", "when", "how_much", "which", "where", "why", "how", "what")
_LONGEST_FRAME = 160
_LINES = re.IGNORECASE | re.DOTALL


def clause_of(text: str, language: Language) -> str:
    """Return the question of a sentence without the frame around it, else the sentence as it is.

    A frame is a statement about asking ("vi er i tvivl om, hvorvidt …"), or a question that asks
    the reader for an answer ("kan I oplyse, hvem …"); "skal man oplyse, hvem …" is none.
    """
    text = LEADING.sub("", text.strip())
    match = _framed(language).match(text)
    if match is not None and _is_frame(match["frame"], language):
        return match["clause"]
    return text


def without_leading(text: str, language: Language) -> str:
    """Take off what only leads on from the sentence before: "Og hvornår …", "Hvis ikke, …"."""
    return without_condition(_leading(language).sub("", text, count=1), language)


def without_condition(text: str, language: Language) -> str:
    """Take off a condition on the answer before: "Hvis ikke, hvor …" → "hvor …"."""
    condition = letter_texts(language)["clause"]["condition"]
    match = re.match(rf"(?:{condition})(?P<comma>\s*,)?\s+(?P<rest>\w.*)", text, _LINES)
    if match is None:
        return text
    asks = match["comma"] or opens_with(match["rest"], wording(language)) is not None
    return match["rest"] if asks else text


def is_subordinate(clause: str, language: Language) -> bool:
    """Tell "hvem der kan søge" and "om vi kan søge" from questions of their own."""
    lower = clause.lower()
    texts = letter_texts(language)
    opening = lower.split(" ", 1)[0]
    if opening in texts["clause"]["whether"]:
        # "If we move, how much …?" is a condition.
        return opening not in texts["ask"]["whether_words_alone"] or "," not in clause
    words = wording(language)
    for phrase in _openers(language):
        if lower.startswith(f"{phrase} "):
            subject = words.subject.match(lower[len(phrase) :]) is not None
            return subject and not is_inverted(clause, language)
    return False


def is_inverted(clause: str, language: Language) -> bool:
    """Tell whether a verb comes before its subject, as in a question: "hvor meget kan vi få"."""
    words = wording(language)
    lower = clause.lower()
    if opens_with(clause, words) == "yes_no":
        return True
    opener = next((each for each in _openers(language) if lower.startswith(f"{each} ")), None)
    if opener is None:
        return False
    if opener in words.phrases["where"] and " " in opener:
        # "hvor finder", "where can": the verb is a part of it.
        return True
    following = re.findall(r"\w+", lower[len(opener) :])
    if not set(opener.split()) & set(letter_texts(language)["clause"]["of_nouns"]):
        following = following[:1]
    for word in following:
        if word in words.words["yes_no"]:
            return True
        if word in letter_texts(language)["clause"]["subjects"]:
            return False
    return False


def polite(text: str, language: Language) -> str:
    """Take off the frame, and what else only wraps a question."""
    clause = without_leading(clause_of(text, language), language)
    bare = unwrap(clause, wording(language))
    kept = opens_with(bare, wording(language)) or is_subordinate(bare, language)
    return bare if kept else clause


def _is_frame(frame: str, language: Language) -> bool:
    words = wording(language)
    texts = letter_texts(language)["clause"]
    begs = re.match("|".join(texts["begs"]), frame, re.IGNORECASE)
    if begs is not None or opens_with(frame, words) is None:
        return True
    if opens_with(frame, words) != "yes_no":
        return False
    _, _, rest = frame.partition(" ")
    asked = set(re.findall(r"\w+", rest.lower())[:3])
    first, _, after = rest.partition(" ")
    rest = after if first.lower() in texts["willing"] else rest
    # "Vil høre, hvor …" leaves out who would.
    return bool(asked & set(texts["you"])) or not words.subject.match(f" {rest}")


@cache
def _framed(language: Language) -> re.Pattern[str]:
    texts = letter_texts(language)["clause"]
    cues, between, whether, openers = (
        "|".join(map(re.escape, words))
        for words in (texts["cues"], texts["between"], texts["whether"], _openers(language))
    )
    # The frame is as short as can be: of two frames the first goes, and what follows is looked at
    # by `unwrap`.
    return re.compile(
        rf"(?P<frame>[^?]{{0,{_LONGEST_FRAME}}}?\b(?:{cues})\b(?:,? (?:{between})\b){{0,5}}),?\s+"
        rf"(?P<clause>(?:{whether}|{openers})\b.+)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _leading(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, letter_texts(language)["clause"]["leading"]))
    return re.compile(rf"^(?:(?:{words})(?:[,:]\s*|\s+))+(?=\w)", re.IGNORECASE)


def _openers(language: Language) -> list[str]:
    phrases = [phrase for kind in _KINDS for phrase in wording(language).phrases[kind]]
    return sorted(phrases, key=len, reverse=True)
