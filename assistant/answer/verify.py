"""The verifier: quotes, markers and numbers are checked by code before an answer leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.index.accounting import quantities_of_place
from assistant.index.sentences import split_sentences
from assistant.rules.quantities import accounted_for, find_quantities, known
from assistant.types import Citation, Document, Language

MARKER = re.compile(r"\[(\d+)\]")
# "Up to half" is a share without a noun to tell it by.
_HALF = re.compile(r"\b(?:half|halvdelen|halvt)\b", re.IGNORECASE)
HALF = Decimal("0.5")
MAX_QUOTE = 600
MAX_LIST_QUOTE = 1200


@dataclass(frozen=True, slots=True)
class Verified:
    """What is left of an answer, and what was taken out of it and why."""

    text: str
    citations: list[Citation]
    dropped: list[str]


def verify(
    text: str,
    citations: Sequence[Citation],
    documents: Mapping[str, Document],
    language: Language,
    as_of: date,
    findings: Sequence[str] = (),
) -> Verified:
    """Take out of an answer what its quotes don't bear.

    A citation whose quote is not the slice of its document is dropped with its marker; a sentence
    with a marker that has no citation, or with a number, share, amount or date that stands neither
    in its quotes nor in `findings`, is dropped. Citations no sentence points to are dropped, and
    the rest numbered anew in order of use.
    """
    sound = {c.marker: c for c in citations if is_verbatim(c, documents)}
    dropped = [f"quote {c.marker}" for c in citations if c.marker not in sound]
    kept: list[str] = []
    for line in text.split("\n"):
        units = []
        for start, end in split_sentences(line):
            unit = line[start:end]
            fault = check_sentence(unit, sound, documents, language, as_of, findings)
            if fault is None:
                units.append(unit)
            else:
                dropped.append(f"{fault}: {unit}")
        kept.append(" ".join(units))
    return _renumber("\n".join(kept).strip(), sound, dropped)


def is_verbatim(citation: Citation, documents: Mapping[str, Document]) -> bool:
    """Tell whether a quote is exactly the slice of its document, and no longer than allowed."""
    document = documents.get(citation.document_id)
    if document is None or citation.document_sha256 != document.sha256:
        return False
    limit = MAX_LIST_QUOTE if "\n" in citation.quote else MAX_QUOTE
    return (
        0 <= citation.start < citation.end <= len(document.text)
        and 0 < len(citation.quote) <= limit
        and document.text[citation.start : citation.end] == citation.quote
    )


def check_sentence(
    sentence: str,
    citations: Mapping[int, Citation],
    documents: Mapping[str, Document],
    language: Language,
    as_of: date,
    findings: Sequence[str] = (),
) -> str | None:
    """Return what is wrong with a sentence of an answer, or None."""
    markers = [int(number) for number in MARKER.findall(sentence)]
    missing = [number for number in markers if number not in citations]
    if missing:
        return f"marker {missing[0]}"
    cited = [citations[number] for number in markers] or list(citations.values())
    pool = known(as_of, "date")
    for citation in cited:
        source = documents[citation.document_id]
        pool += quantities_of_place(source, citation.start, citation.end)
    for finding in findings:
        pool += find_quantities(finding, language)
    halves = any(q.kind == "share" and q.value == HALF for q in pool)
    if _HALF.search(sentence) and not halves:
        return "share half"
    for quantity in find_quantities(sentence, language):
        if not accounted_for(quantity, pool):
            return f"{quantity.kind} {quantity.text}"
    return None


def _renumber(text: str, citations: Mapping[int, Citation], dropped: list[str]) -> Verified:
    order: dict[int, int] = {}
    for number in MARKER.findall(text):
        order.setdefault(int(number), len(order) + 1)
    text = MARKER.sub(lambda match: f"[{order[int(match.group(1))]}]", text)
    kept = [citations[number].model_copy(update={"marker": new}) for number, new in order.items()]
    return Verified(text, kept, dropped)
