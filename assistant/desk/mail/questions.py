"""The questions of a message in order, each with what the sender said before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.desk.mail.asking import find_questions, is_chatter, is_tag
from assistant.desk.mail.clauses import clauses
from assistant.desk.mail.context import AMOUNT, context
from assistant.desk.mail.doubt import weigh
from assistant.desk.mail.judge import Judge
from assistant.desk.mail.opening import labelled, opens
from assistant.desk.mail.said import Said
from assistant.desk.mail.sentences import Block, Line, Sentence, blocks, sentences
from assistant.desk.mail.tongue import recognise
from assistant.desk.mail.words import TAKEN_APART, Asking, asking

_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"[,;.]?(?:\s+(?:og|and|och|samt|und))?[,;.:]?$", re.IGNORECASE)
_OR = re.compile(r"(?:eller|or|oder)\b", re.IGNORECASE)
_STATES = re.compile(r"(?:der|there|det|it|vi|we|jeg|i) \w+", re.IGNORECASE)
# An item may be followed by a paragraph of its own before the next one.
_SAME_LIST = 2
_LONGEST_OR = 4
_NEAR_SUMS = 5
_LEAST_SPOKEN = 12
_LEAST_LISTED = 3
# The Scandinavian languages are too alike to tell a paragraph of one from another's.
_FOREIGN = ("en", "de")


@dataclass(frozen=True, slots=True)
class Found:
    """A question at `text[start:end]` of the mail, and the stretches that are its context."""

    start: int
    end: int
    context: tuple[str, ...]


def find(
    text: str, body: list[Line], language: str, most: int, judge: Judge | None = None
) -> list[Found]:
    """Return the questions of the lines `body` of a mail written in `language`.

    Reading ends where more than `most` are found. `judge` decides where the rules are in doubt.
    """
    words = asking(language)
    said = _Reader(text, words, language).read(body, most)
    if judge is not None:
        said = weigh(text, said, words, judge)
    return [
        Found(start, end, context(said, number, text[start:end], words))
        for number, each in enumerate(said)
        for start, end in each.asks
    ]


class _Reader:
    def __init__(self, text: str, words: Asking, language: str) -> None:
        self._text = text
        self._words = self._main = words
        self._language = language
        self._said: list[Said] = []

    def read(self, body: list[Line], most: int) -> list[Said]:
        found = list(blocks(self._text, body, lambda line: opens(line, self._words)))
        listing = confirming = False
        last, asked = -_SAME_LIST - 1, 0
        for number, block in enumerate(found):
            item = block.kind == "item"
            if item and number - last > _SAME_LIST:
                confirming = self._to_be_confirmed()
                listing = confirming or self._list_of_questions(found, number)
            last = number if item else last
            self._words = self._spoken_in(block)
            before = len(self._said)
            for sentence in self._sentences(block):
                self._add(sentence, item and listing)
                asked += len(self._said[-1].asks)
                if asked > most:
                    return self._said
            if item and listing:
                self._whole_item(before, confirming)
        self._drop_announcements()
        return self._said

    def _spoken_in(self, block: Block) -> Asking:
        """Return how one asks in the language of a block: a Dane may pass on English words."""
        inner = self._text[block.start : block.end]
        if len(_WORD.findall(inner)) < _LEAST_SPOKEN:
            return self._main
        spoken = recognise(inner)
        other = (spoken in _FOREIGN) != (self._language in _FOREIGN)
        return asking(spoken) if other and spoken in TAKEN_APART else self._main

    def _sentences(self, block: Block) -> list[Sentence]:
        whole = sentences(self._text, block)
        return [each for sentence in whole for each in clauses(sentence, self._words)]

    def _add(self, sentence: Sentence, listing: bool) -> None:
        text = sentence.text
        row = sentence.block.kind == "row" and "?" not in text and not labelled(text, self._words)
        if row or sentence.aside:
            self._said.append(Said(sentence))
            return
        if self._said and (is_tag(text, self._words) or self._alternative(sentence)):
            self._join(sentence)
            return
        listed = listing or self._goes_on_asking(sentence)
        listed = listed or (sentence.block.kind == "text" and self._after_intro())
        spans = find_questions(text, self._words, listed)
        if sentence.listed and not spans and self._after_intro_or_mark():
            spans = [(0, len(_JOINED.sub("", text)))]
        self._said.append(Said(sentence, tuple(sentence.place(*span) for span in spans)))

    def _join(self, tag: Sentence) -> None:
        """Join "Passer det?" to the statement that it asks about."""
        last = self._said[-1]
        if tag.block.paragraph - last.sentence.block.paragraph > 1:
            return
        if not last.asks and self._sums_before(tag):
            # "Holder det?" after a budget asks of the whole of it, not of its last sentence.
            self._said.append(Said(tag, (tag.place(0, len(tag.text)),)))
            return
        start = last.asks[-1][0] if last.asks else self._stated(last.sentence)
        self._said[-1] = Said(last.sentence, (*last.asks[:-1], (start, tag.end)))

    def _sums_before(self, tag: Sentence) -> bool:
        near = [each for each in self._said[-_NEAR_SUMS:] if not each.asks]
        sums = sum(AMOUNT.search(each.sentence.text) is not None for each in near)
        return sums > 1 and self._words.holds.fullmatch(tag.text) is not None

    def _stated(self, sentence: Sentence) -> int:
        """Return where "… får vi at vide, at X" says X, where that is most of it."""
        for match in self._words.reported_that.finditer(sentence.text):
            rest = len(_WORD.findall(sentence.text[match.end() :]))
            if rest > 2 and len(_WORD.findall(sentence.text[: match.start()])) > rest:
                return sentence.where[match.end()]
        return sentence.start

    def _alternative(self, sentence: Sentence) -> bool:
        """Tell whether "Eller kun partnerne?" goes on with the question before it."""
        last = self._said[-1]
        if not last.asks or last.sentence.block != sentence.block:
            return False
        if not _OR.match(sentence.text) or "?" not in sentence.text:
            return False
        short = len(_WORD.findall(sentence.text)) <= _LONGEST_OR
        return short and not opens(sentence.text, self._words)

    def _goes_on_asking(self, sentence: Sentence) -> bool:
        """Tell "Ej heller om vi må …" after a question from a sentence of its own."""
        last = self._said[-1] if self._said else None
        if last is None or not last.asks or last.sentence.block != sentence.block:
            return False
        lead = self._words.lead.match(sentence.text)
        return lead is not None and lead.end() > 0

    def _after_intro_or_mark(self) -> bool:
        if not self._said:
            return False
        last = self._said[-1]
        return bool(last.asks) if last.sentence.listed else self._introduces(last)

    def _after_intro(self) -> bool:
        """Tell whether the lines before are "Vi vil gerne vide:", questions following."""
        for each in reversed(self._said):
            if each.sentence.text.endswith(":"):
                return self._introduces(each)
            if not each.asks:
                return False
        return False

    def _introduces(self, said: Said) -> bool:
        text = said.sentence.text
        return bool(self._words.intro.search(text)) and not self._words.no_intro.search(text)

    def _to_be_confirmed(self) -> bool:
        text = self._said[-1].sentence.text if self._said else ""
        return self._words.confirm_intro.search(text) is not None

    def _list_of_questions(self, found: list[Block], number: int) -> bool:
        """Tell whether a list holds questions: by what introduces it, or by most of its items."""
        items: list[Block] = []
        for block in found[number:]:
            if block.kind != "item":
                break
            items.append(block)
        asked = sum(map(self._asks, items))
        sums = sum(AMOUNT.search(self._text, item.start, item.end) is not None for item in items)
        if asked == 0 and sums * 2 > len(items):
            return False
        last = self._said[-1] if self._said else None
        if last is not None and not last.asks and self._introduces(last):
            return True
        if last is not None and last.asks and last.sentence.text.endswith(":"):
            return True
        return asked * 2 >= len(items)

    def _asks(self, item: Block) -> bool:
        return any(find_questions(each.text, self._words) for each in sentences(self._text, item))

    def _whole_item(self, first: int, confirming: bool) -> None:
        """Take an item of a list of questions as one where no sentence of it asks by its form.

        A statement is one only where it is to be confirmed.
        """
        mine = self._said[first:]
        if not mine or any(each.asks for each in mine):
            return
        if any(is_chatter(each.sentence.text, self._words) for each in mine):
            return
        if not confirming and any(self._states(each.sentence.text) for each in mine):
            return
        span = (mine[0].sentence.start, mine[-1].sentence.end)
        self._said[first] = Said(mine[0].sentence, (span,))

    def _states(self, text: str) -> bool:
        """Tell a statement from a heading: "Der er tre partnere" from "Krav til partnere"."""
        words = self._words
        if words.wh.match(text) or words.whether.match(text):
            return False
        return any(
            (words.finite.search(text), words.opens_with_verb.search(text), _STATES.match(text))
        )

    def _counted_after(self, number: int) -> bool:
        """Tell whether the next sentence counts: "First, is there …"."""
        after = self._said[number + 1 : number + 2]
        return any(self._words.first.match(each.sentence.text) for each in after)

    def _drop_announcements(self) -> None:
        """Drop "Jeg har et par spørgsmål om, hvordan …:" where the questions themselves follow."""
        later = False
        for number in range(len(self._said) - 1, -1, -1):
            each = self._said[number]
            text = each.sentence.text
            announced = "?" not in text and self._words.announces.search(text) is not None
            announced = announced or ("?" not in text and self._counted_after(number))
            announced = announced and not _lists_itself(text)
            if each.asks and later and (announced or text.endswith(":")):
                self._said[number] = Said(each.sentence)
            later = later or bool(self._said[number].asks)


def _lists_itself(text: str) -> bool:
    """Tell "We need the following: who pays, and when" from an announcement."""
    return len(_WORD.findall(text.partition(": ")[2])) >= _LEAST_LISTED
