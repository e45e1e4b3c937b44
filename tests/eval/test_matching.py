"""How expected texts are looked for."""

from __future__ import annotations

import pytest

from eval.matching import quoted, says


@pytest.mark.parametrize(
    ("text", "alternative", "found"),
    [
        ("Op til 40 pct. af udgifterne", "40 PCT.", True),
        ("Op til 140 pct. af udgifterne", "40 pct.", False),
        ("Op til 2,40 pct. af udgifterne", "40 pct.", False),
        ("I årene 2025 og 2026", "25", False),
        ("Kl. 12.00", "12", True),
        ("to\u00a0 år\nog mere", "to år og", True),
        ("Æblehave", "æble", True),
        ("A\u0301ben", "áben", True),
        ("Der er fjorten", r"re:\b(14|fjorten)\b", True),
        ("Der er fjortende", r"re:\b(14|fjorten)\b", False),
        ("a.b", "re:^A.B$", True),
        ("axb", "a.b", False),
    ],
)
def test_says(text: str, alternative: str, found: bool) -> None:
    assert says(text, alternative) is found


def test_a_quote_is_verbatim_but_for_white_space() -> None:
    assert quoted(["Puljen støtter:\n\nNye stier"], ["støtter: Nye"])
    assert quoted(["første", "anden"], ["tredje", "anden"])
    assert not quoted(["Puljen støtter"], ["puljen"])
    assert not quoted(["Puljen"], ["Puljen støtter"])
    assert not quoted([], ["Puljen"])
