"""Gradio's theme has no colour of its own: all come from the variables of site.css."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.web import theme

CSS = (Path(theme.__file__).parent / "static" / "site.css").read_text(encoding="utf-8")
GRADIO = theme.SiteTheme()._get_theme_css()  # type: ignore[no-untyped-call]
# Ticks and dots that Gradio draws in white, on `--accent-fill`.
DRAWN = re.compile(r'url\("data:[^"]*"\)')


def test_every_variable_that_the_theme_names_is_there() -> None:
    own = set(re.findall(r"^\s+(--[\w-]+):", CSS, re.MULTILINE))
    gradio = set(re.findall(r"^\s+(--[\w-]+):", GRADIO, re.MULTILINE))
    assert set(re.findall(r"var\((--[\w-]+)\)", GRADIO)) <= own | gradio


def test_the_theme_has_no_colour_of_its_own() -> None:
    values = DRAWN.sub("", GRADIO)
    assert not re.findall(r"#[0-9a-f]{3,8}\b|\b(?:white|black|rgba?\()", values)


def test_light_and_dark_differ_in_the_variables_alone() -> None:
    light, dark = (
        dict(re.findall(r"(--[\w-]+): (.*);", part)) for part in GRADIO.split(":root.dark")
    )
    assert light == dark
