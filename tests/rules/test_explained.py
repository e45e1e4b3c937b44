"""What people are told of the golden cases, word by word, against pages that were read."""

from __future__ import annotations

from tests.rules.explained import FOLDER, pages


def test_the_pages_still_say_the_same() -> None:
    """If they should say something else: `python -m tests.rules.explained`, and read the pages."""
    kept = {file.stem: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.txt")}
    made = pages()
    assert set(made) == set(kept)
    for name, text in made.items():
        assert text == kept[name], name
