"""The desk without a script, over real HTTP: a mail comes in, its letter goes out."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from tests.web.staffroom import StaffClient, signed_in

DESK = "/staff/desk"
MAIL = """Fra: Åse Østergård <aase@firma.example>
Emne: Hvem kan søge?

Kære alle

Vi er to kommuner. Mit CPR-nummer er 070385-1234.

Kan kommuner selv søge om midlerne? Hvad er timesatsen for en ekstern revisor?

Venlig hilsen
Åse Østergård
"""
HOSTILE = """Fra: "<img src=x onerror=alert(1)>" <a@b.example>
Emne: <script>alert(2)</script>

Hej

Kan kommuner søge om midlerne "><svg onload=alert(3)> og hvornår er fristen?

</textarea><script>alert(4)</script>
"""


def opened(staff: StaffClient, text: str = MAIL, **fields: str) -> str:
    """Paste a mail and return the address of its case."""
    done = staff.submit(f"{DESK}/ny", {"text": text, **fields})
    assert done.status_code == 303, done.text
    address = done.headers["location"].split("?")[0]
    assert re.fullmatch(rf"{DESK}/[0-9a-f]{{32}}", address)
    return str(address)


def field(page: str, name: str) -> str:
    """Return the value of a field of the letter's form."""
    found = re.search(rf'<input[^>]* name="{name}" value="([^"]*)"', page)
    assert found, page
    return unescape(found.group(1))


def letter(page: str) -> str:
    found = re.search(r'<textarea[^>]* name="body"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found, page
    return unescape(found.group(1))


def saved(staff: StaffClient, case: str, body: str, **more: str) -> httpx.Response:
    """Save the letter as the form of a fresh page would."""
    page = staff.get(case).text
    fields = {"revision": field(page, "revision"), "subject": field(page, "subject")}
    # A browser ends the lines of a form so.
    return staff.submit(f"{case}/gem", {**fields, "body": body.replace("\n", "\r\n"), **more})


def state_of(page: str) -> str:
    found = re.search(r"desk-state desk-state-(\w+)", page)
    assert found, page
    return found.group(1)


def test_a_pasted_mail_becomes_a_case(staff: StaffClient) -> None:
    page = staff.get(opened(staff)).text
    assert state_of(page) == "new"
    for number in (1, 2):
        assert page.count(f'id="m-{number}"') == page.count(f'id="k-{number}"') == 1
    assert '<span class="desk-personal">070385-1234<small>CPR</small></span>' in page
    body = letter(page)
    assert body.startswith("Kære Åse\n")
    assert "[udfyldes:" in body
    # The text of the mail is shown as it came, to the last word.
    shown = re.search(r'<div class="desk-text".*?</section>', page, re.DOTALL)
    assert shown
    words = unescape(re.sub(r"<small>.*?</small>|<a .*?</a>|<[^>]+>", "", shown.group(0)))
    assert words.split() == MAIL.split("\n\n", 1)[1].split()


def test_a_file_is_read_in_place_of_the_text(staff: StaffClient) -> None:
    eml = (
        b"From: Bo <bo@firma.example>\r\nSubject: Deadline\r\nMessage-ID: <1@firma.example>\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n"
        b"<p>Hello,</p><p>When was the deadline for applications?</p><script>alert(1)</script>"
    )
    done = staff.submit(
        f"{DESK}/ny", {"text": "Noget andet"}, files={"file": ("m.eml", eml, "message/rfc822")}
    )
    page = staff.get(done.headers["location"]).text
    assert "Noget andet" not in page
    assert letter(page).startswith("Dear Bo")
    assert "alert(1)" not in page


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "photo.png"])
def test_other_files_are_refused_or_plain_text(staff: StaffClient, name: str) -> None:
    data = b"\x89PNG\r\n\x1a\n\0\0" if name.endswith("png") else b"<svg onload='alert(7)'></svg>"
    done = staff.submit(f"{DESK}/ny", files={"file": (name, data, "image/svg+xml")})
    page = staff.get(done.headers["location"]) if done.status_code == 303 else done
    assert page.headers["content-type"].startswith("text/html")
    assert "<svg onload" not in page.text


def test_what_is_no_mail_is_said_and_kept(staff: StaffClient) -> None:
    empty = staff.submit(f"{DESK}/ny", {"text": "  \r\n "})
    assert empty.status_code == 422
    assert "Indsæt en mail, eller vælg en fil." in empty.text


