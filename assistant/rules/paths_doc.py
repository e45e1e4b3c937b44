"""Draws the pictures and tables of docs/paths.md: `python -m assistant.rules.paths_doc`.

A block between `<!-- drawn: picture eligibility FILE -->` and `<!-- end -->` is written anew; the
words are `picture` or `keys`, then `sme`, or `eligibility` and a file, relative to the project.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from assistant.errors import InputError
from assistant.rules.eligibility.draw import draw as draw_eligibility
from assistant.rules.eligibility.load import load_ladder
from assistant.rules.paths.draw import key_table
from assistant.rules.sme.draw import draw as draw_sme
from assistant.rules.sme.limits import limits_on
from assistant.rules.sme.questions import load_questions

DOCUMENT = Path("docs/paths.md")
_BLOCK = re.compile(r"(<!-- drawn: ([^\n]*) -->\n).*?(<!-- end -->)", re.DOTALL)


def redrawn(text: str, root: Path) -> str:
    """Return the document with all its blocks drawn anew from the data under `root`.

    Raises InputError `unknown_block`, and CorpusError for data that is wrong.
    """
    return _BLOCK.sub(lambda match: f"{match[1]}\n{_block(match[2], root)}\n\n{match[3]}", text)


def _block(words: str, root: Path) -> str:
    match words.split():
        case ["picture", "sme"]:
            return draw_sme(limits_on(None))
        case ["keys", "sme"]:
            return key_table(load_questions()[0])
        case ["picture", "eligibility", file]:
            return draw_eligibility(load_ladder(root / file))
        case ["keys", "eligibility", file]:
            return key_table(load_ladder(root / file).questions)
    raise InputError(
        "unknown_block", f"There is no block {words!r}.", "See assistant.rules.paths_doc."
    )


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENT
    file.write_text(redrawn(file.read_text("utf-8"), Path()), "utf-8")
