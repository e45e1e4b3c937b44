"""The choice between several calls: kept in the address, and what the page then asks and shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.answer.two_calls import GARDEN, PARK, write_corpus
from tests.doors import running
from tests.e2e import asking
from tests.e2e.conftest import Visit


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over two calls."""
    folder = tmp_path_factory.mktemp("two")
    corpus = {"ASSISTANT_CORPUS_DIR": str(write_corpus(folder))}
    with running.server(running.environment(folder / "data", **corpus)) as address:
        yield address


def cited(page: Page, question: str) -> set[str]:
    """Ask and return the titles of what is cited."""
    turn = asking.ask(page, question)
    return set(turn.locator(".ask-title").all_text_contents())


def test_a_chosen_call_is_kept_in_the_address(visit: Visit, two: str) -> None:
    page = asking.opened(visit(two, viewport=asking.PHONE))
    expect(page.locator(".ask-banner")).to_have_count(2)
    page.get_by_label("Opslag", exact=True).select_option(GARDEN)
    expect(page).to_have_url(f"{two}/?opslag={GARDEN}")
    expect(page.locator(".ask-banner:visible")).to_have_count(1)
    assert cited(page, "Hvad er fristen?") == {"Havepuljen 2032"}
    page.reload()
    asking.wait(page)
    expect(page.get_by_label("Opslag", exact=True)).to_have_value(GARDEN)
    assert asking.fits(page)


def test_a_link_opens_the_page_for_its_call(visit: Visit, two: str) -> None:
    page = asking.opened(visit(two, viewport=asking.DESKTOP), f"/?opslag={PARK}")
    expect(page.get_by_label("Opslag", exact=True)).to_have_value(PARK)
    assert cited(page, "Hvad er fristen?") == {"Parkpuljen 2031: Tilskud til nye stier"}
    page.get_by_label("Opslag", exact=True).select_option("")
    expect(page).to_have_url(f"{two}/")
    expect(page.locator(".ask-banner:visible")).to_have_count(2)


def test_a_link_for_a_call_that_is_gone_asks_all(visit: Visit, two: str) -> None:
    page = asking.opened(visit(two, viewport=asking.DESKTOP), "/?opslag=borte&lang=en")
    expect(page.get_by_label("Call", exact=True)).to_have_value("")
    assert len(cited(page, "Hvad er fristen?")) == 2


def test_the_choice_lasts_when_the_language_changes(visit: Visit, two: str) -> None:
    page = asking.opened(visit(two, viewport=asking.DESKTOP), f"/?opslag={PARK}")
    page.locator("a[data-language=en]").click()
    expect(page.get_by_label("Call", exact=True)).to_have_value(PARK)


def test_with_one_call_there_is_nothing_to_choose(visit: Visit, address: str) -> None:
    page = asking.opened(visit(address, viewport=asking.DESKTOP))
    expect(page.locator(".ask-banner")).to_have_count(1)
    expect(page.locator("#ask-call")).to_have_count(0)
