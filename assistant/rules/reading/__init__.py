"""The door for data files: YAML or JSON to plain trees, exact, and safe against hostile input."""

from __future__ import annotations

from assistant.rules.reading.door import MAX_BYTES, read_data
from assistant.rules.reading.tree import MAX_DEPTH, MAX_NODES, MAX_SCALAR, Plain

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "MAX_SCALAR", "Plain", "read_data"]
