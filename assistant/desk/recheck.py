"""What is wrong with an edited letter: checked again as somebody types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from assistant.desk.letter.borne import borne_by, unborne
from assistant.desk.letter.said import plain
from assistant.desk.letter.wording import LANGUAGES, letter_texts
from assistant.index.accounting import quantities_of_place
from assistant.permalink import place_of
from assistant.rules.quantities import Quantity
from assistant.types.desk import Fault, FaultKind

if TYPE_CHECKING:
    from assistant.types import Document
    from assistant.types.desk import Draft

# Two words in quotation marks are a name, or irony; a quote has more.
_QUOTE_WORDS = 3
_QUOTED = re.compile(
    r"[“„”](?P<a>[^“„”\n]{1,1300}?)[”“]|[»«](?P<b>[^»«\n]{1,1300}?)[»«]|\"(?P<c>[^\"\n]{1,1300})\""
)
_ELLIPSIS = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\)|…|\.\.\.)\s*")
_URL = re.compile(r"https?://[^\s<>\"”»]+|(?<![\w/])/kilde/[^\s<>\"”»]+")
_BLANK = ";"


def recheck(
    body: str,
    draft: Draft,
    documents: Mapping[str, Document],
    as_of: date,
    signature: str = "",
) -> list[Fault]:
    """Return the faults of a letter in the order they stand there; offsets in code points.

    `documents` are those of the index, by id. A number may come from the quotes, titles and
    findings of the draft, be the as-of date, or stand in a quote that somebody put into the letter
    and that is in a document word for word. Greeting, signature, links and open points are not
    searched for numbers. The words of a quote are compared exactly; only line ends may differ.
    """
    links = list(_links(body, documents))
    points = [match.span() for match in _open_points().finditer(body)]
    rest = _without(body, [(start, end) for start, end, _ in links] + points)
    rest = _without(rest, [*_signature(rest, signature), *_greeting(rest)])
    pool = borne_by(draft.questions, documents, as_of, draft.language)
    faults = [_fault("open_point", body, *span) for span in points]
    faults += [_fault("link", body, start, end) for start, end, ok in links if not ok]
    for start, end in _quotes(rest):
        quoted = _found(body[start:end], draft, documents)
        if quoted is None:
            faults.append(_fault("quote", body, start, end))
        else:
            pool += quoted
    numbers = unborne(rest, pool, draft.language)
    faults += [_fault("number", body, number.start, number.end) for number in numbers]
    return sorted(faults, key=lambda fault: (fault.start, fault.end))


def _fault(kind: FaultKind, body: str, start: int, end: int) -> Fault:
    return Fault(kind=kind, start=start, end=end, text=body[start:end])


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text of the same length with signs in place of some stretches."""
    for start, end in spans:
        text = text[:start] + _BLANK * (end - start) + text[end:]
    return text


@cache
def _open_points() -> re.Pattern[str]:
    opens = [
        str(letter_texts(language)["open"]).split("{")[0].rstrip(": ") for language in LANGUAGES
    ]
    return re.compile(rf"(?:{'|'.join(map(re.escape, opens))})\b[^\]\n]*\]?", re.IGNORECASE)


def _signature(text: str, signature: str) -> Iterator[tuple[int, int]]:
    signature = signature.strip()
    start = text.rfind(signature) if signature else -1
    if start >= 0:
        yield start, start + len(signature)


def _greeting(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the greeting stands: a first line that names "Maj" names no month."""
    line = re.match(r"\s*([^\n]*)", text)
    if line is None or any(char.isdigit() for char in line[1]):
        return
    openings = [
        letter_texts(each)[key].split("{")[0] for each in LANGUAGES for key in ("dear", "hello")
    ]
    if line[1].lower().startswith(tuple(each.lower().strip() for each in openings)):
        yield line.span(1)


def _quotes(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between quotation marks and is long enough for a quote."""
    for match in _QUOTED.finditer(text):
        group = next(name for name in "abc" if match[name] is not None)
        if len(re.findall(r"\w+", match[group])) >= _QUOTE_WORDS:
            yield match.span(group)


def _found(quote: str, draft: Draft, documents: Mapping[str, Document]) -> list[Quantity] | None:
    """Return the quantities of the places a quote is from, or None where it stands nowhere."""
    pool: list[Quantity] = []
    own = list(_own_words(draft))
    for part in filter(None, _ELLIPSIS.split(quote.strip())):
        place = _place(part, documents)
        if place is not None:
            pool += quantities_of_place(*place)
        elif not any(_pattern(part).search(text) for text in own):
            return None
    return pool


def _place(part: str, documents: Mapping[str, Document]) -> tuple[Document, int, int] | None:
    for words in (part, part.rstrip(".,;:!? ")):
        pattern = _pattern(words)
        for document in documents.values():
            match = pattern.search(document.text)
            if match is not None:
                return document, match.start(), match.end()
    return None


def _pattern(words: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)")


def _own_words(draft: Draft) -> Iterator[str]:
    """Yield what a letter may put in quotation marks besides: questions, answers, titles."""
    for question in draft.questions:
        yield question.text
        yield plain(question, draft.language)
        for citation in question.citations:
            yield from (citation.title, citation.label or "", *citation.section)


def _links(body: str, documents: Mapping[str, Document]) -> Iterator[tuple[int, int, bool]]:
    """Yield every link, and whether it leads somewhere; only those into sources are looked at."""
    for match in _URL.finditer(body):
        url = match[0].rstrip(".,;:!?)")
        end = match.start() + len(url)
        yield match.start(), end, "/kilde/" not in url or _leads(url, documents)


def _leads(url: str, documents: Mapping[str, Document]) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    document = documents.get(unquote(parts.path.rpartition("/kilde/")[2]))
    if document is None:
        return False
    query = parse_qs(parts.query, keep_blank_values=True)
    if not query.keys() & {"sted", "fra", "til"}:
        return True
    if "sted" in query:
        place = place_of(query["sted"][0])
    else:
        given = (query.get("fra", [""])[0], query.get("til", [""])[0])
        if not all(each.isascii() and each.isdecimal() and len(each) <= 12 for each in given):
            return False
        place = (int(given[0]), int(given[1]))
    return place is not None and place[0] < place[1] <= len(document.text)
