"""Document ids: a slug of the path when first seen, and kept; a call text has its call's id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from assistant.index.manifest import FileEntry, Root
from assistant.index.names import slug, unused

Place = tuple[Root, str]
GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class Item:
    """A document that needs an id. `old_id` is the one it had, if it was known."""

    place: Place
    call_id: str
    old_id: str | None
    guidance: bool

    @property
    def path(self) -> PurePosixPath:
        return PurePosixPath(self.place[1])


def find_renamed(
    new: Iterable[tuple[Place, str]], vanished: Iterable[FileEntry]
) -> dict[Place, FileEntry]:
    """Match files not seen before, as (place, digest), with vanished ones of the same content.

    Among several of the same content the one with the same file name is taken, else the first.
    """
    left: dict[str, list[FileEntry]] = {}
    for entry in sorted(vanished, key=lambda entry: entry.place):
        left.setdefault(entry.sha256, []).append(entry)
    renamed: dict[Place, FileEntry] = {}
    for place, digest in sorted(new):
        candidates = left.get(digest, [])
        if candidates:
            name = PurePosixPath(place[1]).name
            same = [e for e in candidates if PurePosixPath(e.path).name == name]
            chosen = (same or candidates)[0]
            candidates.remove(chosen)
            renamed[place] = chosen
    return renamed


def find_call_texts(items: Sequence[Item], named: Mapping[str, str]) -> dict[str, Place]:
    """Return the place of each call's own text; `named` holds the `document` of each call.yaml.

    Without such a name it is the document called like the call, else the one that was the call
    text before, else the call's only document. Guidance is a call text only by name.
    """
    by_call: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: item.place):
        by_call.setdefault(item.call_id, []).append(item)
    texts: dict[str, Place] = {}
    for call_id, group in by_call.items():
        own = [item for item in group if not item.guidance]
        if call_id in named:
            ranked = [[item for item in group if _is_named(item.path, named[call_id])]]
        else:
            ranked = [
                [item for item in own if call_id in (item.path.stem, slug(item.path.stem))],
                [item for item in own if item.old_id == call_id],
                own if len(group) == 1 else [],
            ]
        found = next((candidates for candidates in ranked if candidates), None)
        if found:
            texts[call_id] = found[0].place
    return texts


def assign_ids(items: Sequence[Item], call_texts: Mapping[str, Place]) -> dict[Place, str]:
    """Return an id for every item: the call's for its text, the old one, or a new slug."""
    ids = {place: call_id for call_id, place in call_texts.items()}
    taken = set(ids.values())
    rest = sorted((item for item in items if item.place not in ids), key=lambda item: item.place)
    for item in rest:
        if item.old_id is not None and item.old_id not in taken:
            ids[item.place] = item.old_id
            taken.add(item.old_id)
    for item in rest:
        if item.place not in ids:
            ids[item.place] = unused(slug(str(item.path.with_suffix(""))), taken)
            taken.add(ids[item.place])
    return ids


def is_guidance(path: str) -> bool:
    """Tell whether a file lies below a folder of guidance."""
    return GUIDANCE in (part.casefold() for part in PurePosixPath(path).parts[:-1])


def _is_named(path: PurePosixPath, wanted: str) -> bool:
    name = PurePosixPath(wanted)
    return path.parts[-len(name.parts) :] == name.parts
