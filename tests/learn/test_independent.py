"""Over 20 seeds, all modules, both languages each question has one right answer, also by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest

from assistant.service import Assistant
from assistant.types import Language
from assistant.types.learn import QuizQuestion

from . import by_hand
from .by_hand import Files
from .conftest import CALL, ROOT

SEEDS = range(20)
LANGUAGES: tuple[Language, ...] = ("da", "en")
STATEMENT = {"da": "Rigtigt eller forkert: ", "en": "True or false: "}
TRUE = {"da": "Rigtigt", "en": "True"}
YES = {"da": "Ja", "en": "Yes"}


@pytest.fixture(scope="module")
def files() -> Files:
    return by_hand.read_files(ROOT / "corpus" / CALL)


@pytest.fixture(scope="module")
def questions(real: Assistant) -> list[QuizQuestion]:
    """All of them, a few thousand."""
    return list(asked(real))


def asked(service: Assistant) -> Iterator[QuizQuestion]:
    for module in service.learning.modules("da"):
        for seed in SEEDS:
            for language in LANGUAGES:
                yield from service.learning.quiz(module.id, seed, language)


def test_there_are_all_kinds_of_questions(questions: list[QuizQuestion], files: Files) -> None:
    kinds = Counter((q.type, q.topic.split(":")[1]) for q in questions)
    assert {"choice", "number", "order", "true_false"} <= {kind for kind, _ in kinds}
    assert len(files.modules) >= 8
    assert {q.module for q in questions} == set(files.modules)
    assert len({q.id for q in questions}) == len(questions)
    assert len({(q.topic, q.question, tuple(q.options)) for q in questions}) > 1000


def test_one_option_is_right(questions: list[QuizQuestion]) -> None:
    for question in questions:
        shown = [" ".join(option.casefold().split()) for option in question.options]
        assert len(set(shown)) == len(shown), question.id
        if question.type == "number":
            assert question.options == []
            assert question.unit
        elif question.type == "order":
            assert sorted(question.options) == sorted(question.correct), question.id
            assert question.options != question.correct, question.id
        else:
            assert question.options.count(str(question.correct)) == 1, question.id
            assert len(question.options) == (2 if question.type == "true_false" else 4)
        assert question.question
        assert question.explanation.strip()
        assert "{" not in question.question + question.explanation
        assert ".." not in question.question + question.explanation, question.id


def test_quotes_are_verbatim(questions: list[QuizQuestion], files: Files) -> None:
    text = re.sub(r"\s+", " ", re.sub(r"[#*\\>]|^[-:] ", "", files.text, flags=re.MULTILINE))
    quotes = {citation.quote for question in questions for citation in question.citations}
    assert len(quotes) > 30
    for quote in quotes:
        plain = re.sub(r"\s+", " ", quote.replace("• ", ""))
        assert plain in text, quote


def test_each_answer_is_right_by_hand(questions: list[QuizQuestion], files: Files) -> None:
    checked: Counter[str] = Counter()
    for question in questions:
        _, kind, name = question.topic.split(":")
        CHECKS[kind](question, name, files)
        checked[kind] += 1
    assert set(checked) == set(CHECKS)


def test_the_reckoning_by_hand_refuses_any_other_answer(
    questions: list[QuizQuestion], files: Files
) -> None:
    refused = 0
    for question in questions[::7]:
        _, kind, name = question.topic.split(":")
        for other in others(question):
            refused += 1
            with pytest.raises(AssertionError):
                CHECKS[kind](question.model_copy(update={"correct": other}), name, files)
    assert refused > 1000


def others(question: QuizQuestion) -> list[str | list[str]]:
    """Return wrong answers to a question."""
    if isinstance(question.correct, list):
        return [question.options]
    if question.type == "number":
        return [
            re.sub(r"[1-9]", lambda digit: str(int(digit[0]) % 9 + 1), question.correct, count=1)
        ]
    return [option for option in question.options if option != question.correct]


def entry(question: QuizQuestion, kind: str, name: str, files: Files) -> Any:
    """Return what the module's file says under `quiz`."""
    found = files.modules[question.module]["quiz"][kind]
    return next(each for each in found if each["id"] == name)


def sources(entry: Any, files: Files, language: str) -> str:
    """Return the statements and quotes of the facts that something rests on."""
    facts = [files.facts[name] for name in [*entry.get("facts", ()), entry.get("fact")] if name]
    texts = [fact[language] for fact in facts]
    texts += [q if isinstance(q, str) else q["quote"] for f in facts for q in f["quotes"]]
    texts += [q if isinstance(q, str) else q["quote"] for q in entry.get("quotes", ())]
    texts += [act["says"][language] for act in entry.get("acts", ()) if "says" in act]
    return "\n".join(texts)


