"""Reads a Word document: its parts are opened, then its body is gone through."""

from __future__ import annotations

from lxml.etree import _Element

from assistant.corpus.canonical import CanonicalBuilder, RawDocument
from assistant.corpus.readers.docx.notes import Notes
from assistant.corpus.readers.docx.numbering import Numbering
from assistant.corpus.readers.docx.shape import Shape
from assistant.corpus.readers.docx.styles import Styles
from assistant.corpus.readers.docx.walk import Walker
from assistant.corpus.readers.limits import Limits
from assistant.corpus.readers.ooxml.names import child
from assistant.corpus.readers.ooxml.package import Package


def read_docx(data: bytes, stem: str, limits: Limits) -> RawDocument:
    """Read a Word document; `stem` is the title where it has none.

    Left out is what the reader of a print would not see (hidden and deleted text, comments), what
    is struck out, and what stands on every page (headers and footers). A footnote follows the
    paragraph, list or table that refers to it. Raises InputError `broken_document`,
    `encrypted_document` or `expands_too_far`.
    """
    package = Package(data, f"{stem}.docx", limits)
    main = package.main()
    body = child(package.xml(main), "w:body")
    if body is None:
        raise package.broken()
    styles = Styles(_part(package, main, "styles"))
    numbering = Numbering(_part(package, main, "numbering"))
    builder = CanonicalBuilder()
    walker = Walker(builder, styles, numbering, Notes(package, main), Shape(body, styles))
    walker.body(body)
    walker.finish()
    return builder.build(stem, left_out={"hidden": walker.hidden} if walker.hidden else None)


def _part(package: Package, main: str, kind: str) -> _Element | None:
    return package.xml(package.related(main, kind))
