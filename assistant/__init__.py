"""A knowledge assistant for public funding calls: verified quotes, dated rules, honest silence."""

from __future__ import annotations

__version__ = "0.1.0"
