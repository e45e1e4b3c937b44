"""A path as JSON, for a page that asks its questions."""

from __future__ import annotations

from typing import Any

from assistant.rules.eligibility.model import EligibilityPath
from assistant.rules.paths import questions


def path_json(path: EligibilityPath) -> dict[str, Any]:
    """Return the questions of the path as docs/paths.md describes them."""
    return questions.path_json(
        path.ladder.questions, path_id="eligibility", call=path.call, version=path.version
    )