def check_fact(question: QuizQuestion, name: str, files: Files) -> None:
    fact, language = files.facts[name], question.language
    stated = " ".join(fact[language].split())
    shown = question.question.removeprefix(STATEMENT[language])
    assert shown != question.question
    assert (question.correct == TRUE[language]) == (shown == stated), question.id
    if shown != stated:
        assert by_hand.skeleton(shown) == by_hand.skeleton(stated), question.id
        new = by_hand.values(shown, language) - by_hand.values(stated, language)
        quoted = set.union(*(by_hand.values(str(quote), "da") for quote in fact["quotes"]))
        assert new, question.id
        assert not new & quoted, question.id


def check_value(question: QuizQuestion, name: str, files: Files) -> None:
    value, language = entry(question, "values", name, files), question.language
    assert question.question == value["question"][language]
    assert question.correct == value["answer"][language]
    borne = by_hand.values(sources(value, files, language), language)
    borne |= by_hand.values(sources(value, files, "da"), "da")
    borne |= law_values(value)
    for option in question.options:
        said = by_hand.values(option, language)
        assert said, question.id
        assert (said <= borne) == (option == question.correct), (question.id, option, borne)


def law_values(value: Any) -> set[object]:
    """Return the values in the law files that a value rests on."""
    names = [*value.get("laws", ()), *(n for n in value.get("rules", ()) if n == "de-minimis")]
    parameters = [
        parameter
        for name in names
        for parameter in by_hand.load(ROOT / f"assistant/rules/law/{name}.yaml")["parameters"]
    ]
    return {Fraction(p["value"]) for p in parameters if re.fullmatch(r"[\d.]+", p["value"])}


def check_choice(question: QuizQuestion, name: str, files: Files) -> None:
    choice, language = entry(question, "choices", name, files), question.language
    right = [" ".join(option[language].split()) for option in choice["right"]]
    wrong = [" ".join(option[language].split()) for option in choice["wrong"]]
    assert question.correct in right
    assert [option for option in question.options if option in right] == [question.correct]
    assert sum(option in wrong for option in question.options) == 3
    text = f"{sources(choice, files, language)}\n{sources(choice, files, 'da')}"
    if not text.strip():
        return
    # What is right shares words with its source; no wrong option stands there word for word.
    negated = choice.get("not", False)
    for option in question.options:
        if (option == question.correct) != negated:
            common = by_hand.words(option) & by_hand.words(text)
            numbers = by_hand.values(option, language) & by_hand.values(text, language)
            assert common or numbers or not by_hand.words(option), (question.id, option)
        else:
            assert option.lower() not in text.lower(), (question.id, option)


def check_order(question: QuizQuestion, name: str, files: Files) -> None:
    order, language = entry(question, "order", name, files), question.language
    assert question.correct == [" ".join(item[language].split()) for item in order["items"]]
    ranks = [by_hand.values(item.get("value", item["da"]), "da") for item in order["items"]]
    if all(len(rank) == 1 for rank in ranks):
        plain: list[Any] = [rank.pop() for rank in ranks]
        assert plain == sorted(set(plain)), question.id
    else:
        text = sources(order, files, "da")
        places = [text.lower().find(item["da"].lower()) for item in order["items"]]
        assert -1 not in places, question.id
        assert places == sorted(places), question.id


def check_statement(question: QuizQuestion, name: str, files: Files) -> None:
    statement, language = entry(question, "statements", name, files), question.language
    text = " ".join(statement[language].split())
    assert question.question == STATEMENT[language] + text
    assert (question.correct == TRUE[language]) == statement[True]
    if statement[True] and (said := sources(statement, files, language)):
        borne = by_hand.values(said, language)
        borne |= by_hand.values(sources(statement, files, "da"), "da")
        months = {n for names in by_hand.MONTHS for n in names if n in text}
        assert months or by_hand.values(text, language) <= borne, question.id


def check_term(question: QuizQuestion, name: str, files: Files) -> None:
    language = question.language
    term = files.terms[name]
    names = {" ".join(t[language].split()): t for t in files.terms.values()}
    explained = {" ".join(t["explain"][language].split()): t for t in files.terms.values()}
    assert len(explained) == len(files.terms)
    # Names are shown with a capital.
    names = {name[:1].upper() + name[1:]: term for name, term in names.items()}
    by_name = question.correct in names
    known = names if by_name else explained
    assert [known[option]["id"] for option in question.options].count(name) == 1
    assert known[str(question.correct)] is term
    told = term["explain"][language] if by_name else term[language]
    assert " ".join(told.split()) in question.question
    for option in question.options:
        other = known[option]
        if other is not term:
            assert other["kind"] == term["kind"], question.id
            assert other["id"] not in term.get("see", ())
            assert name not in other.get("see", ())


