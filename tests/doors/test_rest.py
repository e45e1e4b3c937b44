"""REST over real HTTP: the same answers and errors as the command line, with HTTP's codes."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.doors import running
from tests.doors.conftest import Run
from tests.doors.shapes import check_answer, check_error

CALL = "innovationskraft-2023-2024"


def post(http: httpx.Client, value: Any) -> httpx.Response:
    return http.post("/api/ask", json=value)


def test_answers_like_the_command_line(http: httpx.Client, assistant: Run) -> None:
    question = {"question": "Hvor stor er puljen?", "as_of": "2022-05-01"}
    response = post(http, question)
    assert response.status_code == 200
    texts = {CALL: http.get(f"/api/sources/{CALL}").json()["text"]}
    check_answer(response.json(), texts)
    told = assistant("ask", question["question"], "--as-of", question["as_of"], "--json").json()
    varying = ("id", "timings_ms")
    assert {k: v for k, v in told.items() if k not in varying} == {
        k: v for k, v in response.json().items() if k not in varying
    }


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"question": ""}, "empty_question"),
        ({"question": "a" * 20_000}, "question_too_long"),
        ({}, "missing_key"),
        ({"question": "Hvem?", "colour": "red"}, "unknown_key"),
        ({"question": 5}, "bad_value"),
        ({"question": "Hvem?", "as_of": "i dag"}, "bad_value"),
        ({"question": "Hvem?", "lang": "sv"}, "bad_value"),
        ({"question": "Hvem?", "history": [{}]}, "missing_key"),
        ({"question": "Hvem?", "call": "no-such-call"}, "unknown_call"),
        (["Hvem?"], "not_an_object"),
    ],
)
def test_wrong_input_is_422(http: httpx.Client, value: Any, code: str) -> None:
    response = post(http, value)
    assert response.status_code == 422
    check_error(response.json(), code)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"question": "\\ud800"}', b'{"question": NaN}'],
)
def test_bodies_that_are_no_json_are_422(http: httpx.Client, body: bytes) -> None:
    response = http.post("/api/ask", content=body)
    assert response.status_code == 422
    check_error(response.json())


def test_random_bytes_never_break_it(http: httpx.Client) -> None:
    chance = random.Random(2022)
    for _ in range(50):
        response = http.post("/api/ask", content=chance.randbytes(chance.randrange(1, 400)))
        assert response.status_code == 422
        check_error(response.json())


@pytest.mark.parametrize("chunked", [False, True])
def test_a_large_body_is_413(http: httpx.Client, chunked: bool) -> None:
    body = b'{"question": "' + b"a" * 300_000 + b'"}'
    content: Any = (body[i : i + 65_536] for i in range(0, len(body), 65_536)) if chunked else body
    response = http.post("/api/ask", content=content)
    assert response.status_code == 413
    check_error(response.json(), "too_large")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/nothing", 404), ("GET", "/api/ask", 405), ("DELETE", "/api/sources", 405)],
)
def test_a_wrong_address_is_an_error_object(
    http: httpx.Client, method: str, path: str, status: int
) -> None:
    response = http.request(method, path)
    assert response.status_code == status
    check_error(response.json())


def test_sources(http: httpx.Client, assistant: Run) -> None:
    assert http.get("/api/sources").json() == assistant("sources", "--json").json()
    assert http.get(f"/api/sources/{CALL}").json() == assistant("source", CALL, "--json").json()
    unknown = http.get("/api/sources/no-such-source")
    assert unknown.status_code == 422
    check_error(unknown.json(), "unknown_source")


def test_openapi_describes_every_route(http: httpx.Client) -> None:
    schema = http.get("/openapi.json").json()
    assert set(schema["paths"]) == {
        "/api/ask",
        "/api/check",
        "/api/eligibility",
        "/api/export",
        "/api/feedback",
        "/api/rules",
        "/api/sme",
        "/api/sources",
        "/api/sources/{document_id}",
        "/healthz",
    }
    references = set()

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            references.add(value.get("$ref", "#/components/schemas/Ask"))
            for part in value.values():
                collect(part)
        elif isinstance(value, list):
            for part in value:
                collect(part)

    collect(schema)
    for reference in references:
        kind, name = reference.removeprefix("#/components/").split("/")
        assert name in schema["components"][kind]


def test_many_at_once(http: httpx.Client, address: str) -> None:
    questions = ["Hvem kan søge?", "frist", "Who can apply?", "kriterier"] * 10

    def ask(question: str) -> str:
        response = httpx.post(
            f"{address}/api/ask", json={"question": question}, timeout=60, trust_env=False
        )
        assert response.status_code == 200
        return str(response.json()["answer"])

    alone = {
        question: post(http, {"question": question}).json()["answer"] for question in questions
    }
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(ask, questions))
    assert together == [alone[question] for question in questions]


def test_nothing_is_loaded_from_elsewhere(http: httpx.Client) -> None:
    for path in ("/", f"/kilde/{CALL}", "/api/sources"):
        policy = http.get(path).headers["content-security-policy"]
        assert "default-src 'self'" in policy or "default-src 'none'" in policy
        assert "http" not in policy
        assert "*" not in policy


def test_gradio_neither_takes_nor_gives_files(http: httpx.Client) -> None:
    assert http.post("/gradio_api/upload", files={"files": b"x"}).status_code == 404
    for path in (running.ROOT / "pyproject.toml", "/etc/passwd", "pyproject.toml"):
        assert http.get(f"/gradio_api/file={path}").status_code in (403, 404)
    assert http.get("/gradio_api/info").status_code == 404


def test_503_while_a_part_is_missing(tmp_path: Path) -> None:
    environment = running.environment(
        tmp_path / "data", ASSISTANT_CORPUS_DIR=str(tmp_path / "nothing")
    )
    with (
        running.server(environment, ready=False) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        for response in (
            client.get("/healthz"),
            client.get("/api/sources"),
            client.post("/api/ask", content=json.dumps({"question": "Hvem?"})),
        ):
            assert response.status_code == 503
            check_error(response.json())
        assert client.get("/").status_code == 200
        assert client.get(f"/kilde/{CALL}").status_code == 503
