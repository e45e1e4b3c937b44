"""`backup` and `restore`."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.doors.output import Out, StderrProgress
from assistant.service import Assistant
from assistant.settings import load_settings


def backup(out: Out, file: Path, as_json: bool) -> int:
    """Write a backup."""
    with closing(Assistant(load_settings())) as service:
        made = service.backup(file, datetime.now(UTC), StderrProgress())
    if as_json:
        out.json(made)
    else:
        out.line(f"Wrote {made['file']}: the database{_documents(made)}, {made['bytes']} bytes.")
    return 0


def restore(out: Out, file: Path, as_json: bool) -> int:
    """Put a backup back."""
    with closing(Assistant(load_settings())) as service:
        found = service.restore(file, datetime.now(UTC), StderrProgress())
    if as_json:
        out.json(found)
    else:
        out.line(f"Restored the database{_documents(found)} as of {found['made']}.")
        out.line(f"What was there before is in {found['before']}. Everybody has to sign in again.")
    return 0


def _documents(made: dict[str, Any]) -> str:
    count = made["documents"]
    return f" and {count} document{'s' if count != 1 else ''}" if count else ""
