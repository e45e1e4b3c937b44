"""Draws one page in a process of its own: `python -m assistant.corpus.readers.pdf.draw`.

It takes a request as JSON from stdin and writes to stdout a PNG, or an error as JSON. A file that
hangs or crashes PDFium thus takes no server down.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from assistant.corpus.readers.pdf.model import Box
from assistant.corpus.readers.pdf.picture import render
from assistant.errors import AssistantError


def main() -> int:
    """Answer one request: path, page, boxes, and the seconds and megabytes it may take."""
    from assistant.corpus.sandbox.confine import (
        MEGABYTE,
        confine,
        limit_address_space,
        limit_cpu,
    )

    request = json.load(sys.stdin)
    confine()
    limit_cpu(request["seconds"])
    limit_address_space(int(request["megabytes"] * MEGABYTE))
    boxes = [Box(*box) for box in request["boxes"]]
    try:
        picture = render(Path(request["path"]), request["page"], boxes)
    except AssistantError as error:
        sys.stdout.buffer.write(json.dumps(error.to_json()).encode())
        return 1
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
