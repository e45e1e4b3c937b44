"""Paths of questions as data: their questions, the conditions in them, and their pictures."""

from __future__ import annotations
