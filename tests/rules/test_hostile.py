"""Hostile budgets end in an input error, within 2 seconds and 300 MB, whichever loader reads."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
# Address space counts what is mapped and never touched, so the bound is looser than on memory.
ADDRESS_SPACE = 2**30
LOADERS = [name for name in ("CSafeLoader", "SafeLoader") if hasattr(yaml, name)]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (120, 120))


@pytest.mark.parametrize("loader", LOADERS)
def test_hostile_budgets(loader: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.rules.hostile", loader],
        cwd=ROOT,
        capture_output=True,
        timeout=300,
        preexec_fn=_limit if sys.platform == "linux" else None,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    report = json.loads(done.stdout)
    cases = report["cases"]
    assert len(cases) > 70
    assert {name for name, (code, _) in cases.items() if code in ("read", "long message")} == set()
    assert {name: took for name, (_, took) in cases.items() if took > 2} == {}
    assert report["peak_mb"] < 300
