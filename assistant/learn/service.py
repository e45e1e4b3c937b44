"""What new staff learn by: modules, questions made from facts and rules, the glossary, mails."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, InputError, MissingPartError
from assistant.learn.personal import Personal

if TYPE_CHECKING:
    from assistant.learn.model import Curriculum, Lesson, Mail
    from assistant.types import Check, Language
    from assistant.types.learn import (
        Exercise,
        Graded,
        Marked,
        Module,
        ModuleSummary,
        QuizQuestion,
        Term,
    )

_MAX_SEED = 2**63


class Learning(Personal):
    """Modules, questions, glossary and exercises of all calls; they need no index and no model.

    A module is named by its id, or `<call>/<id>` where two calls have the same. What is wrong with
    a file is logged, and the call left out; `check` tells it, and CorpusError where nothing else is
    left. Methods that name something raise InputError `unknown_module`, `unknown_question` or
    `unknown_exercise`, and MissingPartError `no_modules` where there is nothing to learn from.
    """

    def modules(self, lang: Language, call: str | None = None) -> list[ModuleSummary]:
        """Return the modules in their order, of one call or of all.

        Raises InputError `unknown_call`, CorpusError where the named call's files are wrong.
        """
        from assistant.learn.view import summary

        curricula = self._curricula() if call is None else [self._library.get(call)]
        lessons = [(each, lesson) for each in curricula for lesson in each.lessons]
        return [summary(lesson, self._name(each, lesson), lang) for each, lesson in lessons]

    def module(self, module: str, lang: Language) -> Module:
        """Return a module whole."""
        from assistant.learn.view import whole

        curriculum, lesson = self._lesson(module)
        return whole(lesson, self._name(curriculum, lesson), curriculum, lang)

    def topics(self, module: str) -> list[str]:
        """Return what a module asks for, whatever the seed: `<module>:<kind>:<id>` each."""
        from assistant.learn.quiz.build import topics_of

        curriculum, lesson = self._lesson(module)
        name = self._name(curriculum, lesson)
        return [f"{name}:{topic.kind}:{topic.id}" for topic in topics_of(lesson)]

    def quiz(
        self, module: str, seed: int, lang: Language, count: int | None = None
    ) -> list[QuizQuestion]:
        """Return questions, one a topic, in an order by seed; `count` of them, else all."""
        from assistant.learn.quiz.build import make, put, topics_of

        curriculum, lesson = self._lesson(module)
        name = self._name(curriculum, lesson)
        topics = topics_of(lesson)
        random.Random(f"{lesson.call}/{lesson.id}/{seed}").shuffle(topics)
        made = [(each, make(curriculum, lesson, each, seed)) for each in topics[:count]]
        return [put(one, curriculum, name, topic, seed, lang) for topic, one in made]

    def topic_question(self, topic: str, seed: int, lang: Language) -> QuizQuestion:
        """Return the question that a topic gives with this seed: for what is due again."""
        from assistant.learn.quiz.build import Topic, make, put, topics_of

        module, _, rest = topic.partition(":")
        kind, _, name = rest.partition(":")
        curriculum, lesson = self._lesson(module)
        asked = Topic(kind, name)
        if asked not in topics_of(lesson):
            raise _unknown_question(topic)
        made = make(curriculum, lesson, asked, seed)
        return put(made, curriculum, self._name(curriculum, lesson), asked, seed, lang)

    def question(self, question_id: str) -> QuizQuestion:
        """Return the question with this id; ids come from `quiz` and `topic_question`."""
        language, _, rest = question_id.partition(":")
        seed, _, topic = rest.partition(":")
        if language not in ("da", "en") or not (seed.isascii() and seed.isdigit()):
            raise _unknown_question(question_id)
        if int(seed[:20]) >= _MAX_SEED:
            raise _unknown_question(question_id)
        return self.topic_question(topic, int(seed), "da" if language == "da" else "en")

    def mark(self, question: QuizQuestion, given: str | Sequence[str]) -> Marked:
        """Tell whether an answer is right; amounts count by value, however they are written.

        `given` is the option's text, the amount as typed, or the options in order. What can't be
        read as an amount is wrong, not an error.
        """
        from assistant.learn.quiz.mark import is_right
        from assistant.types.learn import Marked

        kept = given if isinstance(given, str) else list(given)
        return Marked(question=question, given=kept, right=is_right(question, given))

    def glossary(self, lang: Language, text: str = "") -> list[Term]:
        """Return the words in alphabetical order, or those that `text` finds, the best first."""
        from assistant.learn.glossary import find_terms
        from assistant.learn.view import term

        found = []
        for curriculum in self._curricula():
            entries = find_terms(curriculum.glossary, lang, text)
            found += [term(entry, curriculum, lang) for entry in entries]
        return found

    def exercises(self, lang: Language) -> list[Exercise]:
        """Return all mails to answer."""
        from assistant.learn.view import exercise

        return [exercise(mail, self._mail_name(each, mail), lang) for each, mail in self._mails()]

    def exercise(self, seed: int, lang: Language) -> Exercise:
        """Return the mail to answer that a seed picks; raises MissingPartError `no_exercises`."""
        mails = self.exercises(lang)
        if not mails:
            raise MissingPartError(
                "no_exercises",
                "There is no mail to answer.",
                "Write an exercises.yaml into the folder `learn` of a call.",
            )
        return mails[seed % len(mails)]

    def grade(self, exercise_id: str, text: str, lang: Language) -> Graded:
        """Grade a reply by the points it covers and the errors it makes; may raise `too_long`."""
        from assistant.learn.grading import grade

        for curriculum, mail in self._mails():
            if exercise_id in (mail.id, self._mail_name(curriculum, mail)):
                return grade(mail, text, lang, curriculum)
        raise InputError(
            "unknown_exercise", f"There is no exercise {exercise_id!r}.", "Begin a new one."
        )

    def check(self) -> list[Check]:
        """Return the line of `doctor`: what is wrong with the files, or how much there is."""
        from assistant.types import Check

        faults, told = [], []
        for call in self._library.calls():
            try:
                found = self._library.get(call)
                self.check_pictures(call)
            except AssistantError as error:
                faults.append(str(error))
                continue
            parts = (f"{len(found.lessons)} modules", f"{len(found.glossary)} terms")
            told.append(f"{call}: {', '.join(parts)}, {len(found.mails)} mails to answer")
        if faults:
            remedy = "Mend the file named; assistant/learn/files.py tells what may stand there."
            return [Check(name="learning", status="fail", message="; ".join(faults), remedy=remedy)]
        message = "; ".join(told) or "no call has a folder `learn`"
        return [Check(name="learning", status="ok", message=message)]

    def _lesson(self, module: str) -> tuple[Curriculum, Lesson]:
        curricula = self._curricula()
        if not any(curriculum.lessons for curriculum in curricula):
            raise MissingPartError(
                "no_modules",
                "No call has modules to learn from that can be used.",
                "Run `assistant doctor`, or add files to the folder `learn` of a call.",
            )
        for curriculum in curricula:
            for lesson in curriculum.lessons:
                name = self._name(curriculum, lesson)
                if module in (name, f"{curriculum.call}/{lesson.id}"):
                    return curriculum, lesson
        # It may be in a call whose files are wrong: say that rather.
        for call in self._library.calls():
            self._library.get(call)
        raise InputError(
            "unknown_module", f"There is no module {module!r}.", "`assistant modules` lists them."
        )

    def _curricula(self) -> list[Curriculum]:
        """Return what can be used; raises CorpusError where that is nothing because of faults."""
        curricula = self._library.usable()
        calls = self._library.calls()
        return curricula or [self._library.get(call) for call in calls]

    def _name(self, curriculum: Curriculum, lesson: Lesson) -> str:
        """Return the id of a module, with its call where another one has a module of that id."""
        for other in self._library.usable():
            if other.call != curriculum.call and other.lesson(lesson.id):
                return f"{curriculum.call}/{lesson.id}"
        return lesson.id

    def _mails(self) -> list[tuple[Curriculum, Mail]]:
        return [(each, mail) for each in self._curricula() for mail in each.mails]

    def _mail_name(self, curriculum: Curriculum, mail: Mail) -> str:
        others = [m.id for each, m in self._mails() if each.call != curriculum.call]
        return f"{curriculum.call}/{mail.id}" if mail.id in others else mail.id


def _unknown_question(name: str) -> InputError:
    return InputError(
        "unknown_question", f"There is no question {name[:100]!r}.", "Begin the module again."
    )
