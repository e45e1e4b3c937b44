"""Excel workbooks to canonical text: each sheet a section, each row readable alone."""

from assistant.corpus.readers.xlsx.reader import read_xlsx

__all__ = ["read_xlsx"]
