"""Getting into the staff pages, as a person does."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.web.staffroom import NAME, PASSWORD


def sign_in(page: Page, address: str = "", name: str = NAME, password: str = PASSWORD) -> None:
    """Open /staff, and sign in where that asks for it; the menu is there afterwards.

    Without a password the server lets browsers on this machine in; set one with
    `tests.web.staffroom.set_password`.
    """
    page.goto(f"{address}/staff")
    if page.locator("#kode").count():
        page.locator("#navn").fill(name)
        page.locator("#kode").fill(password)
        page.locator("form button[type=submit]").click()
    expect(page.locator(".site-nav")).to_be_visible()
