"""What each command does: read the input, call the service, write the result, say the code."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from assistant.doors import show
from assistant.doors.batch import Batch
from assistant.doors.output import Out, StderrProgress
from assistant.doors.question import ask_from_object, today
from assistant.errors import InputError
from assistant.service import Assistant
from assistant.settings import load_settings


def ask(out: Out, question: str, options: Mapping[str, str], as_json: bool) -> int:
    """Answer one question."""
    settings = load_settings()
    request = ask_from_object(
        {"question": question, **options}, settings.max_question_chars, today()
    )
    with closing(Assistant(settings)) as service:
        service.ensure_ready(StderrProgress())
        answer = service.ask(request)
    if as_json:
        out.json(answer.model_dump(mode="json"))
    else:
        show.show_answer(answer, out)
    return 0


def batch(out: Out, file: str, options: Mapping[str, str]) -> int:
    """Answer the questions of a JSON lines file, `-` for stdin, one JSON line each."""
    settings = load_settings()
    as_of = today()
    # A wrong option is wrong for every line: say so once.
    ask_from_object({"question": "?", **options}, settings.max_question_chars, as_of)
    with _lines_of(file) as stream, closing(Assistant(settings)) as service:
        service.ensure_ready(StderrProgress())
        for answer in Batch(service.ask, settings.max_question_chars, as_of, options).run(stream):
            out.json(answer)
    return 0


def ingest(out: Out, paths: Sequence[Path], call: str | None, as_json: bool) -> int:
    """Index files and folders, or the corpus folder; 1 where some files failed."""
    with closing(Assistant(load_settings())) as service:
        report = service.ingest(list(paths) or None, call, StderrProgress())
    if as_json:
        out.json(report.model_dump(mode="json"))
    else:
        show.show_report(report, out)
    return 1 if report.failed else 0


def source(out: Out, document_id: str, as_json: bool) -> int:
    """Print a document's canonical text and nothing else, or all about it as JSON."""
    with closing(Assistant(load_settings())) as service:
        service.ensure_ready(StderrProgress())
        document = service.source(document_id)
    if as_json:
        out.json(document.model_dump(mode="json"))
    else:
        out.exact(document.text or "")
    return 0


def sources(out: Out, as_json: bool) -> int:
    """List the documents of the index."""
    with closing(Assistant(load_settings())) as service:
        service.ensure_ready(StderrProgress())
        documents = service.sources()
    if as_json:
        listed = [
            d.model_dump(mode="json", exclude={"text", "sections", "labels"}) for d in documents
        ]
        out.json({"sources": listed})
    else:
        show.show_sources(documents, out)
    return 0


def feedback(out: Out, everything: bool, as_json: bool) -> int:
    """List the feedback that is kept."""
    with closing(Assistant(load_settings())) as service:
        kept = service.feedback(datetime.now(UTC), everything)
    if as_json:
        out.json({"feedback": [each.model_dump(mode="json") for each in kept]})
    else:
        show.show_feedback(kept, out)
    return 0


def doctor(out: Out, as_json: bool) -> int:
    """Check the installation; 1 where something is wrong."""
    with closing(Assistant(load_settings())) as service:
        checks = service.doctor()
    status = next((s for s in ("fail", "warn") if any(c.status == s for c in checks)), "ok")
    if as_json:
        out.json({"status": status, "checks": [c.model_dump(mode="json") for c in checks]})
    else:
        show.show_checks(checks, out)
    return 1 if status == "fail" else 0


def setup() -> int:
    """Prepare the embedding model and build the index where there is none."""
    with closing(Assistant(load_settings())) as service:
        service.ensure_ready(StderrProgress())
    return 0


@contextmanager
def _lines_of(file: str) -> Iterator[BinaryIO]:
    with ExitStack() as stack:
        try:
            stream = sys.stdin.buffer if file == "-" else stack.enter_context(Path(file).open("rb"))
        except OSError as error:
            raise InputError(
                "unreadable_file",
                f"The file {file} can't be read: {error.strerror}.",
                "Name a file of JSON lines, or - for stdin.",
            ) from error
        yield stream
