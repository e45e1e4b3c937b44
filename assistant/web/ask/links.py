"""Addresses that the page writes: places in sources, and an e-mail with the question filled in."""

from __future__ import annotations

from urllib.parse import quote

# What mail programs and Windows still take as one link.
_MAX_MAIL_BODY = 1200


def document_link(document_id: str, start: int, end: int) -> str:
    """Return the permanent link of a stretch of a document, from the root path on."""
    return f"/kilde/{quote(document_id, safe='')}?fra={start}&til={end}"


def mail_link(address: str, subject: str, body: str) -> str:
    """Return a `mailto:` link, everything percent-encoded (RFC 6068): no header can be added.

    Line breaks of the body become CRLF; a subject has none.
    """
    lines = "\r\n".join(body[:_MAX_MAIL_BODY].splitlines())
    return (
        f"mailto:{quote(address, safe='@')}"
        f"?subject={quote(' '.join(subject.split()), safe='')}&body={quote(lines, safe='')}"
    )
