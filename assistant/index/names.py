"""Names made of paths: slugs for document and call ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LONGEST = 100


def slug(text: str) -> str:
    """Return `text` in lower-case ASCII with hyphens; æ, ø, å become ae, oe, aa.

    Text without a letter or digit that can be written so gives "document".
    """
    text = unicodedata.normalize("NFC", text).translate(_DANISH)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST].strip("-") or "document"


def call_name(folder_or_stem: str) -> str:
    """Return the call id for a folder or file name: the name itself where it can be an id."""
    return folder_or_stem if is_safe(folder_or_stem) else slug(folder_or_stem)


def is_safe(name: str) -> bool:
    """Tell whether `name` can be an id: ASCII letters, digits, dot, underscore, hyphen."""
    return bool(_SAFE.fullmatch(name))


def unused(name: str, taken: Container[str]) -> str:
    """Return `name`, or with the first free suffix (`-2`, `-3`, …) where it is taken."""
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    return candidate
