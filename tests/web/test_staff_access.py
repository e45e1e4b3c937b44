"""The gate before the staff pages, over real HTTP: the application says which routes it has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.routes import METHODS, Route, staff_routes
from tests.web.staffroom import (
    DISPLAY,
    NAME,
    PASSWORD,
    StaffClient,
    check_private,
    client,
    cookies,
    signed_in,
)

SIGN_IN = "/staff/log-ind"
ROUTES = staff_routes()
BEHIND = [route for route in ROUTES if route.path != SIGN_IN]
POSTS = [route for route in BEHIND if "POST" in route.methods]


def by_path(routes: list[Route]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("route", routes, ids=[route.path for route in routes])


@pytest.fixture(scope="module")
def inside(staff_address: str) -> Iterator[StaffClient]:
    """Somebody who stays signed in."""
    with signed_in(staff_address) as client:
        yield client


@pytest.fixture(scope="module")
def theirs(staff_address: str) -> Iterator[str]:
    """The token of another session."""
    with signed_in(staff_address) as other:
        yield other.csrf


def test_the_list_has_every_piece() -> None:
    paths = {route.path for route in ROUTES}
    assert paths >= {"/staff", SIGN_IN, "/staff/log-ud", "/staff/profil"}
    for piece in ("desk", "gaps", "learn"):
        assert f"/staff/{piece}" in paths
    assert len(POSTS) > 5
    assert {method for route in ROUTES for method in route.methods} <= {"GET", "POST"}


@by_path(BEHIND)
def test_no_way_in_without_a_session(staff_address: str, route: Route) -> None:
    path = route.filled("x")
    with client(staff_address) as http:
        for token in (b"", b"x" * 43, b"%00", "ø".encode(), b'"'):
            headers = {b"Cookie": b"personale=" + token} if token else {}
            page = http.get(path, headers={b"Accept": b"text/html", **headers})
            assert page.status_code == 303
            assert page.headers["location"].startswith(SIGN_IN)
            check_private(page)
            for method in METHODS:
                refused = http.request(method, path, headers=headers)
                assert refused.status_code == 401, method
                check_private(refused)
                if method != "HEAD":
                    assert refused.json()["error"]["code"] == "no_session"


def test_who_is_out_is_not_told_what_there_is(staff_address: str) -> None:
    with client(staff_address) as http:
        answers = [http.get(p) for p in ("/staff/desk", "/staff/made-up", "/staff/", "/staff/%2e")]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize(
    "path", ["/Staff", "/STAFF/desk", "//staff", "//staff/desk", "/x/../staff", "/staff%2Fdesk",
             "/%73taff", "/./staff", "/staff;x/desk", "/staff\\desk"],
)  # fmt: skip
def test_no_other_spelling_leads_in(staff_address: str, path: str) -> None:
    with client(staff_address) as http:
        answer = http.get(f"{staff_address}{path}", headers={"Accept": "text/html"})
    assert answer.status_code in (303, 307, 401, 404)
    assert 'name="csrf"' not in answer.text or 'content=""' in answer.text


@by_path(POSTS)
def test_no_change_without_the_token(inside: StaffClient, theirs: str, route: Route) -> None:
    path = route.filled("x")
    for token in ("", "x", theirs, f"{inside.csrf}x", inside.csrf[:-1], "ø"):
        for answer in (
            inside.post(path, data={"csrf": token}),
            inside.post(path, data={"csrf": token}, files={"fil": b"x"}),
            inside.post(path, json={}, headers={"X-CSRF-Token": token.encode()}),
            inside.post(path, data={"csrf": inside.csrf}, headers={"X-CSRF-Token": token.encode()}),
        ):
            assert answer.status_code == 403, (token, answer.text)
            check_private(answer)
    for answer in (
        inside.post(path),
        inside.post(f"{path}?csrf={inside.csrf}"),
        inside.post(path, json={"csrf": inside.csrf}),
        inside.post(path, content=f"csrf={inside.csrf}", headers={"Content-Type": "text/plain"}),
        inside.post(path, data={"csrf": [inside.csrf, "x"]}),
    ):
        assert answer.status_code == 403, answer.text


@by_path(BEHIND)
def test_other_sites_can_send_nothing(inside: StaffClient, route: Route) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        data = {"csrf": inside.csrf}
        assert inside.post(route.filled("x"), data=data, headers=headers).status_code == 403


def test_other_sites_can_sign_nobody_in(staff_address: str) -> None:
    with client(staff_address, Origin="https://evil.example") as http:
        answer = http.post(SIGN_IN, data={"navn": NAME, "kode": PASSWORD})
    assert answer.status_code == 403
    assert not cookies(answer)


@by_path(BEHIND)
def test_only_get_and_post_are_known(inside: StaffClient, route: Route) -> None:
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = inside.request(method, route.filled("x"), headers={"X-CSRF-Token": inside.csrf})
        assert answer.status_code == 405


@by_path([route for route in BEHIND if "GET" in route.methods])
def test_every_page_is_private(inside: StaffClient, route: Route) -> None:
    answer = inside.get(route.filled("x"))
    assert answer.status_code < 500 or answer.status_code == 503
    check_private(answer)
    assert not cookies(answer)


def test_a_form_is_read_whatever_its_kind(inside: StaffClient) -> None:
    for number, files in enumerate((None, {"fil": ("x.txt", b"x" * 3_000)})):
        fields = {"navn": DISPLAY, "underskrift": f"Hilsen {number}\nMette", "sprog": "da"}
        done = inside.submit("/staff/profil", fields, files)
        assert done.status_code == 303, done.text
        page = inside.get(done.headers["location"]).text
        assert "Dine ændringer er gemt." in page
        assert f"Hilsen {number}\nMette</textarea>" in page
    header = {"X-CSRF-Token": inside.csrf}
    fields["underskrift"] = "Hilsen fra et script"
    assert inside.post("/staff/profil", data=fields, headers=header).status_code == 303
    assert "Hilsen fra et script" in inside.get("/staff/profil").text


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"--x\r\nbroken", "multipart/form-data; boundary=x"), (b"x", "multipart/form-data"),
     (b"&".join(b"a%d=1" % n for n in range(2500)), "application/x-www-form-urlencoded"),
     (b"\xff\xfe\x00=%zz", "application/x-www-form-urlencoded")],
    ids=["cut off", "no boundary", "too many fields", "no text"],
)  # fmt: skip
def test_what_is_no_form_is_refused_in_words(
    inside: StaffClient, content: bytes, kind: str
) -> None:
    for path in ("/staff/profil", SIGN_IN):
        answer = inside.post(path, content=content, headers={"Content-Type": kind})
        assert 300 <= answer.status_code < 500, path
        check_private(answer)


def test_large_bodies_are_refused_with_and_without_a_session(
    inside: StaffClient, staff_address: str
) -> None:
    body = b"x" * 600_000

    def pieces() -> Iterator[bytes]:
        for _ in range(600):
            yield b"csrf=" * 200

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert inside.post("/staff/profil", content=body).status_code == 413
    assert inside.post("/staff/profil", content=pieces(), headers=form).status_code == 413
    with client(staff_address) as http:
        # The desk takes mails, but of nobody who is not signed in.
        assert http.post("/staff/desk/ny", content=body).status_code == 401
        assert http.post(SIGN_IN, content=pieces(), headers=form).status_code == 413
