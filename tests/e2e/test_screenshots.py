"""The README's screenshots: `SCREENSHOTS=docs pytest tests/e2e/test_screenshots.py` writes them.

Without the variable they are made all the same, into a temporary folder, and checked.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import asking
from tests.e2e.conftest import Visit

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "Kan en kommune søge?"
FILES = {
    "page.png": {"width": 1280, "height": 1260},
    "page-phone.png": {"width": 390, "height": 1180},
}


@pytest.mark.parametrize("name", FILES)
def test_the_page_can_be_shown(visit: Visit, address: str, tmp_path: Path, name: str) -> None:
    wanted = os.environ.get("SCREENSHOTS")
    folder = ROOT / wanted if wanted else tmp_path
    context = visit(address, viewport=FILES[name], color_scheme="light", reduced_motion="reduce")
    page = asking.opened(context)
    turn = asking.ask(page, QUESTION)
    expect(turn.locator(".ask-card").first).to_be_visible()
    # Nobody's contact details go into a file that is published.
    assert "@" not in page.locator("body").inner_text()
    page.evaluate("window.scrollTo(0, 0); document.activeElement.blur()")
    page.screenshot(path=folder / name)
    header = (folder / name).read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", header[16:24]) == tuple(FILES[name].values())
