"""The command of the desk: `draft`."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from assistant.doors.checks import parse_day, parse_language
from assistant.doors.output import Out, StderrProgress
from assistant.doors.question import today
from assistant.doors.show_draft import show_draft
from assistant.errors import InputError
from assistant.service import Assistant
from assistant.settings import load_settings

_LONGEST_SIGNATURE = 2000


def draft(
    out: Out,
    file: str,
    as_json: bool,
    lang: str | None,
    as_of: str | None,
    call: str | None,
    signature: str | None,
) -> int:
    """Draft the reply to a mail, `-` for stdin; 0 also where questions stay open."""
    settings = load_settings()
    language = parse_language(lang, "--lang") if lang is not None else None
    day = parse_day(as_of, "--as-of") if as_of is not None else today()
    closing_text = _signature(signature) if signature is not None else ""
    # One byte more than is allowed, so that the service sees that there is more.
    data = _read(file, settings.max_mail_bytes + 1)
    with closing(Assistant(settings)) as service:
        # What is no mail is said before an index is built for it.
        service.desk.read(data, Path(file).name)
        service.ensure_ready(StderrProgress())
        drafted = service.desk.draft(
            data,
            Path(file).name,
            as_of=day,
            call=call,
            lang=language,
            signature=closing_text,
            base_url=settings.public_url,
        )
    if as_json:
        out.json(drafted.model_dump(mode="json"))
    else:
        show_draft(drafted, out)
    return 0


def _signature(file: str) -> str:
    data = _read(file, _LONGEST_SIGNATURE * 4)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(
            "not_utf8", f"The signature in {file} is not UTF-8 text.", "Save it as UTF-8."
        ) from error
    if len(text) > _LONGEST_SIGNATURE:
        raise InputError(
            "signature_too_long",
            f"The signature has {len(text)} characters; at most {_LONGEST_SIGNATURE} are taken.",
            "Shorten it.",
        )
    return text


def _read(file: str, most: int) -> bytes:
    """Return up to `most` bytes of a file, `-` for stdin; raises InputError `unreadable_file`."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(most)
        with Path(file).open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        raise InputError(
            "unreadable_file",
            f"The file {file} can't be read: {error.strerror}.",
            "Name a text file or an .eml, or - for stdin.",
        ) from error
