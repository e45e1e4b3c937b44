"""Which stretches of a sentence ask something."""

from __future__ import annotations

import re

from assistant.desk.mail.opening import direct, heads_one, labelled, opens, small
from assistant.desk.mail.words import Asking

Span = tuple[int, int]
LONGEST = 1200
_LONGEST_CHATTER = 250
_LEAD_WORDS = 6
_LEAD_SHARE = 0.85
_LONGEST_LEAD = 10
_WORD = re.compile(r"\w+")
_PRONOUN_ONLY = re.compile(
    r"(?i:er|har|var|havde|bliver|blev|får|fik|är|hade|blir)\s+(?!det\b)\w+et\b"
)
_LONGEST_NARROWING = 6
_LONGEST_FRAGMENT = 5
_TRIM = " \t,;:–—-…"


def is_chatter(text: str, words: Asking) -> bool:
    """Tell whether a sentence only talks: "Hvordan går det?", "Må jeg stille et spørgsmål?"."""
    if len(text) > _LONGEST_CHATTER:
        return False
    lead = words.lead.match(text)
    rest = text[lead.end() :] if lead else text
    return bool(words.chatter.match(text) or words.chatter.match(rest))


def is_tag(text: str, words: Asking) -> bool:
    """Tell whether a sentence asks if what was said before it is so."""
    return words.tag.fullmatch(text) is not None


def find_questions(
    text: str, words: Asking, listed: bool = False, certain: bool = False
) -> list[Span]:
    """Return the stretches of a sentence that ask, in order.

    `listed`: it stands in a list of questions, where "hvem der kan søge" is one.
    `certain`: it asks, though no word of it says so.
    """
    text = text[:LONGEST]
    if is_chatter(text, words):
        return []
    marked = "?" in text
    if not marked and not certain and not _asks(text, words, listed):
        return []
    start, end = 0, len(text)
    if not marked:
        cut = words.afterthought.search(text, 1)
        while cut is not None and not _mere_afterthought(text, cut, words):
            cut = words.afterthought.search(text, cut.end())
        end = cut.start() if cut else end
    spans = [_without_lead(text, span, words) for span in _clauses(text, start, end, words)]
    trimmed = [each for span in spans if (each := _trimmed(text, span))]
    return [each for each in trimmed if not is_chatter(text[each[0] : each[1]], words)]


def _mere_afterthought(text: str, cut: re.Match[str], words: Asking) -> bool:
    """Tell "…, for det afgør alt" from "…, og så mangler vi svar på, hvornår …"."""
    rest = text[cut.end() :]
    return _complete(text[: cut.start()], words) and _reported(rest, words) is None


def _asks(text: str, words: Asking, listed: bool) -> bool:
    lead = words.lead.match(text)
    rest = text[lead.end() :] if lead else text
    if listed and (words.wh.match(rest) or words.whether.match(rest) or heads_one(rest, words)):
        return True
    if labelled(rest, words) or direct(rest, words):
        return True
    if words.wh_inverted.match(rest) or (rest != text and _clause_alone(rest, words)):
        return True
    if (
        words.opens_with_verb.match(small(rest))
        and not _conditional(rest, words)
        # "Endelig er der tiden" states: what stands first is no lead but its first part.
        and words.conjoined.fullmatch(text[: len(text) - len(rest)])
    ):
        return True
    if words.confirm.search(text) or words.request.search(text):
        return True
    inner = _reported(text, words)
    return inner is not None and len(_WORD.findall(text[inner.end() :])) > 2


def _reported(text: str, words: Asking, start: int = 0, end: int = LONGEST) -> re.Match[str] | None:
    """Return what leads up to a reported question: "vi er i tvivl om, | hvem der kan søge"."""
    end = min(end, len(text))
    for match in words.reporter.finditer(text, start, end):
        if len(_WORD.findall(text[match.end() : end])) > 2:
            return match
    hint = words.hinted.search(text, start, end)
    if hint is None or words.settled.search(text, start, hint.end()):
        return None
    return hint


