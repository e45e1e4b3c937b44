"""A module's topics, and the question that a topic gives with a seed, in a language."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answer.compose import cite
from assistant.errors import CorpusError
from assistant.learn.grounds import Desk, desk_of
from assistant.learn.model import (
    NOTHING,
    Choice,
    Curriculum,
    Grounds,
    Lesson,
    Order,
    Statement,
    Value,
    said,
)
from assistant.learn.quiz.facts import OPTIONS, from_fact, from_value
from assistant.learn.quiz.made import Made
from assistant.learn.quiz.rules import ASKED
from assistant.learn.quiz.terms import from_term
from assistant.learn.quiz.wording import both, say, with_legal
from assistant.learn.support import best_text
from assistant.rules.model import Bilingual, Legal
from assistant.types import Anchor, Citation, Language
from assistant.types.learn import QuizQuestion

MAX_CITATIONS = 6
# A draw of amounts can fail (a cap that is no whole krone): draw again, so many times.
_DRAWS = 200


class Topic(NamedTuple):
    """What is asked for: a kind of the plan and an id in it."""

    kind: str
    id: str


def topics_of(lesson: Lesson) -> list[Topic]:
    """Return what a module asks for, in the order of its file."""
    return list(_topics(lesson))


def make(curriculum: Curriculum, lesson: Lesson, topic: Topic, seed: int) -> Made:
    """Return the question of a topic; raises CorpusError where none can be made."""
    rng = random.Random(f"{lesson.call}/{lesson.id}/{topic.kind}/{topic.id}/{seed}")
    for _ in range(_DRAWS):
        made = _made(curriculum, lesson, topic, rng)
        if made is not None:
            return made
    raise CorpusError(
        "no_question",
        f"{lesson.call}: {lesson.id}: no question can be made from {topic.kind}: {topic.id}.",
        "Take it out of `quiz`, or give it more to choose from.",
    )


def put(
    made: Made, curriculum: Curriculum, name: str, topic: Topic, seed: int, language: Language
) -> QuizQuestion:
    """Return a question as it is asked; `name` is the module's."""
    asked = f"{name}:{topic.kind}:{topic.id}"
    correct: str | list[str]
    if isinstance(made.correct, Bilingual):
        correct = said(made.correct, language)
    else:
        correct = [said(option, language) for option in made.correct]
    return QuizQuestion(
        id=f"{language}:{seed}:{asked}",
        topic=asked,
        module=name,
        type=made.type,
        language=language,
        question=said(made.question, language),
        options=[said(option, language) for option in made.options],
        correct=correct,
        explanation=said(made.explanation, language),
        citations=citations(made.anchors, curriculum),
        unit=said(made.unit, language),
    )


def citations(anchors: Sequence[Anchor], curriculum: Curriculum) -> list[Citation]:
    """Return the citations of places, numbered from 1."""
    places = enumerate(anchors[:MAX_CITATIONS], 1)
    return [cite(place, number, curriculum.documents) for number, place in places]


def _topics(lesson: Lesson) -> Iterator[Topic]:
    plan = lesson.plan
    yield from (Topic("facts", fact.key.removeprefix(f"{lesson.call}/")) for fact in plan.facts)
    yield from (Topic("values", value.id) for value in plan.values)
    yield from (Topic("rules", rule.id) for rule in plan.rules)
    yield from (Topic("terms", term) for term in plan.terms)
    yield from (Topic("choices", choice.id) for choice in plan.choices)
    yield from (Topic("order", order.id) for order in plan.orders)
    yield from (Topic("statements", statement.id) for statement in plan.statements)


def _made(curriculum: Curriculum, lesson: Lesson, topic: Topic, rng: random.Random) -> Made | None:
    plan, desk = lesson.plan, desk_of(curriculum)
    kind, name = topic
    if kind == "facts":
        return from_fact(curriculum.facts[name], desk, rng)
    if kind == "terms":
        return from_term(curriculum.glossary[name], curriculum.glossary, rng)
    if kind == "rules":
        rule = next(rule for rule in plan.rules if rule.id == name)
        assert curriculum.book is not None
        return ASKED[rule.kind](rule, curriculum.book, rng)
    for value in plan.values if kind == "values" else ():
        if value.id == name:
            return _value(value, desk, rng)
    for choice in plan.choices if kind == "choices" else ():
        if choice.id == name:
            return _choice(choice, desk, rng)
    for order in plan.orders if kind == "order" else ():
        if order.id == name:
            return _order(order, desk, rng)
    for statement in plan.statements if kind == "statements" else ():
        if statement.id == name:
            return _statement(statement, desk)
    return None


def _value(value: Value, desk: Desk, rng: random.Random) -> Made | None:
    options = from_value(value, desk, rng)
    if options is None:
        return None
    return Made(
        type="choice",
        question=value.question,
        options=options,
        correct=value.answer,
        explanation=explained(value.grounds, desk, NOTHING, (value.question, value.answer)),
        anchors=value.grounds.anchors,
    )


def _choice(choice: Choice, desk: Desk, rng: random.Random) -> Made:
    right = rng.choice(choice.right)
    options = [right, *rng.sample(choice.wrong, OPTIONS - 1)]
    rng.shuffle(options)
    return Made(
        type="choice",
        question=choice.question,
        options=tuple(options),
        correct=right,
        explanation=explained(choice.grounds, desk, choice.explain, (choice.question, right)),
        anchors=choice.grounds.anchors,
    )


def _order(order: Order, desk: Desk, rng: random.Random) -> Made:
    right = tuple(item.text for item in order.items)
    explain = order.explain
    if not explain.da and len(order.grounds.facts) > 1:
        # Each item has its own fact: one of them alone would explain nothing.
        texts = [fact.statements for fact in order.grounds.facts]
        explain = both([Bilingual(text["da"], text["en"]) for text in texts])
    mixed = list(right)
    while tuple(mixed) == right:
        rng.shuffle(mixed)
    return Made(
        type="order",
        question=order.question,
        options=tuple(mixed),
        correct=right,
        explanation=explained(order.grounds, desk, explain, (order.question, *right)),
        anchors=order.grounds.anchors,
    )


def _statement(statement: Statement, desk: Desk) -> Made:
    options = (say("plain.true"), say("plain.false"))
    text = explained(statement.grounds, desk, statement.explain, (statement.text,))
    key = "statement.is_so" if statement.true else "statement.is_false"
    return Made(
        type="true_false",
        question=say("statement.ask", text=statement.text),
        options=options,
        correct=options[0 if statement.true else 1],
        explanation=say(key, text=text),
        anchors=statement.grounds.anchors,
    )


def explained(
    grounds: Grounds, desk: Desk, explain: Bilingual, asked: Sequence[Bilingual]
) -> Bilingual:
    """Return what is said about an answer: the editor's words, else what bears it best."""
    if not explain.da:
        explain = best_text(grounds, desk, asked)
    return with_legal(explain, (Legal(act.act, act.article) for act in grounds.acts))
