"""One reader a format; `read_file` picks it by the file's suffix and holds it to the content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers.kinds import NAMES, Kind, kind_of
from assistant.corpus.readers.limits import DEFAULT_LIMITS, Limits
from assistant.corpus.readers.markdown import read_markdown
from assistant.corpus.readers.plain import read_plain
from assistant.errors import InputError

Reader = Callable[[Path, bytes, Limits], RawDocument]


def _markdown(path: Path, data: bytes, limits: Limits) -> RawDocument:
    return read_markdown(decode(data, path.name), path.stem)


def _plain(path: Path, data: bytes, limits: Limits) -> RawDocument:
    return read_plain(decode(data, path.name), path.stem)


# The readers of the larger formats are loaded when the first such file comes.
def _html(path: Path, data: bytes, limits: Limits) -> RawDocument:
    from assistant.corpus.readers.html import read_html

    return read_html(data, path.stem)


def _docx(path: Path, data: bytes, limits: Limits) -> RawDocument:
    from assistant.corpus.readers.docx import read_docx

    return read_docx(data, path.stem, limits)


def _xlsx(path: Path, data: bytes, limits: Limits) -> RawDocument:
    from assistant.corpus.readers.xlsx import read_xlsx

    return read_xlsx(data, path.stem, limits)


def _pdf(path: Path, data: bytes, limits: Limits) -> RawDocument:
    from assistant.corpus.readers.pdf import read_pdf

    return read_pdf(path, limits)


READERS: dict[str, Reader] = {
    ".md": _markdown,
    ".txt": _plain,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".pdf": _pdf,
}
# Text files may hold anything that can be typed, a page's source too.
_TEXT = frozenset({".md", ".txt"})


def read_file(path: Path, limits: Limits = DEFAULT_LIMITS) -> RawDocument:
    """Read one file into canonical text.

    Raises InputError: `unsupported_format`, `wrong_suffix` (the content is of another format than
    the name says), `encrypted_document`, `broken_document`, `not_text`, `empty_document`, or what
    else a reader finds wrong with the file; OSError passes.
    """
    suffix = path.suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise InputError(
            "unsupported_format",
            f"{path.name}: the format {path.suffix or 'without a suffix'} can't be read yet.",
            f"Save it as one of: {known}.",
        )
    data = path.read_bytes()
    if not data.strip():
        raise _empty(path.name)
    _check_kind(path.name, suffix, kind_of(data))
    raw = reader(path, data, limits)
    if not raw.text.strip():
        raise _empty(path.name)
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


def _check_kind(name: str, suffix: str, kind: Kind | None) -> None:
    if kind is None or (kind == "html" and suffix in _TEXT):
        return
    is_now, right = NAMES[kind]
    if right == suffix or (right == ".html" and suffix == ".htm"):
        return
    if kind == "encrypted":
        raise InputError(
            "encrypted_document",
            f"{name} is protected by a password.",
            "Remove the password in the program it was made with, and save it again.",
        )
    known = suffix.removeprefix(".").upper()
    hint = f"Rename it to {right}." if right else f"Save it in its program as {suffix}."
    raise InputError("wrong_suffix", f"{name} is {is_now}, not a file of the kind {known}.", hint)


def _empty(name: str) -> InputError:
    return InputError(
        "empty_document", f"{name} holds no text.", "Check that the right file was saved."
    )


def _not_text(name: str) -> InputError:
    return InputError("not_text", f"{name} is not a text file.", "Save it as UTF-8 text.")
