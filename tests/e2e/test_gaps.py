"""The way of a question nobody could answer: asked, found among the gaps, answered, taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.asking import DESKTOP, PHONE, ask, fits, opened, quotes
from tests.e2e.conftest import Visit
from tests.e2e.staff import sign_in
from tests.web.staffroom import staff_server

ASKED = "Skal der føres timeregnskab?"
LIKE = "Skal medarbejderne føre timeregnskab?"
SEARCH = "Hvem kunne søge midlerne?"
PART = "Midlerne kunne søges af Danmarks 14 officielt udpegede klyngeorganisationer"
DANISH = "Det fremgår ikke, men det var de udpegede klyngeorganisationer, der kunne søge."
ENGLISH = "The call does not say; it was the designated cluster organisations that could apply."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Iterator[str]:
    """The address of a server with a password and a database of its own."""
    file = tmp_path_factory.mktemp("gaps") / "gaps.sqlite"
    database = {"ASSISTANT_DATABASE_URL": f"sqlite:///{file}"}
    with staff_server({**environment, **database}) as address:
        yield address


def silent(page: Page, question: str) -> None:
    """Ask on the public page, which has no answer."""
    expect(ask(page, question)).to_contain_text("Det svarer kilderne ikke på")


def select(page: Page, words: str) -> None:
    """Mark words in the first passage that was found with them, as with the mouse."""
    page.evaluate(
        """(words) => {
          for (const passage of document.querySelectorAll("[data-passage]")) {
            const node = passage.firstChild, at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            window.getSelection().removeAllRanges();
            window.getSelection().addRange(range);
            return;
          }
          throw new Error("no such passage");
        }""",
        words,
    )


def write(staff: Page) -> None:
    """Write the answer to the question: find its passage, take a part, put it in words."""
    staff.get_by_role("link", name="Skriv et svar").click()
    expect(staff.locator("#closed_da")).to_have_value(ASKED)
    staff.locator("#search").fill(SEARCH)
    staff.locator("#search").press("Enter")
    expect(staff.locator("[data-passage]", has_text=PART).first).to_be_visible()
    select(staff, PART)
    staff.get_by_role("button", name="Brug det markerede").click()
    expect(staff.locator("textarea[name=quote]")).to_have_value(PART)
    staff.locator("#da").fill("Der er plads til 77 klynger.")
    staff.locator("#en").fill(ENGLISH)
    staff.get_by_role("button", name="Gem og brug svaret").click()
    # A number that no quote bears is refused, and nothing is lost.
    expect(staff.locator("#fejl")).to_contain_text("77")
    staff.locator("#da").fill(DANISH)
    staff.get_by_role("button", name="Gem og brug svaret").click()
    expect(staff.locator(".staff-said")).to_contain_text("Svaret er gemt og bruges nu")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_fit_and_can_be_read_by_everybody(
    visit: Visit, desk: str, viewport: dict[str, int]
) -> None:
    public = opened(visit(desk, viewport=viewport))
    silent(public, ASKED)
    context = visit(desk, viewport=viewport, color_scheme="dark", java_script_enabled=True)
    staff = context.new_page()
    sign_in(staff, desk)
    staff.goto("/staff/gaps")
    staff.get_by_role("link", name=ASKED).click()
    group = staff.url
    for path in ("/staff/gaps", group, f"{group}/svar", "/staff/gaps/fakta", "/staff/gaps/kilde"):
        staff.goto(path)
        assert fits(staff), path
        found = Axe().run(staff).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path


def test_from_a_question_to_an_answer_and_back(visit: Visit, desk: str) -> None:
    public = opened(visit(desk, viewport=DESKTOP))
    silent(public, ASKED)

    staff = visit(desk, viewport=DESKTOP).new_page()
    sign_in(staff, desk)
    staff.goto("/staff/gaps")
    staff.get_by_role("link", name=ASKED).click()
    expect(staff.locator(".gaps-status-not_found")).to_be_visible()
    write(staff)
    expect(staff.locator(".gaps-status-answered")).to_be_visible()
    expect(staff.locator(".gaps-state-used")).to_be_visible()

    for question in (ASKED, LIKE):
        turn = ask(public, question)
        expect(turn).to_contain_text("Det fremgår ikke, men")
        assert quotes(turn) == [PART]
    staff.goto("/staff/gaps?vis=done")
    staff.get_by_role("link", name=ASKED).click()

    staff.get_by_role("button", name="Tag svaret tilbage").click()
    expect(staff.locator(".staff-said")).to_contain_text("taget tilbage")
    silent(public, ASKED)
    silent(public, LIKE)
    staff.goto("/staff/gaps")
    expect(staff.get_by_role("link", name=ASKED)).to_be_visible()


def test_without_scripts_the_same_form_does_it(visit: Visit, desk: str) -> None:
    silent(opened(visit(desk, viewport=DESKTOP)), ASKED)
    staff = visit(desk, viewport=PHONE, java_script_enabled=False).new_page()
    sign_in(staff, desk)
    staff.goto("/staff/gaps")
    staff.get_by_role("link", name=ASKED).click()
    staff.get_by_role("link", name="Skriv et svar").click()
    staff.locator("#search").fill(SEARCH)
    staff.get_by_role("button", name="Søg", exact=True).last.click()
    staff.locator(".gaps-found li", has_text=PART).first.get_by_role("button").click()
    quote = staff.locator("textarea[name=quote]")
    expect(quote).to_contain_text(PART)
    quote.fill(PART)
    staff.locator("#da").fill(DANISH)
    staff.locator("#en").fill(ENGLISH)
    staff.get_by_role("button", name="Gem og brug svaret").click()
    expect(staff.locator(".gaps-status-answered").first).to_be_visible()
