"""Modules, terms and mails as the doors show them: in one language, with citations."""

from __future__ import annotations

from assistant.answer.compose import cite
from assistant.learn.model import Block, Curriculum, Entry, Lesson, Mail, said
from assistant.learn.quiz.wording import legal_texts
from assistant.types import Language
from assistant.types.learn import Exercise, Module, ModuleBlock, ModuleSummary, Term


def summary(lesson: Lesson, name: str, language: Language) -> ModuleSummary:
    """Return a module as the list shows it; `name` is what it is asked for by."""
    return ModuleSummary(
        id=name,
        call=lesson.call,
        number=lesson.number,
        title=said(lesson.title, language),
        summary=said(lesson.summary, language),
        minutes=lesson.minutes,
    )


def whole(lesson: Lesson, name: str, curriculum: Curriculum, language: Language) -> Module:
    """Return a module whole; citations are numbered through."""
    blocks, number = [], 0
    for each in lesson.blocks:
        blocks.append(_block(each, number, curriculum, language))
        number += len(each.grounds.anchors)
    return Module(
        **summary(lesson, name, language).model_dump(), blocks=blocks, terms=list(lesson.terms)
    )


def term(entry: Entry, curriculum: Curriculum, language: Language) -> Term:
    """Return a word of the glossary; its name in the other language is among the other names."""
    foreign = entry.term.en if language == "da" else entry.term.da
    mine = said(entry.term, language)
    others = [*entry.other.get(language, ()), *([foreign] if foreign != mine else [])]
    places = enumerate(entry.grounds.anchors, 1)
    return Term(
        id=entry.id,
        term=mine,
        other=others,
        explanation=said(entry.explain, language),
        citations=[cite(place, number, curriculum.documents) for number, place in places],
        see=list(entry.see),
        legal=[said(text, language) for text in legal_texts(entry.grounds.legal())],
    )


def exercise(mail: Mail, name: str, language: Language) -> Exercise:
    """Return a mail to answer."""
    return Exercise(
        id=name,
        language=language,
        subject=said(mail.subject, language),
        text=said(mail.text, language),
    )


def _block(block: Block, before: int, curriculum: Curriculum, language: Language) -> ModuleBlock:
    places = enumerate(block.grounds.anchors, before + 1)
    return ModuleBlock(
        heading=said(block.heading, language),
        markdown=said(block.markdown, language),
        citations=[cite(place, number, curriculum.documents) for number, place in places],
        picture=block.picture,
        legal=[said(text, language) for text in legal_texts(block.grounds.legal())],
    )
