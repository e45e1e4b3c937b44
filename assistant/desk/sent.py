"""What a sent letter answered to each question: the draft's answers found again in the letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.desk.letter.wording import LANGUAGES, letter_texts
from assistant.store.masking import mask
from assistant.types.desk import Draft, Mail

# An empty line is a word, too: it keeps what follows apart from what was changed before it.
_WORD = re.compile(r"\S+|\n[^\S\n]*\n\s*")
_LETTERS = re.compile(r"\w+")
# So much of a line of the draft must be an answer's words for it to be that answer's.
_MOSTLY = 0.6
# A question of fewer words is read with its context.
_SHORT = 5
# Fewer equal words between two changes say nothing.
_FEW = 3
# Longer letters are compared without their most frequent words: that takes seconds else.
_LONG = 4000


_Step = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of a text; `end` is exclusive."""

    start: int
    end: int


def open_points(body: str) -> int:
    """Return how many open points a letter has left."""
    return sum(body.count(mark) for mark in _open_marks())


def asked_of(mail: Mail, draft: Draft) -> list[str]:
    """Return the questions of a draft as they are compared and shown to others: masked.

    A short one ("Is that enough?") says nothing without what the sender wrote before it.
    """
    asked = []
    for of_mail, question in zip(mail.questions, draft.questions, strict=True):
        context = of_mail.context if len(question.text.split()) < _SHORT else ""
        asked.append(mask(" ".join(f"{context} {question.text}".split())))
    return asked


def sent_answers(draft: Draft, body: str) -> list[str]:
    """Return what the letter `body` says to each question of a draft, masked, in their order.

    The letter may have been rewritten: the place of an answer is found by the words around it. It
    is empty where nothing is said to the question, an open point has stayed, or the answers to
    several were replaced by one text.
    """
    edited = _Edited(draft.draft.body, body, _places(draft))
    answers = [edited.text(at).strip() for at in range(len(draft.questions))]
    return ["" if open_points(answer) else mask(answer) for answer in answers]


class _Edited:
    """Finds places of a text again in what became of it, word by word."""

    def __init__(self, before: str, after: str, places: Sequence[_Span | None]) -> None:
        words = [_Span(*word.span()) for word in _WORD.finditer(before)]
        self._after = [_Span(*word.span()) for word in _WORD.finditer(after)]
        self._places = [_within(words, place) for place in places]
        old = [before[word.start : word.end].strip() for word in words]
        new = [after[word.start : word.end].strip() for word in self._after]
        many = max(len(old), len(new)) > _LONG
        steps = SequenceMatcher(None, old, new, autojunk=many).get_opcodes()
        self._steps = _joined(steps, old)
        self._text = after

    def text(self, at: int) -> str:
        """Return what stands in a place now; what was added at its end belongs to it."""
        place = self._places[at]
        now = [word for step in self._steps if self._of_one(step) for word in _part(step, place)]
        if not now:
            return ""
        start, end = self._after[min(now)].start, self._after[max(now)].end
        return self._text[start:end]

    def _of_one(self, step: _Step) -> bool:
        kind, a, b, _, _ = step
        return kind != "replace" or sum(a < p.end and b > p.start for p in self._places) < 2


def _joined(steps: Sequence[_Step], old: Sequence[str]) -> list[_Step]:
    """Return the steps without words that two texts share by chance between two changes."""
    joined: list[_Step] = []
    for at, (kind, a, b, start, end) in enumerate(steps):
        between = 0 < at < len(steps) - 1
        chance = kind == "equal" and between and b - a < _FEW and "" not in old[a:b]
        if joined and joined[-1][0] == "replace" and (chance or kind != "equal"):
            _, a, _, start, _ = joined.pop()
            kind = "replace"
        elif chance:
            kind = "replace"
        joined.append((kind, a, b, start, end))
    return joined


def _within(words: Sequence[_Span], place: _Span | None) -> _Span:
    """Return which words, by number, stand in a place."""
    if place is None:
        return _Span(0, 0)
    inside = [at for at, one in enumerate(words) if place.start <= one.start < place.end]
    return _Span(inside[0], inside[-1] + 1)


def _part(step: _Step, place: _Span) -> range:
    """Return the words that a step gives in place of those of `place`."""
    kind, a, b, start, end = step
    first, last = place.start, place.end
    if kind == "equal":
        return range(start + max(first - a, 0), end - max(b - last, 0))
    if kind == "insert":
        # The empty line after an answer stands before what was added below it.
        return range(start, end) if first < a <= last + 1 else range(0)
    return range(start, end) if a < last and b > first else range(0)


def _places(draft: Draft) -> list[_Span | None]:
    """Return where the draft's letter answers each question, in the order of the questions."""
    words = [_words([one.answer, *one.missing]) for one in draft.questions]
    asked = [_words([one.text]) for one in draft.questions]
    places: list[_Span | None] = [None] * len(draft.questions)
    at = 0
    for span in _lines(draft.draft.body):
        line = draft.draft.body[span.start : span.end]
        spoken = _words([line])
        if open_points(line):
            shares = [_share(spoken, a | b) for a, b in zip(asked, words, strict=True)]
        else:
            # A line above an answer says its question again: it is none of the answer.
            shares = [
                share if share > _share(spoken, asked[n]) or share >= 0.9 else 0.0
                for n, share in enumerate(_share(spoken, one) for one in words)
            ]
        best = max(range(at, len(shares)), key=lambda n: shares[n], default=None)
        if best is None or shares[best] < _MOSTLY:
            continue
        at = best
        known = places[best]
        places[best] = _Span(known.start if known else span.start, span.end)
    return places


def _lines(text: str) -> Iterator[_Span]:
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield _Span(*found.span())


def _share(spoken: Counter[str], known: Counter[str]) -> float:
    return (spoken & known).total() / spoken.total() if spoken else 0.0


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(
        word for text in texts for word in _LETTERS.findall(text.casefold()) if not word.isdigit()
    )


def _open_marks() -> Sequence[str]:
    return [
        str(letter_texts(language)["open"]).partition("{")[0].rstrip() for language in LANGUAGES
    ]
