"""The text of an HTML mail, as it would be read: tables by line, links by their words."""

from __future__ import annotations

from inscriptis import get_text  # type: ignore[import-untyped]
from inscriptis.css_profiles import STRICT_CSS_PROFILE  # type: ignore[import-untyped]
from inscriptis.html_properties import Display  # type: ignore[import-untyped]
from inscriptis.model.config import ParserConfig  # type: ignore[import-untyped]
from inscriptis.model.html_element import HtmlElement  # type: ignore[import-untyped]
from lxml.etree import LxmlError

from assistant.errors import InputError

MAX_TAGS = 60_000
_CONFIG = ParserConfig(css=STRICT_CSS_PROFILE)
# Outlook writes each line as a paragraph without margins, and empty ones between.
_OUTLOOK = ParserConfig(css={**STRICT_CSS_PROFILE, "p": HtmlElement(display=Display.block)})


def html_to_text(html: str) -> str:
    """Return what is read of `html`; without any, the empty string.

    Raises InputError where it has too many tags to be a letter.
    """
    if not html.strip():
        return ""
    if html.count("<") > MAX_TAGS:
        raise InputError(
            "mail_too_long",
            f"The mail is HTML with more than {MAX_TAGS:,} tags.",
            "Paste the newest message as text.",
        )
    try:
        return str(get_text(html, _OUTLOOK if "MsoNormal" in html else _CONFIG))
    except (LxmlError, ValueError, RecursionError):
        return ""
