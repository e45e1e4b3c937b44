"""What reads light must stay light: heavy libraries come only where they are needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "transformers", "llama_index", "chromadb")


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("assistant.types", ()),
        ("assistant.index.build", ()),
        ("assistant.index.splitter", ()),
        ("assistant.index.sentences", ()),
        ("assistant.index.store", ("chromadb",)),
        ("assistant.index.fusion", ("chromadb",)),
    ],
)
def test_a_module_brings_no_heavy_library(module: str, allowed: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(*(n for n in {HEAVY} if n in sys.modules))"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(found.stdout.split()) <= set(allowed)