def _clause_alone(text: str, words: Asking) -> bool:
    """Tell "(For det andet) om man kan klage", which leans on a sentence before it."""
    if words.wh.match(text):
        return re.search(rf", {words.finite.pattern}", text, re.IGNORECASE) is None
    whether = words.whether.match(text)
    return whether is not None and words.subject.match(text[whether.end() :].lstrip()) is not None


def _conditional(text: str, words: Asking) -> bool:
    """Tell "Har I spørgsmål, så ring" and a plain order of words from a question."""
    if _PRONOUN_ONLY.match(text):
        return True
    if re.search(r", (?:så|then)\b", text):
        return True
    after = small(text.partition(",")[2].strip())
    return words.inverted.match(after) is not None or words.plain.match(after) is not None


def _clauses(text: str, start: int, end: int, words: Asking) -> list[Span]:
    """Split "Hvem kan søge, hvornår er fristen, og hvor meget kan man få?"."""
    spans: list[Span] = []
    joints = [*words.joint.finditer(text, start, end), *words.turn.finditer(text, start, end)]
    for joint in sorted(joints, key=re.Match.start):
        left, right = text[start : joint.start()], text[joint.end() : end]
        if start >= joint.start() or words.tag.fullmatch(right):
            continue
        if _governs(left, right, joint, words) or _narrows(left, right, joint, words):
            continue
        if ":" in joint[0] and not words.wh.match(left):
            start = joint.end()
        elif _complete(left, words):
            if _new_question(left, right, joint, text, words):
                spans.append((start, joint.start()))
                start = joint.end()
        elif _mere_lead(left, right, joint, words):
            start = joint.end()
    return [*spans, (start, end)]


def _governs(left: str, right: str, joint: re.Match[str], words: Asking) -> bool:
    """Tell "er der et loft over, hvor meget der kan søges", one question."""
    bare = joint.re is words.joint and joint["mark"] is not None
    return bare and words.stranded.search(left) is not None and words.direct.match(right) is None


def _narrows(left: str, right: str, joint: re.Match[str], words: Asking) -> bool:
    """Tell what goes on with the question before it from another one.

    "Hvem kan søge den, er det kun klyngerne?" guesses at its answer; "…, and how much of it"
    and "…, and at what rate" ask of the same.
    """
    relates = words.where.match(right) is not None and words.direct.match(right) is None
    if relates and "," in left and words.subordinate.match(left.rsplit(",", 1)[-1]):
        return True
    if joint.re is words.turn:
        return False
    lead = words.lead.match(left)
    rest = left[lead.end() :] if lead else left
    asked = words.wh.match(rest) is not None or _reported(left, words) is not None
    count = len(_WORD.findall(right))
    if joint["word"] is None:
        dash = joint[0].strip() in ("-", "–", "—")
        short = (dash or count <= _LONGEST_NARROWING) and words.wh.match(right) is None
        return bool(asked and short and words.inverted.match(right) and words.leans.search(right))
    if asked and words.wh.match(right) and words.partitive.search(right):
        return True
    verb = words.finite.search(right) or words.any_verb_end.search(right)
    return count <= _LONGEST_FRAGMENT and verb is None and words.by_what.match(right) is not None


def _complete(left: str, words: Asking) -> bool:
    """Tell whether a clause asks by itself, and not only that something will be asked."""
    if len(_WORD.findall(left)) < 3:
        return False
    inner = _reported(left, words)
    if inner is not None:
        return len(_WORD.findall(left[inner.end() :])) >= 3
    if words.confirm.search(left) or words.request.search(left):
        return True
    if words.bare_reporter.search(left):
        return False
    lead = words.lead.match(left)
    rest = left[lead.end() :] if lead else left
    if words.wh.match(rest) or words.whether.match(rest):
        return len(_WORD.findall(rest)) >= 3
    return words.inverted.match(small(rest)) is not None


