"""A drafted reply for people: the letter as it can be sent, then what is left to do."""

from __future__ import annotations

from assistant.doors.output import Out
from assistant.doors.show import writer
from assistant.doors.texts import load_texts
from assistant.types.desk import Draft


def show_draft(draft: Draft, out: Out) -> None:
    """Write subject and letter, the open points, and which personal data the mail holds."""
    texts = load_texts("assistant.doors", draft.language)["draft"]
    write = writer(out)
    write(f"{texts['subject']}: {draft.draft.subject}", "bold")
    # Line by line: links and short lines stay as they are, also on a terminal.
    out.line()
    for line in draft.draft.body.rstrip("\n").split("\n"):
        out.line(line)
    if draft.open_points or draft.masked:
        out.line()
    if draft.open_points:
        write(f"{texts['open_points']}:", "bold yellow")
    for point in draft.open_points:
        write(f"- {point}", "")
    if draft.masked:
        kinds = dict.fromkeys(texts["kinds"][mark.kind] for mark in draft.masked)
        write(f"{texts['masked']}: {', '.join(kinds)}", "yellow")
