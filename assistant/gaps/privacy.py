"""Takes people's own names out of what they ask, where they say that it is their name.

A name can't be told from other words by its form: only what people write around theirs shows it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

NAME = "[navn]"
# A name is a few words with capitals, or two in small letters.
_SAID = (
    r"(?:[A-ZÆØÅÄÖ][\w'’-]*(?:[ \t]+(?:[A-ZÆØÅÄÖ][\w'’-]*|de|van|von|af|el|al)(?!\w))*"
    r"|[^\W\d_][\w'’-]*(?:[ \t]+(?!(?:og|and|i|from|fra|at|jeg|men|but)\b)[^\W\d_][\w'’-]+)?)"
)
# What stands after "med venlig hilsen" is short; more is a question after all.
_SIGNED = r"[^?\n]{1,60}(?:\n[^?]{0,200})?"


# A last line that is nothing but a few words with capitals.
_ALONE = re.compile(r"(?<=[.?!,])[ \t]*\n\s*(?:[A-ZÆØÅÄÖ][\w'’-]+[ \t]*){1,4}\s*\Z")


def without_names(text: str) -> str:
    """Return `text` with `[navn]` where somebody says their name, and without a signature."""
    says, signs = _patterns()
    unsigned = _ALONE.sub(f"\n{NAME}", signs.sub(NAME, text))
    return says.sub(lambda found: f"{found[1]}{NAME}", unsigned).strip()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    file = resources.files("assistant.gaps") / "words" / "names.toml"
    words = tomllib.loads(file.read_text(encoding="utf-8"))
    says = "|".join(map(re.escape, words["says"]))
    signs = "|".join(map(re.escape, sorted(words["signs"], key=len, reverse=True)))
    said = re.compile(rf"((?<!\w)(?i:{says})[ \t]+){_SAID}")
    # A signature stands alone on a line, or after the end of a sentence.
    before, after = r"(?:(?<=\n)|(?<=[.?!] ))[ \t]*", r"[,:.!-]*[ \t]*(?:\n\s*|[ \t])"
    signed = re.compile(rf"{before}(?i:{signs}){after}{_SIGNED}\Z")
    return said, signed
