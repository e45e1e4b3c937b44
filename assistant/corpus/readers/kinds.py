"""What a file is by its content: a name can say anything."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Literal

Kind = Literal[
    "pdf", "docx", "xlsx", "pptx", "odf", "zip", "encrypted", "old_office", "html", "rtf", "picture"
]

# What people know these files as, and the suffix they should have (none: it can't be read).
NAMES: dict[Kind, tuple[str, str]] = {
    "pdf": ("a PDF", ".pdf"),
    "docx": ("a Word document", ".docx"),
    "xlsx": ("an Excel workbook", ".xlsx"),
    "pptx": ("a presentation", ""),
    "odf": ("an OpenDocument file", ""),
    "zip": ("an archive", ""),
    "encrypted": ("an Office file with a password", ""),
    "old_office": ("an Office file of a format before 2007", ""),
    "html": ("a web page", ".html"),
    "rtf": ("a Rich Text file", ""),
    "picture": ("a picture", ""),
}

_PDF_HEAD_BYTES = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
_PAGE = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_PAGE_HEAD_BYTES = 2048


def kind_of(data: bytes) -> Kind | None:
    """Return what `data` is; None where nothing tells, as with text."""
    if data.startswith(_OLE):
        return "encrypted" if _ENCRYPTED_STREAM in data else "old_office"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data)
    if b"%PDF-" in data[:_PDF_HEAD_BYTES]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES):
        return "picture"
    return "html" if _PAGE.match(data[:_PAGE_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")) else None


def _kind_of_archive(data: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    if "mimetype" in names:
        return "odf"
    folders = {name.replace("\\", "/").lower().lstrip("/").split("/")[0] for name in names}
    found: tuple[tuple[str, Kind], ...] = (("word", "docx"), ("xl", "xlsx"), ("ppt", "pptx"))
    for folder, kind in found:
        if folder in folders:
            return kind
    return None if "[content_types].xml" in {name.lower() for name in names} else "zip"
