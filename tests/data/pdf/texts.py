"""What stands in the PDFs that `make` makes. An invented call, so that nothing is anybody's own."""

from __future__ import annotations

_LONG = (
    "Puljen støtter samarbejds|projekter mellem små og mellemstore virksomheder og videns|"
    "institutioner, som vil afprøve nye løsninger på tværs af kommune|grænser. Projekterne skal "
    "bygge på dokumenterede behov og have en realistisk tids- og aktivitets|plan, og de skal kunne "
    "videreføres, når tilskuds|perioden er slut. Ansøgeren skal i ansøgningen redegøre for, "
    "hvordan resultaterne gøres tilgængelige for andre virksomheder i regionen."
)
REGIONS = [
    ["Region", "Tilskud, højst", "Egenfinansiering, mindst", "Frist"],
    ["Hovedstaden", "40 pct.", "60 pct.", "1. marts 2027"],
    ["Sjælland", "55 pct.", "45 pct.", "1. marts 2027"],
    ["Syddanmark", "42 pct.", "58 pct.", "15. marts 2027"],
    ["Midtjylland", "43 pct.", "57 pct.", "15. marts 2027"],
    ["Nordjylland", "50 pct.", "50 pct.", "22. marts 2027"],
]


def documents() -> dict[str, tuple[str, str]]:
    """Return the head and the body of each document by its name."""
    return {
        "opslag": ("Grøn Omstillingspulje 2027", _call()),
        "tabel": ("Satser for 2027", _tables()),
        "spalter": ("Nyt fra puljen", _columns()),
        "indrykket": ("Vilkår", _indented()),
    }


def _call() -> str:
    from make import bullets, paragraph

    return "".join(
        [
            paragraph("Opslag om Grøn Omstillingspulje 2027", "Title"),
            paragraph(_LONG),
            paragraph("1. Formål", "H1"),
            paragraph(_LONG + " {{Jf. § 4 i den opfundne lov om omstilling.}}"),
            paragraph("1.1 Hvem kan søge", "H2"),
            paragraph("Følgende kan søge:"),
            bullets(
                [
                    "virksomheder med færre end 250 ansatte,",
                    "videns|institutioner, herunder:",
                    [
                        "universiteter og professions|højskoler,",
                        "godkendte teknologiske institutter,",
                    ],
                    "kommuner og regioner.",
                ]
            ),
            paragraph("1.2 Hvad der kan gives tilskud til", "H2"),
            *[paragraph(f"{n} afsnit. {_LONG}") for n in ("Første", "Andet", "Tredje", "Fjerde")],
            paragraph("2. Ansøgning", "H1"),
            paragraph(
                "Ansøgningen sendes digitalt senest 1. marts 2027 kl. 12.00.{{Fristen gælder også "
                "for bilag, der sendes særskilt.}} Den skal indeholde:"
            ),
            bullets(
                [
                    "en beskrivelse af projektet på højst ti sider,",
                    "et budget i danske kroner, fordelt på år og partnere, med angivelse af "
                    "den del af udgifterne, som den enkelte partner selv betaler,",
                    "en tidsplan.",
                ],
                "Numbers",
            ),
            *[paragraph(f"{n} forhold. {_LONG}") for n in ("Første", "Andet", "Tredje")],
            paragraph("3. Behandling", "H1"),
            paragraph(_LONG),
        ]
    )


def _tables() -> str:
    from make import paragraph, table

    steps = [["Nr.", "Aktivitet", "Sats"]]
    steps += [[str(n), f"Aktivitet af type {n}", f"{1000 + 25 * n} kr."] for n in range(1, 71)]
    return "".join(
        [
            paragraph("Satser og andele for 2027", "Title"),
            paragraph("Andele efter region", "H1"),
            paragraph(_LONG),
            table(REGIONS, "Regions"),
            paragraph("Satser efter aktivitet", "H1"),
            paragraph("Tabellen fortsætter over flere sider."),
            table(steps, "Steps"),
            paragraph("Kontakt", "H1"),
            paragraph("Tabellen herunder har ingen streger."),
            table(
                [
                    ["Enhed", "Telefontid", "Sagstype"],
                    ["Tilskud", "kl. 9-12", "Ansøgning"],
                    ["Regnskab", "kl. 10-14", "Udbetaling"],
                    ["Jura", "kl. 9-11", "Klager"],
                ],
                "Bare",
                ruled=False,
            ),
            paragraph("Efter tabellen kommer et afsnit, som ikke hører til den."),
        ]
    )


def _columns() -> str:
    from make import columns, paragraph

    body = [paragraph("Første sag", "H2"), paragraph(_LONG), paragraph("Anden sag", "H2")]
    body += [paragraph(f"Afsnit {n}. {_LONG}") for n in range(1, 9)]
    return "".join(
        [
            paragraph("Nyhedsbrev i to spalter", "Title"),
            paragraph("Indledningen går over hele siden. " + _LONG),
            columns("".join(body)),
            paragraph("Afslutningen går igen over hele siden. " + _LONG),
        ]
    )


def _indented() -> str:
    from make import paragraph

    return "".join(
        [
            paragraph("Vilkår for tilskud", "Title"),
            # Moves the end of the page into a paragraph.
            paragraph("Vilkårene gælder for alle, " * 6 + "også for partnere.", "Tight"),
            *[paragraph(f"§ {n}. {_LONG}", "Tight") for n in range(1, 14)],
        ]
    )
