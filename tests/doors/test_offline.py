"""No library phones home, and nothing needs a network: every way out is watched and shut."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from assistant import telemetry
from tests.doors import running
from tests.doors.shapes import ANSWER_KEYS

# Python runs this before anything else in every process, the server's workers included. An audit
# hook sees what a replaced function would miss, and can't be taken off again.
WATCH = """
import os, sys

LOG = os.environ["WATCHED_ATTEMPTS"]
LOCAL = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "", None)

def watch(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if host not in LOCAL:
        with open(LOG, "a") as log:
            log.write(f"{event} {host}\\n")
        raise OSError(f"blocked: {event} {host}")

sys.addaudithook(watch)
"""


@pytest.fixture
def watched(indexed: dict[str, str], tmp_path: Path) -> tuple[dict[str, str], Path]:
    """An environment whose processes may reach loopback only, and where attempts are written."""
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    attempts = tmp_path / "attempts.txt"
    attempts.touch()
    return {**indexed, "PYTHONPATH": str(tmp_path), "WATCHED_ATTEMPTS": str(attempts)}, attempts


def test_the_watch_sees_and_stops_an_attempt(watched: tuple[dict[str, str], Path]) -> None:
    environment, attempts = watched
    script = "import urllib.request; urllib.request.urlopen('http://example.invalid')"
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "blocked: socket.getaddrinfo example.invalid" in done.stderr
    assert "example.invalid" in attempts.read_text()


def test_a_question_is_answered_without_a_network(watched: tuple[dict[str, str], Path]) -> None:
    environment, attempts = watched
    done = running.run(environment, "ask", "Hvem kan søge?", "--json")
    assert done.code == 0, done.err
    assert done.json()["status"] == "answered"
    assert attempts.read_text() == ""


def test_an_index_is_built_without_a_network(
    watched: tuple[dict[str, str], Path], tmp_path: Path
) -> None:
    environment, attempts = watched
    file = tmp_path / "vejledning.md"
    file.write_text("# Vejledning\n\nTilskud søges inden fristen.\n", encoding="utf-8")
    elsewhere = {**environment, "ASSISTANT_DATA_DIR": str(tmp_path / "data")}
    done = running.run(elsewhere, "ingest", str(file), "--json")
    assert done.code == 0, done.err
    assert done.json()["passages"] > 0
    assert attempts.read_text() == ""


def test_the_server_stays_at_home(watched: tuple[dict[str, str], Path]) -> None:
    environment, attempts = watched
    with running.server(environment) as address:
        assert httpx.get(f"{address}/", trust_env=False).status_code == 200
        answer = httpx.post(
            f"{address}/api/ask", json={"question": "frist"}, timeout=60, trust_env=False
        )
        assert answer.json().keys() >= ANSWER_KEYS
    assert attempts.read_text() == ""


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_not_even_native_code_needs_a_network(indexed: dict[str, str]) -> None:
    probe = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("no network namespaces may be made here")
    done = subprocess.run(
        ["unshare", "-rn", running.PROGRAM, "ask", "Hvem kan søge?", "--json"],
        env=indexed,
        cwd=running.ROOT,
        capture_output=True,
        timeout=running.TIMEOUT,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_users_environment_does_not_turn_telemetry_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "True")
    monkeypatch.setenv("ANONYMIZED_TELEMETRY", "True")
    for name in ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "OTEL_SDK_DISABLED"):
        monkeypatch.setenv(name, "0")
    telemetry.disable()
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert os.environ["ANONYMIZED_TELEMETRY"] == "False"

    script = (
        "import chromadb, gradio.analytics, huggingface_hub.constants as hub\n"
        "assert not gradio.analytics.analytics_enabled()\n"
        "assert not chromadb.config.Settings().anonymized_telemetry\n"
        "assert hub.HF_HUB_DISABLE_TELEMETRY\n"
    )
    # A process of its own, because these libraries read their switches when they are imported.
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
