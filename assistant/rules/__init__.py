"""Dated rules over amounts, shares and dates; nothing here knows an index or a language model."""

from __future__ import annotations
