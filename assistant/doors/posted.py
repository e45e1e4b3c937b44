"""Answers that come back from outside, to be judged or exported: untrusted, so checked strictly.

What passes is an `Answer` again. Links are built anew, and keys that an answer does not have are
dropped: an older page may hold answers of an older version.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, TypeVar
from urllib.parse import quote as url_quote

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import to_json

from assistant.doors.checks import describe, refuse_surrogates
from assistant.doors.question import check_question
from assistant.errors import InputError
from assistant.types import Answer, Citation, Feedback, Kind, Language, Reason, Status, Verdict

MAX_ANSWERS = 50
MAX_COMMENT_CHARS = 2000
_MAX_FINDINGS_BYTES = 50_000

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Line = Annotated[str, StringConstraints(max_length=1000)]
Text = Annotated[str, StringConstraints(max_length=10_000)]
Offset = Annotated[int, Field(ge=0, le=10**9)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Web = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=2000)]


class _Loose(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PostedCitation(_Loose):
    """One of its citations."""

    marker: Annotated[int, Field(ge=1, le=99)]
    document_id: Name
    title: Line
    kind: Kind
    section: Annotated[list[Line], Field(max_length=20)]
    label: Line | None = None
    page: Annotated[int, Field(ge=0, le=10**6)] | None = None
    quote: Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
    start: Offset
    end: Offset
    document_sha256: Digest
    source_url: Web | None = None
    notice: Line = ""


class PostedAnswer(_Loose):
    """What POST /api/ask answered."""

    id: Name
    question: str
    language: Language
    as_of: date
    status: Status
    verdict: Verdict | None
    answer: Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
    citations: Annotated[list[PostedCitation], Field(max_length=20)]
    findings: Annotated[list[dict[str, Any]], Field(max_length=50)] = Field(default_factory=list)
    missing: Annotated[list[Text], Field(max_length=50)] = Field(default_factory=list)
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.0
    mode: Annotated[str, StringConstraints(pattern=r"^(extractive|llm)$")] = "extractive"
    index_generation: Line = ""
    timings_ms: Annotated[dict[Name, float], Field(max_length=20)] = Field(default_factory=dict)


class PostedFeedback(_Strict):
    """The body of POST /api/feedback."""

    answer: PostedAnswer
    useful: bool
    reasons: Annotated[tuple[Reason, ...], Field(max_length=7)] = ()
    comment: Annotated[str, StringConstraints(max_length=MAX_COMMENT_CHARS)] = ""
    replaces: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")] | None = None


class PostedExport(_Strict):
    """The body of POST /api/export."""

    answers: Annotated[list[PostedAnswer], Field(min_length=1, max_length=MAX_ANSWERS)]
    lang: Language = "da"


M = TypeVar("M", bound=BaseModel)


def feedback_from_object(value: object, max_chars: int) -> Feedback:
    """Return the checked feedback of a JSON object; questions have at most `max_chars` characters.

    Raises InputError that names the key. Whether the quotes are real is for the service to say.
    """
    posted = _checked(PostedFeedback, value)
    return Feedback(
        answer=_answer(posted.answer, max_chars),
        useful=posted.useful,
        reasons=posted.reasons,
        comment=_storable(posted.comment.strip()),
        replaces=posted.replaces,
    )


def export_from_object(value: object, max_chars: int) -> tuple[list[Answer], Language]:
    """Return the checked answers to export and the language of what is written around them.

    Raises InputError that names the key. Whether the quotes are real is for the service to say.
    """
    posted = _checked(PostedExport, value)
    return [_answer(answer, max_chars) for answer in posted.answers], posted.lang


def _checked(model: type[M], value: object) -> M:
    if not isinstance(value, Mapping):
        raise InputError(
            "not_an_object", "The input is JSON, but not an object.", "See /openapi.json."
        )
    refuse_surrogates(value)
    try:
        return model.model_validate_json(to_json(value), strict=True)
    except ValidationError as error:
        raise describe(error.errors()[0], model.model_fields) from error


def _answer(posted: PostedAnswer, max_chars: int) -> Answer:
    check_question(posted.question, max_chars)
    if len(to_json(posted.findings)) > _MAX_FINDINGS_BYTES:
        raise InputError(
            "bad_value", "The value of 'findings' is too large.", "Send the answer as it was given."
        )
    fields = posted.model_dump(exclude={"citations"})
    citations = [_citation(citation) for citation in posted.citations]
    return Answer.model_validate({**_storable(fields), "citations": citations})


def _citation(posted: PostedCitation) -> Citation:
    link = f"/kilde/{url_quote(posted.document_id, safe='')}?fra={posted.start}&til={posted.end}"
    return Citation(**_storable(posted.model_dump()), link=link)


def _storable(value: Any) -> Any:
    """Return a JSON value without NUL characters, which PostgreSQL refuses in text."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {_storable(key): _storable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(part) for part in value]
    return value
