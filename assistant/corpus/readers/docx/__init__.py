"""Word documents to canonical text: what a reader of the printed document would read."""

from assistant.corpus.readers.docx.reader import read_docx

__all__ = ["read_docx"]
