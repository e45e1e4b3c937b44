"""A letter as HTML, for the clipboard and for mails: paragraphs, lists, links, nothing else."""

from __future__ import annotations

from html import escape

from assistant.types import Language
from assistant.web.staff.desk.letter_text import Block, Span, blocks, one_line


def to_html(body: str) -> str:
    """Return the letter as a fragment that every mail program takes; whatever is in it is text."""
    return "\n".join(_block(block) for block in blocks(body))


def to_page(subject: str, body: str, language: Language) -> str:
    """Return the letter as a whole document."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(one_line(subject))}</title>\n</head>\n<body>\n{to_html(body)}\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    lines = ["".join(_span(span) for span in line) for line in block.lines]
    if block.items:
        return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>\n".join(lines) + "</p>"


def _span(span: Span) -> str:
    text = escape(span.text)
    return f'<a href="{text}">{text}</a>' if span.link else text
