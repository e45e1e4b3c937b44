"""The words around names of places, Danish and English together, folded (see `fold`)."""

from __future__ import annotations

# After these a capital letter in mid-sentence is a name. The Danish "i" is the English "I".
_LEADS_DA = "i på fra ved nær omkring øen byen kommunen regionen til for om med mod af"
_LEADS_EN = "in at near from around on to of for about with"
LEADS = {
    "da": frozenset(_LEADS_DA.split()),
    "en": frozenset(_LEADS_EN.split()),
    None: frozenset(f"{_LEADS_DA} {_LEADS_EN}".split()),
}
# After these even a name without its capital letter is more likely a place than a word.
SURE_LEADS = {
    "da": frozenset("i fra nær omkring byen kommunen".split()),
    "en": frozenset("in at near from around".split()),
    None: frozenset("i fra nær omkring byen kommunen in at near from around".split()),
}
REGION = "region"
# The short form of the word is read as the word.
SHORT_REGION = "reg"
REGION_WORDS = frozenset("region regionen regioner regionerne regions".split())
MUNICIPALITY = frozenset("kommune kommunes kommunen kommuner municipality".split())
MUNICIPALITY_OF = frozenset("municipality city".split())

# A name before these is part of a firm's, a newspaper's or a street's name, not a place of costs.
ORGANISATIONS = frozenset(
    "universitet universitetet universitets universitetshospital university hospital sygehus "
    "robotics bank sparekasse festival stift tidende avis stiftstidende lufthavn airport havn "
    "teater museum gymnasium business boldklub landevej boulevard gade plads torv vej group "
    "aps posten erhvervsakademi professionshøjskole".split()
)
# A name after these too: "Erhvervshus Fyn", "New Zealand", "University of Copenhagen".
ORGANISATIONS_BEFORE = frozenset("erhvervshus erhvervshuset kkr væksthus new".split())
OF = "of"
UNIVERSITY = "university"

# "uden for X", "undtagen X": outside whatever stands before. "ikke i X" only where a verb says
# that something lies there: "de 40 pct. gælder ikke i X" is about X.
OUTSIDE = frozenset("udenfor uden undtagen undtaget bortset outside excluding except".split())
# What is left of "isn't" after the apostrophe.
NOT_SHORT = "t"
NOT = frozenset({"ikke", "not", NOT_SHORT})
LYING = frozenset(
    "ligger lå er foregår afholdes holder bor hører findes is are isn aren lies located based "
    "situated takes".split()
)
BREAKS = frozenset("og men eller and but or".split())
BETWEEN = LYING | frozenset(
    "for fra hjemme til finder sted i på of in at on from place the".split()
)

# "Aalborgområdet", "Vejleegnen".
AREA_ENDINGS = ("området", "egnen")
