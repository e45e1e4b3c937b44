"""The characters of a page: its mark, what it declares of itself, else a good guess."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""")
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEAD_BYTES = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these names as the wider character sets that pages mean by them.
# https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}


def decode_html(data: bytes) -> str:
    """Return the text of a page; what fits no character set becomes U+FFFD, as in a browser."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    declared = _declared(data[:_HEAD_BYTES])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        fallback = declared if declared not in (None, "utf-8") else "cp1252"
        text = data.decode(fallback or "cp1252", errors="replace")
    else:
        # Bytes that are sound UTF-8 beyond ASCII are never anything else by chance, whatever an
        # old template says; only a set that escapes its letters looks like ASCII.
        if declared and text.isascii():
            text = data.decode(declared, errors="replace")
    return _XML_HEAD.sub("", text.replace("\x00", ""))


def _declared(head: bytes) -> str | None:
    found = _DECLARED.search(head) or _XML_DECLARED.match(head)
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    # Declared inside the page itself, UTF-16 can't be true: the declaration was read as ASCII.
    if name.startswith(("utf-16", "utf-32")) or not _is_text_encoding(name):
        return None
    return _MEANT.get(name, name)


def _is_text_encoding(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, UnicodeError):
        return False
