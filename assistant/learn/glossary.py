"""The glossary of a call: words with their explanation, each resting on quotes, rules or acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz

from assistant.answer.words import find_words, fold, stem
from assistant.learn.files import GlossaryFile, fault, read_file
from assistant.learn.grounds import Desk
from assistant.learn.model import Entry, said
from assistant.rules.model import Bilingual
from assistant.types import Language

GLOSSARY_FILE = "glossary.yaml"
# A misspelt word: this alike, by rapidfuzz, on 0 to 100.
_ALIKE = 82


def load_glossary(file: Path, desk: Desk) -> dict[str, Entry]:
    """Read the glossary, by id; empty where there is none. Raises CorpusError with file and key."""
    if not file.is_file():
        return {}
    desk = replace(desk, file=file)
    found: dict[str, Entry] = {}
    for entry in read_file(file, GlossaryFile).terms:
        if entry.id in found:
            raise fault(file, "terms", f"the id {entry.id!r} is used twice", "Rename one.")
        grounds = desk.grounds(entry, entry.id)
        if not (grounds.anchors or grounds.legal()):
            raise fault(file, entry.id, "the explanation rests on nothing")
        explain = entry.explain.bilingual()
        desk.check_numbers([explain], grounds, entry.id)
        other: dict[Language, tuple[str, ...]] = {"da": entry.other.da, "en": entry.other.en}
        found[entry.id] = Entry(
            id=entry.id,
            term=Bilingual(entry.da, entry.en),
            other=other,
            explain=explain,
            grounds=grounds,
            see=entry.see,
            kind=entry.kind,
        )
    for term in found.values():
        for name in term.see:
            if name not in found:
                raise fault(file, f"{term.id}.see", f"there is no term {name!r}")
    return found


def find_terms(glossary: Mapping[str, Entry], language: Language, text: str = "") -> list[Entry]:
    """Return the terms in alphabetical order, or those that `text` finds, the best first.

    Words of either language are looked for: at the start of a term, in a term, a word of the
    explanation, and last what a misspelt term may have meant.
    """
    order = sorted(glossary.values(), key=lambda term: _alphabet(said(term.term, language)))
    wanted = fold(" ".join(find_words(text)))
    if not wanted:
        return order
    scored = [(_score(term, wanted, language), term) for term in order]
    found = [pair for pair in scored if pair[0] > 0]
    return [term for _, term in sorted(found, key=lambda pair: -pair[0])]


def names_of(term: Entry) -> list[str]:
    """Return all names of a term in both languages."""
    return [term.term.da, term.term.en, *term.other.get("da", ()), *term.other.get("en", ())]


def _score(term: Entry, wanted: str, language: Language) -> int:
    names = [fold(" ".join(find_words(name))) for name in names_of(term)]
    if wanted in names:
        return 5
    if any(name.startswith(wanted) for name in names):
        return 4
    if any(wanted in name for name in names):
        return 3
    stems = {stem(word, language) for word in find_words(said(term.explain, language))}
    if all(stem(word, language) in stems for word in find_words(wanted)):
        return 2
    alike = len(wanted) > 3 and any(fuzz.ratio(wanted, name) >= _ALIKE for name in names)
    return 1 if alike else 0


def _alphabet(text: str) -> str:
    """Return a key by which æ, ø, å come last, whatever the locale."""
    return text.lower().replace("æ", "{a").replace("ø", "{b").replace("å", "{c")
