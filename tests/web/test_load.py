"""Many at once: everybody gets an answer or an honest "busy"; one address gets only so much."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from assistant.settings import Settings
from tests.doors import running
from tests.doors.shapes import check_error
from tests.web.proxy import ROOT_PATH


def ask(url: str, question: str = "Hvem kan søge?", **headers: str) -> httpx.Response:
    body = {"question": question, "as_of": "2022-05-01"}
    return httpx.post(f"{url}/api/ask", json=body, headers=headers, timeout=120, trust_env=False)


def test_twenty_people_at_once_with_the_settings_as_they_come(indexed: dict[str, str]) -> None:
    default = str(Settings.model_fields["rate_limit"].default)
    with (
        running.server({**indexed, "ASSISTANT_RATE_LIMIT": default}) as address,
        ThreadPoolExecutor(20) as people,
    ):
        for _ in range(3):
            responses = list(people.map(lambda _: ask(address), range(20)))
            assert [response.status_code for response in responses] == [200] * 20
            assert len({response.json()["answer"] for response in responses}) == 1


def test_a_burst_is_answered_or_told_to_come_back(narrow: str) -> None:
    # Room for one answer and two that wait.
    with ThreadPoolExecutor(40) as people:
        many = [
            people.submit(ask, narrow, **{"X-Forwarded-For": f"198.51.100.{number}"})
            for number in range(40)
        ]
        health = [
            httpx.get(f"{narrow}/healthz", timeout=60, trust_env=False).status_code
            for _ in range(5)
        ]
    responses = [future.result() for future in many]
    outcomes = Counter(response.status_code for response in responses)
    assert set(outcomes) == {200, 503}
    for response in responses:
        if response.status_code == 503:
            check_error(response.json(), "busy")
            assert int(response.headers["retry-after"]) > 0
    assert health == [200] * 5
    assert ask(narrow, **{"X-Forwarded-For": "198.51.100.99"}).status_code == 200


def test_one_address_gets_so_much_and_no_more(tmp_path: Path) -> None:
    # Nothing to answer from: the limit holds all the same, and before anything is looked at.
    environment = running.environment(
        tmp_path / "data",
        ASSISTANT_CORPUS_DIR=str(tmp_path / "nothing"),
        ASSISTANT_RATE_LIMIT="1000/second; 5/hour",
    )
    with running.server(environment, ready=False) as address:
        # Whoever is not a trusted proxy can't pretend to be somebody else.
        asked = [ask(address, **{"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(8)]
        assert [response.status_code for response in asked] == [503] * 5 + [429] * 3
        check_error(asked[-1].json(), "too_many")
        assert 0 < int(asked[-1].headers["retry-after"]) <= 2 * 3600
        with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
            for path in ("/", "/filer/site.css", "/healthz"):
                assert client.get(path).status_code != 429
            assert client.get("/kilder").status_code == 429
            assert client.post("/gradio_api/run/predict", json={}).status_code == 429


def test_behind_a_proxy_it_counts_people_not_the_proxy(narrow: str) -> None:
    url = f"{narrow}{ROOT_PATH}"

    def codes(address: str, number: int) -> list[int]:
        body = json.dumps({"question": ""})
        headers = {"X-Forwarded-For": address}
        with httpx.Client(timeout=60, trust_env=False, headers=headers) as client:
            return [client.post(f"{url}/api/ask", content=body).status_code for _ in range(number)]

    assert codes("192.0.2.1", 61) == [422] * 60 + [429]
    assert codes("192.0.2.2", 1) == [422]
    # The last address is the one that the proxy saw; what stands before it anybody may have sent.
    assert codes("192.0.2.77, 192.0.2.1", 1) == [429]
    # The addresses of one subscriber, and one address in two notations.
    assert codes("2001:db8::1", 60) == [422] * 60
    assert codes("2001:db8::ffff:2", 1) == [429]
    assert codes("2001:db8:0:1::1", 1) == [422]
    assert codes("::ffff:192.0.2.1", 1) == [429]
