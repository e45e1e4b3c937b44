"""quotes_verbatim: the number of answers with a citation that isn't exactly its source's text.

Exactly: `quote == text[start:end]` in code points, nowhere blank, of the document the citation
names, in the version (`document_sha256`) the service shows.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.types import Citation, SourceView
from eval.metrics.base import Case, Judgement


def judge(case: Case) -> Judgement | None:
    """Judge answers with citations."""
    if not case.answer.citations:
        return None
    faults = [_fault(citation, case.sources) for citation in case.answer.citations]
    why = "; ".join(fault for fault in faults if fault)
    return Judgement(not why, why)


def _fault(citation: Citation, sources: Mapping[str, SourceView]) -> str:
    source = sources.get(citation.document_id)
    name = f"[{citation.marker}] {citation.document_id}"
    if source is None or source.text is None:
        return f"{name}: no such document"
    if not citation.quote.strip():
        return f"{name}: empty quote"
    if not 0 <= citation.start < citation.end <= len(source.text):
        return f"{name}: {citation.start}..{citation.end} lies outside the text"
    if citation.quote != source.text[citation.start : citation.end]:
        return f"{name}: the quote isn't text[{citation.start}:{citation.end}]"
    if citation.document_sha256 != source.sha256:
        return f"{name}: the digest is of another version"
    return ""
