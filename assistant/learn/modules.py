"""The modules of a call: each file of `learn/` but the glossary and the exercises, checked."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.learn.files import (
    BlockEntry,
    ChoiceEntry,
    ModuleFile,
    OrderEntry,
    QuizEntry,
    StatementEntry,
    Texts,
    ValueEntry,
    fault,
    read_file,
)
from assistant.learn.grounds import Desk
from assistant.learn.model import (
    NOTHING,
    Block,
    Choice,
    Entry,
    Lesson,
    Order,
    OrderItem,
    Plan,
    Statement,
    Value,
    joined_grounds,
)
from assistant.learn.quiz.check import check_choice, check_order, check_statement, check_value
from assistant.learn.quiz.facts import OPTIONS, changed_statements
from assistant.learn.quiz.rules import ASKED
from assistant.learn.quiz.terms import plausible, tells_itself
from assistant.rules.model import Bilingual


def load_modules(files: Sequence[Path], desk: Desk, terms: Mapping[str, Entry]) -> list[Lesson]:
    """Read the modules, by their number; raises CorpusError that names file and key.

    `terms` is the glossary.
    """
    lessons: list[Lesson] = []
    for file in files:
        lesson = load_module(file, replace(desk, file=file), terms)
        for other in lessons:
            if other.id == lesson.id or other.number == lesson.number:
                what = f"id or number is that of the module {other.id!r}"
                raise fault(file, "id", what, "Change one of them.")
        lessons.append(lesson)
    return sorted(lessons, key=lambda lesson: lesson.number)


def load_module(file: Path, desk: Desk, terms: Mapping[str, Entry]) -> Lesson:
    """Read one module; raises CorpusError that names file and key."""
    content = read_file(file, ModuleFile)
    named = ((name, "terms") for name in content.terms)
    asked = ((name, "quiz.terms") for name in content.quiz.terms)
    for name, key in (*named, *asked):
        if name not in terms:
            raise fault(file, key, f"there is no term {name!r} in glossary.yaml")
    for name in content.quiz.terms:
        _check_term(terms[name], terms, file)
    blocks = tuple(_block(entry, desk, number) for number, entry in enumerate(content.blocks))
    for block in blocks:
        if not (block.grounds.anchors or block.grounds.legal()):
            raise fault(file, "blocks", f"{block.markdown.da[:60]!r} rests on nothing")
    summary = content.summary.bilingual()
    together = joined_grounds([block.grounds for block in blocks])
    desk.check_numbers([content.title.bilingual(), summary], together, "summary")
    return Lesson(
        id=content.id,
        call=desk.call,
        number=content.number,
        title=content.title.bilingual(),
        summary=summary,
        minutes=content.minutes,
        blocks=blocks,
        plan=_plan(content.quiz, desk),
        terms=content.terms,
    )


def _check_term(term: Entry, terms: Mapping[str, Entry], file: Path) -> None:
    """Check that a term can be asked for without its answer showing."""
    if tells_itself(term):
        what = f"the explanation of {term.id!r} holds the term itself, so the answer would show"
        raise fault(file, "quiz.terms", what, "Take it out, or explain it in other words.")
    if len(plausible(term, terms)) < OPTIONS - 1:
        what = f"{term.id!r} has fewer than three other terms of its kind that are surely wrong"
        raise fault(file, "quiz.terms", what, "Take it out, or write more terms of that kind.")


def _block(entry: BlockEntry, desk: Desk, number: int) -> Block:
    key = f"blocks.{number}"
    grounds = desk.grounds(entry, key, entry.budget)
    heading = entry.heading.bilingual() if entry.heading else NOTHING
    text = Bilingual(entry.da, entry.en)
    desk.check_numbers([heading, text], grounds, key)
    return Block(heading, text, grounds, entry.picture)


def _plan(quiz: QuizEntry, desk: Desk) -> Plan:
    _ids_once(quiz, desk)
    facts = tuple(desk.fact(name, "quiz.facts") for name in quiz.facts)
    for fact in facts:
        if not changed_statements(fact, desk, random.Random(0)):
            what = f"{fact.key} has no number to change: write a statement or a choice"
            raise fault(desk.file, "quiz.facts", what)
    rules = tuple(desk.rule(name, "quiz.rules") for name in quiz.rules)
    for rule in rules:
        if rule.kind not in ASKED:
            what = f"nothing is asked of rules of the kind {rule.kind}, only {', '.join(ASKED)}"
            raise fault(desk.file, "quiz.rules", what)
    return Plan(
        facts=facts,
        values=tuple(_value(entry, desk) for entry in quiz.values),
        rules=rules,
        terms=quiz.terms,
        choices=tuple(_choice(entry, desk) for entry in quiz.choices),
        orders=tuple(_order(entry, desk) for entry in quiz.order),
        statements=tuple(_statement(entry, desk) for entry in quiz.statements),
    )


def _ids_once(quiz: QuizEntry, desk: Desk) -> None:
    """Check that no two questions of a kind have one id: what is known goes by it."""
    named: dict[str, list[str]] = {
        "facts": list(quiz.facts),
        "values": [entry.id for entry in quiz.values],
        "rules": list(quiz.rules),
        "terms": list(quiz.terms),
        "choices": [entry.id for entry in quiz.choices],
        "order": [entry.id for entry in quiz.order],
        "statements": [entry.id for entry in quiz.statements],
    }
    for kind, ids in named.items():
        if twice := next((name for name in ids if ids.count(name) > 1), None):
            raise fault(desk.file, f"quiz.{kind}", f"{twice!r} stands twice", "Rename one.")


def _value(entry: ValueEntry, desk: Desk) -> Value:
    key = f"quiz.values.{entry.id}"
    grounds = desk.grounds(entry, key)
    value = Value(
        entry.id,
        entry.question.bilingual(),
        entry.answer.bilingual(),
        _all(entry.near),
        grounds,
    )
    check_value(value, desk, key)
    return value


def _choice(entry: ChoiceEntry, desk: Desk) -> Choice:
    key = f"quiz.choices.{entry.id}"
    choice = Choice(
        entry.id,
        entry.question.bilingual(),
        _all(entry.right),
        _all(entry.wrong),
        desk.grounds(entry, key),
        _or_nothing(entry.explain),
    )
    check_choice(choice, entry.negated, desk, key)
    return choice


def _order(entry: OrderEntry, desk: Desk) -> Order:
    key = f"quiz.order.{entry.id}"
    order = Order(
        entry.id,
        entry.question.bilingual(),
        tuple(OrderItem(item.bilingual(), item.value) for item in entry.items),
        desk.grounds(entry, key),
        _or_nothing(entry.explain),
    )
    check_order(order, desk, key)
    return order


def _statement(entry: StatementEntry, desk: Desk) -> Statement:
    key = f"quiz.statements.{entry.id}"
    statement = Statement(
        entry.id,
        entry.true,
        Bilingual(entry.da, entry.en),
        desk.grounds(entry, key),
        _or_nothing(entry.explain),
    )
    check_statement(statement, desk, key)
    return statement


def _all(texts: Iterable[Texts]) -> tuple[Bilingual, ...]:
    return tuple(text.bilingual() for text in texts)


def _or_nothing(text: Texts | None) -> Bilingual:
    return text.bilingual() if text else NOTHING
