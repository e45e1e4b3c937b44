"""Tables of a page: where their rules or their gaps put the cells."""

from __future__ import annotations
