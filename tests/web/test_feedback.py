"""Feedback over HTTP: kept, found with the command line, and refused where it is not honest."""

from __future__ import annotations

import copy
import json
from typing import Any

import httpx
import pytest

from tests.doors import running
from tests.doors.shapes import check_error

Change = tuple[list[str | int], Any]


def kept(environment: dict[str, str], *options: str) -> list[dict[str, Any]]:
    done = running.run(environment, "feedback", "--json", *options)
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = done.json()["feedback"]
    return found


def changed(value: Any, path: list[str | int], new: Any) -> Any:
    value = copy.deepcopy(value)
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return value


def test_it_is_kept_with_question_answer_and_quotes(
    http: httpx.Client, answer: dict[str, Any], environment: dict[str, str]
) -> None:
    given = {
        "answer": answer,
        "useful": False,
        "reasons": ["wrong", "quote_not_found"],
        "comment": "Ring til mig på 22334455.",
    }
    response = http.post("/api/feedback", json=given)
    assert response.status_code == 201, response.text
    again = {"answer": answer, "useful": True, "replaces": response.json()["id"]}
    latest = http.post("/api/feedback", json=again).json()["id"]

    listed = {each["id"]: each for each in kept(environment, "--all")}
    first = listed[response.json()["id"]]
    assert first["question"] == answer["question"]
    assert first["answer"] == {**answer, "timings_ms": first["answer"]["timings_ms"]}
    assert first["comment"] == "Ring til mig på [phone]."
    assert first["reasons"] == given["reasons"]
    assert first["call"] == answer["citations"][0]["document_id"]
    assert first["created_at"].endswith(("Z", "+00:00"))
    assert listed[latest]["replaces"] == first["id"]
    assert [each["id"] for each in kept(environment)][-1] == latest
    assert first["id"] not in [each["id"] for each in kept(environment)]


def test_for_people_it_is_listed_without_steering_the_terminal(
    http: httpx.Client, answer: dict[str, Any], environment: dict[str, str]
) -> None:
    given = {"answer": answer, "useful": False, "comment": "rød \x1b[31m skrift"}
    assert http.post("/api/feedback", json=given).status_code == 201
    done = running.run(environment, "feedback")
    assert "rød �[31m skrift".encode() in done.out
    assert b"\x1b" not in done.out


@pytest.mark.parametrize(
    ("path", "new", "code"),
    [
        (["useful"], "yes", "bad_value"),
        (["useful"], 1, "bad_value"),
        (["reasons"], ["bad"], "bad_value"),
        (["reasons"], ["wrong"] * 8, "bad_value"),
        (["comment"], "x" * 2001, "bad_value"),
        (["comment"], None, "bad_value"),
        (["replaces"], "x", "bad_value"),
        (["replaces"], "0" * 32, "unknown_feedback"),
        (["colour"], "red", "unknown_key"),
        (["answer"], None, "bad_value"),
        (["answer"], {}, "missing_key"),
        (["answer", "id"], "", "bad_value"),
        (["answer", "question"], " ", "empty_question"),
        (["answer", "question"], "x" * 4001, "question_too_long"),
        (["answer", "status"], "great", "bad_value"),
        (["answer", "answer"], "x" * 10_001, "bad_value"),
        (["answer", "as_of"], "2022-13-01", "bad_value"),
        (["answer", "confidence"], 2, "bad_value"),
        (["answer", "findings"], [{"x": "y" * 60_000}], "bad_value"),
        (["answer", "citations", 0, "quote"], "Alle får penge.", "altered_quote"),
        (["answer", "citations", 0, "start"], 0, "altered_quote"),
        (["answer", "citations", 0, "start"], -5, "bad_value"),
        (["answer", "citations", 0, "end"], 10**30, "bad_value"),
        (["answer", "citations", 0, "document_sha256"], "0" * 63 + "\n", "bad_value"),
        (["answer", "citations", 0, "source_url"], "javascript:alert(1)", "bad_value"),
    ],
)
def test_what_is_no_feedback_on_an_answer_is_422(
    http: httpx.Client, answer: dict[str, Any], path: list[str | int], new: Any, code: str
) -> None:
    given = changed({"answer": answer, "useful": True}, path, new)
    response = http.post("/api/feedback", json=given)
    assert response.status_code == 422, response.text
    check_error(response.json(), code)


def test_an_answer_of_another_version_is_taken_without_its_extra_keys(
    http: httpx.Client, answer: dict[str, Any], environment: dict[str, str]
) -> None:
    other = {**answer, "mood": "good"}
    for name in ("findings", "missing", "confidence", "timings_ms", "mode", "index_generation"):
        del other[name]
    response = http.post("/api/feedback", json={"answer": other, "useful": True})
    assert response.status_code == 201, response.text
    assert "mood" not in kept(environment)[-1]["answer"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Sec-Fetch-Site": "same-origin"}, 201),
        ({"Content-Type": "application/json; charset=utf-8"}, 201),
    ],
)
@pytest.mark.parametrize("path", ["/api/feedback", "/api/export?format=md"])
def test_another_site_can_post_nothing(
    http: httpx.Client, answer: dict[str, Any], path: str, headers: dict[str, str], status: int
) -> None:
    body = {"answer": answer, "useful": True} if "feedback" in path else {"answers": [answer]}
    given = {"Content-Type": "application/json", **headers}
    response = http.post(path, content=json.dumps(body), headers=given)
    assert response.status_code in ((200, 201) if status == 201 else (status,)), response.text


def test_its_own_origin_may_post_whatever_the_scheme(
    http: httpx.Client, address: str, answer: dict[str, Any]
) -> None:
    for origin in (address, address.replace("http:", "https:")):
        given = {"answer": answer, "useful": True}
        assert http.post("/api/feedback", json=given, headers={"Origin": origin}).is_success


def test_without_a_database_it_answers_and_says_what_is_missing(
    indexed: dict[str, str], answer: dict[str, Any], tmp_path: Any
) -> None:
    (tmp_path / "broken.sqlite").write_bytes(b"x" * 5000)
    broken = {**indexed, "ASSISTANT_DATABASE_URL": f"sqlite:///{tmp_path / 'broken.sqlite'}"}
    with (
        running.server(broken) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        response = client.post("/api/feedback", json={"answer": answer, "useful": True})
        assert response.status_code == 503
        check_error(response.json(), "no_database")
        assert client.post("/api/ask", json={"question": "frist"}).json()["status"] == "answered"
    done = running.run(broken, "feedback", "--json")
    assert done.code == 3
    check_error(done.json(), "no_database")