def test_letters_in_the_other_language(staff: StaffClient) -> None:
    assert letter(staff.get(opened(staff, language="en")).text).startswith("Dear Åse")


def test_no_text_of_a_mail_is_markup(staff: StaffClient) -> None:
    case = opened(staff, HOSTILE)
    body = '</textarea><script>alert(5)</script> "citat" <b>'
    assert saved(staff, case, body).status_code == 303
    staff.submit(f"{case}/note", {"note": "<script>alert(6)</script>"})
    staff.submit(f"{case}/nummer", {"number": "<i>7</i>"})
    pages = [staff.get(case).text, staff.get(DESK).text, staff.get(f"{case}/slet").text]
    saved(staff, case, body, do="send-anyway")
    pages.append(staff.get(case).text)
    for page in pages:
        assert not re.search(r"<script>|<img|<svg onload|<b>|<i>", page)
    assert staff.get(f"{case}/hent/brev.html").headers["content-disposition"].startswith("attach")


def test_from_mail_to_sent_letter(staff: StaffClient) -> None:
    case = opened(staff)
    body = letter(staff.get(case).text)
    done = re.sub(r"\[udfyldes:[^\]]*\]", "Det siger opslaget ikke noget om.", body)
    assert saved(staff, case, done).status_code == 303
    page = staff.get(case).text
    assert state_of(page) == "draft"
    assert letter(page) == done
    assert "Alle tal og citater har en kilde" in page
    sent = saved(staff, case, done, do="send")
    assert sent.headers["location"] == f"{case}?sagt=sendt"
    page = staff.get(case).text
    assert state_of(page) == "sent"
    assert 'name="body"' not in page
    assert "Det siger opslaget ikke noget om." in page
    for state in ("closed", "draft"):
        fields = {"state": state, "revision": field(staff.get(case).text, "revision")}
        assert staff.submit(f"{case}/tilstand", fields).status_code == 303
        assert state_of(staff.get(case).text) == state


def test_what_is_open_is_said_before_it_counts_as_sent(staff: StaffClient) -> None:
    case = opened(staff)
    first = saved(staff, case, letter(staff.get(case).text), do="send")
    assert first.status_code == 200
    assert "ikke markeret som sendt" in first.text
    assert state_of(first.text) == "draft"
    fields = {name: field(first.text, name) for name in ("revision", "subject")}
    anyway = {**fields, "body": letter(first.text), "do": "send-anyway"}
    assert staff.submit(f"{case}/gem", anyway).headers["location"].endswith("?sagt=sendt")


def test_a_letter_is_checked_as_it_is_typed(staff: StaffClient) -> None:
    case = opened(staff)
    body = "Kære Åse 😀\n\nTilskuddet er 77 pct.\n\n[udfyldes: hvornår?]"
    found = staff.call(f"{case}/check", {"body": body}).json()
    kinds = {fault["kind"]: body[fault["start"] : fault["end"]] for fault in found["faults"]}
    assert "77" in kinds["number"]
    assert kinds["open_point"] == "[udfyldes: hvornår?]"
    assert found["said"] == f"{len(found['faults'])} steder at se på"
    assert "<p>Tilskuddet er 77 pct.</p>" in found["html"]
    assert letter(staff.get(case).text) != body, "checking must not save"


@pytest.mark.parametrize("given", [[], {}, {"body": 5}, {"body": "x" * 200_000}])
def test_odd_checks_are_refused(staff: StaffClient, given: object) -> None:
    refused = staff.call(f"{opened(staff)}/check", given)
    assert refused.status_code == 422
    assert refused.json()["error"]["code"] == "bad_value"


def test_two_people_lose_nothing(staff: StaffClient, staff_address: str) -> None:
    case = opened(staff)
    page = staff.get(case).text
    fields = {"revision": field(page, "revision"), "subject": field(page, "subject")}
    with signed_in(staff_address) as other:
        assert saved(other, case, letter(page) + "\nDeres linje").status_code == 303
    mine = letter(page) + "\nMin linje <b>"
    both = staff.submit(f"{case}/gem", {**fields, "body": mine})
    assert both.status_code == 409
    assert "Deres linje" in both.text
    assert letter(both.text) == mine
    assert letter(staff.get(case).text).endswith("Deres linje")
    # Now that it is seen, saving is meant.
    again = {**fields, "revision": field(both.text, "revision"), "body": letter(both.text)}
    assert staff.submit(f"{case}/gem", again).status_code == 303
    assert letter(staff.get(case).text) == mine


