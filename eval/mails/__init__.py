"""Mails with known questions, and how many of them the desk finds.

`expected.jsonl` names each file with the language to answer in, the one it is written in, its
questions in order as they are written, the personal data in it by kind, and its set. `dev` was
looked at while the reader was built. Each `heldout` set was written before it was measured,
measured unseen once, and learned from afterwards; recall and precision then were .950/.950
(`heldout`), .750/.837 (`heldout-2`), .865/.941 (`heldout-3`), 1.000/.895 (`heldout-4`) and
.833/.962 (`heldout-5`). `others-1`, `others-2` and `others-3` were written by other people, who
also counted otherwise (the shared words are at least half of all); first unseen they gave
.886/.821, .935/.879 and .928/.865. `varied` and `varied-2` were written by who built the reader, in
varied styles, before it was tried on them: .815/.838 and, after learning from `varied`, .745/.946.
Those three lie in folders of their own (`--folder`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from assistant.desk.mail import read_mail
from assistant.desk.mail.judge import Judge
from assistant.types.desk import Mail
from eval.metrics.mails import Matched, match

FOLDER = Path(__file__).parent
RECALL, PRECISION = 0.95, 0.9


@dataclass(frozen=True, slots=True)
class Expected:
    """What a mail holds."""

    file: str
    language: str
    recognised: str
    questions: tuple[str, ...]
    masked: tuple[str, ...]
    set: str = "dev"


@dataclass(frozen=True, slots=True)
class Judged:
    """A mail as it was read, beside what it holds."""

    expected: Expected
    mail: Mail
    questions: Matched = field(default_factory=Matched)

    @property
    def faults(self) -> list[str]:
        """What is wrong but for its questions: language and marks."""
        wanted = self.expected
        faults = []
        if self.mail.language != wanted.language:
            faults.append(f"answered in {self.mail.language}, not {wanted.language}")
        if self.mail.recognised != wanted.recognised:
            faults.append(f"recognised as {self.mail.recognised}, not {wanted.recognised}")
        marks = sorted(mark.kind for mark in self.mail.masked)
        if marks != sorted(wanted.masked):
            faults.append(f"marked {', '.join(marks) or 'nothing'}")
        return faults


def load_expected(folder: Path = FOLDER) -> list[Expected]:
    """Return the mails of a folder with what they hold."""
    lines = (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        data = json.loads(line)
        data["questions"], data["masked"] = tuple(data["questions"]), tuple(data["masked"])
        found.append(Expected(**data))
    return found


def read_expected(expected: Expected, folder: Path = FOLDER, judge: Judge | None = None) -> Mail:
    """Read one mail; `judge` decides where the rules are in doubt."""
    return read_mail((folder / expected.file).read_bytes(), expected.file, judge=judge)


def judge(expected: Expected, folder: Path = FOLDER, judge: Judge | None = None) -> Judged:
    """Read one mail and compare it with what it holds."""
    mail = read_expected(expected, folder, judge)
    found = [question.text for question in mail.questions]
    return Judged(expected, mail, match(expected.questions, found))
