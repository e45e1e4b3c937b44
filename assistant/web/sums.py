"""What the rules said of the sums in an answer, for a page or a file to show below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.doors.texts import load_texts
from assistant.types import Language
from assistant.web.figures import formula

_STATUSES = ("pass", "fail", "unknown", "not_applicable")


class HasFindings(Protocol):
    """An answer, or the question of a draft with its answer."""

    findings: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Sum:
    """One rule's finding: its sign and word, what it says, the arithmetic, what was assumed."""

    status: str
    word: str
    name: str
    message: str
    remedy: str
    formula: str
    assumptions: tuple[str, ...]
    legal: tuple[str, ...]


def sums_words(language: Language) -> Mapping[str, str]:
    """Return the words around findings: a title, a word for each status."""
    words: Mapping[str, str] = load_texts("assistant.web", language)["sums"]
    return words


def sums_of(answer: HasFindings, language: Language) -> tuple[Sum, ...]:
    """Return the findings of an answer in the page's language; what has another shape is left out.

    An answer may come back from a browser that kept it, so its findings are read with care.
    """
    return tuple(_sums(answer, language))


def _sums(answer: HasFindings, language: Language) -> Iterator[Sum]:
    words = sums_words(language)
    for raw in answer.findings:
        status = raw.get("status")
        if status not in _STATUSES:
            continue
        yield Sum(
            status=str(status),
            word=str(words[str(status)]),
            name=_text(raw.get("name"), language),
            message=_text(raw.get("message"), language),
            remedy=_text(raw.get("remedy"), language),
            formula=formula(_plain(raw.get("formula")), language),
            assumptions=_list(raw.get("assumptions" if language == "da" else "assumptions_en")),
            legal=tuple(
                " ".join(
                    part for part in (_plain(act.get("act")), _plain(act.get("article"))) if part
                )
                for act in _mappings(raw.get("legal"))
            ),
        )


def _text(value: object, language: Language) -> str:
    return _plain(value.get(language)) if isinstance(value, Mapping) else ""


def _plain(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
