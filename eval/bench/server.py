"""A running `assistant serve` for a benchmark."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from eval.bench.common import CALL, Workplace, command
from eval.questions import Question

READY_WITHIN_S = 300.0
TIMEOUT_S = 60.0


@dataclass(slots=True)
class Server:
    """A server that answers on `url`; `peak_bytes` is its largest resident size, once stopped."""

    url: str
    process: subprocess.Popen[bytes]
    peak_bytes: int = 0

    def stop(self) -> None:
        """Ask the server to stop, wait for it, and note its peak memory."""
        if self.process.returncode is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        # Linux counts ru_maxrss in KiB, macOS in bytes (getrusage(2) of either).
        self.peak_bytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@contextmanager
def serving(place: Workplace) -> Iterator[Server]:
    """Start a server in the workplace, wait until it can answer, and stop it afterwards.

    Raises RuntimeError with the end of its log when it ends or isn't ready in five minutes.
    """
    port = _free_port()
    log = place.data.parent / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command("serve", "--port", str(port)),
            env=place.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        server = Server(f"http://127.0.0.1:{port}", process)
        try:
            _wait(server, log)
            yield server
        finally:
            server.stop()


def payload(question: Question) -> dict[str, Any]:
    """Return the body of POST /api/ask for a question about the sets' own call."""
    body = question.to_ask().model_dump(mode="json", exclude_none=True, exclude={"id"})
    return {**body, "call": CALL}


def client(server: Server) -> httpx.Client:
    """Return an HTTP client for the server that ignores proxies of the environment."""
    return httpx.Client(base_url=server.url, timeout=TIMEOUT_S, trust_env=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Server, log: Path) -> None:
    end = time.monotonic() + READY_WITHIN_S
    with client(server) as http:
        while time.monotonic() < end and server.process.poll() is None:
            try:
                if http.get("/healthz").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
    tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise RuntimeError(f"assistant serve did not get ready: {tail}")
