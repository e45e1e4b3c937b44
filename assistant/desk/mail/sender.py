"""Who wrote a mail: the name of its header, else the name it is signed with."""

from __future__ import annotations

import re
from email.utils import parseaddr

from assistant.desk.mail.roles import Roles, small_words
from assistant.desk.mail.words import CAPITAL, frame

_PERSON = re.compile(
    rf"(?:{CAPITAL}\. ?)*{CAPITAL}[\w'’-]+"
    rf"(?: (?:{CAPITAL}[\w'’-]*\.?|von|van|den|der|ten|de|da|di|dos|du|af|la|le|el|bin|zu"
    rf"|og|and|och|und|&))*"
)
_SMALL_NAME = re.compile(r"[^\W\d_]{2,15}(?: [^\W\d_]{2,15})?")
_NAMED = re.compile(
    rf"\b(?i:jeg hedder|mit navn er|my name is|jag heter|mitt namn är|jeg heter|mitt navn er"
    rf"|mein name ist|ich hei(?:ß|ss)e) ({CAPITAL}[\w'’-]+(?: {CAPITAL}[\w'’-]+){{0,3}})"
)
_THANKS_NAME = re.compile(rf"(?:[^\W\d_]+ ){{0,3}}[^\W\d_]+(?:[,.!–-] ?| )({CAPITAL}[^\W\d_]+)")
_FIRM = re.compile(
    r"\b(?:aps|a/s|as|ab|ivs|i/s|k/s|gmbh|ltd|inc|amba|holding|group|info|kontakt|post|mail|kontor|admin|noreply|sekretariat\w*|team\w*|klynge\w*|forening\w*|kommune|universit\w+)\b",
    re.I,
)
_CUT = re.compile(r"\s*(?:[|(\[<\t]|\s[-–—/]\s|,).*$")
_TITLE = re.compile(
    r"^(?:(?:dr|prof|professor|adv|advokat|mr|mrs|ms|ing)\b\.?(?: ?\(\w{1,3}\))? )+", re.IGNORECASE
)
_LONGEST = 60


def header_name(value: str) -> tuple[str, str]:
    """Return the name and address in a `From`, also as Outlook pastes it: "Ib Bo [mailto:…]"."""
    value = re.sub(r"\[mailto:([^\]]+)\]", r"<\1>", value).replace("*", "").strip()
    name, address = parseaddr(value)
    if "@" not in address:
        return tidy(value), ""
    return tidy(name), address


def tidy(name: str) -> str:
    """Return a name as one would write it: "Juul, Peter (Firma)" is "Peter Juul"."""
    name = _TITLE.sub("", " ".join(name.strip("\"' ").split())[:200])
    swapped = re.fullmatch(rf"({CAPITAL}[\w'’-]+), ({CAPITAL}[\w'’ .-]+?)(?: ?[(|].*)?", name)
    if swapped:
        return f"{swapped[2].strip()} {swapped[1]}"
    name = _CUT.sub("", name).strip()
    return "" if "@" in name else name


def is_person(name: str) -> bool:
    """Tell a person's name from a firm's or an office's, by its form."""
    return _PERSON.fullmatch(name) is not None and _FIRM.search(name) is None


def signed_name(text: str, roles: Roles) -> str:
    """Return the name that a message is signed with, or the empty string.

    Without one it is the name that the sender goes by in the text: "jeg hedder Ib".
    """
    closed = False
    for number, (kind, start, end) in enumerate(roles.pieces):
        if kind not in ("closing", "signature"):
            continue
        line = text[start:end].strip()
        if kind == "closing":
            match = frame().closing.match(line)
            thanked = None if match else _THANKS_NAME.fullmatch(line)
            if thanked and number + 1 == len(roles.pieces):
                return thanked[1]
            line = line[match.end() :] if match else ""
        line = line.lstrip("/\\-–—,.! ").rstrip(".,! ")
        name = tidy(line)
        if name and len(name) <= _LONGEST and is_person(name):
            return name
        if closed or kind == "closing":
            small = _small_name(line)
            if small:
                return small
        closed = closed or kind == "closing"
    named = _NAMED.search(text)
    return named[1] if named else ""


def _small_name(line: str) -> str:
    """Return "jimmi" under a mail without capitals as a name."""
    words = line.split()
    plain = _SMALL_NAME.fullmatch(line) is not None and line == line.lower()
    if not plain or any(word in small_words() for word in words) or _FIRM.search(line):
        return ""
    return "" if frame().thanks.match(line) else line.title()
