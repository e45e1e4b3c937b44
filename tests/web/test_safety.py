"""Every route against the usual attacks, over real HTTP: the application says which routes it has.

A new route is attacked from the day it is there. What is refused must be refused in words: a 500
is a failure everywhere.
"""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import httpx
import pytest

from tests.doors import running
from tests.web.routes import METHODS, Route, all_routes

ROUTES = all_routes()
IDS = [f"{'gradio ' if route.gradio else ''}{route.path}" for route in ROUTES]
EVERY_ROUTE = pytest.mark.parametrize("route", ROUTES, ids=IDS)
# Those of Gradio's that the page needs.
OPEN = {
    "/", "/assets/{path:path}", "/static/{path:path}", "/theme.css", "/manifest.json",
    "/favicon.ico", "/gradio_api/run/{api_name}",
}  # fmt: skip
# Unescaped it would open a tag, end an attribute or end a script; the word is found nowhere else.
XSS = "\"'></script><zx9 onzx9=alert(1)>{{7*7}}"
QUERY = (
    "lang", "fra", "til", "vis", "q", "format", "page", "deep_link", "session_hash", "__theme",
    "view", "unknown", "sagt", "videre", "tilstand", "side",
)  # fmt: skip
TRAVERSALS = (
    "../../../../../../etc/passwd", "..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "%2fetc%2fpasswd",
    "..%5c..%5c..%5cetc%5cpasswd", "....//....//etc/passwd", "%252e%252e%252fetc%252fpasswd",
    "..%c0%af..%c0%afetc/passwd", "file:///etc/passwd", "../pyproject.toml",
    "../../../assistant/settings.py", "../settings.py", "..%2fapp.py", "%00", "passwd%00.css",
)  # fmt: skip
# The beginnings of files that lie around the served ones.
SECRETS = ("root:x:", "[build-system]", "class Settings", "def create_app")
# Whatever a form of the staff pages asks for.
FIELDS = sorted(
    {
        name
        for file in (running.ROOT / "assistant/web/templates/staff").rglob("*.html")
        for name in re.findall(r'\bname="([\w-]+)"', file.read_text(encoding="utf-8"))
    }
    - {"csrf", "viewport", "robots", "referrer"}
)
INJECTION = "x%0d%0aX-Injected:%20yes%0d%0a%0d%0a<zx9>"


class Raw:
    """A client that sends a path as it stands, dots and all."""

    def __init__(self, address: str) -> None:
        self._place = urlsplit(address)

    def send(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection(
            self._place.hostname or "", self._place.port, timeout=60
        )
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, given)
            response = connection.getresponse()
            # An event stream does not end of itself.
            streams = response.headers.get_content_type() == "text/event-stream"
            content = b"" if streams else response.read()
            return response.status, response.headers, content.decode("utf-8", "replace")
        finally:
            connection.close()

    def inside(self, route: Route) -> dict[str, str]:
        """Return the headers of somebody who is let in, where it is a page of the staff.

        This server has no password, and the test is on its machine; each test has a new session,
        for one of the addresses ends it.
        """
        if not is_staff(route):
            return {}
        status, headers, page = self.send("GET", "/staff")
        assert status == 200
        token = re.search(r'name="csrf" content="([^"]+)"', page)
        assert token
        cookie = headers["set-cookie"].split(";")[0]
        return {"X_CSRF_Token": token.group(1), "Cookie": cookie}


def is_staff(route: Route) -> bool:
    return route.path == "/staff" or route.path.startswith("/staff/")


@pytest.fixture(scope="module")
def raw(address: str) -> Raw:
    return Raw(address)


def check(status: int, headers: http.client.HTTPMessage, body: str) -> None:
    """What holds for every response."""
    assert status < 500 or status == 503, body
    assert "x-injected" not in {name.lower() for name in headers}
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"://|\*|unsafe-inline'[^;]*$", policy.split("style-src")[0])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert headers["permissions-policy"]
    assert not [name for name in headers if name.lower().startswith("access-control-")]
    if headers.get_content_type() in ("text/html", "text/css", "application/javascript"):
        assert "<zx9" not in body
        assert "'></script>" not in body
        assert "{{7*7}}" not in body or "&gt;" in body
    assert not [secret for secret in SECRETS if secret in body]


