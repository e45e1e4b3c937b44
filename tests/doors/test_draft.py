"""`assistant draft`: the object of CONTRACTS, what people get, and wrong input."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from assistant.rules.quantities import find_quantities
from tests.doors import running
from tests.doors.conftest import Run
from tests.doors.shapes import check_error

QUESTION_KEYS = {"text", "status", "verdict", "answer", "citations", "findings"}
MAIL = """Hej

Tak for en god snak i går. Vi er en kommune på Fyn.

Hvem kan søge puljen? Og hvor stor en andel kan Regionalfonden dække?

Jeg vil også gerne vide, hvor jeg finder en skabelon til budgettet. Mit CPR-nummer er 010190-1234.

Venlig hilsen
Mette Holm
Tlf. 22 33 44 55
"""


def eml(body: str, subject: str = "Spørgsmål om klynger", sender: str = "Mette Holm") -> bytes:
    message = EmailMessage()
    message["From"] = f"{sender} <mette@example.dk>"
    message["Subject"] = subject
    message["Message-ID"] = "<abc@example.dk>"
    message.set_content(body)
    return message.as_bytes(policy=SMTP)


def check_draft(draft: dict[str, Any]) -> None:
    """Hold a draft against the contract."""
    assert draft["language"] in ("da", "en")
    assert draft["draft"].keys() >= {"subject", "body"}
    for question in draft["questions"]:
        assert question.keys() >= QUESTION_KEYS
        assert question["text"]
    assert all(mark["kind"] in ("cpr", "phone", "email") for mark in draft["masked"])
    for point in draft["open_points"]:
        assert re.search(rf"\[(udfyldes|to be filled in): {re.escape(point)}\]", _body(draft))


def _body(draft: dict[str, Any]) -> str:
    return str(draft["draft"]["body"])


def test_a_mail_from_stdin(assistant: Run) -> None:
    done = assistant("draft", "-", "--json", stdin=MAIL.encode())
    assert done.code == 0, done.err
    draft = done.json()
    check_draft(draft)
    statuses = [question["status"] for question in draft["questions"]]
    assert statuses == ["answered", "answered", "not_found"]
    assert "cpr" in {mark["kind"] for mark in draft["masked"]}
    assert "010190" not in done.out.decode().replace(MAIL, "")
    assert "1234" not in done.err
    assert "22 33 44 55" not in _body(draft)
    assert "Danmarks 14 officielt udpegede" in _body(draft)
    assert "40 pct." in _body(draft)


def test_an_eml_is_answered_by_name(assistant: Run, tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(
        eml("Could a university apply?\n\nKind regards\nJane", "Re: Sv: Hi", "Jane Fox")
    )
    draft = assistant("draft", str(file), "--json").json()
    check_draft(draft)
    assert draft["language"] == "en"
    assert draft["draft"]["subject"] == "Re: Hi"
    assert _body(draft).startswith("Dear Jane\n")
    assert draft["questions"][0]["verdict"] == "no"


def test_options(assistant: Run, indexed: dict[str, str], tmp_path: Path) -> None:
    signature = tmp_path / "signature.txt"
    signature.write_text("De bedste hilsner\nAsta Krog, lokale 17\n", encoding="utf-8")
    environment = {**indexed, "ASSISTANT_PUBLIC_URL": "https://tilskud.example.dk/assistent/"}
    options = ["--lang", "en", "--as-of", "2022-05-01", "--signature", str(signature), "--json"]
    done = running.run(environment, "draft", "-", *options, stdin=b"Hvem kan s\xc3\xb8ge?")
    assert done.code == 0, done.err
    draft = done.json()
    assert draft["language"] == "en"
    assert _body(draft).endswith("\n\nDe bedste hilsner\nAsta Krog, lokale 17\n")
    assert "closed" not in _body(draft), "it was open then"
    assert "https://tilskud.example.dk/assistent/kilde/" in _body(draft)
    said = _body(draft).replace("lokale 17", "")
    quotes = [c["quote"] + c["title"] for q in draft["questions"] for c in q["citations"]]
    for quantity in find_quantities(re.sub(r"https?://\S+", "", said), "en"):
        assert any(quantity.text in quote for quote in quotes), quantity


def test_a_budget_in_the_mail_is_worked_out(assistant: Run) -> None:
    text = "Vores udgifter er 5 mio. kr. i Jylland. Kan vi få 2,5 mio. kr. fra Regionalfonden?"
    draft = assistant("draft", "-", "--json", stdin=text.encode()).json()
    check_draft(draft)
    assert draft["questions"][0]["verdict"] == "no"
    assert draft["questions"][0]["findings"]
    assert "2.000.000 kr." in _body(draft)


def test_swedish_and_off_topic(assistant: Run) -> None:
    text = "Hej!\n\nVem kan söka pengar? Och när är sista ansökningsdagen?\n\nHälsningar\nSven"
    draft = assistant("draft", "-", "--json", stdin=text.encode()).json()
    check_draft(draft)
    assert draft["language"] == "da"
    assert "Danmarks 14" in _body(draft)
    weather = assistant("draft", "-", "--json", stdin=b"Hvordan bliver vejret i morgen?")
    check_draft(weather.json())
    assert len(weather.json()["open_points"]) == 1


def test_people_get_the_letter(assistant: Run) -> None:
    done = assistant("draft", "-", stdin=MAIL.encode())
    assert done.code == 0, done.err
    lines = done.out.decode().splitlines()
    assert lines[0].startswith("Emne: ")
    assert "Kære Mette" in lines
    assert any(line.startswith("[udfyldes: ") for line in lines)
    assert "Mangler at blive udfyldt:" in lines
    assert any(line.startswith("Mailen indeholder personoplysninger: ") for line in lines)


WRONG: list[tuple[str, list[str], bytes]] = [
    ("unreadable_file", ["draft", "no/such/mail.eml"], b""),
    ("unreadable_file", ["draft", "."], b""),
    ("unreadable_file", ["draft", "-", "--signature", "no/such/file"], b"Hvem?"),
    ("bad_value", ["draft", "-", "--lang", "sv"], b"Hvem?"),
    ("bad_value", ["draft", "-", "--as-of", "i morgen"], b"Hvem?"),
    ("usage", ["draft"], b""),
]


@pytest.mark.parametrize(("code", "arguments", "stdin"), WRONG)
def test_wrong_input_is_code_2(bare: Run, code: str, arguments: list[str], stdin: bytes) -> None:
    done = bare(*arguments, "--json", stdin=stdin)
    assert done.code == 2
    check_error(done.json(), code)
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "stdin", [b"", b"  \n\t\n", b"\x00\x01\x02\xff\xfe" * 40, b"a" * 6_000_000]
)
def test_what_is_no_mail_is_code_2(bare: Run, stdin: bytes) -> None:
    done = bare("draft", "-", "--json", stdin=stdin)
    assert done.code == 2, done.out[:300]
    check_error(done.json())
    assert "Traceback" not in done.err


def test_an_unknown_call_is_named(assistant: Run) -> None:
    done = assistant(
        "draft", "-", "--call", "no-such-call", "--json", stdin="Hvem kan søge?".encode()
    )
    assert done.code == 2
    check_error(done.json(), "unknown_call")
