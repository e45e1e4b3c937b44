"""The EU definition of small and medium-sized enterprises, worked out exactly."""

from __future__ import annotations

from assistant.rules.sme.assess import assess
from assistant.rules.sme.questions import path

__all__ = ["assess", "path"]
