"""Makes the PDFs beside it with LibreOffice: `python tests/data/pdf/make.py [NAME…]`.

Each is written as a flat OpenDocument text first. They are committed, so that tests need no
LibreOffice; run this again to change them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from zlib import crc32

import texts

HERE = Path(__file__).parent
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}"'
    for short, long in {
        "office": "office:1.0",
        "style": "style:1.0",
        "text": "text:1.0",
        "table": "table:1.0",
        "fo": "xsl-fo-compatible:1.0",
    }.items()
)
_SOFT = "\u00ad"

_STYLES = """
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties
 fo:hyphenation-ladder-count="no-limit"/><style:text-properties style:font-name="Liberation Serif"
 fo:font-size="11pt" fo:language="da" fo:country="DK"/></style:default-style>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="7pt" fo:text-align="justify"/></style:style>
<style:style style:name="Tight" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="0pt" fo:text-indent="14pt" fo:text-align="justify"/></style:style>
<style:style style:name="Cell" style:family="paragraph"/>
<style:style style:name="CellHead" style:family="paragraph"><style:text-properties
 fo:font-weight="bold"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties
 fo:text-align="center" fo:margin-bottom="14pt"/><style:text-properties fo:font-size="20pt"
 fo:font-weight="bold"/></style:style>
<style:style style:name="H1" style:family="paragraph"><style:paragraph-properties
 fo:margin-top="14pt" fo:margin-bottom="6pt" fo:keep-with-next="always"/><style:text-properties
 fo:font-size="15pt" fo:font-weight="bold"/></style:style>
<style:style style:name="H2" style:family="paragraph"><style:paragraph-properties
 fo:margin-top="10pt" fo:margin-bottom="4pt" fo:keep-with-next="always"/><style:text-properties
 fo:font-size="12pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Small" style:family="paragraph"><style:text-properties
 fo:font-size="9pt"/></style:style>
<style:style style:name="Note" style:family="paragraph"><style:paragraph-properties
 fo:margin-left="0.5cm" fo:text-indent="-0.5cm"/><style:text-properties
 fo:font-size="9pt"/></style:style>
<text:notes-configuration text:note-class="footnote" text:citation-style-name="Mark"
 text:citation-body-style-name="Mark"/>
<style:style style:name="Mark" style:family="text"><style:text-properties
 style:text-position="super 58%"/></style:style>
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1"
 text:bullet-char="•"><style:list-level-properties text:space-before="0.5cm"
 text:min-label-width="0.5cm"/></text:list-level-style-bullet><text:list-level-style-bullet
 text:level="2" text:bullet-char="–"><style:list-level-properties text:space-before="1.2cm"
 text:min-label-width="0.5cm"/></text:list-level-style-bullet></text:list-style>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1"
 style:num-format="1" style:num-suffix=")"><style:list-level-properties text:space-before="0.3cm"
 text:min-label-width="0.7cm"/></text:list-level-style-number></text:list-style>
</office:styles>
"""

_AUTOMATIC = """
<office:automatic-styles>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.5cm"
 fo:margin-right="2.5cm"/><style:header-style><style:header-footer-properties
 fo:min-height="0.8cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style>
<style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.5cm"/></style:footer-style>
</style:page-layout>
<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties
 fo:border="0.5pt solid #000000" fo:padding="2pt"/></style:style>
<style:style style:name="RuledHead" style:family="table-cell"><style:table-cell-properties
 fo:border="0.5pt solid #000000" fo:padding="2pt" fo:background-color="#d9e2f3"/></style:style>
<style:style style:name="Bare" style:family="table-cell"><style:table-cell-properties
 fo:border="none" fo:padding="2pt"/></style:style>
<style:style style:name="Columns" style:family="section"><style:section-properties>
<style:columns fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties></style:style>
</office:automatic-styles>
"""

_MASTER = """
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">
<style:header><text:p text:style-name="Small">{head}</text:p></style:header>
<style:footer><text:p text:style-name="Small">Side <text:page-number/> af <text:page-count/>
</text:p></style:footer></style:master-page></office:master-styles>
"""


def paragraph(text: str, style: str = "Body") -> str:
    """Return a paragraph; "{{…}}" in it is a footnote, "|" a place where a word may be parted."""
    parts = []
    for number, part in enumerate(text.replace("|", _SOFT).split("{{")):
        note, _, rest = part.partition("}}") if number else ("", "", part)
        if number:
            parts.append(
                f'<text:note text:note-class="footnote" text:id="n{crc32(note.encode())}">'
                f"<text:note-citation>{number}</text:note-citation><text:note-body>"
                f'<text:p text:style-name="Note">{escape(note)}</text:p>'
                "</text:note-body></text:note>"
            )
        parts.append(escape(rest))
    return f'<text:p text:style-name="{style}">{"".join(parts)}</text:p>'


def bullets(items: list[str | list[str]], style: str = "Bullets") -> str:
    """Return a list; a list among the items is nested under the one before."""
    made: list[str] = []
    for item in items:
        if isinstance(item, str):
            made.append(paragraph(item, "Cell"))
        else:
            made[-1] += f"<text:list>{_items([paragraph(i, 'Cell') for i in item])}</text:list>"
    return f'<text:list text:style-name="{style}">{_items(made)}</text:list>'


def table(rows: list[list[str]], name: str, *, ruled: bool = True, heads: int = 1) -> str:
    """Return a table; its first rows come again on each page. "" spans nothing: it is empty."""
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    head = "".join(_row(row, "RuledHead" if ruled else "Bare", "CellHead") for row in rows[:heads])
    body = "".join(_row(row, "Ruled" if ruled else "Bare", "Cell") for row in rows[heads:])
    header = f"<table:table-header-rows>{head}</table:table-header-rows>" if heads else ""
    return f'<table:table table:name="{name}">{columns}{header}{body}</table:table>'


def columns(content: str) -> str:
    """Return content set in two columns."""
    return f'<text:section text:style-name="Columns" text:name="Columns">{content}</text:section>'


def document(body: str, head: str) -> str:
    """Return a whole flat OpenDocument text."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.2"'
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{_STYLES}{_AUTOMATIC}{_MASTER.format(head=escape(head))}"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def convert(name: str, source: str, folder: Path) -> None:
    """Let LibreOffice make `name`.pdf in this folder."""
    flat = folder / f"{name}.fodt"
    flat.write_text(source, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(HERE), str(flat)],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _items(items: list[str]) -> str:
    return "".join(f"<text:list-item>{item}</text:list-item>" for item in items)


def _row(cells: list[str], cell_style: str, text_style: str) -> str:
    made = "".join(
        f'<table:table-cell table:style-name="{cell_style}">{paragraph(cell, text_style)}'
        "</table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row>{made}</table:table-row>"


def main(names: list[str]) -> None:
    """Make the PDFs with these names, or all."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (head, body) in texts.documents().items():
            if not names or name in names:
                convert(name, document(body, head), Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
