"""Many people asking one server at once over HTTP: 20, several times over, and a burst of 200.

Run `python -m eval.bench.crowd [--people 20] [--rounds 10] [--burst 200]`. In a round each person
sends one dev question, all in the same moment and each over a connection of their own; times are
from there to the whole answer. In the burst every reply must be an answer or an honest "busy" (503
with Retry-After), while /healthz goes on answering, and afterwards the server answers as before.
Limits: 95th percentile of the rounds 1 s, no error. Exit 1 when missed.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Annotated, Any

import httpx
import typer

from eval.bench.common import call, finish, must, some_questions, workplace
from eval.bench.server import TIMEOUT_S, Server, payload, serving
from eval.metrics.timings import spread
from eval.questions import Question

P95_S = 1.0
HEALTH_S = 1.0
BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Reply:
    """What one person got: `outcome` is "answer", "busy" or what went wrong; `ms` the time."""

    outcome: str
    ms: float


def outcome(response: httpx.Response) -> str:
    """Return "answer", "busy" for an honest refusal, else the status and what came with it."""
    body: Any = response.json()
    if response.status_code == httpx.codes.OK and body.get("answer"):
        return "answer"
    honest = "retry-after" in response.headers and body.get("error", {}).get("code") == BUSY
    if response.status_code == httpx.codes.SERVICE_UNAVAILABLE and honest:
        return BUSY
    return f"HTTP {response.status_code} {response.text[:200]}"


def main(
    people: Annotated[int, typer.Option(help="How many ask at once.", min=1)] = 20,
    rounds: Annotated[int, typer.Option(help="How often they do.", min=1)] = 10,
    burst: Annotated[int, typer.Option(help="How many ask at once in the burst.", min=1)] = 200,
) -> None:
    """Measure a server under load."""
    questions = some_questions([], people * rounds + burst)
    with workplace() as place:
        must(call(place, "ingest", "--json"))
        with serving(place) as server:
            crowd, rush, health = asyncio.run(_measure(server, questions, people, burst))
    times = spread([reply.ms for reply in crowd])
    outcomes, rushed = Counter(r.outcome for r in crowd), Counter(r.outcome for r in rush)
    slowest_health = max(health, default=0.0)
    honest = set(rushed) <= {"answer", BUSY} and rushed["answer"] > 0
    finish(
        {
            "people": people,
            "rounds": rounds,
            "times_ms": asdict(times),
            "outcomes": outcomes,
            "limit_ms": P95_S * 1000,
            "burst": burst,
            "burst_outcomes": rushed,
            "burst_ms": asdict(spread([reply.ms for reply in rush])),
            "health_during_burst_ms": round(slowest_health, 1),
        },
        f"{people} at once: median {times.median:.0f} ms, 95th percentile {times.p95:.0f} ms; "
        f"{burst} at once: {rushed['answer']} answers, {rushed[BUSY]} busy; "
        f"/healthz meanwhile within {slowest_health:.0f} ms",
        set(outcomes) == {"answer"}
        and times.p95 <= P95_S * 1000
        and honest
        and slowest_health <= HEALTH_S * 1000,
    )


async def _measure(
    server: Server, questions: list[Question], people: int, burst: int
) -> tuple[list[Reply], list[Reply], list[float]]:
    crowd: list[Reply] = []
    rounds = [questions[at : at + people] for at in range(0, len(questions) - burst, people)]
    for asked in rounds:
        crowd += await _at_once(server, asked)
    over = asyncio.Event()
    watching = asyncio.create_task(_watch(server, over))
    rush = await _at_once(server, questions[-burst:])
    over.set()
    # That the server lives: it has to answer a whole round again.
    crowd += await _at_once(server, rounds[0])
    return crowd, rush, await watching


async def _at_once(server: Server, questions: list[Question]) -> list[Reply]:
    # One client each: people share no connections. Those are made before the clock starts.
    clients = [_client(server) for _ in questions]
    try:
        await asyncio.gather(*(client.get("/healthz") for client in clients))
        asked = zip(clients, questions, strict=True)
        return list(await asyncio.gather(*itertools.starmap(_ask, asked)))
    finally:
        await asyncio.gather(*(client.aclose() for client in clients))


async def _ask(client: httpx.AsyncClient, question: Question) -> Reply:
    start = time.perf_counter()
    try:
        response = await client.post("/api/ask", json=payload(question))
        found = outcome(response)
    except (httpx.HTTPError, ValueError) as error:
        found = repr(error)
    return Reply(found, (time.perf_counter() - start) * 1000)


async def _watch(server: Server, over: asyncio.Event) -> list[float]:
    times = []
    async with _client(server) as client:
        while not over.is_set():
            start = time.perf_counter()
            (await client.get("/healthz")).raise_for_status()
            times.append((time.perf_counter() - start) * 1000)
            await asyncio.sleep(0.02)
    return times


def _client(server: Server) -> httpx.AsyncClient:
    # `verify=False` spares each of them reading the system's certificates; it is plain HTTP.
    return httpx.AsyncClient(base_url=server.url, timeout=TIMEOUT_S, trust_env=False, verify=False)


if __name__ == "__main__":
    typer.run(main)
