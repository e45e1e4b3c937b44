"""Backups that somebody tampered with: refused in words, whatever is wrong with them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from assistant.backup.archive import unpack
from assistant.errors import InputError

CONTENT = b"hello world" * 1000
ENTRY = {
    "name": "database.sqlite",
    "sha256": hashlib.sha256(CONTENT).hexdigest(),
    "bytes": len(CONTENT),
}


def made(file: Path, manifest: str) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("database.sqlite", CONTENT)
        archive.writestr("manifest.json", manifest)
    return file


def listing(*files: object) -> str:
    return json.dumps({"format": 1, "files": files})


def refused(file: Path, folder: Path) -> None:
    with pytest.raises(InputError) as raised:
        unpack(file, folder, lambda *told: None)
    assert raised.value.code == "bad_backup"


@pytest.mark.parametrize(
    "manifest",
    [
        listing(ENTRY, {**ENTRY, "name": "documents/a\0b/c"}),
        listing(ENTRY, {**ENTRY, "name": "documents/../../x"}),
        listing(ENTRY, {**ENTRY, "name": "/etc/x"}),
        listing(ENTRY, {**ENTRY, "name": 5}),
        listing({**ENTRY, "bytes": "11000"}),
        listing({**ENTRY, "bytes": 1.5}),
        listing(ENTRY).replace("11000", "Infinity"),
        listing(ENTRY).replace("11000", "-1"),
        listing(ENTRY, ENTRY),
        "[" * 200_000,
    ],
    ids=["nul", "up", "root", "no name", "text", "half", "endless", "negative", "twice", "deep"],
)
def test_an_evil_list_is_refused(tmp_path: Path, manifest: str) -> None:
    (folder := tmp_path / "to").mkdir()
    refused(made(tmp_path / "a.zip", manifest), folder)
    assert not (tmp_path / "x").exists()


def test_a_damaged_or_encrypted_file_is_refused(tmp_path: Path) -> None:
    (folder := tmp_path / "to").mkdir()
    data = bytearray(made(tmp_path / "a.zip", listing(ENTRY)).read_bytes())
    damaged = data[:60] + bytes(one ^ 0xFF for one in data[60:80]) + data[80:]
    (tmp_path / "damaged.zip").write_bytes(damaged)
    refused(tmp_path / "damaged.zip", folder)
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + flag] |= 1
    (tmp_path / "locked.zip").write_bytes(data)
    refused(tmp_path / "locked.zip", folder)


def test_a_good_one_is_taken(tmp_path: Path) -> None:
    (folder := tmp_path / "to").mkdir()
    unpack(made(tmp_path / "a.zip", listing(ENTRY)), folder, lambda *told: None)
    assert (folder / "database.sqlite").read_bytes() == CONTENT
