"""Answers as Markdown (CommonMark). Whatever people or documents wrote is text, never markup."""

from __future__ import annotations

import re

from assistant.web.export.sheet import Entry, Sheet, Source

# What can begin a link, an image, emphasis, code, HTML, an entity or a table within a line.
_INLINE = re.compile(r"[\\`*_\[\]<>|~&$@]")
# What GitHub's dialect turns into a link without being asked; an address with @ it does, too.
_AUTOLINK = re.compile(r"(?i):(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):")
# What can begin a block: a heading, a list, a quotation, a rule, a fence.
_BLOCK = re.compile(r"^(\s*)(?:([#+=:-])|(\d{1,9})([.)]))")


def to_markdown(sheet: Sheet) -> str:
    """Return the file's text, lines ended by `\\n`."""
    texts = sheet.texts
    parts = [f"# {escape(texts['title'])}", f"**{escape(texts['note'])}**"]
    parts.append(escape(texts["automatic"]))
    for entry in sheet.entries:
        parts += _entry(entry, sheet)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return `text` so that Markdown shows exactly it; a line break stays one."""
    return "\\\n".join(_line(line) for line in text.split("\n"))


def _entry(entry: Entry, sheet: Sheet) -> list[str]:
    texts = sheet.texts
    parts = [f"## {escape(texts['question'])}", _quoted(escape(entry.question))]
    parts += [f"### {escape(texts['answer'])}", escape(entry.day)]
    opening = f"**{escape(entry.opening.strip())}**" if entry.opening else ""
    space = " " if entry.opening.endswith(" ") else ""
    parts.append(f"{opening}{space}{escape(entry.answer)}".strip())
    if entry.sums:
        parts.append(f"### {escape(texts['sums'])}")
        parts += [escape(line) for line in entry.sums]
    if entry.missing:
        parts.append(f"{escape(texts['missing'])}: {escape('; '.join(entry.missing))}")
    if entry.sources:
        parts.append(f"### {escape(texts['near'] if entry.near else texts['sources'])}")
    for source in entry.sources:
        parts += _source(source, sheet)
    return parts


def _source(source: Source, sheet: Sheet) -> list[str]:
    texts = sheet.texts
    parts = [f"**\\[{source.number}\\]** {escape(source.place)}", _quoted(escape(source.quote))]
    if source.changed:
        parts.append(f"*{escape(texts['changed'])}*")
    # The address stands there in full too, for whoever reads the file as plain text or on paper.
    parts.append(f"{escape(texts['link'])}: <{source.link}>")
    return parts


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _line(line: str) -> str:
    # Spaces at the beginning would make code, at the end a line break.
    text = _INLINE.sub(lambda found: f"\\{found.group()}", line.strip())
    text = _AUTOLINK.sub(lambda found: f"\\{found.group()}", text)
    return _BLOCK.sub(_not_a_block, text, count=1)


def _not_a_block(found: re.Match[str]) -> str:
    space, sign, number, dot = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{dot}"
