"""Answers as a file to keep or send: Markdown or DOCX, each quote with its permanent link."""

from __future__ import annotations

from assistant.web.export.route import make_export_router

__all__ = ["make_export_router"]
