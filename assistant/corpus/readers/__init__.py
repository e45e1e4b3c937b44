"""One reader a format; `read_file` picks it by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers.markdown import read_markdown
from assistant.corpus.readers.plain import read_plain
from assistant.errors import InputError

READERS: dict[str, Callable[[str, str], RawDocument]] = {
    ".md": read_markdown,
    ".txt": read_plain,
}


def read_file(path: Path) -> RawDocument:
    """Read one file into canonical text.

    Raises InputError `unsupported_format`, `not_text` or `empty_document`; OSError passes.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise InputError(
            "unsupported_format",
            f"{path.name}: the format {path.suffix or 'without a suffix'} can't be read yet.",
            f"Save it as one of: {known}.",
        )
    raw = reader(decode(path.read_bytes(), path.name), path.stem)
    if not raw.text.strip():
        raise InputError(
            "empty_document",
            f"{path.name} holds no text.",
            "Check that the right file was saved.",
        )
    return raw


def decode(data: bytes, name: str) -> str:
    """Decode the bytes of a text file: UTF-8, UTF-16 by its mark, else Windows-1252.

    Raises InputError `not_text` for binary data.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise _not_text(name) from error
    if b"\x00" in data:
        raise _not_text(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_text(name) from error


def _not_text(name: str) -> InputError:
    return InputError("not_text", f"{name} is not a text file.", "Save it as UTF-8 text.")
