"""The README names every setting, command, exit code and dependency, so that it can't go stale."""

from __future__ import annotations

import re
import tomllib

import pytest

from assistant.cli import app
from assistant.doors import guard
from assistant.settings import Settings
from tests.doors.running import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def requirements() -> list[str]:
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    every = [*project["dependencies"], *(name for extra in extras for name in extra)]
    return [re.split(r"[<>=;\s\[]", requirement)[0] for requirement in every]


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_settings(name: str) -> None:
    row = re.search(rf"^\| `ASSISTANT_{name.upper()}` \| (.+?) \|", README, re.MULTILINE)
    assert row, f"{name} has no row"
    default = Settings.model_fields[name].default
    if default == "":
        assert row.group(1) == "none"
    elif isinstance(default, int | str):
        shown = str(default).lower() if isinstance(default, bool) else default
        assert row.group(1) == f"`{shown}`"


@pytest.mark.parametrize(
    "command", [c.callback.__name__ for c in app.registered_commands if c.callback]
)
def test_commands(command: str) -> None:
    assert re.search(rf"assistant {command}\b|make {command}\b", README)


@pytest.mark.parametrize("name", requirements())
def test_dependencies(name: str) -> None:
    table = README.split("## What it is made of, and why")[1]
    assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", table), f"{name} has no row"
    assert re.search(rf"^{re.escape(name)}==", PINS, re.MULTILINE | re.IGNORECASE), (
        f"{name} has no pin"
    )


def test_exit_codes() -> None:
    codes = re.search(r"^\| exit code \|.*?\n\n", README, re.MULTILINE | re.DOTALL)
    assert codes
    for code in (0, 1, 2, 3, guard.INTERRUPTED, guard.PIPE_CLOSED):
        assert re.search(rf"^\|.*\b{code}\b.*\|", codes.group(), re.MULTILINE)


def test_torch_is_one_version_everywhere() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    version = re.search(r"^TORCH := (\S+)$", makefile, re.MULTILINE)
    assert version
    assert f"torch=={version.group(1)}\n" in PINS
    assert f"torch=={version.group(1)}\n" in README


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml", "Makefile", ".ci/run"])
def test_no_package_index_address_is_committed(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"index-url|find-links|https?://(?!127\.0\.0\.1)", text)
