"""Word and Excel files for the tests, put together from the XML that the programs write."""

from __future__ import annotations

import zipfile
from io import BytesIO

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers.docx import read_docx
from assistant.corpus.readers.limits import Limits
from assistant.corpus.readers.xlsx import read_xlsx

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD_SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip of `parts`, which stand under their paths."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return data.getvalue()


def relations(*pairs: tuple[str, str]) -> str:
    """Return a part that refers to others, each given as (kind, target); ids are rId1, rId2, …"""
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def docx(body: str, **parts: str) -> bytes:
    """Return a Word document with the XML of its body and of `styles`, `footnotes` and others."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {_WORD_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*((name, f"{name}.xml") for name in parts)),
    }
    for name, inner in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {_WORD_SPACES}>{inner}</w:{name}>"
    return zipped(files)


def word(body: str, **parts: str) -> RawDocument:
    """Read a Word document made of `body`."""
    return read_docx(docx(body, **parts), "stem", Limits())


def p(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    run = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r>'


def style(key: str, name: str, inner: str = "", kind: str = "paragraph") -> str:
    """Return a style."""
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{inner}</w:style>'


def table(*rows: list[str], properties: str = "", heads: int = 0) -> str:
    """Return a table; a cell is its text, or its XML where it begins with "<w:tc>"."""
    made = []
    for number, row in enumerate(rows):
        cells = (c if c.startswith("<w:tc>") else f"<w:tc>{p(c)}</w:tc>" for c in row)
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number < heads else ""
        made.append(f"<w:tr>{head}{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(made)}</w:tbl>"


def cell(text: str, across: int = 1, merge: str = "", run: str = "") -> str:
    """Return a cell over `across` columns; `merge` is "restart" or "continue"."""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{down}</w:tcPr>{p(text, run=run)}</w:tc>'


def xlsx(*sheets: str, states: dict[int, str] | None = None, styles: str = "") -> bytes:
    """Return a workbook of sheets given by the XML within `<worksheet>`, named Ark1, Ark2, …"""
    states = states or {}
    names = "".join(
        f'<sheet name="Ark{n}" sheetId="{n}" r:id="rId{n}" state="{states.get(n, "visible")}"/>'
        for n in range(1, len(sheets) + 1)
    )
    links = [("worksheet", f"worksheets/s{n}.xml") for n in range(1, len(sheets) + 1)]
    space = f'xmlns="{SHEET}" xmlns:r="{OFFICE}"'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {space}><sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(*links, ("styles", "styles.xml")),
        "xl/styles.xml": f"<styleSheet {space}>{styles}</styleSheet>",
    }
    for number, inner in enumerate(sheets, 1):
        files[f"xl/worksheets/s{number}.xml"] = f"<worksheet {space}>{inner}</worksheet>"
    return zipped(files)


def excel(data: bytes) -> RawDocument:
    """Read a workbook."""
    return read_xlsx(data, "stem", Limits())


def shown(raw: RawDocument) -> list[tuple[str, str]]:
    """Return the kind and the text of each block."""
    return [(block.kind, raw.text[block.start : block.end]) for block in raw.blocks]
