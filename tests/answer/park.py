"""A small made-up call, for what composing and verifying do with any call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.compose import cite
from assistant.answer.draft import Claim, PartAnswer
from assistant.answer.question import Part
from assistant.corpus.document import make_document
from assistant.corpus.readers.markdown import read_markdown
from assistant.types import Anchor, CallInfo, Citation, Document, Status, Verdict

TEXT = """# Parkpuljen 2031

## Penge

Kommuner kan få op til 40 pct. af udgifterne, dog 60 pct. på Bornholm. Puljen er på 16 mio. kr.

## Formål

Puljen støtter:

- nye stier
- gamle haver
- fælles køkkener

## Frist

Fristen er den 12. marts 2031 kl. 14.00. Der er fjorten haver.
"""
SHARE = "Kommuner kan få op til 40 pct. af udgifterne, dog 60 pct. på Bornholm."
POOL = "Puljen er på 16 mio. kr."
LIST = "Puljen støtter:\n\n• nye stier\n• gamle haver\n• fælles køkkener"
DEADLINE = "Fristen er den 12. marts 2031 kl. 14.00."
GARDENS = "Der er fjorten haver."
QUOTES = (SHARE, POOL, LIST, DEADLINE, GARDENS)

PARK: Document = make_document(
    read_markdown(TEXT, "park"), document_id="park", call_id="park", kind="call", path="park.md"
)
DOCUMENTS = {"park": PARK}
CALLS = {"park": CallInfo("park", "Parkpuljen 2031", contact_email="park@example.org")}


def anchor(quote: str, document: Document = PARK) -> Anchor:
    start = document.text.index(quote)
    return Anchor(document.id, start, start + len(quote))


def citation(marker: int, quote: str, document: Document = PARK) -> Citation:
    return cite(anchor(quote, document), marker, {document.id: document})


def claim(text: str, *quotes: str) -> Claim:
    return Claim(text, tuple(anchor(quote) for quote in quotes))


def part(text: str = "Hvor meget?", *, yes_no: bool = False) -> Part:
    return Part(text=text, search=text, kind="yes_no" if yes_no else "what", yes_no=yes_no)


def answered(
    *claims: Claim, text: str = "Hvor meget?", verdict: Verdict | None = None, yes_no: bool = False
) -> PartAnswer:
    asks = part(text, yes_no=yes_no or verdict is not None)
    return PartAnswer(asks, "answered", 0.9, "park", verdict, claims=claims)


def silent(status: Status, *near: str, text: str = "Hvor længe?") -> PartAnswer:
    places = tuple(anchor(quote) for quote in near)
    return PartAnswer(part(text), status, 0.8, "park", near=places)


def markers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\[(\d+)\]", text)}


def numbers(citations: Sequence[Citation]) -> list[int]:
    return [one.marker for one in citations]
