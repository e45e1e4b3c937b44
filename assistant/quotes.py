"""Whether the quotes of an answer that comes back from outside are still what the sources say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from assistant.errors import InputError
from assistant.types import Answer, Citation, Document, Page

# Notes in the folder of this name that name no call are for every call.
_GUIDANCE = "guidance"


def changed_documents(answer: Answer, documents: Mapping[str, Document]) -> set[str]:
    """Return the ids of the documents that are not as they were when `answer` quoted them.

    Raises InputError `altered_quote` for a quote that is not what an unchanged document says.
    """
    changed = set()
    for citation in answer.citations:
        document = documents.get(citation.document_id)
        if document is None or document.sha256 != citation.document_sha256:
            changed.add(citation.document_id)
        elif citation.quote != document.text[citation.start : citation.end]:
            raise InputError(
                "altered_quote",
                f"Quote [{citation.marker}] is not what the source says at that place.",
                "Send the answer as it was given.",
            )
    return changed


def call_of(answer: Answer, documents: Mapping[str, Document]) -> str | None:
    """Return the id of the call that an answer's quotes are from; None for none or several.

    A note of guidance tells it only where nothing else is quoted, and it is for one call alone.
    """
    cited = [documents.get(citation.document_id) for citation in answer.citations]
    there = [document for document in cited if document is not None]
    calls = {document.call_id for document in there if not document.applies_to}
    if not calls:
        calls = {call for document in there for call in document.applies_to}
    calls.discard(_GUIDANCE)
    return calls.pop() if len(calls) == 1 else None


def page_of(pages: Sequence[Page], offset: int) -> int | None:
    """Return the number of the page on which the text at `offset` stands; None without pages."""
    at = bisect_right(pages, offset, key=lambda page: page.start)
    return pages[max(at - 1, 0)].number if pages else None


def source_title(citation: Citation, guidance: str) -> str:
    """Return the title of a quote's source; that of a note says what it is.

    `guidance` is the word for a note in the reader's language, for one whose head says nothing.
    """
    if citation.kind != "guidance":
        return citation.title
    return f"{citation.title} ({citation.notice or guidance})"
