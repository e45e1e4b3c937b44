"""Bytes to a tree: which format, which characters, how much."""

from __future__ import annotations

import re
from typing import Any

from assistant.errors import InputError
from assistant.rules.reading.from_json import JsonSyntaxError, read_json
from assistant.rules.reading.tree import refuse_character

MAX_BYTES = 1_000_000
_NO_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_data(data: bytes, *, json_only: bool = False) -> dict[str, Any]:
    """Return the mapping that UTF-8 YAML or JSON holds, as a plain tree.

    Leaves are `str` (NFC), `Plain` for unquoted numbers as written, bool and None. JSON is tried
    first where the text begins with `{` or `[`. At most MAX_BYTES bytes, MAX_NODES keys and
    values, MAX_DEPTH levels and MAX_SCALAR characters a scalar.

    Raises InputError: `too_large`, `not_utf8`, `bad_character`, `empty_input`, and what
    `read_json` and `read_yaml` raise, with the place in the source.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            "too_large",
            f"The input has more than {MAX_BYTES} bytes.",
            "A budget needs a few thousand: check that this is the right file.",
        )
    text = _decode(data)
    begins = text.lstrip()[:1]
    if not begins:
        raise InputError("empty_input", "The input is empty.", "Give at least one key.")
    if json_only:
        return read_json(text)
    # PyYAML takes 10 ms to import: JSON goes without.
    from assistant.rules.reading.from_yaml import YamlSyntaxError, read_yaml

    if begins not in "{[":
        return read_yaml(text)
    try:
        return read_json(text)
    except JsonSyntaxError as no_json:
        try:
            return read_yaml(text)
        except YamlSyntaxError:
            # It looks like JSON, so the place where the JSON breaks helps more.
            raise no_json from None


def _decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "not_utf8",
            f"The input is not UTF-8 text (byte {error.start + 1}).",
            "Save it as UTF-8 and try again.",
        ) from error
    if found := _NO_TEXT.search(text):
        before = text[: found.start()]
        line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
        refuse_character(found[0], f"line {line}, column {column}")
    return text
