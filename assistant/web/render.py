"""HTML from templates: whatever comes from a document or a person is escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant import __version__
from assistant.doors.texts import load_texts
from assistant.types import Language


@cache
def _environment() -> Environment:
    # `autoescape=True` for every template, whatever its name.
    environment = Environment(
        loader=PackageLoader("assistant.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(root="", version=__version__)
    return environment


def set_root(root: str) -> None:
    """Put `root`, such as `/assistent` or the empty string, in front of every link of a page."""
    _environment().globals["root"] = root.rstrip("/")


def root() -> str:
    """Return the path that stands in front of every link: empty, or without a slash at its end."""
    return str(_environment().globals["root"])


def partial(template: str, language: Language, **values: Any) -> str:
    """Render a part of a page: `_header.html` takes `current` (ask, sources, about or empty)."""
    return page(template, language, **values)


def page(template: str, language: Language, **values: Any) -> str:
    """Render `template` with the texts of `language` as `t` (unless given), `root`, `version`."""
    texts = load_texts("assistant.web", language)
    return (
        _environment().get_template(template).render({"t": texts, "language": language, **values})
    )
