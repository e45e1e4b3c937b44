"""Editors' facts as YAML for the repository: what facts.yaml takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from assistant.gaps.facts import PREFIX
from assistant.types.gaps import EditorFact, Way

_HEAD = """\
# Facts that editors wrote, checked against their sources. Put what stands below `facts:` under that
# of {file}.
# Once that is indexed, the facts of the database with the same ids are used no more.

"""
_WIDTH = 100
# Who writes without a password has no name; the key tells the corpus that an editor wrote it.
_NOBODY = "redaktionen"


def export_yaml(facts: Sequence[EditorFact], call: str) -> str:
    """Return the facts that were not taken back and whose quotes still stand, oldest first."""
    kept = [fact for fact in reversed(facts) if fact.state in ("used", "not_yet")]
    body = yaml.safe_dump(
        {"facts": [_entry(fact) for fact in kept]},
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
    )
    return _HEAD.format(file=f"corpus/{call}/facts.yaml") + body


def _entry(fact: EditorFact) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": f"{PREFIX}{fact.id}",
        "da": fact.da,
        "en": fact.en,
        "quotes": [
            quote.quote
            if quote.document_id == fact.call
            else {"document": quote.document_id, "quote": quote.quote}
            for quote in fact.quotes
        ],
    }
    for key, verdict in (("ask", None), ("yes", "yes"), ("no", "no"), ("depends", "depends")):
        ways = _by_language([way for way in fact.ways if way.verdict == verdict])
        if ways:
            entry[key] = ways
    if fact.valid_from:
        entry["valid_from"] = fact.valid_from.isoformat()
    if fact.valid_to:
        entry["valid_to"] = fact.valid_to.isoformat()
    return entry | {"by": fact.author or _NOBODY, "on": fact.created_at.date().isoformat()}


def _by_language(ways: Sequence[Way]) -> dict[str, list[str]]:
    languages = dict.fromkeys(way.language for way in ways)
    return {lang: [way.text for way in ways if way.language == lang] for lang in sorted(languages)}
