"""The picture of the assessment, drawn from the limits of the law file."""

from __future__ import annotations

from fractions import Fraction

from assistant.rules.paths.draw import arrow, end_box, flowchart, question_box
from assistant.rules.sme.limits import LEVELS, Limits
from assistant.rules.sme.wording import euros, percent, say, units


def draw(limits: Limits) -> str:
    """Return a Mermaid flowchart of how the category is found."""
    share = percent(limits.value("partner")).en
    control = percent(limits.value("control")).en
    public = percent(limits.value("public")).en
    periods = f"{limits.value('periods'):f}"
    yes, no = say("picture.yes").en, say("picture.no").en
    lines = [
        end_box("sum", say("picture.sum", share=share, control=control).en),
        question_box("public", say("picture.public", share=public).en),
        arrow("sum", "public"),
        end_box("large", say("title.large").en),
        arrow("public", "large", yes),
    ]
    before = "public"
    for level in LEVELS:
        limit = {
            name: euros(Fraction(limits.value(name, level))).en for name in ("turnover", "balance")
        }
        headcount = units(Fraction(limits.value("headcount", level))).en
        lines += [
            question_box(f"is_{level}", say("picture.level", headcount=headcount, **limit).en),
            arrow(before, f"is_{level}", no),
            end_box(level, say(f"title.{level}").en),
            arrow(f"is_{level}", level, yes),
        ]
        before = f"is_{level}"
    lines.append(arrow(before, "large", no))
    lines.append(end_box("periods", say("picture.periods", periods=periods).en))
    lines += [arrow(name, "periods") for name in (*LEVELS, "large")]
    return flowchart(lines)
