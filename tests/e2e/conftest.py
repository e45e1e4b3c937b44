"""Debian's Chromium, driven by Playwright, against a server of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.doors import running

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Visit = Callable[..., BrowserContext]
# What comes, comes sooner; a busy machine is no fault of the page.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser; without Chromium the tests are skipped, but in CI that is an error."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        message = "Chromium is not installed"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of `address`: its index is built, its database is in the data folder."""
    return running.indexed_environment(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def address(environment: dict[str, str]) -> Iterator[str]:
    """The address of a running server that can answer."""
    with running.server(environment) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open browser profiles for an address; what their pages load must come from that address.

    Scripts that fail and native alerts are errors, too, whatever a page was given.
    """
    opened: list[BrowserContext] = []
    problems: list[str] = []

    def open_one(address: str, **options: Any) -> BrowserContext:
        context = browser.new_context(base_url=address, **options)
        context.set_default_timeout(30_000)
        own = (address, "data:", f"blob:{address}")
        context.on("request", lambda r: None if r.url.startswith(own) else problems.append(r.url))
        context.on("weberror", lambda e: problems.append(str(e.error)))
        context.on("dialog", lambda d: (problems.append(d.message), d.dismiss()))
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()
    assert problems == []
