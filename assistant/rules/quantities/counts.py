"""A bare count in a text: digits, number words, halves; no unit yet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.rules.quantities import words
from assistant.rules.quantities.model import fraction
from assistant.rules.quantities.numerals import MAX_DIGITS, read_numeral
from assistant.rules.quantities.vocabulary import (
    CURRENCIES,
    DURATIONS,
    PERCENT,
    SCALES,
    SHORT_SCALES,
)

if TYPE_CHECKING:
    from assistant.rules.quantities.scan import Scan
    from assistant.types import Language

_HALF = Decimal("0.5")
_SIGNS = {"½": _HALF, "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_THIRDS = {"⅓": fraction(1, 3), "⅔": fraction(2, 3)}
_WRITTEN = {"1/2": _HALF, "1/4": Decimal("0.25"), "3/4": Decimal("0.75")}
_ONE_AND_A_HALF = frozenset(("halvanden", "halvandet", "halvandens"))
_DANISH_PARTS = {"halv": _HALF, "halvt": _HALF, "halve": _HALF, "kvart": Decimal("0.25")}
_ENGLISH_PARTS = {"half": _HALF, "quarter": Decimal("0.25")}
_MARKS = frozenset(("komma", "point"))
_ARTICLES = frozenset(("a", "an", "en", "et"))
_SPAN_LEADS = frozenset(("mellem", "både", "enten"))
_VAGUE = frozenset("par flere mange nogle adskillige få".split())
_UNITS = frozenset((*SCALES, *CURRENCIES, *SHORT_SCALES, *DURATIONS, *PERCENT))
_WIDE_SPACES = frozenset("\u00a0\u202f\u2009")
_OTHER: dict[Language, Language] = {"da": "en", "en": "da"}


@dataclass(slots=True)
class Count:
    """A number as read: `first` and `last` are token indices, `weak` marks a mere article."""

    value: Decimal
    first: int
    last: int
    spelled: bool = False
    ambiguous: bool = False
    weak: bool = False

    @property
    def whole(self) -> int | None:
        """The value as an int where it is a small whole number, else None."""
        if self.value.is_zero() or (self.value == self.value.to_integral_value()):
            return int(self.value) if self.value < 10**9 else None
        return None


def read_count(scan: Scan, index: int) -> Count | None:
    """Return the count that begins at the token, or None."""
    if scan.kind(index) == "n":
        count = _digits(scan, index)
    else:
        count = _part(scan, index) or _phrase(scan, index)
    return _with_half(scan, count) if count else None


def _digits(scan: Scan, index: int) -> Count | None:
    norm = scan.norm(index)
    if (sign := _SIGNS.get(norm) or _THIRDS.get(norm)) is not None:
        return Count(sign, index, index)
    if (numeral := read_numeral(norm, scan.language)) is None:
        return None
    count = Count(numeral.value, index, index, ambiguous=numeral.ambiguous)
    if norm.isdigit() and len(norm) <= 3 and norm[0] != "0":
        _join_spaced_groups(scan, count)
    return count


def _join_spaced_groups(scan: Scan, count: Count) -> None:
    """Take in "160 000 000": two groups or more, or one where a unit or a hard space says so."""
    if scan.kind(count.last + 1) != "n":
        return
    last, digits = count.last, scan.norm(count.last)
    hard = False
    while scan.kind(last + 1) == "n" and scan.near(last) and not scan.glued(last):
        head, _, decimals = scan.norm(last + 1).partition("," if scan.language == "da" else ".")
        if len(head) != 3 or not head.isdigit() or len(digits) > MAX_DIGITS:
            break
        hard = hard or scan.text[scan.tokens[last].end] in _WIDE_SPACES
        last += 1
        digits += head
        if decimals:
            digits += f".{decimals}"
            break
    groups = last - count.first
    follows, before = scan.norm(last + 1), scan.norm(count.first - 1)
    unit = follows in SCALES or follows in CURRENCIES or before in CURRENCIES
    if digits.replace(".", "", 1).isdigit() and groups and (groups > 1 or hard or unit):
        count.value, count.last, count.ambiguous = Decimal(digits), last, False


def _part(scan: Scan, index: int) -> Count | None:
    """Read a part of one thing: "en halv", "halvanden", "half a", "a half", "trekvart"."""
    norm = scan.norm(index)
    follows = scan.norm(index + 1) if scan.near(index) else ""
    if norm in _ONE_AND_A_HALF:
        return Count(Decimal("1.5"), index, index, spelled=True)
    if norm == "trekvart":
        return Count(Decimal("0.75"), index, index, spelled=True)
    if norm == "tre" and follows == "kvart":
        return Count(Decimal("0.75"), index, index + 1, spelled=True)
    if norm in ("halv", "kvart", "half") and follows in SCALES:
        return Count(Decimal("0.25") if norm == "kvart" else _HALF, index, index, spelled=True)
    if norm == "half" and follows in ("a", "an"):
        return Count(_HALF, index, index + 1, spelled=True)
    if norm in ("en", "et") and (part := _DANISH_PARTS.get(follows)):
        return Count(part, index, index + 1, spelled=True)
    if norm in ("a", "one") and follows == "half":
        return Count(_HALF, index, index + 1, spelled=True)
    return None


def _phrase(scan: Scan, index: int) -> Count | None:
    """Read number words: the longest phrase that is one number."""
    norm = scan.norm(index)
    language = scan.language
    follows = scan.norm(index + 1) if scan.near(index) else ""
    article = norm in ("a", "an") and language == "en"
    if article and not words.is_large(follows, "en"):
        return Count(Decimal(1), index, index, spelled=True, weak=True)
    if not article and not words.is_number_word(norm, language):
        language = _OTHER[language]
        if norm in words.FALSE_FRIENDS or not words.is_number_word(norm, language):
            return None
    if words.is_large(norm, language) and not _may_open(scan, index, language):
        return None
    parts, ends = _collect(scan, index, language, article)
    while parts:
        value = words.value_of(tuple(parts), language)
        if value is not None and parts[-1] != words.JOIN[language]:
            weak = len(parts) == 1 and norm in _ARTICLES
            return Count(Decimal(value), index, ends[-1], spelled=True, weak=weak)
        parts.pop()
        ends.pop()
    return None


def _may_open(scan: Scan, index: int, language: Language) -> bool:
    """Return whether a multiplier counts alone: "hundrede", not "et par hundrede", "million"."""
    before = scan.norm(index - 1)
    vague = before in _VAGUE or words.is_large(before, language)
    return language == "da" and not vague and not scan.norm(index).startswith("mil")


def _collect(
    scan: Scan, index: int, language: Language, article: bool
) -> tuple[list[str], list[int]]:
    """Return the words from `index` on that could be one number, and their token indices."""
    parts, ends = ["one" if article else scan.norm(index)], [index]
    while len(parts) < words.MAX_WORDS:
        step = scan.after_hyphen(ends[-1])
        norm = scan.norm(step)
        if norm == words.JOIN[language]:
            if not _may_join(scan, parts, ends, scan.norm(scan.after_hyphen(step)), language):
                break
        elif not words.is_number_word(norm, language) or norm in ("én", "ét"):
            break
        parts.append(norm)
        ends.append(step)
    return parts, ends


def _may_join(
    scan: Scan, parts: list[str], ends: list[int], following: str, language: Language
) -> bool:
    """Return whether "og"/"and" goes on: "hundrede og tres", "fem og tyve"; not "to og tre".

    After "mellem" the joint stands between two numbers: "mellem fem og tyve".
    """
    last = parts[-1]
    if not words.is_number_word(following, language):
        return False
    if words.is_large(last, language) or (language == "da" and words.SMALL["da"].get(last) is None):
        return not words.is_large(following, language) or following in ("hundrede", "hundred")
    value = words.SMALL[language].get(last, 0)
    if language == "en" or not 1 <= value <= 9 or not words.is_tens(following):
        return False
    return scan.norm(ends[0] - 1) not in _SPAN_LEADS


def _with_half(scan: Scan, count: Count) -> Count:
    """Take in what follows a whole number: "2½", "2 1/2", "to en halv", "two and a half"."""
    step = scan.after_hyphen(count.last)
    norm = scan.norm(step)
    if count.spelled and norm in _MARKS and (count.whole is not None):
        return _with_decimals(scan, count, step)
    if count.whole is None or count.weak:
        return count
    part = _SIGNS.get(norm) or (_WRITTEN.get(norm) if scan.norm(step + 1) in _UNITS else None)
    if part and not count.spelled:
        return _plus(count, part, step)
    joined = norm in ("og", "and")
    if joined:
        step = scan.after_hyphen(step)
        norm = scan.norm(step)
    last = scan.after_hyphen(step)
    parts = _ENGLISH_PARTS if norm == "a" else _DANISH_PARTS if norm in ("en", "et") else {}
    if (part := parts.get(scan.norm(last))) is None or (norm == "a" and not joined):
        return count
    return _plus(count, part, last)


def _with_decimals(scan: Scan, count: Count, mark: int) -> Count:
    """Take in decimals in words: "to komma fem", "nul komma nul femogtyve", "two point five"."""
    digits, step = "", scan.after(mark)
    while (value := words.SMALL[scan.language].get(scan.norm(step))) is not None:
        digits, count.last = digits + str(value), step
        step = scan.after(step)
        if value:
            break
    if digits:
        count.value, count.weak = Decimal(f"{count.value}.{digits}"), False
    return count


def _plus(count: Count, part: Decimal, last: int) -> Count:
    count.value, count.last, count.ambiguous = count.value + part, last, False
    return count
