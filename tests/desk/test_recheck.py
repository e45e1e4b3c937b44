"""Edited letters: what is marked, where, and what is not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.desk.drafting import draft
from assistant.desk.recheck import recheck
from assistant.permalink import permanent_link
from assistant.service import Assistant
from assistant.types import Document
from assistant.types.desk import Draft, Fault

from .letters import AFTER, CALL, mail

SIGNATURE = "Venlig hilsen\nAsta Krog\nTlf. 35 29 10 00"
QUOTE = "Midlerne kunne søges af Danmarks 14 officielt udpegede klyngeorganisationer."


@pytest.fixture(scope="module")
def documents(service: Assistant) -> Mapping[str, Document]:
    return service.reader().documents


@pytest.fixture(scope="module")
def drafted(service: Assistant) -> Draft:
    to = mail("Hvor stor en andel kan Regionalfonden dække?", "Har I en skabelon?", name="Maj")
    return draft(to, service, AFTER, None, SIGNATURE, "https://tilskud.example.dk")


def faults(text: str, drafted: Draft, documents: Mapping[str, Document]) -> list[Fault]:
    """Return the faults that a sentence brings into the letter, checked for their places."""
    body = drafted.draft.body.replace("\nDu kan læse mere", f"\n{text}\n\nDu kan læse mere", 1)
    assert text in body
    before = recheck(drafted.draft.body, drafted, documents, AFTER, SIGNATURE)
    found = recheck(body, drafted, documents, AFTER, SIGNATURE)
    for fault in found:
        assert body[fault.start : fault.end] == fault.text
    assert [fault.start for fault in found] == sorted(fault.start for fault in found)
    known = [(fault.kind, fault.text) for fault in before]
    return [fault for fault in found if (fault.kind, fault.text) not in known]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("I kan få 45 pct.", "45 pct"),
        ("I kan få femogfyrre procent.", "femogfyrre procent"),
        ("Send det senest den 1. juli 2026.", "1. juli 2026"),
        ("Der er 3 mio. kr. tilbage.", "3 mio. kr"),
        ("Støtten er på 40 kr.", "40 kr"),
        ("I kan få halvdelen.", "halvdelen"),
    ],
)
def test_numbers_without_a_source(
    text: str, wrong: str, drafted: Draft, documents: Mapping[str, Document]
) -> None:
    (fault,) = faults(text, drafted, documents)
    assert fault.kind == "number"
    assert wrong in fault.text or fault.text in wrong


@pytest.mark.parametrize(
    "text",
    [
        "Det er højst fyrre procent, i Region Sjælland 60 %.",
        "Skrevet den 23. november 2026.",
        "Ring gerne en dag.",
        f"Der står: “{QUOTE}”",
        f'Der står: "{QUOTE}"',
        f"Der står: »{QUOTE[:-1]}«, altså kun de 14.",
        "Se den “grønne omstilling” og “SMV’er”.",
        "Det hedder “Innovationskraft: Danske klynger for viden og erhverv 2023-2024”.",
        "Du spørger: “Hvor stor en andel kan Regionalfonden dække?”",
        "Se https://example.dk/side/2027/17 og /kilder.",
        "Der står: “Midlerne kunne søges […] udpegede klyngeorganisationer.”",
    ],
)
def test_what_a_source_bears(text: str, drafted: Draft, documents: Mapping[str, Document]) -> None:
    assert faults(text, drafted, documents) == []


@pytest.mark.parametrize(
    "quote",
    [
        QUOTE.replace("14", "15"),
        QUOTE.replace("officielt ", ""),
        "Midlerne kan søges af alle kommuner",
        "idlerne kunne søges af Danmarks",
    ],
)
@pytest.mark.parametrize("marks", ["“”", "»«", '""', "„“", "””"])
def test_changed_quotes(
    quote: str, marks: str, drafted: Draft, documents: Mapping[str, Document]
) -> None:
    found = faults(f"Der står: {marks[0]}{quote}{marks[1]}", drafted, documents)
    assert [fault.text for fault in found if fault.kind == "quote"] == [quote]


def test_open_points_and_their_numbers(drafted: Draft, documents: Mapping[str, Document]) -> None:
    body = drafted.draft.body
    assert [f.kind for f in recheck(body, drafted, documents, AFTER, SIGNATURE)] == ["open_point"]
    filled = body.replace("[udfyldes: Har I en skabelon?]", "Ja, skriv til os.")
    assert recheck(filled, drafted, documents, AFTER, SIGNATURE) == []
    half = body.replace("Har I en skabelon?]", "spørg 7 kolleger")
    assert [f.kind for f in recheck(half, drafted, documents, AFTER, SIGNATURE)] == ["open_point"]


def test_links(drafted: Draft, documents: Mapping[str, Document]) -> None:
    length = len(documents[CALL].text)
    good = [
        permanent_link("https://tilskud.example.dk", CALL, 0, length),
        f"/kilde/{CALL}?fra=0&til=20",
        f"https://tilskud.example.dk/kilde/{CALL}.",
    ]
    for link in good:
        assert faults(f"Se {link}", drafted, documents) == []
    bad = [
        permanent_link("https://tilskud.example.dk", CALL, 0, length + 1),
        permanent_link("", "ukendt", 0, 10),
        permanent_link("", CALL, 10, 20)[:-1],
        f"/kilde/{CALL}?sted=",
        f"/kilde/{CALL}?fra=20&til=10",
        f"/kilde/{CALL}?fra=²&til=10",
    ]
    for link in bad:
        assert [fault.kind for fault in faults(f"Se {link} her", drafted, documents)] == ["link"]


def test_the_signature_is_the_writers_own(
    drafted: Draft, documents: Mapping[str, Document]
) -> None:
    body = drafted.draft.body
    assert [f.kind for f in recheck(body, drafted, documents, AFTER, "")] == [
        "open_point",
        "number",
    ]


def test_hostile_text_is_no_trouble(drafted: Draft, documents: Mapping[str, Document]) -> None:
    for text in (
        "“" * 5000,
        "[udfyldes: " * 500,
        "http://[" * 50,
        '"' * 4001,
        "/kilde/" * 1000,
        "",
    ):
        recheck(text, drafted, documents, AFTER, SIGNATURE)