def _new_question(left: str, right: str, joint: re.Match[str], text: str, words: Asking) -> bool:
    """Tell whether what follows a joint asks anew, rather than going on with the clause."""
    if joint.re is words.turn:
        inner = _reported(right, words)
        return inner is not None and len(_WORD.findall(right[: inner.end()])) <= _LONGEST_LEAD
    count = len(_WORD.findall(right))
    whether = words.whether.match(right) is not None and words.wh.match(right) is None
    embedded = _reported(left, words) is not None or words.whether.match(left) is not None
    embedded = embedded or _subordinate_wh(left, words) or words.request.search(left) is not None
    if count < (3 if whether else 2) or (count == 2 and not words.wh.match(right)):
        return False
    if joint["word"] is not None:
        return embedded or not whether
    asks = words.inverted.match(right) or words.wh.match(right)
    if asks and _condition(left, words):
        return False
    if words.subordinate.match(left.rsplit(",", 1)[-1]) and "," in left:
        return False
    if "?" not in text and words.opens_with_verb.match(small(left)) and words.request.search(right):
        # "Skulle der være et resumé, ville vi være glade for et link."
        return False
    inner = _reported(f"{left}, {right}", words)
    if inner is not None and inner.end() == len(left) + 2:
        return False
    if whether:
        return embedded
    if words.inverted.match(right) or not words.relative.match(right):
        return True
    if words.wh_inverted.match(right) and opens(left, words):
        return True
    return embedded and words.joint.search(text, joint.end()) is not None


def _condition(left: str, words: Asking) -> bool:
    """Tell "If we apply, can we …" and "When we apply, can we …"."""
    lead = words.lead.match(left)
    rest = left[lead.end() :] if lead else left
    if words.wh.match(rest):
        return words.subordinate.match(rest) is not None and _subordinate_wh(left, words)
    return words.whether.match(rest) is not None


def _subordinate_wh(left: str, words: Asking) -> bool:
    """Tell "hvem der kan søge", a clause out of a reported question, from "hvem kan søge"."""
    lead = words.lead.match(left)
    rest = left[lead.end() :] if lead else left
    return words.wh.match(rest) is not None and words.wh_inverted.match(rest) is None


def _mere_lead(left: str, right: str, joint: re.Match[str], words: Asking) -> bool:
    """Tell whether what stands before a question is a statement of its own."""
    if words.bare_reporter.search(left) or _reported(f"{left}, {right}", words):
        return ":" in joint[0] and not words.whether.match(right)
    if joint.re is words.turn:
        return False
    if ":" in joint[0]:
        return True
    lead = words.lead.match(left)
    rest = left[lead.end() :] if lead else left
    if words.subordinate.match(rest) or words.subordinate.match(left.rsplit(",", 1)[-1]):
        return False
    asks = words.inverted.match(right) or words.wh_inverted.match(right) or joint["dash"]
    return bool(asks) and len(_WORD.findall(left)) > _LEAD_WORDS


def _without_lead(text: str, span: Span, words: Asking) -> Span:
    """Take off what stands before a reported question where that is more than the question."""
    start, end = span
    inner = _reported(text, words, start, end)
    if inner is None and "?" not in text[start:end]:
        inner = words.governed.search(text, start, end)
    if inner is None or inner.end() >= end:
        return span
    for turn in words.turn.finditer(text, start, inner.start()):
        start = turn.end()
    clause = len(_WORD.findall(text[inner.end() : end]))
    if len(_WORD.findall(text[start : inner.end()])) <= _LEAD_SHARE * clause:
        return start, end
    if len(_WORD.findall(text[inner.start() : inner.end()])) <= _LEAD_SHARE * clause:
        return inner.start(), end
    return inner.end(), end


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return (start, end) if _WORD.search(text[start:end]) else None
