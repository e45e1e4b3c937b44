"""What was said before a question and belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.desk.mail.asking import is_chatter
from assistant.desk.mail.said import Said
from assistant.desk.mail.words import Asking

AMOUNT = re.compile(
    r"\d{1,3}(?:[. ,]\d{3})+|\d{5,}"
    r"|\d[\d.,]* ?(?:mio|mia|million|mill|m\b|kr\b|dkk|eur|euro|pct|procent|percent|per cent|%)"
    r"|(?:kr\.?|dkk|eur|€) ?\d",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_NEAR = 2
_MOST = 1500
_LEAST_WORDS = 3


def context(said: Sequence[Said], number: int, question: str, words: Asking) -> tuple[str, ...]:
    """Return what the sender says before a question of `said[number]`, in order.

    Sums where it is about money; who they are where it is about them; the sentences right before
    it, and what stands before it in its own sentence, where it leans on them.
    """
    money = words.money.search(question) is not None
    leaning = words.leaning.search(question) is not None
    if not (money or leaning):
        return ()
    near = _near(said, number)
    texts = [
        each.sentence.text
        for at, each in enumerate(said[:number])
        if not each.asks and (at in near or _belongs(each.sentence.text, leaning, words))
    ]
    lead = _lead(said[number])
    if len(_WORD.findall(lead)) >= _LEAST_WORDS and not is_chatter(lead, words):
        texts.append(lead)
    while texts and sum(map(len, texts)) > _MOST:
        texts.pop(0)
    return tuple(texts)


def _belongs(text: str, leaning: bool, words: Asking) -> bool:
    if AMOUNT.search(text):
        return True
    return leaning and words.selves.search(text) is not None and not is_chatter(text, words)


def _lead(here: Said) -> str:
    first = here.asks[0][0]
    end = next((at for at, place in enumerate(here.sentence.where) if place >= first), 0)
    return here.sentence.text[:end].rstrip(" ,;:–-")


def _near(said: Sequence[Said], number: int) -> set[int]:
    """Return the statements right before a sentence, in its paragraph or the one before."""
    near: set[int] = set()
    here = said[number].sentence.block.paragraph
    for at in range(number - 1, -1, -1):
        if said[at].asks or len(near) == _NEAR:
            break
        if here - said[at].sentence.block.paragraph > 1:
            break
        near.add(at)
    return near
