"""How a letter opens and closes: a greeting by first name, thanks, the sign-off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from assistant.desk.letter.wording import letter_texts
from assistant.types import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_LONGEST = 40
# "BR" below a mail are somebody's initials.
_INITIALS = 3
_ODD = re.compile(r"[^\w\s.,'’&-]|\d|_")


def greeting(name: str, language: Language) -> str:
    """Return the greeting: "Kære Mette", or "Hej" where the name is not one of a person."""
    texts = letter_texts(language)
    first = first_name(name, texts["and"])
    return str(texts["dear"].format(name=first) if first else texts["hello"])


def first_name(name: str, joined: str = "og") -> str:
    """Return the first name in "Mette Holm", "Holm, Mette" or "METTE HOLM"; empty if in doubt.

    Of two people both: "Mette og Lars". Where only an initial is known, it and the last name.
    """
    name = " ".join(re.sub(r"\(.*?\)|\".*?\"|“.*?”", " ", name).strip(" '\"").split())
    if not name or len(name) > 2 * _LONGEST or _ODD.search(name):
        return ""
    if pair := re.fullmatch(r"(.+?) (?:og|and|&) (.+)", name):
        both = [first_name(each, joined) for each in pair.groups()]
        return f" {joined} ".join(both) if all(both) else ""
    if name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        # "Mette Holm, Odense Kommune" has the name first, "de la Cruz, Maria" does not.
        whole = " " in last and not last[:1].islower()
        name = last if whole or not first or _unnamed(_WORD.findall(first)) else first
    words = _WORD.findall(name)
    while words and words[0].lower().rstrip(".") in _words("titles"):
        words = words[1:]
    if not words or _unnamed(words):
        return ""
    return _chosen(words)


def sign_off(signature: str, language: Language) -> str:
    """Return the signature, with a goodbye in front where it has none of its own."""
    texts = letter_texts(language)
    signature = signature.strip("\n").rstrip()
    if not signature.strip():
        return str(texts["regards"])
    first = next(line for line in signature.splitlines() if line.strip()).lower()
    if any(re.search(rf"\b{re.escape(word)}\b", first) for word in texts["goodbye"]):
        return signature
    return f"{texts['regards']}\n{signature}"


def _chosen(words: Sequence[str]) -> str:
    first = words[0]
    if len(first.rstrip(".")) == 1 or first.endswith("."):
        rest = [word for word in words[1:] if len(word.rstrip(".")) > 1]
        return f"{_cased(first)} {_cased(rest[-1])}" if rest else ""
    if len(words) == 1 and first.isupper() and len(first) <= _INITIALS:
        return ""
    if len(words) > 2 and words[1].lower() in _words("seconds"):
        first = f"{first} {words[1]}"
    return _cased(first) if 1 < len(first) <= _LONGEST else ""


def _cased(word: str) -> str:
    if word.isupper() or word.islower():
        return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word.lower())
    return word


def _unnamed(words: Sequence[str]) -> bool:
    """Tell whether a name is that of an organisation or a mailbox."""
    known = _words("organisations")
    lower = [word.lower().rstrip(".") for word in words]
    ends = tuple(end[1:] for end in known if end.startswith("-"))
    return any(word in known or word.endswith(ends) for word in lower)


@cache
def _words(section: str) -> frozenset[str]:
    """Return the words of a section of `names.txt`."""
    file = resources.files("assistant.desk.letter") / "texts" / "names.txt"
    found: set[str] = set()
    current = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("["):
            current = line.strip("[]")
        elif line and not line.startswith("#") and current == section:
            found.update(line.split())
    return frozenset(found)
