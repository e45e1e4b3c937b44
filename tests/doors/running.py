"""The real programs: `assistant` as a process of its own, and its server on a free port."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import httpx

from tests.doors import forking

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).parent / "assistant"
TIMEOUT = 180


@dataclass(frozen=True)
class Result:
    """How a run ended; `out` stays bytes, because some of it is compared byte by byte."""

    code: int
    out: bytes
    err: str

    def json(self) -> Any:
        """Return stdout, which must be one JSON value and nothing else."""
        return json.loads(self.out)

    def json_lines(self) -> list[Any]:
        """Return stdout as one JSON value a line."""
        return [json.loads(line) for line in self.out.decode().splitlines()]


def run(environment: Mapping[str, str], *arguments: str | bytes, stdin: bytes = b"") -> Result:
    """Run `assistant` with `arguments` in the project's root."""
    if not forking.can_fork(environment):
        done = subprocess.run(
            [PROGRAM, *arguments],
            input=stdin,
            capture_output=True,
            cwd=ROOT,
            env=dict(environment),
            timeout=TIMEOUT,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr.decode())
    with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        streams = (given.fileno(), out.fileno(), err.fileno())
        process = forking.start(arguments, environment, ROOT, streams)
        process.join(TIMEOUT)
        assert process.exitcode is not None, f"{arguments} did not end"
        for stream in (out, err):
            stream.seek(0)
        return Result(process.exitcode, out.read(), err.read().decode())


@contextmanager
def server(environment: Mapping[str, str], *, ready: bool = True, port: int = 0) -> Iterator[str]:
    """Serve on `port` (0: a free one) and yield the address; with `ready`, once it can answer."""
    arguments = ["serve", "--port", str(port)]
    running = _forked if forking.can_fork(environment) else _started
    with running(arguments, environment) as stdout:
        line = stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"no address in {line!r}"
        if ready:
            wait_until_ready(found.group())
        yield found.group()


@contextmanager
def _started(arguments: list[str], environment: Mapping[str, str]) -> Iterator[IO[str]]:
    with subprocess.Popen(
        [PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=dict(environment),
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


@contextmanager
def _forked(arguments: list[str], environment: Mapping[str, str]) -> Iterator[IO[str]]:
    reader, writer = os.pipe()
    with open(os.devnull, "r+b") as nothing, open(reader, encoding="utf-8") as stdout:
        streams = (nothing.fileno(), writer, nothing.fileno())
        process = forking.start(arguments, environment, ROOT, streams)
        os.close(writer)
        try:
            yield stdout
        finally:
            process.terminate()
            process.join(timeout=30)
            assert process.exitcode is not None, "the server did not end"


def wait_until_ready(address: str) -> None:
    """Ask /healthz until it says 200; fail where it gives up, or after `TIMEOUT` seconds."""
    deadline = time.monotonic() + TIMEOUT
    with httpx.Client(timeout=60, trust_env=False) as client:
        while (response := client.get(f"{address}/healthz")).status_code != 200:
            assert response.json()["error"]["code"] == "starting", response.text
            assert time.monotonic() < deadline, response.text
            time.sleep(0.1)


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """Return an environment with this project's corpus and a data folder of its own."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    model_dir = os.environ.get("ASSISTANT_MODEL_DIR")
    kept = {"ASSISTANT_MODEL_DIR": model_dir} if model_dir else {}
    return {
        **inherited,
        **kept,
        "ASSISTANT_CORPUS_DIR": str(ROOT / "corpus"),
        "ASSISTANT_DATA_DIR": str(data_dir),
        # All tests come from one address; a test of its own asks for less.
        "ASSISTANT_RATE_LIMIT": "1000000/minute",
        **more,
    }


def indexed_environment(base: Path) -> dict[str, str]:
    """Return the environment of an assistant with its index built, once for each `base` folder."""
    indexed = environment(base / "assistant-data")
    if not (base / "assistant-data").exists():
        done = run(indexed, "setup")
        assert done.code == 0, done.err
    return indexed
