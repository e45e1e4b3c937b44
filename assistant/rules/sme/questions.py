"""The questions of the path, as data for a page."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any

from assistant.rules.paths.questions import Questions, path_json, read_as
from assistant.rules.yaml_tree import read_tree

PATH_FILE = "path.yaml"


def path() -> dict[str, Any]:
    """Return the questions as docs/paths.md describes them. Raises CorpusError."""
    questions, version = load_questions()
    return path_json(questions, path_id="sme", call=None, version=version)


@cache
def load_questions() -> tuple[Questions, str]:
    """Read the questions and the SHA-256 of their file."""
    text = (resources.files("assistant.rules.sme") / PATH_FILE).read_text(encoding="utf-8")
    questions = read_as(Questions, read_tree(f"sme/{PATH_FILE}", text))
    return questions, hashlib.sha256(text.encode("utf-8")).hexdigest()
