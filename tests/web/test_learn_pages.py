"""The learning path without a script, over real HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from assistant.service import Assistant
from tests.web.learning import LEARN, asked, reply, teacher
from tests.web.staffroom import StaffClient, set_password, signed_in

COUNTED = re.compile(r"(\d+) af (\d+) emner sidder")


@pytest.fixture(scope="module")
def knows() -> Iterator[Assistant]:
    with teacher() as service:
        yield service


@pytest.fixture
def learner(
    staff_address: str, staff_environment: dict[str, str], request: pytest.FixtureRequest
) -> Iterator[StaffClient]:
    """Somebody who has not begun yet."""
    name = re.sub(r"[^a-z]", "", request.node.name.lower())[:30]
    set_password(staff_environment, name)
    with signed_in(staff_address, name) as client:
        yield client


def begin(client: StaffClient, module: str) -> str:
    done = client.submit(f"{LEARN}/modul/{module}")
    assert done.status_code == 303, done.text
    return done.headers["location"]


def test_every_page_of_the_path_is_there(staff: StaffClient, knows: Assistant) -> None:
    page = staff.get(LEARN).text
    for module in knows.learning.modules("da"):
        assert module.title in unescape(page)
        for language in ("da", "en"):
            found = staff.get(f"{LEARN}/modul/{module.id}", params={"lang": language})
            assert found.status_code == 200
            whole = knows.learning.module(module.id, language)
            text = unescape(found.text)
            for block in whole.blocks:
                assert block.heading in text
                for citation in block.citations:
                    assert citation.quote in text
                    assert f'href="{citation.link}' in text


def test_quotes_lead_to_the_place_in_the_source(staff: StaffClient) -> None:
    page = staff.get(f"{LEARN}/modul/money").text
    links = re.findall(r'href="(/kilde/[^"]+)"', page)
    assert links
    source = staff.get(unescape(links[0]).partition("#")[0])
    assert source.status_code == 200
    assert "<mark" in source.text


def test_drawings_are_described_in_words(staff: StaffClient) -> None:
    page = staff.get(f"{LEARN}/modul/money").text
    described = [unescape(text) for text in re.findall(r'role="img" aria-label="([^"]+)"', page)]
    assert any("40 pct." in text and "60 pct." in text for text in described)
    assert 'style="' not in page


def test_a_module_to_its_last_question(learner: StaffClient, knows: Assistant) -> None:
    assert COUNTED.search(learner.get(f"{LEARN}/modul/target-group").text)[1] == "0"  # type: ignore[index]
    place, topics = begin(learner, "target-group"), set()
    for _ in range(60):
        question = asked(knows, place)
        topics.add(question.topic)
        form = learner.get(place)
        assert unescape(form.text).count(question.question) >= 1
        done = learner.submit(place, reply(question))
        assert done.status_code == 303
        result = learner.get(done.headers["location"]).text
        assert "Rigtigt" in result
        if question.citations:
            assert question.citations[0].quote in unescape(result)
        more = re.search(rf'href="({LEARN}/runde/[0-9.-]+/\d+)"', result)
        if more:
            place = more[1]
            continue
        end = learner.get(place.rpartition("/")[0]).text
        known, count = COUNTED.search(end).groups()  # type: ignore[union-attr]
        if known == count:
            break
        done = learner.submit(f"{LEARN}/runde", {"modul": "target-group"})
        place = done.headers["location"]
    assert sorted(topics) == sorted(knows.learning.topics("target-group"))
    assert "Alle emner i modulet sidder nu." in end
    overview = learner.get(LEARN).text
    card = overview[overview.index("/modul/target-group") :][:900]
    assert "Gennemført" in card
    assert "Intet at genopfriske i dag." in overview


def test_a_wrong_answer_is_explained_and_comes_again(
    learner: StaffClient, knows: Assistant
) -> None:
    place = begin(learner, "who-can-apply")
    question = asked(knows, place)
    done = learner.submit(place, reply(question, right=False))
    page = unescape(learner.get(done.headers["location"]).text)
    assert "Ikke helt" in page
    assert "Emnet kommer igen om lidt." in page
    answers = [question.correct] if isinstance(question.correct, str) else question.correct
    for part in answers:
        assert part in page
    # Loading it again says the same, and notes nothing.
    assert unescape(learner.get(done.headers["location"]).text).count("Ikke helt") == 1
    assert "0 af" in learner.get(f"{LEARN}/modul/who-can-apply").text


def fixed(service: Assistant, topic: str) -> str:
    """Return the address of the question that a topic gives with the seed 1."""
    numbers = {m.id: n for n, m in enumerate(service.learning.modules("da"), start=1)}
    module = topic.partition(":")[0]
    return f"{LEARN}/runde/1-{numbers[module]}.{service.learning.topics(module).index(topic)}/1"


def test_what_is_no_answer_is_asked_again(staff: StaffClient, knows: Assistant) -> None:
    place = fixed(knows, "money:values:total")
    for fields in ({}, {"svar": "99"}, {"svar": ""}):
        done = staff.submit(place, fields)
        assert done.status_code == 303
        assert "sagt=" in done.headers["location"]
        again = staff.get(done.headers["location"])
        assert again.status_code == 200
        assert 'role="status"' in again.text
    assert staff.get(place, params={"svar": "nonsense" * 50}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "modul/nix",
        "modul/../../etc",
        "runde/1-99.0/1",
        "runde/1-1.999/1",
        "runde/x/1",
        "runde/1-1.0/2",
        "runde/1-1.0/0",
        "runde/1-1.0/x",
        "runde/" + "-".join(["1", *["1.0"] * 50]),
        "mail/nix",
        "svar/nix",
    ],
)
def test_what_is_not_there_is_said_so(staff: StaffClient, path: str) -> None:
    found = staff.get(f"{LEARN}/{path}")
    assert found.status_code == 404
    assert "<h1" in found.text


def test_a_number_counts_by_its_value(staff: StaffClient, knows: Assistant) -> None:
    topic = "money:rules:erdf-share"
    places = [fixed(knows, topic).replace("/1-", f"/{seed}-") for seed in range(40)]
    place = next(place for place in places if asked(knows, place).type == "number")
    correct = str(asked(knows, place).correct)
    digits = re.sub(r"\D", "", correct)
    for written, said in ((correct, "Rigtigt"), (digits, "Rigtigt"), ("mange penge", "Ikke helt")):
        done = staff.submit(place, {"svar": written})
        assert said in staff.get(done.headers["location"]).text, written


def test_an_order_needs_a_place_for_each(staff: StaffClient, knows: Assistant) -> None:
    place = fixed(knows, "criteria:order:letters")
    question = asked(knows, place)
    twice = dict.fromkeys(reply(question), "1")
    done = staff.submit(place, twice)
    assert "sagt=plads" in done.headers["location"]
    done = staff.submit(place, reply(question))
    assert "Rigtigt" in staff.get(done.headers["location"]).text
    done = staff.submit(place, reply(question, right=False))
    assert "Ikke helt" in staff.get(done.headers["location"]).text


def test_the_glossary_finds_words(staff: StaffClient, knows: Assistant) -> None:
    page = unescape(staff.get(f"{LEARN}/ordliste").text)
    for term in knows.learning.glossary("da"):
        assert term.term in page
        assert term.explanation in page
    found = unescape(staff.get(f"{LEARN}/ordliste", params={"q": "effektkæde"}).text)
    assert "effektkæde" in found
    assert "Innovationsfonden</h2>" not in found
    hostile = staff.get(f"{LEARN}/ordliste", params={"q": '"><script>alert(1)</script>'})
    assert hostile.status_code == 200
    assert "<script>alert" not in hostile.text


GOOD = """Hej Jonas

