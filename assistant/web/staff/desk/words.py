"""Words of the desk for codes, counts and errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.doors.texts import load_texts
from assistant.errors import AssistantError
from assistant.types import Language
from assistant.types.desk import Fault, Mail

PACKAGE = "assistant.web.staff.desk"
# Codes that are one and the same to who reads the page.
_KINDS = {"mail_no_text": "mail_unreadable"}


def texts_of(language: Language) -> Mapping[str, Any]:
    """Return the texts of the desk."""
    return load_texts(PACKAGE, language)


def counted(words: Mapping[str, str], name: str, count: int) -> str:
    """Return `<name>_one` or `<name>_many` with its number; `<name>_none` for 0 if there is one."""
    if count == 0 and f"{name}_none" in words:
        return words[f"{name}_none"]
    return words[f"{name}_one" if count == 1 else f"{name}_many"].format(count=count)


def said_of(error: AssistantError, language: Language) -> str:
    """Return what went wrong in words; an error without any of its own shows its message."""
    errors = texts_of(language)["errors"]
    words = errors.get(_KINDS.get(error.code, error.code))
    return str(words) if words else str(errors["unknown"]).format(detail=error)


def language_line(mail: Mail, language: Language) -> str:
    """Return the language of a mail, and the one it is answered in where that is another."""
    words = texts_of(language)["mail"]
    names = words["languages"]
    name = names.get(mail.recognised) or names["other"].format(code=mail.recognised)
    if mail.recognised == mail.language:
        return str(name)
    return str(words["language_and"].format(recognised=name, language=names[mail.language]))


def faults_view(faults: list[Fault], language: Language) -> list[dict[str, Any]]:
    """Return faults for page and script; offsets are code points of the letter."""
    texts = texts_of(language)
    return [
        {
            "kind": fault.kind,
            "start": fault.start,
            "end": fault.end,
            "text": fault.text,
            "word": texts["fault_words"][fault.kind],
            "said": texts["faults"][fault.kind],
        }
        for fault in faults
    ]
