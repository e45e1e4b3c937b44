"""Where the rules are in doubt: a question that may only talk, a statement that may ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.desk.mail.asking import find_questions, is_chatter
from assistant.desk.mail.judge import Judge
from assistant.desk.mail.said import Said
from assistant.desk.mail.words import Asking

# Measured over eval/mails, each set judged by what was trained on the other ones.
TALKS_MARKED, TALKS, ASKS = 0.2, 0.1, 0.9
_LEAST, _MOST, _LONGEST = 4, 12, 300
_WORD = re.compile(r"\w+")


def weigh(text: str, said: Sequence[Said], words: Asking, judge: Judge) -> list[Said]:
    """Return what was said without questions that only talk, and with statements that ask."""
    doubtful = [_doubts(text, each, words) for each in said]
    wanted = list(dict.fromkeys(each for group in doubtful for each in group))[:_MOST]
    chances = dict(zip(wanted, judge(wanted), strict=False))
    return [
        _weighed(text, each, group, chances, words)
        for each, group in zip(said, doubtful, strict=True)
    ]


def _doubts(text: str, said: Said, words: Asking) -> list[str]:
    """Return the stretches to be judged: each question, or a statement that may ask."""
    sentence = said.sentence
    if sentence.block.kind != "text" or sentence.listed:
        return []
    if said.asks:
        if said.asks[-1][1] > sentence.end:
            return []
        asked = [_asked(text, said, span) for span in said.asks]
        # What names money or support is hardly small talk, and each vector takes its time.
        plain = all("?" in each and words.money.search(each) for each in asked)
        return [] if plain else asked
    count = len(_WORD.findall(sentence.text))
    if "?" in sentence.text or count < _LEAST or len(sentence.text) > _LONGEST:
        return []
    if sentence.text.endswith(":") or is_chatter(sentence.text, words):
        return []
    may = words.any_question.search(sentence.text) is not None
    return [sentence.text] if may and not words.settled.search(sentence.text) else []


def _asked(text: str, said: Said, span: tuple[int, int]) -> str:
    asked = " ".join(text[span[0] : span[1]].split())
    return asked if "?" in asked else said.sentence.text


def _weighed(
    text: str, said: Said, group: list[str], chances: dict[str, float], words: Asking
) -> Said:
    sentence = said.sentence
    if said.asks:
        kept = tuple(
            span
            for span, asked in zip(said.asks, group, strict=False)
            if chances.get(asked, 1.0) >= (TALKS_MARKED if "?" in asked else TALKS)
        )
        return Said(sentence, kept) if group else said
    if not group or chances.get(group[0], 0.0) < ASKS:
        return said
    spans = find_questions(sentence.text, words, certain=True)
    return Said(sentence, tuple(sentence.place(*span) for span in spans))
