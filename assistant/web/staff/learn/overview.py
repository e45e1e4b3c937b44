"""`/staff/learn`: the path with what is due today; `/staff/learn/bevis`: what was achieved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.doors.texts import long_date
from assistant.types import Language
from assistant.types.access import Session
from assistant.types.learn import KeptExercise, ModuleProgress, ModuleSummary
from assistant.web.shell import language_of
from assistant.web.staff.learn.words import PACKAGE, module_path, now
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant


@dataclass(frozen=True, slots=True)
class Step:
    """A module of the path, and how far somebody is with it."""

    module: ModuleSummary
    progress: ModuleProgress
    path: str

    @property
    def done(self) -> bool:
        """Whether it was read, and every topic was right when it was last asked."""
        return self.progress.read and self.progress.known >= self.progress.topics


def overview_page(request: Request, service: Assistant, session: Session) -> HTMLResponse:
    """Return the page of the path."""
    language = language_of(request)
    steps = path_of(service, session, language)
    kept = service.learning.schedule.exercises(session.person.id)
    return show(
        request,
        session,
        "staff/learn/overview.html",
        current="learn",
        package=PACKAGE,
        steps=steps,
        due=sum(step.progress.due for step in steps),
        next_step=next((step for step in steps if not step.done), None),
        exercises=_with_replies(service.learning.exercises(language), kept),
        terms=len(service.learning.glossary(language)),
        achieved=_achieved(steps, kept),
    )


def certificate_page(request: Request, service: Assistant, session: Session) -> HTMLResponse:
    """Return what somebody has achieved, as a page to print."""
    language = language_of(request)
    steps = path_of(service, session, language)
    kept = service.learning.schedule.exercises(session.person.id)
    subjects = {each.id: each.subject for each in service.learning.exercises(language)}
    passed = {each.exercise for each in kept if each.graded.passed}
    return show(
        request,
        session,
        "staff/learn/certificate.html",
        current="learn",
        package=PACKAGE,
        within=True,
        steps=steps,
        known=sum(step.progress.known for step in steps),
        topics=sum(step.progress.topics for step in steps),
        passed=[subject for name, subject in subjects.items() if name in passed],
        achieved=_achieved(steps, kept),
        day=long_date(now().date(), language),
    )


def path_of(service: Assistant, session: Session, language: Language) -> list[Step]:
    """Return the modules in their order, with somebody's progress."""
    found = service.learning.progress(session.person.id, now())
    progress = {each.module: each for each in found}
    return [
        Step(module, progress[module.id], module_path(module.id))
        for module in service.learning.modules(language)
        if module.id in progress
    ]


def _achieved(steps: Sequence[Step], kept: Sequence[KeptExercise]) -> bool:
    """Tell whether the path is gone to its end: all modules, and a mail answered well."""
    every = bool(steps) and all(step.done for step in steps)
    return every and any(each.graded.passed for each in kept)


def _with_replies(exercises: Sequence[object], kept: Sequence[KeptExercise]) -> list[object]:
    replies = {each.exercise: each for each in reversed(kept)}
    return [(each, replies.get(getattr(each, "id", ""))) for each in exercises]
