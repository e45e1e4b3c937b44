"""The words around numbers, Danish and English together: units, months, labels, small words.

Both languages are looked up at once, since Danish sources quote English titles and English
answers keep Danish names and "kr."; only number words and separators depend on the language.
Keys are lower case. Variants without æ, ø, å are listed as people type them.
"""

from __future__ import annotations

_MONTH_NAMES = (
    "januar january jan",
    "februar february feb",
    "marts march mar",
    "april apr",
    "maj may",
    "juni june jun",
    "juli july jul",
    "august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)
MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
# Without a day or a year these are too often something else: a name, a verb, an abbreviation.
UNCERTAIN_MONTHS = frozenset("jan feb mar apr may jun jul aug sep okt oct nov dec march".split())
MONTH_LEADS = frozenset(
    "i in by until since during of from to before after early late mid til fra inden før efter "
    "siden medio primo ultimo for between mellem and og".split()
)

CURRENCIES = {
    "kr": "DKK",
    "krone": "DKK",
    "kroner": "DKK",
    "dkk": "DKK",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
}
# Codes that are also words ("nok", "sek") count in capitals only.
CAPITAL_CURRENCIES = frozenset(("USD", "GBP", "SEK", "NOK", "CHF"))
CURRENCY_ADJECTIVES = frozenset(("danske", "danish"))
SUBUNITS = frozenset(("øre", "oere"))

SCALES = {
    "hundrede": 2,
    "hundred": 2,
    "tusind": 3,
    "tusinde": 3,
    "thousand": 3,
    "mio": 6,
    "mill": 6,
    "mn": 6,
    "mln": 6,
    "million": 6,
    "millioner": 6,
    "millions": 6,
    "mia": 9,
    "mlrd": 9,
    "milliard": 9,
    "milliarder": 9,
    "bn": 9,
    "billioner": 12,
}
SCALES_DANISH = SCALES | {"billion": 12}
SCALES_ENGLISH = SCALES | {"billion": 9, "billions": 9, "trillion": 12}
# "160m" and "500k" are sums only beside a currency.
SHORT_SCALES = {"m": 6, "k": 3}
SCALED_CURRENCIES = {
    "tkr": (3, "DKK"),
    "t.kr": (3, "DKK"),
    "tdkk": (3, "DKK"),
    "teur": (3, "EUR"),
    "mkr": (6, "DKK"),
    "mdkk": (6, "DKK"),
    "meur": (6, "EUR"),
}
# An abbreviated million is money even where no currency stands ("2,5 mio."); the word need not be.
MONEY_SCALES = frozenset(("mio", "mill", "mn", "mln", "mia", "mlrd", "bn"))

PERCENT = frozenset(("%", "pct", "procent", "percent", "procents"))
PERCENT_PARTS = frozenset(("per", "pr"))
PERCENTAGE_POINTS = frozenset(("procentpoint", "procentpoints"))

# Written right after the digits ("20km"); other letters there make a name ("5G").
GLUED_UNITS = frozenset("m km cm mm kg mg ha kwh mw kb mb gb tb".split())

_DURATION_WORDS = {
    "year": "år års årene aar aars year years yr yrs årig årige årigt aarig aarige regnskabsår "
    "kalenderår skatteår budgetår projektår finansår regnskabsaar kalenderaar",
    "half_year": "halvår halvårs halvaar",
    "quarter": "kvartal kvartaler quarters",
    "month": "måned måneder måneders maaned maaneder maaneders maned maneder md mdr month months",
    "week": "uge uger ugers week weeks",
    "day": "dag dage dages dags døgn doegn day days",
    "working_day": "hverdag hverdage arbejdsdag arbejdsdage bankdage workday workdays",
    "hour": "timer timers hour hours",
    "minute": "minut minutter minutters min minute minutes",
    "second": "sekund sekunder second seconds",
}
DURATIONS = {word: unit for unit, words in _DURATION_WORDS.items() for word in words.split()}
# Words that are a unit in one language only.
DURATIONS_DANISH = DURATIONS | {"time": "hour", "ar": "year", "arig": "year"}
ABBREVIATED_UNITS = frozenset("md mdr yr yrs min".split())
# "one quarter" and the like with "of" are shares; "et år" counts, "en dag" (some day) does not.
ARTICLE_DURATIONS = frozenset(
    "år aar årig årige årigt måned maaned uge halvår halvaar kvartal døgn doegn time regnskabsår "
    "kalenderår".split()
)
DURATION_ADJECTIVES = frozenset(
    "fiscal financial calendar consecutive full whole successive further additional budget "
    "rolling previous preceding different separate "
    "hele hel helt fulde fuldt yderligere ekstra løbende sammenhængende rullende foregående "
    "forskellige".split()
)
WORKING = frozenset(("working", "business"))

FRACTION_PARTS = {
    "tredjedel": 3,
    "trediedel": 3,
    "fjerdedel": 4,
    "femtedel": 5,
    "sjettedel": 6,
    "syvendedel": 7,
    "ottendedel": 8,
    "niendedel": 9,
    "tiendedel": 10,
    "tolvtedel": 12,
    "tyvendedel": 20,
    "hundrededel": 100,
}
FRACTION_PARTS |= {word + "e": n for word, n in list(FRACTION_PARTS.items())}
ENGLISH_PARTS = {
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "twentieth": 20,
    "hundredth": 100,
}
ENGLISH_PARTS_PLURAL = {word + "s": n for word, n in ENGLISH_PARTS.items()}

_ORDINAL_WORDS = (
    "første foerste first",
    "second",
    "tredje tredie third",
    "fjerde fourth",
    "femte fifth",
    "sjette sixth",
    "syvende seventh",
    "ottende eighth",
    "niende ninth",
    "tiende tenth",
    "ellevte eleventh",
    "tolvte twelfth",
)
ORDINALS = {word: n for n, words in enumerate(_ORDINAL_WORDS, 1) for word in words.split()}
_MORE_DAYS = (
    "trettende thirteenth",
    "fjortende fourteenth",
    "femtende fifteenth",
    "sekstende sixteenth",
    "syttende seventeenth",
    "attende eighteenth",
    "nittende nineteenth",
    "tyvende twentieth",
    *(f"{unit}ogtyvende" for unit in "en to tre fire fem seks syv otte ni".split()),
    "tredivte thirtieth",
    "enogtredivte",
)
# Days of the month in words; "anden" too, since a month follows.
DAYS = ORDINALS | {word: n for n, words in enumerate(_MORE_DAYS, 13) for word in words.split()}
DAYS |= {"anden": 2}
# "anden" is mostly "other": it is second only before such a noun.
SECOND_OR_OTHER = frozenset(("anden", "andet"))
SECOND_NOUNS = frozenset(
    "runde ansøgningsrunde prioritet fase del gang kvartal halvår etape trin spor "
    "round priority phase stage quarter half call criterion".split()
)
DETERMINERS = frozenset(
    "den det de dets deres hver hvert the this that its their every each".split()
)
NOT_ORDINAL_AFTER = frozenset(
    "gang gange time place party parties part parter lande country countries sektor of".split()
)
ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th", "te", "ste", "de"))

CLOCK_WORDS = frozenset(("kl", "klokken", "klokka"))
CLOCK_LEADS = frozenset("at by until before from between and to til fra og mellem".split())
NOON = frozenset(("noon", "midday", "middag"))
MIDNIGHT = frozenset(("midnight", "midnat"))
NOON_LEADS = frozenset("til ved inden før efter kl senest at by before until".split())
AFTER_CLOCK = frozenset("on noon midday midnight o'clock hours hrs cet cest danish".split())

_LABEL_WORDS = {
    "priority": "prioritet prioriteten prioritetsakse priority priorities prioriteter",
    "area": "indsatsområde indsatsomraade indsatsomrade indsatsområder område omraade area areas",
    "article": "artikel art article articles artikler",
    "paragraph": "stk stykke paragraph para paragraphs",
    "section": "afsnit afs section sections §",
    "chapter": "kapitel kap chapter",
    "page": "side s p page pages",
    "point": "punkt pkt point item punkter points items",
    "annex": "bilag annex appendix annexes",
    "phase": "fase phase faser phases",
    "step": "trin step steps",
    "version": "version",
    "table": "tabel table tabeller tables",
    "figure": "figur fig figure figures",
    "note": "note fodnote footnote",
    "recital": "betragtning recital recitals",
    "regulation": "forordning forordningen regulation direktiv directive",
    "company": "cvr",
    "phone": "tlf telefon telefonnummer tel phone telephone mobil mobile",
    "track": "spor track",
    "level": "niveau level trl",
    "criterion": "kriterium kriterie criterion criteria",
    "question": "spørgsmål question questions",
    "objective": "målsætning mål objective objectives",
    "number": "nr nummer no number #",
}
LABELS = {word: label for label, words in _LABEL_WORDS.items() for word in words.split()}
ABBREVIATED_LABELS = frozenset("art stk afs kap s p pkt fig tlf tel nr no cvr".split())
LABEL_JOINTS = frozenset((":", "-", "nr", "no", "nummer", "number", "#"))

BEFORE_COUNTED_ONE = frozenset(
    "kun mindst højst hoejst hojst maksimalt maks max præcis praecis netop only just "
    "exactly least most maximum minimum".split()
)
# "one" is a pronoun, not a count, after or before these.
NOT_ONE_AFTER = frozenset(
    "the this that no any every each which another some new right last same".split()
)
NOT_ONE_BEFORE = frozenset(
    "of another and can may must should shall will would is was are has had have that which who "
    "whose in by to for on at with does do needs could might cannot stop way".split()
)
