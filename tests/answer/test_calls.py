"""Several calls side by side: chosen, named, followed up, and never mixed."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer.call_names import names_of, short_name, without_names
from assistant.answer.calls import calls_of, named_calls, other_calls
from assistant.service import Assistant
from assistant.settings import load_settings
from assistant.types import Answer, Ask, CallInfo, Turn

from .two_calls import GARDEN, PARK

DAY = date(2031, 2, 1)
INFOS = {
    "park-2031": CallInfo("park-2031", "Parkpuljen 2031: Tilskud til nye stier", ("Stipuljen",)),
    "park-2033": CallInfo("park-2033", "Parkpuljen 2033-2034 – tilskud til haver"),
    "energi": CallInfo("energi", "Støtte (grøn energi)"),
}


def reader(infos: dict[str, CallInfo] | None = None) -> Any:
    infos = INFOS if infos is None else infos
    known = {call: frozenset(names_of(call, info)) for call, info in infos.items()}
    return SimpleNamespace(call_ids=sorted(infos), calls=infos, call_names=known)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Hvad er fristen i Parkpuljen 2031?", ["park-2031"]),
        ("Hvad er fristen i parkpuljen 2033-34?", ["park-2033"]),
        ("Hvad er parkpuljens frist?", ["park-2031", "park-2033"]),
        ("Hvem kan søge stipuljen?", ["park-2031"]),
        ("Hvem kan søge STIPULJENS penge?", ["park-2031"]),
        ("Hvad er fristen i park-2033?", ["park-2033"]),
        ("Hvad er fristen i 2031-opslaget?", ["park-2031"]),
        ("What is the deadline of the 2034 call?", ["park-2033"]),
        ("Må vi plante i 2031?", []),
        ("Hvem kan få støtte?", []),
        ("Hvad er grøn omstilling?", []),
        ("Må man parkere?", []),
        ("", []),
    ],
)
def test_calls_are_known_by_their_names(question: str, named: list[str]) -> None:
    assert named_calls(question, reader()) == named


def test_a_longer_name_counts_alone() -> None:
    infos = {"a": CallInfo("a", "Grøn Havn"), "b": CallInfo("b", "Grøn Havn Plus")}
    assert named_calls("fristen for Grøn Havn Plus", reader(infos)) == ["b"]
    assert named_calls("fristen for Grøn Havn", reader(infos)) == ["a"]
    assert named_calls("Grøn Havn eller Grøn Havn Plus?", reader(infos)) == ["a", "b"]


def test_short_names_have_no_numbers_and_belong_to_one_call() -> None:
    assert short_name("park-2031", INFOS) == "Stipuljen"
    assert short_name("park-2033", INFOS) == ""
    assert short_name("park-2033", {"park-2033": INFOS["park-2033"]}) == "Parkpuljen"


def test_a_name_is_taken_out_with_what_leads_to_it() -> None:
    names = names_of("park-2031", INFOS["park-2031"])
    assert without_names("Hvad er fristen for Parkpuljen 2031?", names) == "Hvad er fristen?"
    assert without_names("Parkpuljen: hvem kan søge?", names) == "hvem kan søge?"
    assert without_names("Hvem kan søge parker?", names) == "Hvem kan søge parker?"


def test_a_conversation_stays_with_its_call() -> None:
    def of(question: str, *earlier: tuple[str, str]) -> list[str]:
        history = tuple(Turn(question=q, answer=a) for q, a in earlier)
        return calls_of(Ask(question=question, history=history), reader())

    about = ("Hvem kan søge stipuljen?", "Kommuner.")
    assert of("Og hvornår er fristen?", about) == ["park-2031"]
    assert of("Hvad kan vi få?", about, ("Og fristen?", "Den 12.")) == ["park-2031"]
    told = ("Hvornår er fristen?", "Parkpuljen 2033-2034 – tilskud til haver: Den 5.")
    assert of("Og hvem kan søge?", told) == ["park-2033"]
    assert of("Hvad med park-2033?", about) == ["park-2033"]
    assert of("Hvad er fristen i alle opslag?", about) == sorted(INFOS)
    assert of("Hvad med de andre opslag?", about) == ["energi", "park-2033"]
    assert of("Hvem kan søge?") == sorted(INFOS)


def test_a_question_about_another_call_than_the_chosen_one_is_seen() -> None:
    def others(question: str, call: str) -> list[str]:
        return other_calls(Ask(question=question, call=call), reader())

    assert others("Hvem kan søge stipuljen?", "park-2033") == ["park-2031"]
    assert others("Hvem kan søge stipuljen?", "park-2031") == []
    assert others("Hvem kan søge stipuljen eller park-2033?", "park-2033") == []
    assert others("Hvem kan søge?", "park-2033") == []


def asked(service: Assistant, question: str, call: str | None = None, *earlier: str) -> Answer:
    history = tuple(Turn(question=text) for text in earlier)
    return service.ask(Ask(question=question, id="q", as_of=DAY, call=call, history=history))


def test_a_question_that_fits_both_is_answered_for_each_by_name(two: Assistant) -> None:
    for question in ("Hvad er fristen?", "Hvornår er ansøgningsfristen?"):
        answer = asked(two, question)
        assert answer.status == "answered"
        lines = answer.answer.split("\n\n")
        named = {line.split(" ")[0]: line for line in lines}
        assert set(named) == {"Parkpuljen", "Havepuljen"}
        assert "12. marts 2031" in named["Parkpuljen"]
        assert "5. maj 2032" in named["Havepuljen"]


def test_each_line_cites_its_own_call(two: Assistant) -> None:
    answer = asked(two, "Hvad er fristen?")
    by_marker = {f"[{c.marker}]": c.document_id for c in answer.citations}
    for line in answer.answer.split("\n\n"):
        of = {document for marker, document in by_marker.items() if marker in line}
        assert of == {PARK if line.startswith("Parkpuljen") else GARDEN}


@pytest.mark.parametrize(
    ("question", "call", "earlier", "only"),
    [
        ("Hvad er fristen for Parkpuljen?", None, (), PARK),
        ("Hvad er fristen for Havepuljen 2032?", None, (), GARDEN),
        ("Hvad er fristen i 2032-opslaget?", None, (), GARDEN),
        ("Hvad er fristen?", PARK, (), PARK),
        ("Hvad er fristen?", GARDEN, (), GARDEN),
        ("Hvad er fristen?", None, ("Hvem kan få penge fra Havepuljen?",), GARDEN),
        ("Og for Parkpuljen?", None, ("Hvad er fristen for Havepuljen?",), PARK),
    ],
)
def test_nothing_of_one_call_is_cited_for_the_other(
    two: Assistant, question: str, call: str | None, earlier: tuple[str, ...], only: str
) -> None:
    answer = asked(two, question, call, *earlier)
    assert answer.status == "answered"
    assert {citation.document_id for citation in answer.citations} == {only}
    assert ("12. marts" if only == PARK else "5. maj") in answer.answer
    assert answer.answer.startswith("Parkpuljen" if only == PARK else "Havepuljen")


def test_the_chosen_call_does_not_answer_for_another(two: Assistant) -> None:
    answer = asked(two, "Hvad er fristen for Havepuljen?", PARK)
    assert (answer.status, answer.citations) == ("not_found", [])
    assert "Havepuljen" in answer.answer


def test_the_contact_of_one_call_is_not_given_for_both(two: Assistant) -> None:
    question = "Hvor mange kaniner må der bo i bede og stier?"
    assert "park@example.org" not in asked(two, question).answer
    assert "park@example.org" in asked(two, question, PARK).answer


def test_more_calls_than_can_be_answered_for_are_asked_about(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("many")
    for number, name in enumerate(("Ahorn", "Birk", "Ceder", "Douglas", "Eg")):
        file = folder / "corpus" / name.lower() / f"{name.lower()}.md"
        file.parent.mkdir(parents=True)
        text = f"# {name}puljen\n\nAnsøgningsfristen er den {number + 3}. marts 2031.\n"
        file.write_text(text, encoding="utf-8")
    moved = {"corpus_dir": folder / "corpus", "data_dir": folder / "data"}
    service = Assistant(load_settings().model_copy(update=moved))
    service.ensure_ready()
    try:
        answer = asked(service, "Hvornår er ansøgningsfristen?")
        assert answer.status == "not_found"
        assert answer.citations == []
        for name in ("Ahorn", "Birk", "Ceder", "Douglas", "Eg"):
            assert f"{name}puljen" in answer.answer
        one = asked(service, "Hvornår er ansøgningsfristen?", None, "Hvad er Cederpuljen?")
        assert {citation.document_id for citation in one.citations} == {"ceder"}
    finally:
        service.close()
