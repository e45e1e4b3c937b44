"""How mails are written in each language, from `words/<language>.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

TAKEN_APART = ("da", "en", "sv", "no", "de")
CAPITAL = "[A-ZÆØÅÄÖÜ]"


@dataclass(frozen=True, slots=True)
class Asking:
    """What tells in one language that something is asked; patterns ignore case.

    `wh` and `whether` open a clause that asks, `inverted` is a verb and its subject (where there is
    no question mark, only `opens_with_verb` asks), `reporter` ends where what is asked begins. A
    `chatter` sentence has a question's form and asks nothing.
    """

    wh: re.Pattern[str]
    relative: re.Pattern[str]
    whether: re.Pattern[str]
    inverted: re.Pattern[str]
    opens_with_verb: re.Pattern[str]
    subject: re.Pattern[str]
    wh_inverted: re.Pattern[str]
    reporter: re.Pattern[str]
    hinted: re.Pattern[str]
    settled: re.Pattern[str]
    finite: re.Pattern[str]
    bare_reporter: re.Pattern[str]
    confirm: re.Pattern[str]
    request: re.Pattern[str]
    tag: re.Pattern[str]
    chatter: re.Pattern[str]
    intro: re.Pattern[str]
    no_intro: re.Pattern[str]
    confirm_intro: re.Pattern[str]
    announces: re.Pattern[str]
    afterthought: re.Pattern[str]
    joint: re.Pattern[str]
    subordinate: re.Pattern[str]
    turn: re.Pattern[str]
    lead: re.Pattern[str]
    money: re.Pattern[str]
    leaning: re.Pattern[str]
    selves: re.Pattern[str]
    any_question: re.Pattern[str]
    holds: re.Pattern[str]
    governed: re.Pattern[str]
    run_on: re.Pattern[str]
    reported_that: re.Pattern[str]
    direct: re.Pattern[str]
    conjoined: re.Pattern[str]
    where: re.Pattern[str]
    opening: re.Pattern[str]
    plain: re.Pattern[str]
    run_back: re.Pattern[str]
    first: re.Pattern[str]
    stranded: re.Pattern[str]
    leans: re.Pattern[str]
    partitive: re.Pattern[str]
    by_what: re.Pattern[str]
    any_verb_end: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the message itself, in any of the languages."""

    greeting: re.Pattern[str]
    closing: re.Pattern[str]
    thanks: re.Pattern[str]
    sent_from: re.Pattern[str]
    postscript: re.Pattern[str]
    notice: re.Pattern[str]
    forward: re.Pattern[str]
    hand_on: re.Pattern[str]
    wrote: re.Pattern[str]
    separator: re.Pattern[str]
    header: re.Pattern[str]
    names: Mapping[str, str]


@cache
def load(language: str) -> Mapping[str, Any]:
    """Return the data of one language."""
    file = resources.files("assistant.desk.mail") / "words" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


