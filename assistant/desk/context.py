"""What was said before a question, as far as its answer depends on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer.split import is_question
from assistant.answer.wording import wording
from assistant.desk.budget_lines import is_line, told
from assistant.desk.letter.restate import without_masks
from assistant.desk.letter.wording import letter_texts
from assistant.desk.neighbours import in_danish
from assistant.index.sentences import split_sentences
from assistant.rules.quantities import find_quantities
from assistant.types import Language

if TYPE_CHECKING:
    from assistant.rules.model import RuleBook
    from assistant.types.desk import Mail, MailQuestion

# What of a context is read; of a longer one the sentences with sums go first.
MAX_CHARS = 700
_SHORT_LINE = 6
_MONEY = ("amount", "share")
_SUMS = ("amount", "share", "date", "duration", "number")


def reading(mail: Mail) -> Language:
    """Return the language that a mail is read in."""
    return "en" if mail.recognised == "en" else "da"


def context_of(question: MailQuestion, mail: Mail, asked: str, book: RuleBook | None) -> str:
    """Return the sums and who asks, a sentence a line; the rest of a mail only distracts.

    `asked` is the question as it is asked, `book` tells the regions that the lines of a budget may
    name.
    """
    language = reading(mail)
    lines = [in_danish(line, mail.recognised) for line in question.context.splitlines()]
    if book is not None:
        lines = told(lines, _heading(lines, mail, book, language), book, language)
    words = wording(language)
    sentences = [
        sentence
        for line in lines
        for start, end in split_sentences(line)
        if not is_question(sentence := _ended(without_masks(line[start:end]), language), words)
        and not _said_again(sentence, asked, language)
        and not _announces(sentence, language)
    ]
    who = re.compile("|".join(letter_texts(language)["ask"]["who"]), re.IGNORECASE)
    weights = {
        at: 2 * _has_sums(sentence, language) + bool(who.search(sentence))
        for at, sentence in enumerate(sentences)
    }
    room = MAX_CHARS
    kept = []
    for at in sorted(weights, key=lambda at: (-weights[at], -at)):
        if weights[at] and len(sentences[at]) < room:
            room -= len(sentences[at]) + 1
            kept.append(at)
    return "\n".join(sentences[at] for at in sorted(kept))


def _said_again(sentence: str, asked: str, language: Language) -> bool:
    """Tell whether a short line holds a sum that the question has: it would count twice."""
    if len(sentence.split()) > _SHORT_LINE:
        return False
    sums = [quantity for quantity in find_quantities(sentence, language) if quantity.kind in _SUMS]
    told = find_quantities(asked, language)
    return bool(sums) and all(any(each.value == one.value for one in told) for each in sums)


def _announces(sentence: str, language: Language) -> bool:
    """Tell whether a line only leads in what follows: "Vi har tre spørgsmål:"."""
    found = find_quantities(sentence, language)
    return sentence.endswith(":") and not any(quantity.kind in _MONEY for quantity in found)


def _ended(sentence: str, language: Language) -> str:
    """Close a sentence that the question was cut from: "Vi er en kommune og" → "… kommune."."""
    joining = "|".join(map(re.escape, letter_texts(language)["ask"]["joining"]))
    cut = re.sub(rf"[\s,;]+(?:{joining})[\s,;]*$", "", sentence, flags=re.IGNORECASE)
    # The lines of a budget stay as they are.
    open_end = cut[-1:].isalpha() and not _has_sums(cut, language)
    return f"{cut}." if open_end else cut


def _has_sums(sentence: str, language: Language) -> bool:
    return any(quantity.kind in _SUMS for quantity in find_quantities(sentence, language))


def _heading(lines: list[str], mail: Mail, book: RuleBook, language: Language) -> str:
    """Return the line above the budget in the mail, which names its columns."""
    first = next((line for line in lines if is_line(line, book, language)), None)
    if first is None:
        return ""
    above = ""
    for line in mail.text.splitlines():
        if " ".join(line.split()) == " ".join(first.split()):
            return above
        above = line if line.strip() else above
    return ""