def test_what_is_typed_survives_that_it_was_sent_meanwhile(staff: StaffClient) -> None:
    case = opened(staff)
    page = staff.get(case).text
    fields = {"revision": field(page, "revision"), "subject": field(page, "subject")}
    saved(staff, case, letter(page), do="send-anyway")
    late = staff.submit(f"{case}/gem", {**fields, "body": "Min sene rettelse"})
    assert late.status_code == 409
    assert "Min sene rettelse" in late.text
    assert state_of(late.text) == "sent"


def test_number_notes_and_what_is_wrong_with_them(staff: StaffClient) -> None:
    first, second = opened(staff), opened(staff)
    number = f"J-{second[-8:]}"
    assert staff.submit(f"{first}/nummer", {"number": number}).status_code == 303
    taken = staff.submit(f"{second}/nummer", {"number": number})
    assert taken.status_code == 422
    assert "Der er allerede en sag med det nummer." in taken.text
    assert staff.submit(f"{first}/note", {"note": "Ringet op\r\nigen"}).status_code == 303
    assert "Ringet op\nigen" in staff.get(first).text
    assert staff.submit(f"{first}/note", {"note": " "}).status_code == 422
    found = staff.get(DESK, params={"soeg": number}).text
    assert first in found
    assert second not in found


def test_a_new_draft_takes_the_letters_place(staff: StaffClient) -> None:
    case = opened(staff)
    before = letter(staff.get(case).text)
    saved(staff, case, "Noget andet")
    fields = {"revision": field(staff.get(case).text, "revision")}
    assert staff.submit(f"{case}/igen", fields).status_code == 303
    assert letter(staff.get(case).text) == before
    assert staff.submit(f"{case}/igen", fields).status_code == 409


def test_the_list_by_state_search_person_and_page(staff: StaffClient) -> None:
    word = "Kanariefugle"
    case = opened(staff, MAIL.replace("to kommuner", word))
    for query, found in (
        ({"soeg": word.lower()}, True),
        ({"soeg": word, "tilstand": "new", "hvem": "mig"}, True),
        ({"soeg": word, "tilstand": "sent"}, False),
        ({"soeg": "ordetfindesikke"}, False),
    ):
        assert (case in staff.get(DESK, params=query).text) is found, query
    for odd in ({"side": "999999"}, {"side": "-1"}, {"side": "²"}, {"tilstand": "x", "hvem": "y"}):
        assert staff.get(DESK, params=odd).status_code == 200


def test_files_of_a_case(staff: StaffClient, tmp_path: Path) -> None:
    case = opened(staff)
    staff.submit(f"{case}/nummer", {"number": f'Æ "{case[-6:]}"/..\\x'})
    starts = {"brev.eml": b"Subject:", "brev.docx": b"PK", "brev.html": b"<!", "sag.pdf": b"%PDF"}
    for kind, start in starts.items():
        file = staff.get(f"{case}/hent/{kind}")
        assert file.content.startswith(start), kind
        name = re.fullmatch(
            r'attachment; filename="([\w.-]+)"', file.headers["content-disposition"]
        )
        assert name, file.headers
        assert file.headers["cache-control"] == "no-store"
    assert staff.get(f"{case}/hent/andet.exe").status_code == 404


def test_deleting_is_asked_first(staff: StaffClient) -> None:
    case = opened(staff)
    assert "Det kan ikke fortrydes" in staff.get(f"{case}/slet").text
    assert staff.get(case).status_code == 200
    assert staff.submit(f"{case}/slet").headers["location"] == f"{DESK}?sagt=slettet"
    gone = staff.get(case)
    assert gone.status_code == 404
    assert "Sagen findes ikke" in gone.text
    assert staff.call(f"{case}/check", {"body": ""}).status_code == 422


def test_the_address_of_a_form_leads_back_to_the_case(staff: StaffClient) -> None:
    case = opened(staff)
    back = staff.get(f"{case}/gem?lang=en")
    assert (back.status_code, back.headers["location"]) == (303, f"{case}?lang=en")
    assert "The letter" in staff.get(back.headers["location"]).text


def test_what_is_not_answered_is_found_among_the_gaps(staff: StaffClient) -> None:
    asked = "Hvor mange sider må ansøgningen fylde?"
    opened(staff, f"Hej\n\n{asked}\n\nHilsen\nBo\n")
    assert asked in staff.get("/staff/gaps").text
