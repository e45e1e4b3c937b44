"""Made-up calls that can be indexed and asked about: new text for the benchmarks to find."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

TREES = (
    *("Ahorn", "Birke", "Bøge", "Ege", "Elme", "Elle", "Aske", "Linde", "Poppel", "Pile"),
    *("Rønne", "Tjørne", "Taks", "Gran", "Fyrre", "Lærke", "Hassel", "Kastanje", "Hylde", "Slåen"),
    *("Kirsebær", "Valnødde", "Platan", "Syren", "Avnbøg", "Navr", "Mirabel", "Blomme", "Pære"),
    "Kvæde",
)
WHO = ("Kommuner", "Foreninger", "Museer", "Højskoler", "Havne", "Biblioteker", "Andelsselskaber")
DOES = ("kan få hjælp til", "skal beskrive", "kan vælge at arbejde med", "bør samarbejde om")
WHAT = ("stier langs kysten", "gamle haver", "nye værksteder", "lokale markeder", "fælles køkkener")
WHY = (
    "fordi naboerne ønsker det",
    "når sæsonen begynder",
    "så flere kan være med",
    "hvert efterår",
)


@dataclass(frozen=True, slots=True)
class MadeUpCall:
    """A fictional call: its id, Markdown text, a question about it and the sentence to find."""

    id: str
    text: str
    question: str
    sentence: str

    def save(self, corpus: Path) -> Path:
        """Write the call into a folder of its own under `corpus` and return the file."""
        path = corpus / self.id / f"{self.id}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(self.text, encoding="utf-8")
        return path


def made_up_call(number: int, paragraphs: int, seed: int) -> MadeUpCall:
    """Write the call with this number (0 to 29), the same for the same number and seed."""
    rng = random.Random(f"{seed}/{number}")
    name = f"{TREES[number]}puljen"
    sentence = f"Ansøgningsfristen i {name} er den {number % 28 + 1}. marts 2031 kl. 14.00."
    filler = [_paragraph(rng) for _ in range(paragraphs)]
    text = "\n\n".join([f"# {name}", "## Frist", sentence, "## Indhold", *filler]) + "\n"
    identifier = f"pulje-{number}"
    return MadeUpCall(identifier, text, f"Hvornår er ansøgningsfristen i {name}?", sentence)


def _paragraph(rng: random.Random) -> str:
    return " ".join(
        f"{rng.choice(WHO)} {rng.choice(DOES)} {rng.choice(WHAT)}, {rng.choice(WHY)}."
        for _ in range(4)
    )
