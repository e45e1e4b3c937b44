"""Places in running text and the regions they lie in; the names are data (`places.txt`).

`find_places` reads Danish and English text. A name that doesn't tell its region (the island
Sjælland, Jylland) has all the regions it may be in: nothing is guessed.
"""

from __future__ import annotations

from assistant.rules.places.find import find_places
from assistant.rules.places.model import Kind, Place

__all__ = ["Kind", "Place", "find_places"]
