"""A new source from an editor: written into the data folder, indexed at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import yaml

from assistant.corpus.document import is_address
from assistant.errors import InputError
from assistant.index.disk import write_atomically
from assistant.index.identity import GUIDANCE
from assistant.index.names import slug, unused
from assistant.index.scan import DOCUMENTS_FOLDER, SUFFIXES
from assistant.types import Document

if TYPE_CHECKING:
    from assistant.host import Host

MAX_TITLE = 200


def add_document(
    host: Host,
    title: str,
    text: str | bytes,
    call: str,
    now: datetime,
    *,
    name: str = "",
    url: str = "",
) -> Document:
    """Write and index a source, guidance beside the call's text; what can't be read is removed.

    A text is taken as Markdown. Raises InputError `unknown_call`, `document_title`, `document_url`,
    `document_twice`, or what reading the file gives.
    """
    before = host.reader()
    if call not in before.call_ids:
        raise InputError("unknown_call", f"There is no call {call!r}.", "Choose one of the list.")
    data, suffix = _file(" ".join(title.split()), text, now, name, url.strip())
    if len(data) > host.settings.max_file_bytes:
        raise InputError("file_too_large", "The file is too large.", "Split it.")
    path = _place(host, call, title or PurePosixPath(name).stem, suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data)
    try:
        report = host.ingest([path], call)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    failed = [one for one in report.failed if Path(one.path).name == path.name]
    if failed:
        path.unlink(missing_ok=True)
        raise InputError(failed[0].code, failed[0].message, "Choose another file.")
    relative = path.relative_to(host.settings.data_dir / DOCUMENTS_FOLDER).as_posix()
    return next(d for d in host.reader().documents.values() if d.path == relative)


def _file(title: str, text: str | bytes, now: datetime, name: str, url: str) -> tuple[bytes, str]:
    if isinstance(text, bytes):
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in SUFFIXES:
            raise InputError(
                "unsupported_format",
                f"Files of the kind {suffix or '(none)'} are not indexed.",
                f"Known are {', '.join(sorted(SUFFIXES))}.",
            )
        return text, suffix
    if not title or len(title) > MAX_TITLE:
        raise InputError("document_title", "The document needs a title.", "Write one.")
    if not text.strip():
        raise InputError("empty_document", "The document holds no text.", "Paste its text.")
    if url and not is_address(url):
        raise InputError("document_url", "The address must begin with https://.", "Mend it.")
    meta = {"title": title, "kind": GUIDANCE, "updated": now.date().isoformat()}
    if url:
        meta["source_url"] = url
    head = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)
    body = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"---\n{head}---\n\n# {title}\n\n{body}\n".encode(), ".md"


def _place(host: Host, call: str, title: str, suffix: str) -> Path:
    folder = host.settings.data_dir / DOCUMENTS_FOLDER / call / GUIDANCE
    taken = {file.stem for file in folder.iterdir()} if folder.is_dir() else set()
    return folder / f"{unused(slug(title), taken)}{suffix}"
