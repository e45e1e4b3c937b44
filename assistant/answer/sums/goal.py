"""What a question asks of a budget: whether it holds, the largest grant, or the own share."""

from __future__ import annotations

import re

from assistant.answer.question import Part
from assistant.answer.sums.cues import cues
from assistant.answer.sums.scenario import Goal
from assistant.answer.words import find_words

_SENTENCE = re.compile(r"\s[–—-]\s|[.!?:;]\s+|,\s+(?=[a-zæøå]+\s)|(?<=\d)\.?,?\s+(?=ok)")
_SHORT = 9


def goal_of(part: Part) -> Goal | None:
    """Return what a part asks, or None where it doesn't ask about a budget."""
    if cues().much.search(part.search) and not part.yes_no:
        if cues().cut.search(part.search):
            return "check"
        return "own" if cues().own.search(part.search) else "largest"
    if cues().asks_other.search(part.text):
        return None
    return "check" if part.yes_no or asks_whether(part.text) else None


def asks_whether(text: str) -> bool:
    """Tell whether a text, or its last clause, only asks if what was told holds.

    "Holder vi os inden for loftet?", "…, is it OK?": short, with a word for it, no question word.
    """
    last = _SENTENCE.split(text.strip(" ?!."))[-1]
    short = len(find_words(last)) <= _SHORT
    return short and cues().fine.search(last) is not None and cues().much.search(last) is None
