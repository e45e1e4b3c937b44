"""The path as it is shipped: its parts, its drawings, and that nothing personal is in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.learn.pictures import load_picture
from assistant.service import Assistant
from assistant.types import Language

from .conftest import CALL, ROOT

FOLDER = ROOT / "corpus" / CALL / "learn"
LANGUAGES: tuple[Language, ...] = ("da", "en")
EXPECTED = [
    "programme", "who-can-apply", "target-group", "activities", "money", "state-aid", "criteria",
    "process", "budget", "answering",
]  # fmt: skip


def test_the_path_has_its_modules_words_and_mails(real: Assistant) -> None:
    modules = real.learning.modules("da")
    assert [module.id for module in modules] == EXPECTED
    assert [module.number for module in modules] == list(range(1, 11))
    assert len(real.learning.glossary("da")) >= 40
    assert len(real.learning.exercises("en")) >= 3
    assert [check.status for check in real.learning.check()] == ["ok"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_shows_quotes_and_every_drawing_is_there(
    real: Assistant, language: Language
) -> None:
    named = set()
    for module in real.learning.modules(language):
        whole = real.learning.module(module.id, language)
        assert 4 <= len(whole.blocks) <= 7
        for block in whole.blocks:
            assert block.citations, (module.id, block.heading)
            assert len(block.markdown.split()) <= 130, (module.id, block.heading)
            if block.picture:
                named.add(block.picture)
                picture = real.learning.picture(module.id, block.picture, language)
                assert picture is not None
                assert picture.alt
                assert picture.title
    assert named == {file.stem for file in (FOLDER / "pictures").glob("*.yaml")}
    assert real.learning.picture("money", "nix", language) is None
    assert real.learning.picture("money", "../money", language) is None


def test_bars_are_as_long_as_their_values(real: Assistant) -> None:
    shares = real.learning.picture("money", "shares", "da")
    pool = real.learning.picture("money", "pool", "en")
    assert shares is not None
    assert pool is not None
    assert [row.parts[0].length for row in shares.rows] == [40, 60, 25]
    (row,) = pool.rows
    assert [(part.start, part.length) for part in row.parts] == [(0, 62.5), (62.5, 37.5)]


def test_a_drawing_with_a_number_that_nothing_bears_is_refused(
    real: Assistant, tmp_path: Path
) -> None:
    written = (FOLDER / "pictures" / "shares.yaml").read_text("utf-8")
    curriculum = real.learning._library.get(CALL)
    for old, new in (("40 pct.", "45 pct."), ("facts:", "fakta:"), ("both-shares", "nix")):
        assert old in written
        file = tmp_path / "shares.yaml"
        file.write_text(written.replace(old, new), "utf-8")
        with pytest.raises(CorpusError, match=re.escape(str(file))):
            load_picture(file, curriculum)


def test_a_drawing_that_is_wrong_is_told_and_left_out(
    tmp_path: Path, over: Callable[[Path], Assistant]
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus" / CALL, corpus / CALL)
    file = corpus / CALL / "learn" / "pictures" / "shares.yaml"
    file.write_text(file.read_text("utf-8").replace("25 pct.", "30 pct."), "utf-8")
    learning = over(corpus).learning
    assert learning.picture("money", "shares", "da") is None
    assert learning.module("money", "da").blocks
    (check,) = learning.check()
    assert (check.status, "shares.yaml" in check.message) == ("fail", True)
    file.unlink()
    (check,) = learning.check()
    assert (check.status, "'shares'" in check.message) == ("fail", True)


def test_no_person_of_the_call_page_is_in_it() -> None:
    for file in FOLDER.rglob("*.yaml"):
        text = file.read_text("utf-8")
        assert not re.search(r"\S@\S", text), file
        assert not re.search(r"\b\d{4} ?\d{4}\b", text), file
