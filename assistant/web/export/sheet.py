"""What a file of answers says, before it gets a format: plain text without control characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.doors.texts import load_texts, long_date
from assistant.types import Answer, Citation, Language
from assistant.web.sums import Sum, sums_of, sums_words

PACKAGE = "assistant.web.export"
# Not characters in XML, or (the last two ranges) such as turn the order of the letters around, so
# that a text reads otherwise than it is.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A quote and where it stands; `changed` where its document is another by now."""

    number: int
    place: str
    quote: str
    link: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer: `opening` and `answer` follow each other, the first in bold.

    `near`: its sources are the nearest that there is, not what it rests on. `sums` is what the
    rules said of the sums in it, line by line.
    """

    day: str
    question: str
    opening: str
    answer: str
    missing: tuple[str, ...]
    sources: tuple[Source, ...]
    near: bool
    language: Language
    sums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole file: its answers, and the texts that stand around them."""

    texts: Mapping[str, Any]
    language: Language
    entries: tuple[Entry, ...]


def make_sheet(
    answers: Sequence[Answer], changed: Sequence[Collection[str]], base: str, language: Language
) -> Sheet:
    """Return the contents of a file.

    `changed` has the changed documents' ids of each answer; `base` is the address that the links
    begin with, without a slash at its end.
    """
    texts = {**load_texts(PACKAGE, language), "sums": sums_words(language)["title"]}
    entries = [
        _entry(answer, gone, base, texts, language)
        for answer, gone in zip(answers, changed, strict=True)
    ]
    return Sheet(texts, language, tuple(entries))


def _entry(
    answer: Answer,
    changed: Collection[str],
    base: str,
    texts: Mapping[str, Any],
    language: Language,
) -> Entry:
    def source(citation: Citation) -> Source:
        english = "&lang=en" if language == "en" else ""
        return Source(
            number=citation.marker,
            place=_place(citation, texts),
            quote=_plain(citation.quote),
            link=f"{base}{citation.link}{english}#citat",
            changed=citation.document_id in changed,
        )

    text = _plain(answer.answer)
    opening = _opening(answer, text)
    return Entry(
        day=str(texts["as_of"]).format(day=long_date(answer.as_of, language)),
        question=_plain(answer.question),
        opening=opening,
        answer=text.removeprefix(opening),
        missing=tuple(_plain(part) for part in answer.missing),
        sources=tuple(source(citation) for citation in answer.citations),
        near=answer.status not in ("answered", "partial"),
        language=answer.language,
        sums=tuple(_plain(line) for one in sums_of(answer, language) for line in _sum(one)),
    )


def _sum(one: Sum) -> Iterator[str]:
    yield f"{one.word}: {one.message or one.name}"
    yield from (line for line in (one.formula, one.remedy, *one.assumptions) if line)


def _opening(answer: Answer, text: str) -> str:
    """Return the verdict's word in the answer's language; an answer opens with it, as a rule."""
    if answer.verdict is None:
        return ""
    word = str(load_texts(PACKAGE, answer.language)["verdicts"][answer.verdict])
    return word if text.startswith(word) else f"{word}. "


def _place(citation: Citation, texts: Mapping[str, Any]) -> str:
    # The kind stands in front; what the note says of itself stands behind its title.
    notice = f" ({citation.notice})" if citation.notice else ""
    parts = [f"{citation.title}{notice}", *citation.section]
    if citation.label:
        parts.append(f"({str(texts['editorial']).format(label=citation.label)})")
    page = f" {str(texts['page']).format(page=citation.page)}" if citation.page else ""
    return _plain(f"{texts['kinds'][citation.kind]}: {' › '.join(parts)}{page}")


def _plain(text: str) -> str:
    lines = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")
