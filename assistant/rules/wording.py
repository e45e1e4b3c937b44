"""Texts of the findings in both languages, and values as they stand in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources

from assistant.rules.arithmetic import plain, six_places
from assistant.rules.model import Bilingual
from assistant.rules.quantities.formats import (
    format_amount,
    format_date,
    format_moment,
    format_number,
    format_share,
)
from assistant.types import Language

_PLACE = re.compile(r"\{([a-z_]+)\}")
NOTHING = Bilingual("", "")


def say(key: str, **values: Bilingual) -> Bilingual:
    """Return the text `key` ("deadline.pass") with the values filled in, each in its language."""
    text = _texts()[key]
    if not values:
        return text
    return Bilingual(_one_point(text.da.format_map(values)), text.en.format_map(values))


@lru_cache(maxsize=4096)
def money(amount: Decimal, currency: str) -> Bilingual:
    """Return the amount: "1.234.567,50 kr." and "DKK 1,234,567.50"."""
    return Bilingual(format_amount(amount, "da", currency), format_amount(amount, "en", currency))


def percent(share: Decimal) -> Bilingual:
    """Return the share to six places as a percentage: "48 pct.", or "ca. 33,3333 pct."."""
    rounded = six_places(share)
    return _percent(rounded, rounded == share)


# Kept by the rounded share: the hash of 200 digits takes longer than all the rest.
@lru_cache(maxsize=4096)
def _percent(share: Decimal, exact: bool) -> Bilingual:
    texts = Bilingual(format_share(share, "da"), format_share(share, "en"))
    return texts if exact else say("value.about", value=texts)


@lru_cache(maxsize=1024)
def when(moment: date) -> Bilingual:
    """Return a day, or a moment in Danish time: "30. maj 2022 kl. 12.00"."""
    if not isinstance(moment, datetime):
        return Bilingual(format_date(moment, "da"), format_date(moment, "en"))
    da, en = format_moment(moment, "da"), format_moment(moment, "en")
    if not moment.microsecond:
        return Bilingual(da, en)
    # The format stops at seconds, and leaves out zero ones.
    seconds = "" if moment.second else ".00"
    parts = f"{moment.microsecond:06}".rstrip("0")
    return Bilingual(f"{da}{seconds},{parts}", f"{en}{seconds}.{parts}")


def counted(count: int, unit: str) -> Bilingual:
    """Return "1 år" or "2 år", "1 year" or "2 years"; units are listed under [unit]."""
    number = Bilingual(format_number(Decimal(count), "da"), format_number(Decimal(count), "en"))
    return say(f"unit.{unit}_{'one' if count == 1 else 'many'}", count=number)


def lapse(span: timedelta) -> Bilingual:
    """Return a positive span in words: "1 dag, 2 timer og 1 sekund"; parts of a second count up."""
    if span.microseconds:
        span += timedelta(microseconds=1_000_000 - span.microseconds)
    minutes, seconds = divmod(span.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((span.days, "day"), (hours, "hour"), (minutes, "minute"), (seconds, "second"))
    return listed([counted(count, unit) for count, unit in parts if count], "and")


def listed(items: Sequence[Bilingual], last: str) -> Bilingual:
    """Return "a, b og c", with the word `last` ("and", "or") before the last one."""
    if len(items) < 2:
        return items[0] if items else NOTHING
    head = joined(items[:-1], ", ")
    return say(f"value.{last}", head=head, tail=items[-1])


def joined(texts: Sequence[Bilingual], between: str = " ") -> Bilingual:
    """Return the texts one after the other."""
    return Bilingual(between.join(t.da for t in texts), between.join(t.en for t in texts))


def _one_point(text: str) -> str:
    """Return the text with one point where a sentence ends with "kr." or "pct."."""
    if ".." not in text:
        return text
    return text.replace("kr..", "kr.").replace("pct..", "pct.")


def compared(left: Bilingual, sign: str, right: Bilingual) -> Bilingual:
    """Return "a ≤ b" in both languages."""
    return joined((left, same(sign), right))


def word_for(group: str, name: str) -> Bilingual:
    """Return the words for a name that a file uses; the name itself where there are none."""
    key = f"{group}.{name}"
    return say(key) if key in _texts() else same(name)


def same(text: str) -> Bilingual:
    """Return a text that is the same in both languages: a formula, a key."""
    return Bilingual(text, text)


def share_term(share: Decimal) -> str:
    """Return a share as it stands in a formula, with two decimals at least: "0.40", "0.375"."""
    whole, _, decimals = plain(share).partition(".")
    return f"{whole}.{decimals.ljust(2, '0')}"


@cache
def _texts() -> dict[str, Bilingual]:
    danish, english = _file("da"), _file("en")
    return {key: Bilingual(text, english[key]) for key, text in danish.items()}


def _file(language: Language) -> dict[str, str]:
    """Return the texts of a language; "{limit}" in them asks for that language of the value."""
    file = resources.files("assistant.rules") / "texts" / f"{language}.toml"
    groups = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        f"{group}.{name}": _PLACE.sub(rf"{{\1.{language}}}", text)
        for group, texts in groups.items()
        for name, text in texts.items()
    }
