"""docs/paths.md shows the paths as they are."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.rules.paths_doc import DOCUMENT, redrawn

ROOT = Path(__file__).parents[3]


def test_the_pictures_are_current() -> None:
    text = (ROOT / DOCUMENT).read_text("utf-8")
    assert redrawn(text, ROOT) == text, "run: python -m assistant.rules.paths_doc"
    assert text.count("```mermaid") == 2


def test_the_program_draws_them_anew(tmp_path: Path) -> None:
    text = (ROOT / DOCUMENT).read_text("utf-8")
    bare = re.sub(r"(<!-- drawn: [^\n]* -->\n).*?(<!-- end -->)", r"\1\2", text, flags=re.DOTALL)
    assert bare != text
    copy = tmp_path / "paths.md"
    copy.write_text(bare, "utf-8")
    program = [sys.executable, "-m", "assistant.rules.paths_doc", str(copy)]
    subprocess.run(program, cwd=ROOT, check=True)
    assert copy.read_text("utf-8") == text


def test_every_edge_of_a_picture_joins_two_boxes() -> None:
    text = (ROOT / DOCUMENT).read_text("utf-8")
    for chart in re.findall(r"```mermaid\n(.*?)```", text, flags=re.DOTALL):
        boxes = set(re.findall(r'^  (\w+)(?:\["|\{")', chart, flags=re.MULTILINE))
        edges = re.findall(r'^  (\w+) -->(?:\|".*"\|)? (\w+)$', chart, flags=re.MULTILINE)
        assert {name for edge in edges for name in edge} == boxes
        assert len(edges) + len(boxes) == len(chart.splitlines()) - 1


def test_an_unknown_block_is_told() -> None:
    with pytest.raises(InputError) as caught:
        redrawn("<!-- drawn: picture moon -->\n<!-- end -->", ROOT)
    assert "picture moon" in caught.value.message
