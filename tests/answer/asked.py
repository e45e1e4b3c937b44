"""What the contract tests ask: each topic in Danish, English, without æøå and as one word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.types import Language, Verdict

BEFORE = date(2022, 5, 1)
AFTER = date(2024, 2, 1)

ELIGIBLE = "Midlerne kunne søges af Danmarks 14 officielt udpegede klyngeorganisationer."
DEADLINE = "30. maj 2022 kl. 12.00"
ALONE = "ansøgere kunne ikke alene søge decentrale erhvervsfremmemidler"
ERDF = "Tilskuddet fra Regionalfonden kunne maksimalt udgøre 40 pct."
SJAELLAND = "dog op til 60 pct. i Region Sjælland"
NATIONAL = (
    "Tilskuddet fra de decentrale erhvervsfremmemidler kunne maksimalt udgøre 25 pct. af de"
    " godkendte støtteberettigede udgifter."
)


@dataclass(frozen=True)
class Topic:
    """Questions by language that have one answer.

    `quotes` are texts that must stand in its quotes, `said` patterns that must occur in its text,
    by language; each holds whatever the wording.
    """

    name: str
    quotes: tuple[str, ...]
    said: dict[Language, tuple[str, ...]]
    da: tuple[str, ...]
    en: tuple[str, ...]
    verdict: Verdict | None = None

    def questions(self) -> list[tuple[str, Language]]:
        return [*((text, "da") for text in self.da), *((text, "en") for text in self.en)]


def both(*patterns: str) -> dict[Language, tuple[str, ...]]:
    return {"da": patterns, "en": patterns}


TOPICS = (
    Topic(
        "who can apply",
        (ELIGIBLE,),
        {
            "da": (r"\b(14|fjorten)\b", "klyngeorganisation"),
            "en": (r"\b(14|fourteen)\b", "cluster organi[sz]ation"),
        },
        ("Hvem kan søge?", "hvem kunne soge midlerne", "ansøgere", "ansogere", "Hvem må ansøge?"),
        ("Who can apply?", "who is eligible to apply", "applicants"),
    ),
    Topic(
        "target group",
        (
            "SMV’er, der allerede er innovationsaktive",
            "SMV’er, der endnu ikke har innovationsaktiviteter",
            "Iværksættere med CVR-nummer",
        ),
        {
            "da": ("allerede er innovationsaktive", "endnu ikke", r"[Ii]værksættere"),
            "en": (r"\balready\b", r"\bnot yet\b", r"entrepreneur|start-?up"),
        },
        (
            "Hvad er målgruppen?",
            "Hvem er indsatsen rettet mod?",
            "hvem er malgruppen for indsatsen",
            "målgruppe",
            "malgruppe",
            "maalgruppe",
        ),
        ("What is the target group?", "who is the programme aimed at", "target group"),
    ),
    Topic(
        "criteria",
        (
            "A: Effektkæde - Innovation og styrkepositioner",
            "B: Virksomhedernes behov og engagement",
            "C: Partnerskab og samarbejde",
            "D: Lokal og regional forankring",
            "E: Forenkling",
        ),
        {
            "da": ("Effektkæde", "behov", "Partnerskab", "forankring", "Forenkling"),
            "en": (r"\bA\b", "needs", "[Pp]artnership", "anchor|root", "[Ss]implif"),
        },
        (
            "Hvilke kriterier bliver ansøgningerne vurderet ud fra?",
            "hvilke fem kriterier scores ansogningerne efter",
            "kriterier",
            "vurderingskriterier",
        ),
        (
            "What are the assessment criteria?",
            "which criteria are applications scored on",
            "criteria",
        ),
    ),
    Topic(
        "40 per cent",
        (ERDF,),
        {"da": (r"\b40\b",), "en": (r"\b40\b",)},
        (
            "Hvor stor en andel kan Regionalfonden dække?",
            "hvor mange procent kan regionalfonden daekke",
            "tilskudsprocent",
            "stottesats",
        ),
        ("How much of the costs can the ERDF cover?", "what is the maximum share from the erdf"),
    ),
    Topic(
        "60 per cent",
        (SJAELLAND,),
        both(r"\b60\b", "Region Sjælland"),
        (
            "Hvor mange procent kan man få i Region Sjælland?",
            "hvad er loftet i region sjaelland",
            "Sjælland",
            "sjaelland",
        ),
        (
            "What is the maximum in Region Zealand?",
            "how much can the erdf cover in region sjaelland",
        ),
    ),
    Topic(
        "25 per cent",
        (NATIONAL,),
        both(r"\b25\b"),
        (
            "Hvor meget kan de decentrale erhvervsfremmemidler højst udgøre?",
            "hvor stor en andel kan de decentrale midler udgore",
            "tilskudsprocent",
        ),
        (
            "What share can the decentralised business promotion funds cover at most?",
            "what is the ceiling for the decentralised funds",
        ),
    ),
    Topic(
        "national funds alone",
        (ALONE,),
        {"da": (r"\bikke\b", "decentrale"), "en": (r"\bnot\b", "decentralised")},
        (
            "Kan man søge decentrale midler alene?",
            "Kunne man nøjes med at søge decentrale erhvervsfremmemidler?",
            "kan man soge de decentrale midler alene",
            "ma man kun soge decentrale erhvervsfremmemidler",
            "Er det muligt kun at søge om decentrale erhvervsfremmemidler?",
        ),
        (
            "Can we apply for the decentralised funds alone?",
            "could an applicant apply only for decentralised business promotion funds",
        ),
        "no",
    ),
    Topic(
        "deadline",
        (DEADLINE,),
        {
            "da": (r"30\. maj 2022", r"\b12\b"),
            "en": (r"30 May 2022|May 30,? 2022", r"\b12\b|noon"),
        },
        (
            "Hvornår er fristen?",
            "Hvornår skulle ansøgningen senest være inde?",
            "hvornar skulle ansogningen vaere inde",
            "frist",
            "deadline",
            "ansogningsfrist",
        ),
        ("When is the deadline?", "by when did we have to apply", "What was the closing date?"),
    ),
    Topic(
        "activities",
        ("Samarbejdsprojekter:", "Videnspredning og matchmaking:", "Internationalisering:"),
        {
            "da": ("[Ss]amarbejdsprojekter", "[Vv]idenspredning", "[Ii]nternationalisering"),
            "en": ("project", "matchmaking", "[Ii]nternationali[sz]ation"),
        },
        (
            "Hvilke tre slags aktiviteter kan man søge støtte til?",
            "hvilke aktiviteter kunne fa stotte",
            "aktiviteter",
            "aktivitetstyper",
        ),
        (
            "Which three kinds of activities could be supported?",
            "what can we get support for",
            "activities",
        ),
    ),
    Topic(
        "whom to contact",
        ("Email:",),
        both(r"\S+@\S+\.\w+"),
        (
            "Hvem kan jeg kontakte?",
            "Hvem skal jeg skrive til med spørgsmål?",
            "hvem kan svare pa sporgsmal om opslaget",
            "kontakt",
            "kontaktperson",
        ),
        ("Whom can I contact?", "who do i get in touch with if i have questions", "contact"),
    ),
)  # fmt: skip

STILL_OPEN: tuple[tuple[str, Language], ...] = (
    ("Kan man stadig søge?", "da"),
    ("kan man stadig soge", "da"),
    ("Er opslaget stadig åbent?", "da"),
    ("Can we still apply?", "en"),
    ("is the call still open", "en"),
)

# Yes/no questions whose answer is no, and what their quotes must hold.
NOT_SO: tuple[tuple[str, str], ...] = (
    ("Kan Regionalfonden dække 70 pct. af udgifterne?", ERDF),
    ("Kan Regionalfonden dække halvfjerds procent i Region Sjælland?", SJAELLAND),
    ("Can the ERDF cover 75 per cent of the costs?", ERDF),
    ("Kan de decentrale midler dække 30 pct.?", NATIONAL),
    ("Must the national funds be exactly half of the costs?", NATIONAL),
    ("Var fristen den 15. juni 2022?", DEADLINE),
    ("Er det rigtigt, at fristen var den 31. maj?", DEADLINE),
    ("Fristen var kl. 16, ikke?", DEADLINE),
    ("Var fristen i 2021?", DEADLINE),
    ("Was the deadline on 30 June 2022?", DEADLINE),
    ("Kan et universitet søge?", ELIGIBLE),
    ("Vi er en kommune. Kan vi søge?", ELIGIBLE),
    ("Can a company apply on its own?", ELIGIBLE),
    ("Var der 20 klyngeorganisationer, som kunne søge?", ELIGIBLE),
    ("Er der seks kriterier?", "fem kriterier"),
    ("Er puljen på 200 mio. kr.?", "160 mio. kr."),
)

SO: tuple[tuple[str, str], ...] = (
    ("Kan Regionalfonden dække 40 pct. af udgifterne?", ERDF),
    ("Kan Regionalfonden dække 55 pct. i Region Sjælland?", SJAELLAND),
    ("Can the decentralised funds cover 20 per cent?", NATIONAL),
    ("Var fristen den 30. maj 2022?", DEADLINE),
    ("Var der fem kriterier?", "fem kriterier"),
    ("Kunne man søge Regionalfonden uden decentrale midler?", "uden samtidig at søge"),
)

# Yes/no questions that are put the other way round; where the verdict is not clear there is none.
TURNED: tuple[tuple[str, Verdict], ...] = (
    ("Er det for sent at aflevere den 2. juni 2022?", "yes"),
    ("Er det for sent at aflevere den 2. maj 2022?", "no"),
    ("Is it too late to apply on 15 June 2022?", "yes"),
    ("Er 70 pct. fra Regionalfonden for meget?", "yes"),
    ("Er 30 pct. fra Regionalfonden for meget?", "no"),
    ("Er 70 pct. mere, end Regionalfonden må give?", "yes"),
    ("Er det rigtigt, at Regionalfonden ikke kan dække mere end 60 pct.?", "yes"),
    ("Er det forbudt at søge decentrale midler alene?", "yes"),
    ("Er det rigtigt, at man ikke kan søge decentrale midler alene?", "yes"),
    ("Er virksomheder udelukket fra at søge?", "yes"),
    ("Are universities excluded from applying?", "yes"),
    ("Er opslaget lukket?", "yes"),
    ("Er fristen overskredet?", "yes"),
    ("Kan andre end klyngeorganisationer søge?", "no"),
)

# Yes/no questions that the call text leaves open.
NEVER_YES = (
    "Kan en kommune være partner i et projekt?",
    "Kan kommuner være med i partnerskabet?",
    "Kan udenlandske virksomheder få del i tilskuddet?",
    "Må pengene bruges til at ansætte en konsulent?",
    "Can we get a mark-up for overhead?",
    "Har alle 14 klynger fået penge?",
)

_SHARE = "Hvor stor en andel kan Regionalfonden dække?"
_COVER = "How much can the ERDF cover?"
# Earlier questions, the follow-up, and what the quotes and the answer must then hold.
FOLLOW_UPS: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    ((_SHARE,), "Og hvad med Region Sjælland?", SJAELLAND, "60"),
    (("Kan Regionalfonden dække 50 pct.?",), "Og hvad med Region Sjælland?", SJAELLAND, "60"),
    ((_SHARE,), "Og de decentrale midler?", NATIONAL, "25"),
    ((_SHARE,), "Hvad med de decentrale?", NATIONAL, "25"),
    ((_COVER,), "And what about Region Zealand?", SJAELLAND, "60"),
    ((_COVER,), "And the decentralised funds?", NATIONAL, "25"),
    (("Hvem kan søge?", _SHARE), "og i region sjaelland", SJAELLAND, "60"),
    (("Hvilke kriterier er der?",), "Og hvad hedder D?", "D: Lokal og regional", "forankring"),
)
