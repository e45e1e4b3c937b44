"""The tables. A change here needs a migration beside it; a test compares the two."""

from assistant.store.models.base import Base, UtcTime
from assistant.store.models.desk import CaseRow, CounterRow, NoteRow, ReplyRow
from assistant.store.models.feedback import FeedbackRow
from assistant.store.models.gaps import (
    AskedAgainRow,
    AskedRow,
    DismissedRow,
    EditorFactRow,
    VectorRow,
)
from assistant.store.models.learning import CardRow, ExerciseRow, ReadRow
from assistant.store.models.staff import AttemptRow, PersonRow, SessionRow

__all__ = [
    "AskedAgainRow", "AskedRow", "AttemptRow", "Base", "CardRow", "CaseRow", "CounterRow",
    "DismissedRow", "EditorFactRow", "ExerciseRow", "FeedbackRow", "NoteRow", "PersonRow",
    "ReadRow", "ReplyRow", "SessionRow", "UtcTime", "VectorRow",
]  # fmt: skip
