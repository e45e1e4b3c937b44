"""Texts of the questions that are made, from `texts/<language>.toml`, in both languages at once."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from assistant.rules.model import Bilingual, Legal
from assistant.rules.wording import joined, listed, same

_FULL_STOPS = (("kr..", "kr."), ("pct..", "pct."), ("mv..", "mv."))


def say(key: str, rng: random.Random | None = None, /, **values: Bilingual) -> Bilingual:
    """Return the text `key` ("share.all") filled in, one way of several picked by `rng`."""
    danish, english = (_lookup(_texts(language), key) for language in ("da", "en"))
    if isinstance(danish, list):
        number = rng.randrange(len(danish)) if rng else 0
        danish, english = danish[number], english[number]
    return Bilingual(
        _one_stop(str(danish).format_map({name: text.da for name, text in values.items()})),
        _one_stop(str(english).format_map({name: text.en for name, text in values.items()})),
    )


def both(texts: Sequence[Bilingual], between: str = " ") -> Bilingual:
    """Return the texts one after the other, the empty ones left out."""
    return joined([text for text in texts if text.da], between)


def capital(text: Bilingual) -> Bilingual:
    """Return a text that begins a sentence."""
    return Bilingual(text.da[:1].upper() + text.da[1:], text.en[:1].upper() + text.en[1:])


def legal_texts(legal: Iterable[Legal]) -> list[Bilingual]:
    """Return each act with its articles: "Regulation (EU) 2023/2831, article 3(2) and 3(7)"."""
    articles: dict[str, list[Bilingual]] = {}
    for each in legal:
        named = articles.setdefault(each.act, [])
        if each.article and same(each.article) not in named:
            named.append(same(each.article))
    return [
        say(
            "legal.article" if named else "legal.act",
            act=Bilingual(_act(act, "da"), _act(act, "en")),
            article=listed(named, "and"),
        )
        for act, named in articles.items()
    ]


def with_legal(text: Bilingual, legal: Iterable[Legal]) -> Bilingual:
    """Return a text followed by the acts that it rests on."""
    acts = legal_texts(legal)
    return say("legal.after", text=text, acts=joined(acts, "; ")) if acts else text


def _act(name: str, language: str) -> str:
    for part, named in _texts(language)["acts"].items():
        name = name.replace(part, named)
    return name


@cache
def _texts(language: str) -> Mapping[str, Any]:
    file = resources.files("assistant.learn.quiz") / "texts" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _lookup(texts: Mapping[str, Any], key: str) -> Any:
    found: Any = texts
    for part in key.split("."):
        found = found[part]
    return found


def _one_stop(text: str) -> str:
    for double, single in _FULL_STOPS:
        text = text.replace(double, single)
    return text
