"""Who wrote a mail: the name of its header, else the name it is signed with."""

from __future__ import annotations

import re
from email.utils import parseaddr

from assistant.desk.mail.roles import Roles
from assistant.desk.mail.words import CAPITAL, frame

_PERSON = re.compile(rf"{CAPITAL}[\w'’-]+(?: (?:{CAPITAL}[\w'’-]*\.?|von|van|de|af|la|der|og|el))*")
_FIRM = re.compile(
    r"\b(?:aps|a/s|as|ab|ivs|i/s|k/s|gmbh|ltd|inc|amba|holding|group|info|kontakt|post|mail|kontor|admin|noreply|sekretariat\w*|team\w*|klynge\w*|forening\w*|kommune|universit\w+)\b",
    re.I,
)
_CUT = re.compile(r"\s*(?:[|(\[<\t]|\s[-–—/]\s|,).*$")
_TITLE = re.compile(r"^(?:(?:dr|prof|professor|adv|advokat|mr|mrs|ms|ing)\b\.? )+", re.IGNORECASE)
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
    return "" if "@" in name else _CUT.sub("", name).strip()


def is_person(name: str) -> bool:
    """Tell a person's name from a firm's or an office's, by its form."""
    return _PERSON.fullmatch(name) is not None and _FIRM.search(name) is None


def signed_name(text: str, roles: Roles) -> str:
    """Return the name that a message is signed with, or the empty string."""
    for kind, start, end in roles.pieces:
        if kind not in ("closing", "signature"):
            continue
        line = text[start:end].strip()
        if kind == "closing":
            match = frame().closing.match(line)
            line = line[match.end() :] if match else ""
        name = tidy(line.lstrip("/\\-–—,.! ").rstrip(".,! "))
        if name and len(name) <= _LONGEST and is_person(name):
            return name
    return ""