@cache
def asking(language: str) -> Asking:
    """Return how one asks in `language`; a language without data is read as English."""
    data = load(language if language in TAKEN_APART else "en")["asking"]
    wh, whether = _any(data["wh"]), _any(data["whether"])
    verbs = _any(re.escape(verb) for verb in data["verbs"].split())
    subject = rf"(?:(?i:{data['subjects']})\b|{CAPITAL}\w)"
    inverted = rf"(?i:{verbs}) +{subject}"
    loosely = rf"(?:{inverted}|(?i:{data['any_verb']}))" if "any_verb" in data else inverted
    reporters, joints = _any(data["reporters"]), _any([*data["joints"], *data["turns"]])
    persons = _any(data["run_subjects"].split())
    # "i" is both "you" and "in" to Danes: after a verb in the middle only the capital tells.
    asked = [
        "(?-i:I)" if each == "i" and "i" in data["governing"] else each
        for each in data["run_subjects"].split()
    ]
    finite = _any([*data["verbs"].split(), *data["run_verbs"].split(), data["plain_verbs"]])
    polite = _any(data["polite"])
    opening = rf"(?:(?i:{wh})\b|(?i:{whether})\b)"
    # What stands between "fremgår ikke" and "om": a few words, none of which opens a clause.
    between = (
        rf"(?:[ ,]+(?!{opening}|(?i:at|that|att|dass|fordi|because|som|der|which)\b)\w+){{0,7}}?"
    )
    return Asking(
        wh=_compiled(rf"{wh}\b"),
        relative=_compiled(rf"{_any(data['relative'])}\b"),
        whether=_compiled(rf"{whether}\b"),
        inverted=re.compile(loosely),
        subject=re.compile(subject),
        opens_with_verb=re.compile(rf"\b{inverted}"),
        wh_inverted=re.compile(
            rf"(?i:{wh})(?: (?!(?i:{data['subjects']})\b)\w[\w-]*){{0,4}}? (?i:{verbs})\b"
        ),
        reporter=re.compile(rf"\b(?i:{reporters})(?<!\W){between}[ ,:–-]+(?={opening})"),
        # Without one of these words: "vi mangler et bud på, hvornår …" wants, and a clause asks.
        hinted=re.compile(
            rf"\b(?i:{_any(data['wants'])})\b[^?]{{0,160}}?[ ,]+(?=(?i:{_any(data['hints'])})\b)"
        ),
        settled=_compiled(rf"\b{_any(data['settled'])}\b"),
        finite=_compiled(rf"(?<!\bder )(?<!\bsom )(?<!\bthat )(?<!\bwhich )\b{verbs}\b"),
        bare_reporter=_compiled(rf"\b{reporters}(?: \w+){{0,3}}\W*$"),
        confirm=_compiled(rf"\b{_any(data['confirm'])}(?!\w)"),
        request=_compiled(rf"\b{_any(data['requests'])}(?!\w)"),
        tag=_compiled(rf"\W*{_any(data['tags'])}\W*"),
        chatter=_compiled(_any(data["chatter"])),
        intro=_compiled(rf"\b{_any(data['intro'])}\b"),
        confirm_intro=_compiled(rf"\b{_any(data['confirm_intro'])}"),
        no_intro=_compiled(rf"\b{_any(data['no_intro'])}\b"),
        announces=_compiled(rf"\b{_any(data['announces'])}"),
        afterthought=_compiled(_any(data["afterthoughts"])),
        joint=re.compile(
            rf"(?P<word>[,;]? +(?i:{joints}) +)(?=(?P<opens>{opening})|{loosely}|(?i:{polite}))"
            rf"|(?P<mark> ?[,;:…–—-] +)(?=(?P<after>{opening})|{loosely})"
            rf"|(?P<dash> [–—-] +|: +)(?=(?i:{verbs}) )"
        ),
        subordinate=_compiled(rf"\W*{_any(data['subordinate'])}\b"),
        turn=_compiled(rf"[,;–—-] +{joints} +"),
        lead=_compiled(rf"\W*(?:{_any(data['leads'])}\b\W*)*"),
        money=_compiled(rf"(?<!\w){_any(data['money'])}(?!\w)"),
        leaning=_compiled(rf"\b{_any(data['leaning'])}\b"),
        selves=_compiled(rf"\b{_any(data['selves'])}"),
        governed=re.compile(rf"\b(?i:{_any(data['governing'])}),? +(?={opening})"),
        run_on=re.compile(
            rf" (?=(?i:{'|'.join(data['run_verbs'].split())})"
            rf" (?i:{'|'.join(data['run_subjects'].split())})\b)"
        ),
        holds=_compiled(rf"\W*{_any(data['holds'])}\W*"),
        reported_that=_compiled(r", (?:at|that|att|dass) |(?<=\w) that "),
        direct=re.compile(
            rf"(?i:{wh})(?: (?!(?i:{persons})\b)[\w-]+){{0,3}}? (?i:{finite}) (?i:{_any(asked)})\b"
        ),
        conjoined=_compiled(rf"\W*(?:{_any(data['conjoined'])}\b\W*)*|.*[,:–-]\s*"),
        where=_compiled(rf"{_any(data['where'])}\b"),
        opening=re.compile(rf"(?i:{_any(data['run_verbs'].split())} {persons})\b"),
        plain=re.compile(rf"(?i:{persons}) (?i:{finite})\b"),
        # "… også | vi er tre": not after a word that needs the clause, as "hvis" does.
        run_back=re.compile(
            rf"\b(?!(?i:{_any(data['clause_before'])}) )\w+(?P<cut> )"
            rf"(?=(?i:{_any(data['selves_are'])})\b)"
        ),
        first=_compiled(_any(data["first"])),
        stranded=_compiled(rf"\b{_any(data['stranded'])}$"),
        leans=_compiled(rf"\b{_any(data['anaphors'])}\b"),
        partitive=_compiled(rf"\b{_any(data['partitive'])}\b"),
        by_what=_compiled(rf"{_any(data['by_what'])}\b"),
        any_verb_end=_compiled(rf"\b{data['plain_verbs']}\b"),
        any_question=re.compile(rf"\b(?:{opening}|{inverted})"),
    )


@cache
def frame() -> Frame:
    """Return what surrounds a message, in all languages together."""
    every = [load(language) for language in TAKEN_APART]

    def parts(name: str) -> str:
        return _any(pattern for data in every for pattern in data["parts"][name])

    def heads(name: str) -> list[str]:
        return [pattern for data in every for pattern in data["headers"].get(name, [])]

    names = {
        word: kind
        for kind in ("other", "cc", "to", "subject", "sent", "from")
        for word in heads(kind)
    }
    words = _any(re.escape(word) for word in sorted(names, key=len, reverse=True))
    return Frame(
        greeting=_compiled(rf"{parts('greeting')}(?!\w)"),
        closing=_compiled(parts("closing")),
        thanks=_compiled(rf"{parts('thanks')}(?!\w)"),
        sent_from=_compiled(parts("sent_from")),
        postscript=_compiled(parts("postscript")),
        notice=_compiled(parts("notice")),
        hand_on=_compiled(rf"\b{parts('hand_on')}"),
        forward=_compiled(rf"\b{parts('forward')}"),
        wrote=_compiled(_any(heads("wrote"))),
        separator=_compiled(_any(heads("separators"))),
        header=_compiled(rf"\*?(?P<name>{words})\*? ?:\*?(?:\s+(?P<value>.*))?$"),
        names=names,
    )
