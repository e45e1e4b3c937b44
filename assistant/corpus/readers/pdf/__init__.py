"""PDF to canonical text: pages, columns, headings, lists, tables, notes; nothing that is hidden."""

from __future__ import annotations

from assistant.corpus.readers.pdf.read import read_pdf

__all__ = ["read_pdf"]