Nej, I kunne ikke selv søge. Kun de 14 officielt udpegede klyngeorganisationer kunne søge.
Ansøgningsfristen var 30. maj 2022 kl. 12.00, og opslaget er lukket.
I kan være med på en anden måde: klyngernes aktiviteter skal generelt være åbne for alle relevante
virksomheder.

Venlig hilsen
Mette"""


def test_a_mail_is_answered_and_graded(learner: StaffClient) -> None:
    place = f"{LEARN}/mail/company-roskilde"
    empty = learner.submit(place, {"svar": "  "})
    assert empty.status_code == 422
    bad = "I kan selv søge. <script>alert(1)</script> Fristen er 1. juli 2022. Ring 22334455."
    done = learner.submit(place, {"svar": bad})
    assert done.status_code == 303
    page = learner.get(done.headers["location"]).text
    assert "Ikke helt endnu" in page
    assert "1. juli 2022" in page
    assert "<script>alert" not in page
    assert "22334455" not in page
    done = learner.submit(place, {"svar": GOOD})
    page = learner.get(done.headers["location"]).text
    assert "Bestået" in page
    assert "Bestået" in learner.get(LEARN).text


def test_a_reply_is_shown_to_who_wrote_it_alone(
    learner: StaffClient, staff_address: str, staff_environment: dict[str, str]
) -> None:
    done = learner.submit(f"{LEARN}/mail/company-roskilde", {"svar": GOOD})
    set_password(staff_environment, "another")
    with signed_in(staff_address, "another") as other:
        assert other.get(done.headers["location"]).status_code == 404


def test_the_summary_tells_what_is_missing(learner: StaffClient) -> None:
    page = unescape(learner.get(f"{LEARN}/bevis").text)
    assert "Forløbet er i gang." in page
    assert "0 af" in page
