"""An answer of `ask` as it stands in a letter: without markers, and nothing said twice."""

from __future__ import annotations

import re

from assistant.answer.wording import wording
from assistant.desk.letter.wording import letter_texts
from assistant.index.sentences import split_sentences
from assistant.types import Language
from assistant.types.desk import DraftQuestion

# A sentence of this many characters is sooner said again than looked up.
_SHORT = 60
_MARKERS = re.compile(r"\s*(?:\[\d+\])+(?P<end>\.?)")


class Said:
    """What the letter has said so far, so that it says it once.

    `title` is that of the call that the whole letter is about, and says so.
    """

    def __init__(self, language: Language, title: str = "") -> None:
        self._language = language
        self._title = title
        self._sentences: set[str] = set()

    def prose(self, question: DraftQuestion) -> str:
        """Return the answer to a question, and remember it.

        What the letter has said already is left out at the end of an answer, where nothing leans
        on it. Where nothing new is left, the first sentence if it is short, else where to look.
        """
        opening, text = self._opened(plain(question, self._language))
        if self._title:
            text = text.removeprefix(f"{self._title}: ")
        spans = split_sentences(text)
        new = len(spans)
        while new and text[slice(*spans[new - 1])] in self._sentences:
            new -= 1
        self._sentences.update(text[start:end] for start, end in spans)
        if new:
            kept = text[: spans[new - 1][1]]
        elif spans and spans[0][1] - spans[0][0] <= _SHORT:
            kept = text[slice(*spans[0])]
        else:
            kept = str(letter_texts(self._language)["above"])
        return f"{opening} {kept}".strip()

    def _opened(self, text: str) -> tuple[str, str]:
        """Split the verdict off; a wrong premise is named as a person would."""
        say = wording(self._language).say
        for key in ("yes", "no", "depends", "premise"):
            if text.startswith(say[key]):
                premise = str(letter_texts(self._language)["premise"])
                opening = premise if key == "premise" else say[key]
                return opening, text[len(say[key]) :].strip()
        return "", text


def plain(question: DraftQuestion, language: Language) -> str:
    """Return the text of an answer without markers and without what it says is not answered."""
    say = wording(language).say["not_found_part"]
    unanswered = {
        say.format(question=f"“{missing.rstrip('?. ')}?”") for missing in question.missing
    }
    paragraphs = [part for part in question.answer.split("\n\n") if part not in unanswered]
    return unmarked("\n\n".join(paragraphs))


def unmarked(text: str) -> str:
    """Take the markers out: "40 pct. [1]." → "40 pct."."""

    def end(match: re.Match[str]) -> str:
        doubled = match["end"] and match.string[: match.start()].endswith((".", "…"))
        return "" if doubled else match["end"]

    return _MARKERS.sub(end, text)