def check_rule(question: QuizQuestion, name: str, files: Files) -> None:
    RULES[files.rules[name]["kind"]](question, files.rules[name])


def check_share(question: QuizQuestion, rule: Any) -> None:
    shares = {tuple(p.get("where", ())): Fraction(p["value"]) for p in rule["parameters"]}
    given = by_hand.amounts(question.question, question.language)
    in_special = bool(re.search("Region Sjælland|Region Zealand", question.question))
    special = shares.get(("sjaelland",), shares[()])
    (answer,) = by_hand.amounts(str(question.correct), question.language)
    if len(given) == 2:
        assert in_special
        assert answer == given[0] * shares[()] + given[1] * special, question.id
        return
    share = special if in_special else shares[()]
    asks_for_costs = re.search("mindst være|be at least", question.question)
    expected = given[0] / share if asks_for_costs else given[0] * share
    assert answer == expected, question.id


def check_balance(question: QuizQuestion, rule: Any) -> None:
    costs, *grants = by_hand.amounts(question.question, question.language)
    (answer,) = by_hand.amounts(str(question.correct), question.language)
    assert re.search("[Rr]egion", question.question), question.id
    zealand = bool(re.search("Region Sjælland|Region Zealand", question.question))
    most = [costs * Fraction(60 if zealand else 40, 100), costs * Fraction(25, 100)]
    grants = grants or most
    # "The ceilings are kept", it says.
    assert all(grant <= cap for grant, cap in zip(grants, most, strict=True)), question.id
    assert answer == costs - sum(grants), question.id


def check_yes(expected: Callable[[QuizQuestion], bool]) -> Callable[[QuizQuestion, Any], None]:
    def check(question: QuizQuestion, rule: Any) -> None:
        assert (question.correct == YES[question.language]) == expected(question), question.id

    return check


def is_with_erdf(question: QuizQuestion) -> bool:
    asked = r"(?:kr\. fra|DKK [\d,]+ from) (?:the )?Regional"
    return bool(re.search(asked, question.question))


def is_designated(question: QuizQuestion) -> bool:
    return bool(re.search(r"der er officielt|that is officially", question.question))


def is_in_time(question: QuizQuestion) -> bool:
    moment, latest = by_hand.moment(question.question), datetime(2022, 5, 30, 12)
    assert moment != latest, question.id
    return moment < latest


def is_in_the_pool(question: QuizQuestion) -> bool:
    (amount,) = by_hand.amounts(question.question, question.language)
    assert 2_000_000 <= amount <= 20_000_000, question.id
    (count,) = re.findall(r"\b(\d{1,2}) (?:ansøgninger|applications)", question.question)
    amount *= int(count)
    return amount <= (100_000_000 if is_with_erdf(question) else 60_000_000)


def check_duration(question: QuizQuestion, rule: Any) -> None:
    (start,) = by_hand.days(question.question)
    (last,) = by_hand.days(str(question.correct))
    assert last == by_hand.last_day(start, int(rule["parameters"][0]["value"])), question.id
    # The call is for 2023-2024.
    assert date(2023, 1, 1) <= start < last <= date(2024, 12, 31), question.id


def check_ceiling(question: QuizQuestion, rule: Any) -> None:
    *earlier, award = by_hand.days(question.question)
    sums = by_hand.amounts(question.question, question.language)
    assert not date(2024, 1, 1) <= award <= date(2024, 6, 30), "both regulations may be used"
    limit = Fraction(200_000 if award.year < 2024 else 300_000)
    left = by_hand.room(limit, list(zip(sums, earlier, strict=True)), award)
    assert by_hand.amounts(str(question.correct), question.language) == [left], question.id
    assert left > 0


CHECKS: dict[str, Callable[[QuizQuestion, str, Files], None]] = {
    "facts": check_fact,
    "values": check_value,
    "rules": check_rule,
    "terms": check_term,
    "choices": check_choice,
    "order": check_order,
    "statements": check_statement,
}
RULES: dict[str, Callable[[QuizQuestion, Any], None]] = {
    "share_cap": check_share,
    "balance": check_balance,
    "requires": check_yes(is_with_erdf),
    "membership": check_yes(is_designated),
    "deadline": check_yes(is_in_time),
    "cap": check_yes(is_in_the_pool),
    "duration": check_duration,
    "ceiling": check_ceiling,
}
