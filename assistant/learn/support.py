"""Whether what a text is to rest on bears it: by its content words and its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.content import content_stems
from assistant.answer.words import find_words
from assistant.learn.grounds import LANGUAGES, Desk
from assistant.learn.model import Grounds, said
from assistant.learn.quiz.wording import capital, with_legal
from assistant.rules.model import Bilingual, Legal
from assistant.rules.quantities import accounted_for, find_quantities
from assistant.rules.wording import joined
from assistant.types import Language

# Of a true text at least this share of the content words has to stand in what it rests on.
ENOUGH = 0.5
_NEGATIONS: dict[Language, frozenset[str]] = {
    "da": frozenset("ikke ingen intet aldrig uden hverken ej".split()),
    "en": frozenset("not no none never without neither nor cannot".split()),
}
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\w)")


class Support:
    """The words and numbers of some grounds, in both languages."""

    def __init__(self, desk: Desk, grounds: Grounds) -> None:
        self._pool = desk.pool(grounds)
        quotes = [desk.documents[a.document_id].text[a.start : a.end] for a in grounds.anchors]
        self._sentences: dict[Language, list[str]] = {}
        self._stems: dict[Language, frozenset[str]] = {}
        for language in LANGUAGES:
            texts = [fact.statements[language] for fact in grounds.facts]
            texts += [said(text, language) for text in desk.texts(grounds)]
            # The call's own words count in either language: names are kept in English texts.
            texts += quotes
            self._sentences[language] = [s for t in texts for s in _SENTENCE_END.split(t) if s]
            self._stems[language] = content_stems(" ".join(texts), language)

    def share(self, text: str, language: Language) -> float:
        """Return which share of the content words is borne; 0 where there is none."""
        words = content_stems(text, language)
        return len(words & self._stems[language]) / len(words) if words else 0.0

    def bears_numbers(self, text: str, language: Language) -> bool:
        """Tell whether all numbers of a text are borne."""
        found = find_quantities(text, language)
        return all(accounted_for(quantity, self._pool) for quantity in found)

    def bears(self, text: str, language: Language) -> bool:
        """Tell whether a text is borne well enough to be called right."""
        if not self.bears_numbers(text, language):
            return False
        numbers = bool(find_quantities(text, language))
        return numbers or self.share(text, language) >= ENOUGH

    def is_bare(self, text: str, language: Language) -> bool:
        """Tell whether a text says something that is not there: a number or a content word."""
        return not self.bears_numbers(text, language) or self.share(text, language) < 1

    def turns_round(self, text: str, language: Language) -> bool:
        """Tell whether a text has more or fewer negations than the sentence likest to it."""
        words = content_stems(text, language)
        likest = max(
            self._sentences[language],
            key=lambda sentence: len(words & content_stems(sentence, language)),
            default="",
        )
        return negations(text, language) != negations(likest, language)

    def both_bear(self, text: Bilingual) -> Language | None:
        """Return the language in which a text is not borne, None where both are."""
        return next((lang for lang in LANGUAGES if not self.bears(said(text, lang), lang)), None)

    def both_bare(self, text: Bilingual) -> Language | None:
        """Return the language in which a text says nothing that is not there."""
        return next((lang for lang in LANGUAGES if not self.is_bare(said(text, lang), lang)), None)


def negations(text: str, language: Language) -> int:
    """Return how many words of a text deny something, even or odd: 0 or 1."""
    words = [word.lower() for word in find_words(text)]
    return sum(word in _NEGATIONS[language] or word.endswith("n't") for word in words) % 2


def plain(text: str) -> str:
    """Return a text by which two options that say the same are found."""
    return " ".join(word.lower() for word in find_words(text))


def best_text(grounds: Grounds, desk: Desk, asked: Sequence[Bilingual]) -> Bilingual:
    """Return the statement of a fact, or else of a rule or act, that is likest to what is asked.

    The last of `asked` is the answer: its numbers have to stand in what a rule says.
    """
    texts = [Bilingual(fact.statements["da"], fact.statements["en"]) for fact in grounds.facts]
    texts = texts or [act.says for act in grounds.acts if act.says.da]
    likest = _Likest(asked)
    if texts:
        return max(texts, key=likest)
    said: dict[Bilingual, tuple[Bilingual, tuple[Legal, ...]]]
    said = {text: (text, ()) for rule in grounds.rules for text in rule.assumptions}
    for parameter in grounds.parameters:
        text, *sources = desk.parameter_texts(parameter)
        said[joined([text, *sources])] = (capital(text), parameter.legal)
    wanted = find_quantities(asked[-1].da, "da")
    bearing = [
        text
        for text in said
        if all(accounted_for(each, find_quantities(text.da, "da")) for each in wanted)
    ]
    if not said:
        return Bilingual("", "")
    text, legal = said[max(bearing or said, key=likest)]
    return with_legal(Bilingual(*(f"{each.rstrip('.')}." for each in text)), legal)


class _Likest:
    """Counts the content words that a text shares with what is asked."""

    def __init__(self, asked: Sequence[Bilingual]) -> None:
        self._words = content_stems(" ".join(text.da for text in asked), "da")

    def __call__(self, text: Bilingual) -> int:
        return len(self._words & content_stems(text.da, "da"))
