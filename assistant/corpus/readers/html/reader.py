"""Reads a page: characters, tree, title and address, then its main content."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from assistant.corpus.canonical import CanonicalBuilder, RawDocument, normalise
from assistant.corpus.readers.html.charset import decode_html
from assistant.corpus.readers.html.content import main_content
from assistant.corpus.readers.html.inline import inline_text
from assistant.corpus.readers.html.walk import Walker
from assistant.errors import InputError

# "Title – Name of the site": what stands behind the last sign is on every page.
_SITE = re.compile(r"\s+(?:[|·»]|[–—])\s+[^|·»–—]{1,60}$")


def read_html(data: bytes, stem: str) -> RawDocument:
    """Read a page's main content; `stem` is the title where it has none.

    Raises InputError `empty_document` for a page that holds nothing, and `too_deep` for one whose
    elements nest deeper than any page written by or for people.
    """
    page = _parse(decode_html(data), stem)
    title = _title(page)
    address = _address(page)
    builder = CanonicalBuilder()
    content = main_content(page)
    heads = len(content.findall(".//h1"))
    Walker(builder).visit(content)
    meta = {"source_url": address} if address else {}
    if heads != 1 and title:
        meta["title"] = title
    return builder.build(stem, meta)


def _parse(text: str, stem: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        page = document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError as error:
        raise InputError(
            "empty_document", f"{stem} holds no text.", "Check that the right file was saved."
        ) from error
    # The parser stops there without a word, and what follows would be missing.
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError(
            "too_deep",
            f"{stem}: the elements of the page nest too deeply to be read.",
            "Save the page anew from a browser, or as text.",
        )
    return page


def _title(page: HtmlElement) -> str:
    heads = page.findall(".//h1")
    if len(heads) == 1 and normalise(inline_text(heads[0])):
        return " ".join(inline_text(heads[0]).split())
    for path in (".//meta[@property='og:title']", ".//head/title", ".//title"):
        found = page.find(path)
        if found is not None:
            text = " ".join((found.get("content") or found.text or "").split())
            if text:
                return _SITE.sub("", text)
    return ""


def _address(page: HtmlElement) -> str:
    """Return the address that the page says it has."""
    link = page.find(".//link[@rel='canonical']")
    if link is not None and (link.get("href") or "").startswith(("https://", "http://")):
        return link.get("href") or ""
    return ""