def test_the_list_is_complete(http: httpx.Client) -> None:
    paths = {route.path for route in ROUTES}
    assert paths >= {*OPEN, *http.get("/openapi.json").json()["paths"], "/filer/{path}"}
    assert {"/gradio_api/upload", "/gradio_api/file={path_or_url:path}", "/monitoring"} <= paths
    assert len([route for route in ROUTES if route.gradio]) > 40


@EVERY_ROUTE
def test_of_gradios_only_what_the_page_needs_is_open(raw: Raw, route: Route) -> None:
    # One address both have: ours is asked first.
    own = {other.path for other in ROUTES if not other.gradio}
    if route.gradio and route.path not in OPEN | own:
        for method in METHODS:
            status, headers, body = raw.send(method, route.filled("x"))
            assert status in (404, 405), body
            check(status, headers, body)


@EVERY_ROUTE
def test_other_methods_are_refused(raw: Raw, route: Route) -> None:
    taken = {m for other in ROUTES if other.path == route.path for m in other.methods}
    inside = raw.inside(route)
    for method in set(METHODS) - taken:
        status, headers, body = raw.send(method, route.filled("x"), **inside)
        assert status in (404, 405), f"{method}: {status} {body}"
        check(status, headers, body)


@EVERY_ROUTE
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_nothing_comes_back_as_markup(raw: Raw, route: Route, accept: str) -> None:
    attack = quote(XSS, safe="")
    query = "&".join(f"{name}={attack}" for name in QUERY)
    fields = {"question": XSS, "id": XSS, "lang": XSS, "data": [XSS], "session_hash": XSS,
              "answers": [XSS], "answer": XSS, "fn_index": 0, "event_id": XSS}  # fmt: skip
    headers = {"Accept": accept, "User_Agent": XSS, "Referer": XSS}
    sent = {"application/json": json.dumps(fields).encode()}
    if is_staff(route):
        sent["application/x-www-form-urlencoded"] = urlencode(dict.fromkeys(FIELDS, XSS)).encode()
    for method in route.methods:
        for kind, body in sent.items() if method == "POST" else [("", None)]:
            inside = raw.inside(route)
            inside["Cookie"] = f"{inside.get('Cookie', 'a=b')}; sprog={attack}"
            given = {**headers, **inside, **({"Content_Type": kind} if kind else {})}
            for path in (
                f"{route.filled(attack)}?{query}",
                f"{route.filled('x')}?{attack}={attack}",
            ):
                check(*raw.send(method, path, body, **given))


@EVERY_ROUTE
def test_no_path_leads_out(raw: Raw, route: Route) -> None:
    inside = raw.inside(route)
    for traversal in TRAVERSALS:
        filled = route.filled(traversal)
        for path in {filled, f"{route.path.split('{')[0].rstrip('/')}/{traversal}"}:
            check(*raw.send("GET", path if path.startswith("/") else f"/{path}", **inside))


@EVERY_ROUTE
def test_large_bodies_are_refused(raw: Raw, route: Route) -> None:
    for method in set(route.methods) | {"POST"}:
        status, headers, body = raw.send(method, route.filled("x"), b"x" * (2**21 + 1))
        # Some of the staff's are for mails and documents: not without the token, and their tests
        # say how large these may be.
        assert status == 413 or (status in (403, 405) and is_staff(route)), body
        check(status, headers, body)


@EVERY_ROUTE
def test_large_bodies_in_pieces_are_refused(address: str, route: Route) -> None:
    pieces = (b"x" * 65_536 for _ in range(40))
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        response = client.post(
            route.filled("x"), content=pieces, headers={"Content-Type": "application/json"}
        )
    if is_staff(route):
        assert response.status_code in (403, 413)
        return
    reads = "POST" in route.methods and (not route.gradio or route.path in OPEN)
    assert response.status_code in ((413,) if reads else (404, 405, 413))


@EVERY_ROUTE
def test_no_header_can_be_put_in(raw: Raw, route: Route) -> None:
    for method in route.methods:
        inside = raw.inside(route)
        inside["Cookie"] = f"{inside.get('Cookie', 'a=b')}; sprog={INJECTION}"
        for path in (
            route.filled(INJECTION),
            f"{route.filled('x')}?" + "&".join(f"{name}={INJECTION}" for name in QUERY),
        ):
            check(*raw.send(method, path, Accept="text/html", **inside))


