"""Routes: what is not answered at all, whatever the call, as ways to ask without an answer."""

from __future__ import annotations

from importlib import resources

import yaml

from assistant.types import Fact, Language, Phrase

ROUTES_FILE = "routes.yaml"
_LANGUAGES: tuple[Language, ...] = ("da", "en")


def load_routes() -> list[Fact]:
    """Return the two routes, `off_topic` and `refused`; they belong to no call."""
    source = resources.files("assistant.corpus") / ROUTES_FILE
    data: dict[str, dict[str, list[str]]] = yaml.safe_load(source.read_text(encoding="utf-8"))

    def phrases(name: str) -> tuple[Phrase, ...]:
        return tuple(Phrase(text, lang) for lang in _LANGUAGES for text in data[name][lang])

    return [
        Fact("route/off_topic", "", {}, (), phrases("off_topic"), route="off_topic"),
        Fact("route/refused", "", {}, (), phrases("refused"), route="refused"),
    ]
