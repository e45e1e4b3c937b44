"""The elements of a large part one by one: a sheet of a million rows is never held whole."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from assistant.corpus.readers.ooxml.package import Package


def elements(package: Package, part: str, *names: str) -> Iterator[_Element]:
    """Yield each element of a part with one of the local `names`, whole; then it is let go.

    Raises InputError `broken_document` where the part can't be read; a part that is missing has
    no elements.
    """
    stream = package.open(part)
    if stream is None:
        return
    found = etree.iterparse(
        stream, events=("end",), tag=[f"{{*}}{name}" for name in names], resolve_entities=False,
        no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in found:
            yield element
            above = element.getparent()
            element.clear()
            while above is not None and element.getprevious() is not None:
                del above[0]
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise package.broken(error) from error
