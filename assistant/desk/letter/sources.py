"""The sources of a letter: each document once, by title, with a link to each place cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.desk.letter.wording import letter_texts
from assistant.permalink import permanent_link
from assistant.quotes import source_title
from assistant.rules.quantities import find_quantities
from assistant.types import Citation, Language

# Places of one section that lie this near to each other are one link.
_NEAR = 1500


@dataclass(slots=True)
class _Place:
    name: str
    stretches: list[tuple[int, int]]


def source_lines(citations: Iterable[Citation], language: Language, base_url: str) -> list[str]:
    """Return the lines that name the cited sources, none where nothing is cited."""
    cited = list(citations)
    lines: list[str] = []
    for document_id in dict.fromkeys(citation.document_id for citation in cited):
        of_document = [one for one in cited if one.document_id == document_id]
        lines.append(_titled(of_document[0], language, base_url))
        lines += _place_lines(document_id, of_document, language, base_url)
    return [str(letter_texts(language)["sources"]), *lines] if lines else []


def _titled(citation: Citation, language: Language, base_url: str) -> str:
    """Return the title, of a note with its notice, which may hold no number.

    With the address of the original where our own links lead nowhere else.
    """
    notice = "" if any(char.isdigit() for char in citation.notice) else citation.notice
    shown_of = citation.model_copy(update={"notice": notice})
    title = source_title(shown_of, str(letter_texts(language)["guidance"]))
    url = citation.source_url or ""
    # The number of a page in its address stands in no source.
    numbers = set(re.findall(r"\d+", url)) <= set(re.findall(r"\d+", citation.title))
    shown = not base_url and numbers and url.startswith(("https://", "http://"))
    return f"{title}: {url}" if shown else title


def _place_lines(
    document_id: str, cited: Sequence[Citation], language: Language, base_url: str
) -> list[str]:
    texts = letter_texts(language)
    places: dict[str, _Place] = {}
    for citation in sorted(cited, key=lambda one: one.start):
        name = _name(citation, str(texts["opening_section"]))
        place = places.setdefault(name, _Place(name, []))
        _add(place.stretches, citation.start, citation.end)
    lines = []
    for place in places.values():
        links = [permanent_link(base_url, document_id, *stretch) for stretch in place.stretches]
        form = texts["place"] if place.name else texts["place_alone"]
        lines.append(str(form.format(place=place.name, links=" ".join(links))))
    return lines


def _add(stretches: list[tuple[int, int]], start: int, end: int) -> None:
    """Add a stretch; those come in order of their start."""
    if stretches and max(end, stretches[-1][1]) - stretches[-1][0] <= _NEAR:
        stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
    else:
        stretches.append((start, end))


def _name(citation: Citation, opening: str) -> str:
    """Return what a place is called: the editors' heading, else the document's own.

    A heading with a number has none here: its number may stand in no quote.
    """
    name = citation.label or (citation.section[-1] if citation.section else opening)
    numbered = find_quantities(name) or any(char.isdigit() for char in name)
    return "" if numbered else name
