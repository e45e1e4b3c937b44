"""The pages of the gaps, over HTTP: from a question on the public page to a fact and back."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
import yaml

from tests.web.staffroom import StaffClient

CALL = "innovationskraft-2023-2024"
ASKED = "Hvem sidder i bedømmelsesudvalget?"
LIKE = "Hvem er med i bedømmelsesudvalget?"
QUOTE = (
    "Frem til den 30. maj 2022 modtog Danmarks Erhvervsfremmebestyrelse ansøgninger til i alt 160"
    " mio. kr. fra klyngeprogrammet Innovationskraft: Danske klynger for viden og erhverv"
    " 2023-2024."
)
ANSWER = "Bestyrelsen tog imod ansøgninger frem til den 30. maj 2022."
FACT = {
    "call": CALL,
    "da": ANSWER,
    "en": "The board took in applications until 30 May 2022.",
    "ask_da": ASKED,
    "ask_en": "Who sits on the assessment committee?",
    "doc": CALL,
    "quote": QUOTE,
    "do": "save",
}
_ROW = re.compile(r'<a href="(/staff/gaps/([0-9a-f]{32}))" lang="(?:da|en)">(.*?)</a>', re.DOTALL)


def ask(staff: httpx.Client, question: str, day: str = "2026-11-23") -> dict[str, object]:
    given: dict[str, object] = staff.post(
        "/api/ask", json={"question": question, "as_of": day}
    ).json()
    return given


def groups(staff: StaffClient, show: str = "all") -> dict[str, str]:
    """Return the addresses of the groups by their titles."""
    page = staff.get(f"/staff/gaps?vis={show}")
    assert page.status_code == 200, page.text
    return {title: path for path, _, title in _ROW.findall(page.text)}


def until(found: Callable[[], bool]) -> None:
    """Wait for what is done beside answering."""
    last = time.monotonic() + 20
    while not found():
        assert time.monotonic() < last
        time.sleep(0.05)


@pytest.fixture
def group(staff: StaffClient) -> Iterator[str]:
    """The address of the group of a question that was asked, and is not answered."""
    assert ask(staff, ASKED)["status"] == "not_found"
    until(lambda: any("bedømmelsesudvalget" in title for title in groups(staff)))
    yield next(path for title, path in groups(staff).items() if "bedømmelsesudvalget" in title)
    for fact in re.findall(r'id="fakta-([0-9a-f]{32})"', staff.get("/staff/gaps/fakta").text):
        staff.submit(f"/staff/gaps/fakta/{fact}/tilbage")


def test_answer_is_used_and_taken_back(staff: StaffClient, group: str) -> None:
    assert ask(staff, LIKE)["status"] == "not_found"
    done = staff.submit(f"{group}/svar", FACT)
    assert (done.status_code, done.headers["location"]) == (303, f"{group}?sagt=saved")
    page = staff.get(group).text
    assert "Mette Medarbejder" in page
    assert "I brug" in page
    for question in (ASKED, LIKE):
        answer = ask(staff, question)
        assert answer["status"] == "answered"
        assert str(answer["answer"]).startswith("Bestyrelsen tog imod")
        assert [cited["quote"] for cited in answer["citations"]] == [QUOTE]  # type: ignore[attr-defined]
    fact = re.findall(r'id="fakta-([0-9a-f]{32})"', page)[0]
    back = staff.submit(f"/staff/gaps/fakta/{fact}/tilbage")
    assert back.status_code == 303
    assert ask(staff, ASKED)["status"] == ask(staff, LIKE)["status"] == "not_found"
    assert "Taget tilbage" in staff.get("/staff/gaps/fakta").text


def test_validity_follows_the_day_of_the_answer(staff: StaffClient, group: str) -> None:
    dates = {"valid_from": "2026-12-01", "valid_to": "2026-12-31"}
    assert staff.submit(f"{group}/svar", {**FACT, **dates}).status_code == 303
    found = {day: ask(staff, ASKED, day)["status"] for day in
             ("2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01")}  # fmt: skip
    assert list(found.values()) == ["not_found", "answered", "answered", "not_found"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"quote": QUOTE.replace("160", "170")}, "Citatet står ikke ordret i kilden"),
        ({"da": "Der kommer et nyt opslag den 1. juni 2027."}, "1. juni 2027"),
        ({"en": "The pool is DKK 170 million."}, "170 million"),
        ({"en": " "}, "både på dansk og på engelsk"),
        ({"ask_da": "", "ask_en": "\n"}, "mindst ét spørgsmål"),
        ({"doc": "", "quote": ""}, "et til seks citater"),
        ({"call": "findes-ikke"}, "Opslaget findes ikke"),
        ({"valid_from": "2027-01-01", "valid_to": "2026-01-01"}, "før det begynder"),
        ({"valid_from": "31-12-2026"}, "En dato findes ikke"),
    ],
)
def test_a_fact_without_its_source_is_refused(
    staff: StaffClient, group: str, changed: dict[str, str], said: str
) -> None:
    refused = staff.submit(f"{group}/svar", {**FACT, **changed})
    assert refused.status_code == 422
    assert said in refused.text
    # What was typed stands there still.
    kept = {**FACT, **changed}["da"]
    assert kept in refused.text
    assert ask(staff, ASKED)["status"] == "not_found"


def test_searching_and_taking_keep_what_was_typed(staff: StaffClient, group: str) -> None:
    form = {**FACT, "doc": "", "quote": "", "search": "ansøgningsfrist", "do": "search"}
    page = staff.submit(f"{group}/svar", form)
    assert page.status_code == 200
    assert ANSWER in page.text
    takes = re.findall(r'value="take:([^"]+)"', page.text)
    assert takes
    taken = staff.submit(f"{group}/svar", {**form, "do": f"take:{takes[0]}"})
    quotes = re.findall(r'name="quote"[^>]*>\n(.*?)</textarea>', taken.text, re.DOTALL)
    document, start, end = takes[0].rsplit(":", 2)
    text = staff.get(f"/api/sources/{document}").json()["text"]
    assert quotes[-1] == text[int(start) : int(end)]
    part = " ".join(quotes[-1].split()[:3])
    picked = staff.submit(f"{group}/svar", {**form, "do": f"take:{takes[0]}", "picked": part})
    assert f">\n{part}</textarea>" in picked.text
    # What is picked must be in the passage.
    forged = {**form, "do": f"take:{takes[0]}", "picked": "står der ikke"}
    assert "står der ikke" not in staff.submit(f"{group}/svar", forged).text


def test_export_is_taken_by_the_corpus(
    staff: StaffClient, group: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from assistant.corpus.facts import load_facts
    from assistant.types import Document

    assert staff.submit(f"{group}/svar", {**FACT, "valid_to": "2030-12-31"}).status_code == 303
    file = staff.get(f"/staff/gaps/fakta/eksport?opslag={CALL}")
    assert "attachment" in file.headers["content-disposition"]
    text = staff.get(f"/api/sources/{CALL}").json()["text"]
    path = tmp_path_factory.mktemp("export") / "facts.yaml"
    path.write_bytes(file.content)
    document = Document(CALL, CALL, "call", "x", text, "", (), ())
    (fact,) = load_facts(path, CALL, {CALL: document})
    assert fact.statements["da"] == ANSWER
    assert (fact.by, str(fact.valid_to)) == ("Mette Medarbejder", "2030-12-31")
    assert [text[a.start : a.end] for a in fact.anchors] == [QUOTE]
    assert yaml.safe_load(file.text)["facts"][0]["by"] == "Mette Medarbejder"


def test_set_aside_and_brought_back(staff: StaffClient, group: str) -> None:
    assert staff.submit(f"{group}/afvis").status_code == 303
    assert group not in groups(staff, "open").values()
    assert group in groups(staff, "dismissed").values()
    assert staff.submit(f"{group}/genaabn").status_code == 303
    assert group in groups(staff, "open").values()


def test_asking_again_shows_what_is_answered(staff: StaffClient, group: str) -> None:
    assert "ikke spurgt igen" in staff.get(group).text or "Nu" in staff.get(group).text
    assert staff.submit(f"{group}/igen").status_code == 303
    assert re.search(r"\b0 af \d+ bliver besvaret", staff.get(group).text)
    staff.submit(f"{group}/svar", FACT)
    assert re.search(r"\b[1-9]\d* af \d+ bliver besvaret", staff.get(group).text)


def test_nothing_personal_is_kept(staff: StaffClient) -> None:
    question = (
        "Jeg hedder Karoline Testesen. Mit CPR-nummer er 010203-1234, ring på 20 30 40 50 eller "
        "skriv til k.testesen@example.dk. Må min hund komme med til mødet?\n\nMvh. Karoline"
    )
    assert ask(staff, question)["status"] != "answered"
    until(lambda: any("hund" in title for title in groups(staff)))
    path = next(path for title, path in groups(staff).items() if "hund" in title)
    page = staff.get(path).text
    assert "[navn]" in page
    assert "[cpr]" in page
    for secret in ("Karoline", "Testesen", "010203", "20 30 40", "example.dk"):
        assert secret not in page


def test_html_in_questions_is_text(staff: StaffClient) -> None:
    ask(staff, "Må hunden <script>alert(1)</script> få en medalje?")
    until(lambda: any("medalje" in title for title in groups(staff)))
    page = staff.get(next(p for t, p in groups(staff).items() if "medalje" in t)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_feedback_against_an_answer_is_a_gap(staff: StaffClient) -> None:
    answer = ask(staff, "Hvad er fristen for at søge?")
    assert answer["status"] == "answered"
    body = {"answer": answer, "useful": False, "reasons": ["outdated"], "comment": "<b>Gammelt</b>"}
    assert staff.post("/api/feedback", json=body).status_code == 201
    path = groups(staff)["Hvad er fristen for at søge?"]
    page = staff.get(path).text
    assert "forældet" in page
    assert "&lt;b&gt;Gammelt&lt;/b&gt;" in page


def test_a_new_source_can_be_quoted(staff: StaffClient, group: str) -> None:
    text = "## Næste runde\n\nDen næste runde af puljen åbner den 15. januar 2027.\n"
    source = {"call": CALL, "title": "Nyt om runden", "text": text,
              "url": "https://example.dk/runde", "group": group.rpartition("/")[2]}  # fmt: skip
    added = staff.submit("/staff/gaps/kilde", source)
    assert added.status_code == 303, added.text
    editor = staff.get(added.headers["location"])
    assert "15. januar 2027" in editor.text
    document = re.findall(r"kilde=([^&]+)", added.headers["location"])[0]
    fact = {**FACT, "doc": document, "da": "Næste runde åbner den 15. januar 2027.",
            "en": "The next round opens on 15 January 2027.",
            "quote": "Den næste runde af puljen åbner den 15. januar 2027."}  # fmt: skip
    assert staff.submit(f"{group}/svar", fact).status_code == 303
    answer = ask(staff, ASKED)
    assert answer["status"] == "answered"
    assert "15. januar 2027" in str(answer["answer"])
    assert answer["citations"][0]["title"] == "Nyt om runden"  # type: ignore[index]


@pytest.mark.parametrize("name", ["billede.svg", "side.html", "prog.exe", "tom.txt"])
def test_other_files_are_refused(staff: StaffClient, name: str) -> None:
    content = b"" if name == "tom.txt" else b"<svg onload='alert(1)'/>"
    form = {"call": CALL, "title": "x", "text": "", "url": "", "group": ""}
    refused = staff.submit("/staff/gaps/kilde", form, {"file": (name, content)})
    assert refused.status_code == 422
    assert "onload" not in refused.text


def test_unknown_addresses_are_not_found(staff: StaffClient) -> None:
    for path in ("/staff/gaps/" + "0" * 32, "/staff/gaps/x/svar"):
        assert staff.get(path).status_code == 404
    assert staff.submit(f"/staff/gaps/fakta/{'0' * 32}/tilbage").status_code == 404
