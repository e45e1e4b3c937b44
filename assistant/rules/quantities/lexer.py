"""Text to tokens: numbers, words and signs with their offsets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(
    r"(?P<n>[0-9]+(?:[.,:/\-–][0-9]+)*|[½¼¾⅓⅔])"
    r"|(?P<w>a\.m|p\.m|t\.kr|o['’ ]clock\b|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*)"
    r"|(?P<o>\0+|[^\s\w]|[_\w])",
    re.IGNORECASE,
)
_MARKER = re.compile(r"\[[0-9]{1,3}(?:\s?[,;–-]\s?[0-9]{1,3})*\]")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+")
_FILE_OR_HOST = re.compile(
    r"\.(?:dk|eu|com|org|net|io|pdf|docx?|xlsx?|html?|md|txt|ya?ml|json|py|sh)\b(?:[:/][^\s<>\"]*)?",
    re.IGNORECASE,
)
_NAME_START = re.compile(r"[^\s\"'(<\[]*\Z")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_ISO = re.compile(
    r"(?<![\w.-])[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)
_COMPOUND = re.compile(r"[-–/]|,.*,")
_YEARS = re.compile(r"((?:19|20)[0-9]{2})([-/])((?:19|20)?[0-9]{2})")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
# Dates, serial and telephone numbers in which the hyphen is no range.
_KEPT = re.compile(
    r"[0-9]{1,2}/[0-9]{1,2}-(?:20)?(?:[1-3][0-9])|[0-9]{1,2}[/.][0-9]{1,2}-[0-9]{4}"
    r"|[0-9]{4}-(?:0[1-9]|1[0-2])|[0-9]{6}-[0-9]{4}"
)


@dataclass(slots=True)
class Token:
    """A piece of text; `kind` is `n` for digits, `w` for a word, `o` for any other sign.

    `norm` is lower case and NFC, with straight hyphens and apostrophes in numbers.
    """

    kind: Literal["n", "w", "o"]
    norm: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of the text in order; web addresses, e-mails and `[1]` are one sign each.

    Digits of other scripts count as digits, so that none can hide a number.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(_masked(text)):
        norm = match.group().lower()
        start, end = match.span()
        kind = match.lastgroup
        if kind == "w":
            if not norm.isascii():
                norm = unicodedata.normalize("NFC", norm).replace("’", "'")
            found.append(Token("w", "o'clock" if norm == "o clock" else norm, start, end))
        elif kind == "n":
            number = Token("n", norm.replace("–", "-"), start, end)
            found += split_number(number) if _COMPOUND.search(norm) else (number,)
        else:
            found.append(Token("o", norm, start, end))
    return found


def split_number(token: Token) -> list[Token]:
    """Return the tokens of a chain of digits: ranges and lists come apart, dates stay whole.

    "40-60" and "10.00-12.00" become two numbers and a sign, and so do "2023-24" and "2023/24".
    """
    norm, start = token.norm, token.start
    if (years := _YEARS.fullmatch(norm)) and _is_span(years):
        norm = norm.replace("/", "-")
    elif _KEPT.fullmatch(norm):
        return [token]
    sign = "-" if norm.count("-") == 1 else ","
    parts = norm.split(sign)
    if len(parts) == 1 or (sign == "," and (len(parts) < 3 or _GROUPED.fullmatch(norm))):
        return [token]
    found: list[Token] = []
    for part in parts:
        if found:
            found.append(Token("o", sign, start - 1, start))
        found.append(Token("n", part, start, start + len(part)))
        start += len(part) + 1
    return found


def _is_span(years: re.Match[str]) -> bool:
    """Return whether the second is a later year: "2023-24", "2023/24", not "2022-05"."""
    first, sign, last = years.groups()
    gap = int(first[: 4 - len(last)] + last) - int(first)
    return 0 < gap <= (60 if sign == "-" else 1)


def _masked(text: str) -> str:
    """Return the text, of the same length, with NULs where digits are no quantities."""
    if _OTHER_DIGIT.search(text):
        text = _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match.group())), text)
    if "[" in text:
        text = _MARKER.sub(_blank, text)
    if "://" in text or "www." in text.lower():
        text = _URL.sub(_blank, text)
    if "@" in text:
        text = _EMAIL.sub(_blank, text)
    if "." in text:
        text = _without_names(text)
    if "T" in text or "t" in text:
        text = _ISO.sub(_split_iso, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def _without_names(text: str) -> str:
    """Blank host and file names: "erst.dk/2022", "bilag-3.pdf"."""
    pieces: list[str] = []
    done = 0
    for match in _FILE_OR_HOST.finditer(text):
        if match.start() < done:
            continue
        head = _NAME_START.search(text, max(done, match.start() - 200), match.start())
        start = head.start() if head else match.start()
        if start == match.start():
            continue
        pieces += [text[done:start], "\0" * (match.end() - start)]
        done = match.end()
    return "".join((*pieces, text[done:])) if pieces else text


def _split_iso(match: re.Match[str]) -> str:
    """Keep date and time of an ISO moment apart, and blank fractions and the zone."""
    text = match.group()
    time_end = 19 if len(text) > 18 and text[16] == ":" else 16
    return f"{text[:10]} {text[11:time_end]}" + "\0" * (len(text) - time_end)
