"""The answer pipeline: one direction, one step after the other, each timed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer.calls import calls_of, other_calls, without_call
from assistant.answer.compose import Draft, compose
from assistant.answer.draft import PartAnswer
from assistant.answer.gather import elsewhere, none_of, together, which_of
from assistant.answer.guided import answer_guided
from assistant.answer.premise import main_of, refuted
from assistant.answer.question import Part, Question
from assistant.answer.reader import Reader, Searches
from assistant.answer.select import claim_of, state_of_call
from assistant.answer.sums.answer import Sums, fits
from assistant.answer.sums.say import numbers_of
from assistant.answer.understand import understand
from assistant.answer.verify import Verified, verify
from assistant.answer.wording import wording
from assistant.rules.model import RuleBook
from assistant.rules.output import finding_json
from assistant.types import Answer, Ask

logger = logging.getLogger(__name__)
# With several calls, those whose answers are this close in confidence all get their say.
CALL_LEAD = 0.15
MAX_CALLS = 3
Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]


def answer_question(
    ask: Ask,
    as_of: date,
    reader: Reader,
    embed: Embed,
    books: Mapping[str, RuleBook] | None = None,
) -> Answer:
    """Answer a question from one generation of the index.

    `reader` is a generation made ready, `embed` turns questions into vectors (all of a message in
    one call), `books` are the calls' rules, which decide about sums. Raises InputError
    `unknown_call` where `ask.call` names none, MissingPartError `no_documents` where the index is
    empty.
    """
    timings: dict[str, float] = {}
    began = clock = time.perf_counter()

    def lap(step: str) -> None:
        nonlocal clock
        now = time.perf_counter()
        timings[step] = timings.get(step, 0.0) + (now - clock) * 1000
        clock = now

    calls = calls_of(ask, reader)
    question = understand(ask, as_of, reader.speller.correct)
    lap("understand")
    if not any(letter.isalpha() for letter in question.text):
        # An emoji or a row of signs asks nothing that a source could answer.
        question = replace(question, parts=())
    if len(calls) < len(reader.call_ids):
        parts = tuple(without_call(part, reader, calls) for part in question.parts)
        question = replace(question, parts=parts)
    # Of signs alone nothing is left to search by: "Hvad er fristen? >?"
    question = replace(question, parts=tuple(part for part in question.parts if part.search))
    texts = list(dict.fromkeys(v for part in question.parts for v in part.variants()))
    vectors = dict(zip(texts, embed(texts) if texts else [], strict=True))
    searches = reader.search(vectors, calls)
    for text in texts:
        for call in calls:
            searches.phrases(text, call)
    lap("retrieve")
    others = other_calls(ask, reader)
    if others:
        # What the chosen call says of it would be taken for the other one's word.
        answers = [elsewhere(part, others) for part in question.parts]
    else:
        answers = _answers(question, reader, searches, calls, books or {})
    draft = compose(
        answers,
        reader.documents,
        {call: reader.calls[call] for call in calls if call in reader.calls},
        question.language,
        name_calls=len(reader.call_ids) > 1,
        short_names=reader.short_names,
    )
    lap("compose")
    verified = verify(
        draft.text,
        draft.citations,
        reader.documents,
        question.language,
        as_of,
        numbers_of(draft.findings, question.language),
    )
    draft = _after(draft, verified, question)
    lap("verify")
    timings["total"] = (time.perf_counter() - began) * 1000
    return Answer(
        id=question.id,
        question=ask.question,
        language=question.language,
        as_of=as_of,
        status=draft.status,
        verdict=draft.verdict,
        answer=draft.text,
        citations=draft.citations,
        findings=[finding_json(finding) for finding in draft.findings],
        missing=draft.missing,
        confidence=round(draft.confidence, 3),
        mode="extractive",
        index_generation=reader.generation_id,
        timings_ms={step: round(value, 2) for step, value in timings.items()},
    )


def _answers(
    question: Question,
    reader: Reader,
    searches: Searches,
    calls: Sequence[str],
    books: Mapping[str, RuleBook],
) -> list[PartAnswer]:
    sums = {
        call: Sums(question, books[call], question.language)
        for call in calls
        if call in books and fits(books[call], reader.documents)
    }
    answers: list[PartAnswer] = []
    for asked in question.parts:
        wrong = _premise(asked, question, reader, searches, calls, sums)
        part = main_of(asked) if wrong else asked
        by_call = [
            _answer_of(part, call, question, reader, searches, None if wrong else sums.get(call))
            for call in calls
        ]
        if wrong is not None:
            # What rests on a false premise is neither right nor wrong.
            answers.append(wrong)
            by_call = [replace(answer, verdict=None) for answer in by_call]
        found = [answer for answer in by_call if answer.status == "answered"]
        if not found:
            answers.append(none_of(by_call))
            continue
        best = max(answer.confidence for answer in found)
        found = together(a for a in found if a.confidence >= best - CALL_LEAD)
        if len(found) > MAX_CALLS and len(question.parts) == 1:
            answers.append(which_of(part, found))
        else:
            answers += found[:MAX_CALLS]
    return answers


def _premise(
    part: Part,
    question: Question,
    reader: Reader,
    searches: Searches,
    calls: Sequence[str],
    sums: Mapping[str, Sums],
) -> PartAnswer | None:
    """Return what puts right a premise that all calls contradict, or None."""
    if not part.given:
        return None
    found: list[PartAnswer] = []
    for call in calls:
        amounts = call not in sums or not sums[call].tells(part)
        day, language = question.as_of, question.language
        match = refuted(part, call, day, language, reader, searches, amounts=amounts)
        if match is None:
            return None
        asked = replace(part, yes_no=False)
        claims = (claim_of(match.fact, language),)
        found.append(PartAnswer(asked, "answered", 1.0, call, premise=True, claims=claims))
    return found[0] if found else None


def _answer_of(
    part: Part, call: str, question: Question, reader: Reader, searches: Searches, sums: Sums | None
) -> PartAnswer:
    """Return the answer to a part from one call: by its rules where they decide, else by its text.

    What tries to steer is refused unless it is a sum after all. Where a rule could only ask for the
    costs, a topic that the call leaves open is said to be open, and what an editor wrote is said,
    or a note.
    """
    language = question.language
    if part.nameless is not None and reader.has_facts(call):
        # What editors wrote ways to ask for is asked for without the call's name; its text has it.
        part = part.nameless
    by_text = answer_guided(part, call, question.as_of, language, reader, searches)
    by_rules = sums.answer(part) if sums is not None else None
    if by_text.verdict == "yes" and sums is not None and not sums.may_say_yes(part):
        by_text = replace(by_text, verdict=None)
    if by_rules is None:
        return by_text
    if by_text.exact:
        return by_text
    decided = any(finding.limit is not None for finding in by_rules.findings)
    if by_text.status == "refused" and not decided:
        return by_text
    asks_back = any("costs.total" in finding.missing_input for finding in by_rules.findings)
    if asks_back and (by_text.gap or by_text.by_editor or by_text.by_note):
        return by_text
    state = state_of_call(part, call, question.as_of, language, reader)
    if state is None:
        return by_rules
    return replace(by_rules, claims=(*by_rules.claims, claim_of(state, language)))


def _after(draft: Draft, verified: Verified, question: Question) -> Draft:
    """Take over what the verifier left; an answer that lost its core falls back to silence."""
    for fault in verified.dropped:
        logger.warning("the verifier dropped %s", fault)
    if draft.status in ("answered", "partial") and not verified.citations:
        return Draft(
            text=wording(question.language).say["not_found"],
            citations=[],
            status="not_found",
            verdict=None,
            missing=[part.text for part in question.parts],
            confidence=0.0,
        )
    return replace(draft, text=verified.text, citations=verified.citations)
