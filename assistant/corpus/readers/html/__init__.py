"""HTML pages to canonical text: the main content, without what surrounds it on every page."""

from assistant.corpus.readers.html.reader import read_html

__all__ = ["read_html"]
