"""PDFs made to harm their reader, put together object by object."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
_PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = (
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>>>>>"
)
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_SHOWN = b"BT /F 12 Tf 50 700 Td (Tekst) Tj ET\n"
MANY_PAGES = 10_000


def pdf(*objects: str | bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its catalogue."""
    body, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        data = each.encode("latin-1") if isinstance(each, str) else each
        body += b"%d 0 obj\n%b\nendobj\n" % (number, data)
    entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    tail = (
        f"xref\n0 {size}\n0000000000 65535 f \n{entries}trailer\n<</Size {size}/Root 1 0 R>>"
        f"\nstartxref\n{len(body)}\n%%EOF\n"
    )
    return body + tail.encode()


def stream(data: bytes, more: str = "") -> bytes:
    """Return a stream object."""
    return f"<</Length {len(data)}{more}>>stream\n".encode() + data + b"\nendstream"


def pdfs() -> Iterator[tuple[str, bytes]]:
    """Yield hostile PDFs with their names."""
    text = stream(_SHOWN)

    def tree(pages: str, page: str = _PAGE) -> bytes:
        return pdf(_CATALOG, pages, page, text, _FONT)

    yield "plain.pdf", tree(_PAGES)
    yield "loop.pdf", tree("<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>")
    parent = _PAGE.replace("Parent 2", "Parent 3")
    yield "parents.pdf", tree("<</Type/Pages/Kids[3 0 R]/Count 99999999/Parent 3 0 R>>", parent)
    kids = "3 0 R " * MANY_PAGES
    yield "many-pages.pdf", tree(f"<</Type/Pages/Kids[{kids}]/Count {MANY_PAGES}>>")
    yield "arrays.pdf", tree(_PAGES, _PAGE.replace("[0 0 600 800]", "[" * 100_000))
    yield "huge-page.pdf", tree(_PAGES, _PAGE.replace("600 800", "1e30 -1e30"))
    yield "far-xref.pdf", tree(_PAGES).replace(b"/Size 6", b"/Size 2147483647")
    yield "own-length.pdf", pdf(_CATALOG, _PAGES, _PAGE, b"<</Length 4 0 R>>stream\nBT\nendstream")
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    uses = _PAGE.replace("/Font", "/XObject").replace("/F ", "/X ")
    yield (
        "form-loop.pdf",
        pdf(_CATALOG, _PAGES, uses, stream(b"/X Do"), stream(b"/X Do " * 9, form)),
    )
    for name, content in (("repeated", _SHOWN * 3_000_000), ("scattered", _scattered())):
        packed = stream(zlib.compress(content), "/Filter/FlateDecode")
        yield f"{name}.pdf", pdf(_CATALOG, _PAGES, _PAGE, packed, _FONT)


def _scattered() -> bytes:
    places = ((n % 590, n * 7 % 790) for n in range(200_000))
    return b"".join(b"BT /F 9 Tf %d %d Td (ord) Tj ET\n" % place for place in places)
