"""Asks the questions of a mail, each with what it leans on, in words that `ask` understands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answer.content import content_words
from assistant.answer.language import detect_language
from assistant.answer.split import asks_inside, is_question
from assistant.answer.sums.applicant import barred_by
from assistant.answer.sums.cues import cues
from assistant.answer.wording import wording
from assistant.answer.words import find_words, fold
from assistant.desk.context import context_of, reading
from assistant.desk.letter.clause import clause_of, without_condition
from assistant.desk.letter.restate import without_masks
from assistant.desk.letter.wording import letter_texts
from assistant.desk.neighbours import in_danish
from assistant.index.sentences import split_sentences
from assistant.types import Ask, Language, Turn, Verdict

if TYPE_CHECKING:
    from assistant.answer.reader import Reader
    from assistant.host import Host
    from assistant.types import Answer
    from assistant.types.desk import Mail, MailQuestion

_FULL = ("answered", "partial")
# What a question must have left when the name of the call is taken out.
_LEAST_WORDS = 3
_YEARS = r"(?:\s+\d{4}(?:\s*[-–/]\s*\d{4})?)?"
_PREPOSITION = r"(?:\b(?:til|i|for|under|om|fra|ved|to|in|under|about|of)\s+)?"


def answers_to(mail: Mail, host: Host, as_of: date, call: str | None) -> list[Answer]:
    """Ask the questions of a mail and return their answers in order; raises what `host.ask` does.

    Each stands on its own, as a colleague would read it: where a pronoun could mean anything, it
    is better left open than answered from the question before.
    """
    asker = _Asker(mail, host, as_of, call)
    answers = []
    before = ""
    for question in mail.questions:
        asked = question_of(question, mail)
        answers.append(asker.answer(question, asked, before))
        before = asked
    return answers


def question_of(question: MailQuestion, mail: Mail) -> str:
    """Return a question as it can be asked by itself.

    "om vi kan søge" → "Jeg vil gerne høre, om vi kan søge?"; a statement → "…. Er det rigtigt?".
    """
    text = in_danish(without_masks(question.text), mail.recognised)
    # A Danish mail may quote an English question; "en" is never a guess here, as "da" is.
    language: Language = "en" if detect_language(text) == "en" else reading(mail)
    texts = letter_texts(language)["ask"]
    if (confirmed := _to_confirm(text, question, mail)) is not None:
        return confirmed
    text = without_condition(clause_of(text, language), language)
    opening = re.match(r"\w+", text.lower())
    if opening is None:
        return text
    alone = opening[0] in texts["whether_words_alone"] and "," not in text
    if opening[0] in texts["whether_words"] or alone:
        clause = re.sub(texts["alternative"], "", text.rstrip(" ?."), flags=re.IGNORECASE)
        return str(texts["whether"]).format(clause=clause[:1].lower() + clause[1:])
    if _is_statement(text, language):
        return str(texts["asserted"]).format(said=text.rstrip(" ."))
    return text


def _to_confirm(text: str, question: MailQuestion, mail: Mail) -> str | None:
    """Return "Vi har hørt, at … Passer det?" as one question; None where it is no such.

    What is to be confirmed stands before it in the question, else in the line of the mail.
    """
    language = reading(mail)
    texts = letter_texts(language)["ask"]
    match = re.fullmatch(
        rf"(?P<said>.*?[.!?,;–-]*)\s*\b{texts['confirm']}\W*", text, re.IGNORECASE | re.DOTALL
    )
    if match is None:
        return None
    said = match["said"].strip()
    if not said:
        lines = [each for each in in_danish(question.context, mail.recognised).splitlines() if each]
        spans = split_sentences(lines[-1]) if lines else []
        said = lines[-1][slice(*spans[-1])] if spans else ""
    said = without_masks(said).strip(" .,;!?–-")
    if len(said.split()) < _LEAST_WORDS:
        return None
    told = re.search(texts["hearsay"], said, re.IGNORECASE)
    form, said = ("confirmed", said[told.end() :]) if told else ("asserted", said)
    return str(texts[form]).format(said=said)


def _is_statement(text: str, language: Language) -> bool:
    words = wording(language)
    if is_question(text, words) or asks_inside(text, words) is not None:
        return False
    found = [word.lower() for word in find_words(text)]
    verbs = words.words["yes_no"]
    return len(found) >= _LEAST_WORDS + 1 and any(word in verbs for word in found[1:])


def named_call(mail: Mail, reader: Reader) -> str | None:
    """Return the one call that a mail names by id, title or name; None for none or several."""
    if len(reader.call_ids) < 2:
        return None
    text = fold(f"{mail.subject} {mail.text}")
    named = [call for call in reader.call_ids if any(fold(n) in text for n in _names(call, reader))]
    return named[0] if len(named) == 1 else None


class _Asker:
    def __init__(self, mail: Mail, host: Host, as_of: date, call: str | None) -> None:
        self._mail = mail
        self._host = host
        self._reader = host.reader()
        self._as_of = as_of
        self._call = call or named_call(mail, self._reader)
        self._texts = letter_texts(reading(mail))["ask"]
        books = host.rule_books().usable()
        chosen = self._call if self._call in books else next(iter(books), None)
        self._book = books[chosen] if chosen is not None else None

    def answer(self, question: MailQuestion, asked: str, before: str) -> Answer:
        """Ask a question; where it has no answer, once more in other words for the same."""
        context = context_of(question, self._mail, asked, self._book)
        if re.search(self._texts["reserved"], asked, re.IGNORECASE):
            return _left_open(self._ask(asked, ""), asked)
        answer = self._found(asked, context, before)
        if answer.verdict is not None and not self._may_decide(answer.verdict, asked, context):
            return _undecided(answer)
        return answer

    def _found(self, asked: str, context: str, before: str) -> Answer:
        answer = self._ask(asked, context)
        if answer.status == "refused":
            return answer
        if not answer.findings and self._says_nothing(asked, before, answer):
            return _left_open(answer, asked)
        if answer.status not in _FULL:
            for other, history in self._other_ways(asked, before):
                again = self._ask(other, context, history)
                if again.status in _FULL:
                    return again
        if not answer.findings and context and self._asks_if_it_holds(asked):
            again = self._ask(str(self._texts["check_asked"]), context)
            if any(finding["limit"] is not None for finding in again.findings):
                return again
        return answer

    def _ask(self, asked: str, context: str, history: tuple[Turn, ...] = ()) -> Answer:
        room = self._host.settings.max_question_chars
        whole = f"{context}\n{asked}" if context else asked
        return self._host.ask(
            Ask(
                question=whole[-room:],
                lang=self._mail.language,
                as_of=self._as_of,
                call=self._call,
                history=history,
            )
        )

    def _other_ways(self, asked: str, before: str) -> Iterator[tuple[str, tuple[Turn, ...]]]:
        """Yield the question without the name of its call, and as following the one before."""
        calls = [self._call] if self._call else self._reader.call_ids
        if len(calls) == 1:
            names = sorted(_names(calls[0], self._reader), key=len, reverse=True)
            joined = "|".join(re.escape(name) for name in names)
            bare = re.sub(
                rf"\s*{_PREPOSITION}(?:{joined})(?!\w){_YEARS}", "", asked, flags=re.IGNORECASE
            )
            if bare != asked and len(bare.split()) >= _LEAST_WORDS:
                yield bare, ()
        if before and self._follows_up(asked):
            yield asked, (Turn(question=before),)

    def _follows_up(self, asked: str) -> bool:
        return any(asked.lower().startswith(words) for words in self._texts["follow_up"])

    def _says_nothing(self, asked: str, before: str, answer: Answer) -> bool:
        """Tell whether a question is about what "them" were, or "also" with nothing before it."""
        if self._follows_up(asked) and not before:
            return True
        said = {word.lower() for word in find_words(asked)}
        clause = clause_of(asked, reading(self._mail))
        if self._is_whether(clause) and not content_words(clause, reading(self._mail)):
            # "If it does", split from what it asks.
            return True
        pronouns = set(self._texts["pronouns"])
        if answer.verdict is not None:
            pronouns |= set(self._texts["pronouns_decided"])
        if not said & pronouns:
            return False
        return len(content_words(asked, reading(self._mail))) <= 1

    def _may_decide(self, verdict: Verdict, asked: str, context: str) -> bool:
        """Tell whether a yes or no may open the answer: a wrong one is worse than none.

        Not where the question was read word by word or offers two ways, nor a yes for money to
        who can't apply.
        """
        if self._mail.recognised not in ("da", "en", "und") or self._offers_two(asked):
            return False
        if verdict != "yes" or self._book is None:
            return True
        if re.search(self._texts["money"], asked.lower()) is None:
            return True
        kinds = cues().applicants
        others = tuple(word for word, kind in kinds.items() if kind != "cluster_organisation")
        named = any(word.lower().startswith(others) for word in find_words(asked))
        return not named and barred_by(f"{context} {asked}", self._book) is None

    def _is_whether(self, clause: str) -> bool:
        opening = clause.split(" ", 1)[0].lower()
        return opening in (*self._texts["whether_words"], *self._texts["whether_words_alone"])

    def _offers_two(self, asked: str) -> bool:
        """Tell whether a question is "A or is it B?", "from A or from B?": yes answers neither."""
        language = reading(self._mail)
        words = [word.lower() for word in find_words(asked)]
        verbs = wording(language).words["yes_no"]
        return any(
            after in verbs or (after in words[:at] and after in self._texts["prepositions"])
            for at, (word, after) in enumerate(pairwise(words))
            if word in self._texts["or"]
        )

    def _asks_if_it_holds(self, asked: str) -> bool:
        lower = asked.lower()
        return any(re.search(pattern, lower) for pattern in self._texts["check"])


def _left_open(answer: Answer, asked: str) -> Answer:
    """Return the answer as one that was not found."""
    return answer.model_copy(
        update={
            "status": "not_found",
            "verdict": None,
            "answer": wording(answer.language).say["not_found"],
            "citations": [],
            "missing": [asked],
            "confidence": 0.0,
        }
    )


def _undecided(answer: Answer) -> Answer:
    """Return the answer without the yes or no that opens it."""
    opening = wording(answer.language).say[answer.verdict or ""]
    text = answer.answer.removeprefix(opening).strip()
    return answer.model_copy(update={"verdict": None, "answer": text or answer.answer})


def _names(call: str, reader: Reader) -> tuple[str, ...]:
    info = reader.calls.get(call)
    return (call, *((info.title, *info.names) if info else ()))
