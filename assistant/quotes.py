"""Whether the quotes of an answer that comes back from outside are still what the sources say."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.errors import InputError
from assistant.types import Answer, Document


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
    """Return the id of the call that an answer's quotes are from; None for none or several."""
    cited = [documents.get(citation.document_id) for citation in answer.citations]
    calls = {document.call_id for document in cited if document is not None}
    return calls.pop() if len(calls) == 1 else None
