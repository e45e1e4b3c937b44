"""Two made-up calls and notes: for one of them, for both, and one that holds no longer."""

from __future__ import annotations

from pathlib import Path

PARK, GARDEN = "parkpuljen-2031", "havepuljen-2032"
NOTICE = "vejledende, ikke officiel"

FILES = {
    f"{PARK}/call.yaml": """id: parkpuljen-2031
title: "Parkpuljen 2031: Tilskud til nye stier"
names: [Parkpuljen]
deadline: "2031-03-12T14:00:00+01:00"
contact_email: park@example.org
""",
    f"{PARK}/{PARK}.md": """# Parkpuljen 2031: Tilskud til nye stier

## Frist

Ansøgningsfristen er den 12. marts 2031 kl. 14.00.

## Penge

Kommuner kan få op til 40 pct. af udgifterne til nye stier.
""",
    f"{PARK}/facts.yaml": """facts:
  - id: deadline
    da: "Ansøgningsfristen er den 12. marts 2031 kl. 14.00."
    en: "The application deadline is 12 March 2031 at 14.00."
    quotes: ["Ansøgningsfristen er den 12. marts 2031 kl. 14.00."]
    ask:
      da: ["Hvad er fristen?", "Hvornår er ansøgningsfristen?", "Hvornår skal man søge?"]
      en: ["What is the deadline?", "When is the application deadline?"]
gaps:
  - id: reports
    ask:
      da: ["Hvor ofte skal vi rapportere?", "Hvornår skal der sendes rapporter?"]
      en: ["How often do we report?"]
  - id: logo
    ask:
      da: ["Hvilket logo skal vi bruge?"]
""",
    f"{GARDEN}/{GARDEN}.md": """# Havepuljen 2032

## Frist

Ansøgningsfristen er den 5. maj 2032 kl. 10.00.

## Penge

Foreninger kan få op til 75 pct. af udgifterne til haver.
""",
    f"{GARDEN}/guidance/vanding.md": """---
title: Vanding af haver
notice: vejledende, ikke officiel
---

# Vanding af haver

Haver vandes om morgenen med regnvand fra tønder.
""",
    "guidance/rapportering.md": f"""---
title: Rapportering
kind: guidance
notice: {NOTICE}
applies_to: [{PARK}]
---

# Rapportering

Projekter under puljen rapporterer to gange om året, i januar og i juli.

Ansøgningsfristen ligger normalt i april.

Alle betaler selv for skiltene ved stierne.
""",
    "guidance/ord.md": f"""---
title: Ord i støttesager
notice: {NOTICE}
---

# Ord i støttesager

En effektkæde viser vejen fra aktiviteter til resultater.
""",
    "guidance/gammel.md": f"""---
title: Gamle regler
notice: {NOTICE}
valid_to: 2030-12-31
---

# Gamle regler

Bilag om sandkasser opbevares i ni år efter afslutningen.
""",
    "guidance/facts.yaml": """facts:
  - id: reports
    da: "Der rapporteres to gange om året."
    en: "Reports are due twice a year."
    quotes:
      - document: guidance-rapportering
        quote: "Projekter under puljen rapporterer to gange om året, i januar og i juli."
    ask:
      da: ["Hvor ofte skal vi rapportere?", "Hvor tit rapporterer man?", "Hvornår rapporterer vi?"]
      en: ["How often do we report?", "When are reports due?"]
  - id: usual-deadline
    da: "Fristen ligger normalt i april."
    en: "The deadline is normally in April."
    quotes:
      - {document: guidance-rapportering, quote: "Ansøgningsfristen ligger normalt i april."}
    ask:
      da: ["Hvad er fristen?", "Hvornår er ansøgningsfristen?", "Hvornår er fristen normalt?"]
      en: ["What is the deadline?"]
  - id: signs
    da: "Man betaler selv for skiltene."
    en: "Everybody pays for the signs themselves."
    quotes:
      - {document: guidance-rapportering, quote: "Alle betaler selv for skiltene ved stierne."}
    ask:
      da: ["Hvem betaler for skiltene?", "Hvem skal betale skilte ved stier?"]
    yes:
      da: ["Skal vi selv betale for skiltene?"]
    no:
      da: ["Betaler puljen for skiltene?"]
  - id: chain
    da: "En effektkæde viser vejen fra aktiviteter til resultater."
    en: "A results chain shows the way from activities to results."
    quotes:
      - document: guidance-ord
        quote: "En effektkæde viser vejen fra aktiviteter til resultater."
    ask:
      da: ["Hvad er en effektkæde?", "Hvad betyder ordet effektkæde?"]
      en: ["What is a results chain?"]
  - id: sand
    da: "Bilag om sandkasser opbevares i ni år."
    en: "Vouchers on sandboxes are kept for nine years."
    quotes:
      - document: guidance-gammel
        quote: "Bilag om sandkasser opbevares i ni år efter afslutningen."
    ask:
      da: ["Hvor længe opbevares bilag om sandkasser?"]
      en: ["How long are vouchers on sandboxes kept?"]
""",
}


def write_corpus(folder: Path) -> Path:
    """Write the corpus below `folder` and return where it is."""
    for name, text in FILES.items():
        file = folder / "corpus" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "corpus"
