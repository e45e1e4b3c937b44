"""A DOCX or XLSX file: opened with care, its parts and how they refer to each other."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from assistant.corpus.readers.limits import Limits
from assistant.corpus.readers.ooxml.names import attribute, child, tag
from assistant.errors import InputError

_MAIN = "/officeDocument"
_ENCRYPTED_FLAG = 0x1
# What the zip and its compression raise when bytes are missing or wrong.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Relation:
    """How one part refers to another: `kind` is the last word of its type, as in "footnotes"."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of the file `name`, by their path inside it."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        """Open a file.

        Raises InputError `broken_document`, `encrypted_document` or `expands_too_far`.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except _ZIP_ERRORS as error:
            raise self.broken(error) from error
        # Before anything is unpacked: zipfile reads no more of a part than is declared here.
        expanded = sum(entry.file_size for entry in entries)
        if expanded > limits.max_expanded_bytes:
            raise InputError(
                "expands_too_far",
                f"{name} unpacks to {expanded} bytes; {limits.max_expanded_bytes} are allowed.",
                "Take out what is not needed, or split it.",
            )
        if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
            raise InputError(
                "encrypted_document",
                f"{name} is protected by a password.",
                "Remove the password in the program it was made with, and save it again.",
            )
        # Some programs write backslashes, or other letters in the file than in what refers to it.
        self._parts = {_key(entry.filename): entry for entry in entries}

    def main(self) -> str:
        """Return the path of the main part; raises InputError `broken_document` without one."""
        for relation in self.relations(""):
            if relation.kind == _MAIN.lstrip("/") and relation.target:
                return relation.target
        raise self.broken()

    def relations(self, part: str) -> list[Relation]:
        """Return what `part` refers to inside the file, in order; "" is the file itself."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: list[Relation] = []
        for element in root if root is not None else ():
            if tag(element) != "rel:Relationship" or element.get("TargetMode") == "External":
                continue
            target = unquote(element.get("Target") or "").replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (element.get("Type") or "").rpartition("/")[2]
            found.append(Relation(element.get("Id") or "", kind, path))
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part of a kind that `part` refers to."""
        return next((r.target for r in self.relations(part) if r.kind == kind), None)

    def xml(self, part: str | None) -> _Element | None:
        """Return the root of a part, None where there is no such part.

        Raises InputError `broken_document` where it can't be read.
        """
        if part is None or _key(part) not in self._parts:
            return None
        try:
            return etree.fromstring(self._zip.read(self._parts[_key(part)]), xml_parser())
        except (*_ZIP_ERRORS, etree.XMLSyntaxError) as error:
            raise self.broken(error) from error

    def open(self, part: str) -> IO[bytes] | None:
        """Return a part as a stream, for those too large to be held whole."""
        entry = self._parts.get(_key(part))
        try:
            return self._zip.open(entry) if entry is not None else None
        except _ZIP_ERRORS as error:
            raise self.broken(error) from error

    def title(self) -> str:
        """Return the title among the file's properties."""
        try:
            root = self.xml(self.related("", "core-properties"))
        except InputError:
            # The properties are no part of the text: it can be read without them.
            return ""
        found = child(root, "dc:title")
        return " ".join((found.text or "").split()) if found is not None else ""

    def broken(self, error: BaseException | None = None) -> InputError:
        """Return the error for a file that is damaged or not what its name says."""
        why = f": {str(error).splitlines()[0]}" if error is not None and str(error) else ""
        return InputError(
            "broken_document",
            f"{self.name} is damaged and can't be read{why}.",
            "Open it in the program it was made with, save it anew, and try again.",
        )


def xml_parser() -> etree.XMLParser:
    """Return a parser that fetches nothing, resolves no entities and keeps libxml2's limits."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def relation_id(element: _Element) -> str:
    """Return the id that an element refers to another part by."""
    return attribute(element, "r:id") or ""


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
