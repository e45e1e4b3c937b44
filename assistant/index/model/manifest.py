"""The manifest of a prepared model folder: what is in it, and whether it still is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.index.model.source import PACKAGE, PACKAGE_VERSION, SOURCE_FILE, SOURCE_SHA256

MANIFEST = "manifest.json"
# Count up when what is written changes, so that folders of older releases are made anew.
CONVERTER = 1
# A quick check also reads the files up to this size: all but the weights, in 20 ms.
QUICK_BYTES = 16_000_000

Step = Callable[[int, int], None]

_ORIGIN = {
    "converter": CONVERTER,
    "package": f"{PACKAGE}=={PACKAGE_VERSION}",
    "file": SOURCE_FILE,
    "sha256": SOURCE_SHA256,
}


def write_manifest(folder: Path, step: Step) -> None:
    """Write size and SHA-256 of every file in `folder`; `step` gets files done and in all."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {}
    for done, path in enumerate(paths):
        step(done, len(paths))
        name = path.relative_to(folder).as_posix()
        files[name] = {"size": path.stat().st_size, "sha256": _digest(path)}
    text = json.dumps({"origin": _ORIGIN, "files": files}, indent=2, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    step(len(paths), len(paths))


def verify_model(folder: Path, *, full: bool = False) -> list[str]:
    """Return what is wrong with a prepared model folder, one line each; nothing when it is sound.

    The quick check looks at the sizes of all files and at the digests of all but the weights;
    `full` digests the weights too (470 MB, about half a second). Raises nothing.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        origin, files = manifest["origin"], dict(manifest["files"])
    except FileNotFoundError:
        what = "has no manifest" if folder.is_dir() else "is not there"
        return [f"{folder} {what}"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        return [f"{folder / MANIFEST} can't be read: {error}"]
    if origin != _ORIGIN:
        return [f"{folder} was made from another source or by another release"]
    problems = (_problem(folder / name, entry, full) for name, entry in files.items())
    return [problem for problem in problems if problem]


def _problem(path: Path, entry: Any, full: bool) -> str | None:
    try:
        size = path.stat().st_size
        if size != entry["size"]:
            return f"{path} has {size} bytes instead of {entry['size']}"
        if (full or size <= QUICK_BYTES) and _digest(path) != entry["sha256"]:
            return f"{path} has another content than when it was written"
    except (OSError, TypeError, KeyError) as error:
        return f"{path} can't be checked: {error}"
    return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
