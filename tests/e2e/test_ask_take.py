"""What one takes along: copied text with links that work, files, feedback that is stored."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import uuid
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import asking
from tests.e2e.conftest import Visit

QUESTION = "Kan en kommune søge?"


@pytest.fixture
def page(visit: Visit, address: str) -> Page:
    """The page in a profile that may use the clipboard."""
    context = visit(
        address,
        viewport=asking.DESKTOP,
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
    )
    return asking.opened(context)


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_plain_copy_is_the_answer_alone(page: Page) -> None:
    turn = asking.ask(page, QUESTION)
    turn.get_by_role("button", name="Kopiér", exact=True).click()
    expect(turn.locator(".ask-done")).to_have_text("Kopieret.")
    text = clipboard(page)
    assert text.startswith("Nej. Kun Danmarks 14 ")
    assert "[" not in text


def test_a_copy_with_sources_reaches_the_quotes_from_an_email(
    page: Page, visit: Visit, address: str
) -> None:
    turn = asking.ask(page, QUESTION)
    quotes = asking.quotes(turn)
    turn.get_by_role("button", name="Kopiér med kilder").click()
    expect(turn.locator(".ask-done")).to_have_text("Kopieret.")
    text = clipboard(page)
    assert text.startswith(f"{QUESTION}\n\nNej. Kun ")
    links = re.findall(r"^http\S+$", text, flags=re.MULTILINE)
    assert len(links) == len(quotes)
    reader = visit(address).new_page()
    for number, (link, quote) in enumerate(zip(links, quotes, strict=True), start=1):
        assert link.startswith(f"{address}/kilde/")
        assert f"[{number}] Innovationskraft" in text
        assert f"”{quote}”" in text
        reader.goto(link)
        assert asking.marked(reader) == asking.words(quote)


def test_the_permanent_link_can_be_copied(page: Page, address: str) -> None:
    turn = asking.ask(page, QUESTION)
    turn.locator(".ask-marker").first.click()
    page.get_by_role("button", name="Kopiér fast link").click()
    expect(page.locator("#ask-source [data-result]")).to_have_text("Kopieret.")
    assert clipboard(page) == address + (
        turn.locator(".ask-marker").first.get_attribute("href") or ""
    )


def test_copying_works_without_a_clipboard_to_write_to(visit: Visit, address: str) -> None:
    # As on a server without https, where browsers offer none.
    context = visit(address, permissions=["clipboard-read"])
    context.add_init_script("delete Navigator.prototype.clipboard")
    page = asking.opened(context)
    turn = asking.ask(page, QUESTION)
    page.evaluate("""() => document.addEventListener(
        "copy", () => { window.copied = document.activeElement.value; })""")
    turn.get_by_role("button", name="Kopiér", exact=True).click()
    expect(turn.locator(".ask-done")).to_have_text("Kopieret.")
    assert page.evaluate("window.copied").startswith("Nej. Kun")
    expect(turn.get_by_role("button", name="Kopiér", exact=True)).to_be_focused()


def test_an_answer_can_be_had_as_markdown_and_word(page: Page) -> None:
    turn = asking.ask(page, QUESTION)
    quote = asking.quotes(turn)[0]
    with page.expect_download() as got:
        turn.get_by_role("button", name="Hent som Markdown").click()
    assert got.value.suggested_filename == "svar.md"
    text = Path(got.value.path()).read_text(encoding="utf-8")
    assert QUESTION in text
    assert quote in text
    with page.expect_download() as got:
        turn.get_by_role("button", name="Hent som Word").click()
    assert got.value.suggested_filename == "svar.docx"
    packed = zipfile.ZipFile(io.BytesIO(Path(got.value.path()).read_bytes()))
    assert quote in re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())


def test_a_file_with_an_altered_quote_is_refused(page: Page) -> None:
    asking.ask(page, QUESTION)
    (talk,) = asking.stored(page)
    talk["turns"][0]["answer"]["citations"][0]["quote"] = "Alle kan søge."
    asking.store(page, [talk])
    page.reload()
    asking.wait(page)
    turn = asking.turns(page).first
    turn.get_by_role("button", name="Hent som Markdown").click()
    expect(turn.locator(".ask-done")).to_contain_text("Et citat svarer ikke længere til kilden")


def kept(environment: dict[str, str], comment: str) -> list[str]:
    """Return the rows of all tables that hold `comment`, as text."""
    (file,) = Path(environment["ASSISTANT_DATA_DIR"]).glob("*.sqlite")
    with sqlite3.connect(file) as database:
        tables = database.execute("select name from sqlite_master where type = 'table'").fetchall()
        rows = [row for (name,) in tables for row in database.execute(f"select * from {name}")]
    return [text for row in rows if comment in (text := " ".join(map(str, row)))]


def test_feedback_is_stored_with_the_answer(page: Page, environment: dict[str, str]) -> None:
    turn = asking.ask(page, QUESTION)
    turn.get_by_role("button", name="Nej, ikke nyttigt").click()
    form = page.locator("#ask-feedback")
    form.get_by_label("Kilden passer ikke").check()
    form.get_by_label("Andet").check()
    comment = f"<b>Kilden</b> er en anden, {uuid.uuid4()}"
    form.get_by_label("Kommentar (valgfri)").fill(comment)
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    expect(turn.locator(".ask-done")).to_contain_text("Din tilbagemelding er gemt")
    pressed = turn.get_by_role("button", name="Nej, ikke nyttigt")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    (row,) = kept(environment, comment)
    for part in ("wrong_source", "other", QUESTION, asking.quotes(turn)[0]):
        assert part in row or json.dumps(part)[1:-1] in row
    page.reload()
    asking.wait(page)
    expect(pressed).to_have_attribute("aria-pressed", "true")


def test_an_answer_can_be_called_useful_and_one_may_change_one_s_mind(page: Page) -> None:
    turn = asking.ask(page, QUESTION)
    yes = turn.get_by_role("button", name="Ja, nyttigt")
    with page.expect_response("**/api/feedback") as first:
        yes.click()
    expect(yes).to_have_attribute("aria-pressed", "true")
    turn.get_by_role("button", name="Nej, ikke nyttigt").click()
    with page.expect_response("**/api/feedback") as second:
        page.locator("#ask-feedback").get_by_role("button", name="Send").click()
    expect(yes).to_have_attribute("aria-pressed", "false")
    assert (first.value.status, second.value.status) == (201, 201)
    assert second.value.request.post_data_json["replaces"] == first.value.json()["id"]


def test_feedback_that_cannot_be_stored_is_not_lost(page: Page) -> None:
    turn = asking.ask(page, QUESTION)
    turn.get_by_role("button", name="Nej, ikke nyttigt").click()
    form = page.locator("#ask-feedback")
    form.get_by_label("Kommentar (valgfri)").fill("Vigtigt")
    page.context.set_offline(True)
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_contain_text("kunne ikke gemmes")
    expect(form.get_by_label("Kommentar (valgfri)")).to_have_value("Vigtigt")
    page.context.set_offline(False)
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
