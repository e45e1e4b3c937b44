"""REST of the rules: the same values as the commands, the same errors, also before the index is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.doors import budgets, running
from tests.doors.shapes import check_error

ROUTES = ("/api/check", "/api/eligibility", "/api/sme")
ANSWERS = {"kind": "company", "as_of": "2022-05-01"}


def command(environment: dict[str, str], *arguments: str, stdin: bytes = b"") -> Any:
    done = running.run(environment, *arguments, "--json", stdin=stdin)
    assert done.code in (0, 1), done.err
    return done.json()


@pytest.mark.parametrize(
    "body",
    [
        budgets.changed(),
        budgets.changed().replace(b"2400000", b"2400000.01").replace(b"2600000", b"2599999.99"),
        budgets.changed(costs={"total": 5000000}),
        budgets.changed(costs={"hovedstaden": "3 mio. kr.", "sjaelland": "2.000.000"}),
        budgets.changed().replace(b"2400000", b"2400000.000000000001"),
        b'{"costs": {"total": 0.1}, "financing": {"regionalfonden": 0.03, "partners": 0.07}}',
    ],
)
def test_a_check_is_that_of_the_command(
    http: httpx.Client, indexed: dict[str, str], body: bytes
) -> None:
    response = http.post("/api/check", content=body)
    assert response.status_code == 200
    assert response.json() == command(indexed, "check", "-", stdin=body)
    assert response.content == http.post("/api/check", content=body).content
    budgets.check_result(response.json())


def test_decimals_stay_exact(http: httpx.Client) -> None:
    body = budgets.changed().replace(b"2400000", b"2400000.000000000001")
    share = http.post("/api/check", content=body).json()["findings"][0]
    assert share["actual"] == "2400000.000000000001"
    assert share["status"] == "fail"


def test_the_other_routes_are_the_commands(http: httpx.Client, indexed: dict[str, str]) -> None:
    answers = json.dumps(ANSWERS).encode()
    told = http.post("/api/eligibility", content=answers).json()
    assert told == command(indexed, "eligibility", "--answers", "-", stdin=answers)
    rules = http.get("/api/rules", params={"as_of": "2023-09-01"}).json()
    assert rules == command(indexed, "rules", "--as-of", "2023-09-01")
    questions = http.get("/api/sme").json()["questions"]
    assert questions
    assert http.get("/api/eligibility").json()["questions"]
    empty = http.post("/api/sme", content=b"{}")
    figures = command(indexed, "sme", "-", stdin=b"{}") if empty.status_code == 200 else None
    assert figures is None or empty.json() == figures


@pytest.mark.parametrize("name", budgets.WRONG)
def test_wrong_input_is_422(http: httpx.Client, name: str) -> None:
    body, word = budgets.WRONG[name]
    response = http.post("/api/check", content=body)
    if len(body) > 256 * 1024:
        assert response.status_code == 413
        check_error(response.json(), "too_large")
        return
    assert response.status_code == 422
    check_error(response.json())
    error = response.json()["error"]
    assert word in f"{error['message']} {error['hint']}"
    assert error["hint"]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"5", b'"x"', b"null", b"\xff\xfe\x00", b"costs: {total: 1}", b"[" * 99_999,
     b'{"a": NaN}', b'{"colour": 1}', b'{"a": {"a": {"a": {}}}}', b'{"call": 5}'],
)  # fmt: skip
def test_what_is_no_answer_is_422_everywhere(http: httpx.Client, route: str, body: bytes) -> None:
    response = http.post(route, content=body)
    assert response.status_code == 422, response.text
    check_error(response.json())


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/rules?as_of=i+dag", "bad_value"),
        ("/api/rules?as_of=2022-02-30", "bad_value"),
        ("/api/rules?as_of=", "bad_value"),
        ("/api/rules?as_of=20220501", "bad_value"),
        ("/api/rules?call=no-such-call", "unknown_call"),
        ("/api/eligibility?call=no-such-call", "unknown_call"),
    ],
)
def test_wrong_queries_are_422(http: httpx.Client, path: str, code: str) -> None:
    response = http.get(path)
    assert response.status_code == 422
    check_error(response.json(), code)


def test_many_at_once(http: httpx.Client) -> None:
    bodies = [
        budgets.changed(financing={"regionalfonden": 2400000 + n, "partners": 2600000 - n})
        for n in range(-5, 5)
    ] * 4
    alone = [http.post("/api/check", content=body).content for body in bodies]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda b: http.post("/api/check", content=b).content, bodies))
    assert together == alone
    assert len(set(alone)) == 10


@pytest.fixture(scope="module")
def unready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server that will not get ready: its model can't be prepared."""
    base: Path = tmp_path_factory.mktemp("unready")
    (base / "no-folder").write_text("a file in the way", encoding="utf-8")
    environment = running.environment(
        base / "data",
        ASSISTANT_MODEL=str(base / "none"),
        ASSISTANT_MODEL_DIR=str(base / "no-folder"),
    )
    with (
        running.server(environment, ready=False) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        yield client


def test_it_answers_without_model_and_index(unready: httpx.Client) -> None:
    response = unready.post("/api/check", content=budgets.changed())
    assert response.status_code == 200
    budgets.check_result(response.json())
    for path in ("/api/rules", "/api/eligibility", "/api/sme"):
        assert unready.get(path).status_code == 200
    assert unready.post("/api/eligibility", json=ANSWERS).status_code == 200
    assert unready.get("/healthz").status_code == 503


def test_changed_rules_hold_at_once(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus" / "ny"
    corpus.mkdir(parents=True)
    real = running.ROOT / "corpus" / "innovationskraft-2023-2024"
    text = (real / "innovationskraft-2023-2024.md").read_text(encoding="utf-8")
    (corpus / "ny.md").write_text(text, encoding="utf-8")
    rules = (real / "rules.yaml").read_text(encoding="utf-8")
    (corpus / "rules.yaml").write_text(rules, encoding="utf-8")
    environment = running.environment(tmp_path / "data", ASSISTANT_CORPUS_DIR=str(corpus.parent))
    body = budgets.changed(call="ny")
    with (
        running.server(environment, ready=False) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        before = client.post("/api/check", content=body).json()
        assert before["findings"][0]["limit"] == "2400000"
        (corpus / "rules.yaml").write_text(
            rules.replace("where: [sjaelland]", "where: [hovedstaden]"), encoding="utf-8"
        )
        after = client.post("/api/check", content=body).json()
        assert after["findings"][0]["limit"] == "2600000"
        assert after["version"] != before["version"]
        (corpus / "ny.md").write_text(text.replace("60 pct.", "61 pct."), encoding="utf-8")
        broken = client.post("/api/check", content=body)
        assert broken.status_code == 503
        check_error(broken.json())
        assert "rules.yaml" in broken.json()["error"]["message"]
        assert client.post("/api/check", content=budgets.changed()).status_code == 422


def test_openapi_describes_the_bodies(http: httpx.Client) -> None:
    schema = http.get("/openapi.json").json()
    for route in ROUTES:
        described = schema["paths"][route]["post"]
        body = described["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        assert body.rsplit("/", 1)[1] in schema["components"]["schemas"]
        assert {"200", "422"} <= described["responses"].keys()
    budget = schema["components"]["schemas"]["Budget"]["properties"]
    assert budgets.AS_JSON.keys() <= budget.keys()
