"""The commands that decide by rules: `check`, `rules`, `eligibility`, `sme`. They start light."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import date
from pathlib import Path

from assistant.doors import show_rules
from assistant.doors.checks import parse_day, parse_language
from assistant.doors.output import Out
from assistant.doors.question import today
from assistant.errors import InputError
from assistant.service import Assistant
from assistant.settings import load_settings

# The service says how many it takes; this only bounds what is read of a file without end.
_TOO_MANY_BYTES = 10_000_000


def check(out: Out, file: str, call: str | None, lang: str, as_json: bool, with_trace: bool) -> int:
    """Check a budget; 1 where a rule is broken or can't be decided."""
    language = parse_language(lang, "--lang")
    data = read_input(file)
    with closing(Assistant(load_settings())) as service:
        budget = service.read_input(data)
        result = service.check(budget, call)
        trace = service.explain(budget, language, call) if with_trace else None
        if as_json:
            out.json(result if trace is None else {**result, "trace": trace})
        else:
            show_rules.show_check(result, service, out, language)
            if trace is not None:
                show_rules.show_trace(trace, out)
    return 0 if result["status"] == "pass" else 1


def rules(out: Out, call: str | None, as_of: str | None, lang: str, as_json: bool) -> int:
    """List the rules in force."""
    language = parse_language(lang, "--lang")
    day = _day(as_of)
    with closing(Assistant(load_settings())) as service:
        if as_json:
            out.json(service.rules(call, day))
        else:
            show_rules.show_rules(service.rules_tree(language, call, day), day, out, language)
    return 0


def eligibility(
    out: Out, file: str, call: str | None, as_of: str | None, lang: str, as_json: bool
) -> int:
    """Say whether somebody may apply, by their answers."""
    language = parse_language(lang, "--lang")
    day = _day(as_of)
    data = read_input(file)
    with closing(Assistant(load_settings())) as service:
        result = service.eligibility(service.read_input(data), call, day)
    if as_json:
        out.json(result)
    else:
        show_rules.show_eligibility(result, out, language)
    return 0


def sme(out: Out, file: str, lang: str, as_json: bool) -> int:
    """Say how large a company is by the EU's definition."""
    language = parse_language(lang, "--lang")
    data = read_input(file)
    with closing(Assistant(load_settings())) as service:
        result = service.sme(service.read_input(data))
    if as_json:
        out.json(result)
    else:
        show_rules.show_sme(result, out, language)
    return 0


def read_input(file: str) -> bytes:
    """Return the bytes of a file, `-` for stdin, or as many as are too many for the service.

    Raises InputError `unreadable_file`.
    """
    try:
        if file == "-":
            return sys.stdin.buffer.read(_TOO_MANY_BYTES)
        with Path(file).open("rb") as stream:
            return stream.read(_TOO_MANY_BYTES)
    except OSError as error:
        raise InputError(
            "unreadable_file",
            f"The file {file} can't be read: {error.strerror}.",
            "Name a file in YAML or JSON, or - for stdin.",
        ) from error


def _day(as_of: str | None) -> date:
    return today() if as_of is None else parse_day(as_of, "--as-of")
