"""Opens a PDF, or says why not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pypdfium2 as pdfium

from assistant.errors import InputError

# What FPDF_GetLastError tells (fpdfview.h).
_PASSWORD = 4
_SECURITY = 5


@contextmanager
def opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """Open the PDF at `path` for the length of a block.

    Raises InputError `encrypted_document` where a password is needed, `broken_document` where it
    can't be opened or has no pages; OSError passes.
    """
    data = path.read_bytes()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refused(path.name, getattr(error, "err_code", None)) from error
    try:
        if len(document) < 1:
            raise broken(path.name)
        yield document
    finally:
        with suppress(pdfium.PdfiumError):
            document.close()


def _refused(name: str, code: int | None) -> InputError:
    if code in (_PASSWORD, _SECURITY):
        return InputError(
            "encrypted_document",
            f"{name} is protected by a password, or in a way that can't be undone here.",
            "Remove the protection in the program it was made with, and save it again.",
        )
    return broken(name)


def broken(name: str) -> InputError:
    """Return the error for a file that is no whole PDF."""
    return InputError(
        "broken_document",
        f"{name} is no whole PDF: it can't be opened.",
        "Save it again in the program it was made with, or print it to PDF.",
    )