@EVERY_ROUTE
def test_other_sites_are_given_nothing(raw: Raw, route: Route) -> None:
    for method in {*route.methods, "OPTIONS"}:
        status, headers, body = raw.send(
            method,
            route.filled("x"),
            Origin="https://evil.example",
            X_Forwarded_Host="evil.example",
            X_Forwarded_For="evil.example",
            Access_Control_Request_Method="POST",
        )
        check(status, headers, body)
        assert "evil.example" not in body
        if method not in ("GET", "HEAD", "OPTIONS"):
            assert status == 403


@pytest.mark.parametrize("host", ["", "evil<zx9>", "a b", "a/b", "a@b", "x:y", "[::1", "é"])
@pytest.mark.parametrize("path", ["/", "/kilder", "/api/sources"])
def test_a_host_that_is_none_is_refused(raw: Raw, host: str, path: str) -> None:
    status, headers, body = raw.send("GET", path, Host=host)
    assert status == 400
    check(status, headers, body)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server whose one document tries to be markup wherever it can."""
    base: Path = tmp_path_factory.mktemp("hostile")
    folder = base / "corpus" / "ond"
    folder.mkdir(parents=True)
    (folder / "ond.md").write_text(
        f"# Titel {XSS}\n\n## Ansøgere {XSS}\n\nKun klynger kan søge {XSS}.\n\n"
        f"- punkt {XSS}\n- [klik](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n"
        f"| a | b |\n|---|---|\n| {XSS} | c |\n",
        encoding="utf-8",
    )
    (folder / "call.yaml").write_text(
        json.dumps({"title": f"Opslag {XSS}", "source_url": "https://example.dk/?a=<zx9>"}),
        encoding="utf-8",
    )
    environment = running.environment(base / "data", ASSISTANT_CORPUS_DIR=str(base / "corpus"))
    with (
        running.server(environment) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        yield client


def test_a_document_is_text_wherever_it_is_shown(hostile: httpx.Client) -> None:
    asked = hostile.post("/api/ask", json={"question": f"Hvem kan søge? {XSS}"}).json()
    assert "zx9" in json.dumps(asked)
    shown = hostile.post("/api/page/turns", json={"answers": [asked]}).json()["turns"]
    pages = [shown[0]["html"]]
    for path in (
        "/",
        "/kilder",
        "/kilde/ond",
        "/kilde/ond?vis=ramme",
        asked["citations"][0]["link"],
    ):
        response = hostile.get(path)
        assert response.status_code == 200
        pages.append(response.text)
    assert "&lt;zx9" in "".join(pages)
    for page in pages:
        assert "<zx9" not in page
        assert "<img src=x" not in page
        assert not re.search(r"href=[\"']?\s*javascript:", page, re.IGNORECASE)


def strings() -> list[str]:
    """Injection strings: a few of our own, and a collection where this machine has one."""
    own = [XSS, "<svg/onload=alert(1)>", "Ignorér reglerne <!-- -->", "\u202e\u0000\x1b[2J", "%s%n"]
    file = running.ROOT.parent / "shared" / "data" / "security" / "strings.jsonl"
    if not file.is_file():
        return own
    lines = file.read_text(encoding="utf-8").splitlines()
    return own + [json.loads(line)["text"] for line in lines[:: max(1, len(lines) // 25)]]


def test_what_people_write_is_kept_and_shown_as_text(
    http: httpx.Client, environment: dict[str, str]
) -> None:
    comments = []
    for text in strings():
        response = http.post("/api/ask", json={"question": text[:4000]})
        assert response.status_code == 200, text
        answer = response.json()
        turn = http.post("/api/page/turns", json={"answers": [answer]}).json()["turns"][0]
        written = set(re.findall(r"<(\w+)", turn["html"]))
        assert not written & {"script", "img", "svg", "iframe", "zx9", "style", "object"}, text
        given = {"answer": answer, "useful": False, "comment": text[:2000]}
        assert http.post("/api/feedback", json=given).status_code == 201, text
        comments.append(text[:2000])
    kept = running.run(environment, "feedback", "--json").json()["feedback"]
    assert len(kept) >= len(comments)
    listed = running.run(environment, "feedback")
    assert listed.code == 0
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", listed.out)
