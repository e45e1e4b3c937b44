"""The learning path in a browser: read, asked to the last question, a mail answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assistant.service import Assistant
from assistant.types.learn import QuizQuestion
from tests.doors import running
from tests.e2e.conftest import Visit
from tests.e2e.staff import sign_in
from tests.e2e.test_access import violations
from tests.web.learning import LEARN, asked, teacher
from tests.web.staffroom import staff_server

ORDER = "criteria:order:letters"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a password set, and nobody who has learnt anything yet."""
    indexed = running.indexed_environment(tmp_path_factory.getbasetemp())
    file = tmp_path_factory.mktemp("school") / "school.sqlite"
    with staff_server({**indexed, "ASSISTANT_DATABASE_URL": f"sqlite:///{file}"}) as address:
        yield address


@pytest.fixture(scope="module")
def knows() -> Iterator[Assistant]:
    with teacher() as service:
        yield service


def opened(visit: Visit, address: str, **options: object) -> Page:
    context: BrowserContext = visit(address, **options)
    page = context.new_page()
    sign_in(page)
    return page


def answer(page: Page, question: QuizQuestion) -> None:
    """Answer a question rightly, as a person does."""
    if question.type == "order":
        put_in_order(page, list(question.correct))
    elif question.type == "number":
        page.locator("#svar").fill(str(question.correct))
    else:
        page.get_by_label(str(question.correct), exact=True).check()
    page.locator(".learn-form button[type=submit]").click()


def put_in_order(page: Page, wanted: list[str]) -> None:
    for place, item in enumerate(wanted):
        for _ in range(len(wanted)):
            texts = page.locator(".learn-order .learn-item").all_inner_texts()
            if texts.index(item) == place:
                break
            page.locator(".learn-order li", has_text=item).get_by_role("button").first.click()
    assert page.locator(".learn-order .learn-item").all_inner_texts() == wanted


def test_a_module_to_its_last_question(visit: Visit, school: str, knows: Assistant) -> None:
    page = opened(visit, school)
    page.get_by_role("link", name="Læring").first.click()
    page.get_by_role("link", name="Målgruppen").click()
    details = page.locator("details").first
    details.locator("summary").click()
    expect(details.locator("blockquote").first).to_be_visible()
    page.get_by_role("button", name="Prøv spørgsmålene").click()
    for _ in range(60):
        question = asked(knows, page.url)
        answer(page, question)
        expect(page.locator("#resultat")).to_contain_text("Rigtigt")
        page.locator(".actions .button").first.click()
        if page.locator(".learn-results").count():
            if page.get_by_text("Alle emner i modulet sidder nu.").count():
                break
            page.get_by_role("button", name="Flere spørgsmål").click()
    expect(page.get_by_text("Alle emner i modulet sidder nu.")).to_be_visible()
    page.get_by_role("link", name="Til forløbet").click()
    card = page.locator(".learn-path > li", has=page.get_by_role("link", name="Målgruppen"))
    expect(card.get_by_text("Gennemført")).to_be_visible()


def test_lines_are_moved_with_the_keyboard(visit: Visit, school: str, knows: Assistant) -> None:
    page = opened(visit, school, viewport={"width": 360, "height": 780})
    topics = knows.learning.topics("criteria")
    page.goto(f"{LEARN}/runde/1-7.{topics.index(ORDER)}/1")
    expect(page.locator(".learn-order select").first).to_be_hidden()
    first = page.locator(".learn-order .learn-item").first.inner_text()
    page.locator(".learn-order li").first.get_by_role("button").last.focus()
    page.keyboard.press("Enter")
    assert page.locator(".learn-order .learn-item").nth(1).inner_text() == first
    page.keyboard.press("Enter")
    assert page.locator(".learn-order .learn-item").nth(2).inner_text() == first
    answer(page, asked(knows, page.url))
    expect(page.locator("#resultat")).to_contain_text("Rigtigt")


def test_a_mail_is_answered_without_a_script(visit: Visit, school: str) -> None:
    page = opened(visit, school, java_script_enabled=False)
    page.goto(LEARN)
    page.get_by_role("link", name="Kan vi søge om støtte?").click()
    page.locator("#svar").fill(
        "Kun de udpegede klyngeorganisationer kunne søge. Fristen var i går."
    )
    page.get_by_role("button", name="Bedøm svaret").click()
    expect(page.get_by_role("heading", name="Mangler")).to_be_visible()
    expect(page.get_by_role("heading", name="Med i svaret")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_hold_for_everybody(visit: Visit, school: str, scheme: str, width: int) -> None:
    page = opened(visit, school, color_scheme=scheme, viewport={"width": width, "height": 900})
    paths = ["", *(f"/modul/{name}" for name in ("money", "process", "who-can-apply", "criteria"))]
    paths += ["/modul/budget", "/ordliste?q=fond", "/mail/cluster-budget", "/bevis"]
    paths += ["/runde/1-5.0/1", "/runde/1-5.0/1?svar=0", "/runde/1-5.0", "/modul/nix"]
    found = []
    for path in paths:
        page.goto(LEARN + path)
        expect(page.locator(".site-footer")).to_be_visible()
        found += [f"{path}: {one}" for one in violations(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            found.append(f"{path}: {wide} px too wide")
        if width == 360:
            found += [f"{path}: {one}" for one in small(page)]
    assert found == []


def small(page: Page) -> list[str]:
    """Return what is to be pressed and is less than 44 px high: links in running text may be."""
    script = """() => [...document.querySelectorAll('main button, main summary, main .button')]
      .map(e => [e.textContent.trim(), e.getBoundingClientRect().height])
      .filter(([, h]) => h > 0 && h < 44).map(([t, h]) => `${t}: ${h} px`)"""
    return [str(one) for one in page.evaluate(script)]
