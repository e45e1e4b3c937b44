"""A browser without scripts, as far as forms go: read the one on a page, fill it in, send it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx


@dataclass
class Form:
    """The form of a page: what it would send as it stands, the choices, and its buttons."""

    method: str = "get"
    action: str = ""
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.form: Form | None = None
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = True
            self.form = Form(given.get("method", "get").lower(), given.get("action", ""))
        elif self.form is None or not self._inside or "name" not in given:
            return
        elif tag == "button":
            self.form.buttons.append((given["name"], given["value"]))
        elif tag == "input" and given.get("type") == "radio":
            self.form.choices.setdefault(given["name"], []).append(given["value"])
            if "checked" in given:
                self.form.values[given["name"]] = given["value"]
        elif tag == "input":
            self.form.values[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def read(page: httpx.Response) -> Form:
    """Return the last form of a page; the test fails where there is none."""
    reader = _Reader()
    reader.feed(page.text)
    assert reader.form is not None, page.text
    return reader.form


def send(
    http: httpx.Client, page: httpx.Response, press: tuple[str, str] | None = None, **filled: str
) -> httpx.Response:
    """Fill in the form of `page` and send it with the button `press`; `__` in a name is a point.

    Fields that the form does not have, and choices it does not offer, fail the test.
    """
    form = read(page)
    for name, value in filled.items():
        dotted = name.replace("__", ".")
        assert dotted in form.values or value in form.choices.get(dotted, ()), dotted
        form.values[dotted] = value
    if press is not None:
        assert press in form.buttons, form.buttons
        form.values[press[0]] = press[1]
    address = urljoin(str(page.url), form.action)
    # A browser says where the form comes from.
    origin = f"{page.url.scheme}://{page.url.netloc.decode()}"
    if form.method == "post":
        return http.post(address, data=form.values, headers={"Origin": origin})
    return http.get(address.split("?")[0], params=form.values, follow_redirects=True)
