"""rules.yaml of a call, and the law files it refers to, read strictly into a RuleBook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from assistant.errors import CorpusError
from assistant.rules.kinds import KINDS
from assistant.rules.model import Bilingual, Parameter, Rule, RuleBook
from assistant.rules.parameters import check_overlaps, fault, naming, read_parameter
from assistant.rules.rule_files import LawFile, RuleEntry, RulesFile, Texts, read_model
from assistant.rules.yaml_tree import Place, Tree, read_tree
from assistant.types import Document

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Law:
    """What a law file holds, the same for every call; `text` is the file's content."""

    name: str
    parameters: tuple[Parameter, ...]
    assumptions: tuple[Bilingual, ...]
    text: str


def load_rules(file: Path, call_id: str, documents: Mapping[str, Document]) -> RuleBook:
    """Read the rules of the call `call_id`, quotes resolved in `documents` (id → Document).

    A quote that names no document is from the one whose id is the call's. Raises CorpusError
    `bad_yaml` or `bad_rules_file` that names file, line, rule and key; OSError passes.
    """
    text = _decode(file.read_bytes(), str(file))
    tree = read_tree(str(file), text)
    content = read_model(tree, RulesFile)
    laws = {rule.law: _law(tree, n, rule.law) for n, rule in enumerate(content.rules) if rule.law}
    book = RuleBook(
        call=call_id,
        version=_version([text, *(laws[name].text for name in sorted(laws))]),
        currency=content.currency,
        regions=_names(content.regions),
        sources=_names(content.sources),
        grants=content.grants,
        applicants=_names(content.applicants),
        rules=(),
        words=content.words,
    )
    _check_words(tree, book, content.rules)
    rules = [
        _rule(entry, tree, number, book, documents, laws)
        for number, entry in enumerate(content.rules)
    ]
    return replace(book, rules=tuple(rules))


def load_law(name: str) -> Law:
    """Read `law/<name>.yaml` of the package; raises CorpusError as `load_rules` does."""
    label = f"law/{name}.yaml"
    file = resources.files("assistant.rules") / "law" / f"{name}.yaml"
    if not file.is_file():
        raise CorpusError("bad_rules_file", f"There is no file {label}.", "Mend the key `law`.")
    text = _decode(file.read_bytes(), label)
    tree = read_tree(label, text)
    content = read_model(tree, LawFile)
    parameters = [
        read_parameter(entry, tree, ("parameters", number), call_id="", documents={}, currency=None)
        for number, entry in enumerate(content.parameters)
    ]
    check_overlaps(tree, ("parameters",), parameters)
    assumptions = tuple(text.bilingual() for text in content.assumptions)
    return Law(name, tuple(parameters), assumptions, text)


def _law(tree: Tree, number: int, name: str) -> Law:
    try:
        return load_law(name)
    except CorpusError as error:
        raise fault(tree, ("rules", number, "law"), error.message, error.hint) from error


def _rule(
    entry: RuleEntry,
    tree: Tree,
    number: int,
    book: RuleBook,
    documents: Mapping[str, Document],
    laws: Mapping[str, Law],
) -> Rule:
    path: Place = ("rules", number)
    own = [
        read_parameter(
            parameter,
            tree,
            (*path, "parameters", n),
            call_id=book.call,
            documents=documents,
            currency=book.currency,
        )
        for n, parameter in enumerate(entry.parameters)
    ]
    law = laws[entry.law] if entry.law else None
    parameters = (*own, *(law.parameters if law else ()))
    check_overlaps(tree, (*path, "parameters"), parameters)
    assumptions = tuple(text.bilingual() for text in entry.assumptions)
    rule = Rule(
        id=entry.id,
        kind=entry.kind,
        name=entry.name.bilingual(),
        parameters=parameters,
        target=entry.target,
        needs=entry.needs,
        assumptions=(*assumptions, *(law.assumptions if law else ())),
    )
    if rule.kind not in KINDS:
        raise fault(tree, (*path, "kind"), f"there is no kind {rule.kind}, only {', '.join(KINDS)}")
    with naming(tree, path):
        KINDS[rule.kind].check_rule(rule, book)
    return rule


def _check_words(tree: Tree, book: RuleBook, rules: Sequence[RuleEntry]) -> None:
    """Check that ids are used once and that rules and grants name sources that there are."""
    if TOTAL in book.regions:
        raise fault(tree, ("regions", TOTAL), "this key stands for the costs of all regions")
    for number, source in enumerate(book.grants):
        if source not in book.sources or source in book.grants[:number]:
            what = f"{source} is no source, or stands twice"
            raise fault(tree, ("grants", number), what)
    for source in book.words:
        if source not in book.sources:
            raise fault(tree, ("words", source), f"there is no source {source}")
    seen: set[str] = set()
    for number, rule in enumerate(rules):
        if rule.id in seen:
            raise fault(tree, ("rules", number, "id"), "this id is used twice", "Rename one.")
        seen.add(rule.id)
        for key, word in (("target", rule.target), ("needs", rule.needs)):
            if word is not None and word not in book.sources:
                what = f"there is no source {word}, only {', '.join(book.sources)}"
                raise fault(tree, ("rules", number, key), what)


def _names(words: Mapping[str, Texts]) -> dict[str, Bilingual]:
    return {word: name.bilingual() for word, name in words.items()}


def _version(texts: Sequence[str]) -> str:
    """Return the SHA-256 over the files, the same for either kind of line ends."""
    digest = hashlib.sha256()
    for text in texts:
        content = text.encode()
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise CorpusError("bad_yaml", f"{name} is not UTF-8.", "Save it as UTF-8.") from error
