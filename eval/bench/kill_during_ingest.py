"""SIGKILL `assistant ingest` at random moments: the old index answers, the next run completes.

Run `python -m eval.bench.kill_during_ingest [--kills 10] [--seed 1]` (POSIX). Each round writes a
made-up call into the corpus, starts `assistant ingest` and kills its process group at a moment
drawn evenly from the time that such a run took undisturbed; a run that ended first is drawn again.
Then `assistant ask` in a new process has to give the answer it gave before, from the old generation
(or the new one, when the kill came after the pointer was replaced), the next `ingest` has to end
with code 0, and the new call has to be found. Exit 1 when anything of that fails.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from typing import Annotated, Any

import typer

from eval.bench.common import (
    CALL,
    Workplace,
    call,
    command,
    finish,
    must,
    some_questions,
    workplace,
)
from eval.bench.texts import TREES, MadeUpCall, made_up_call

PARAGRAPHS = 60


@dataclass(frozen=True, slots=True)
class Killed:
    """A kill `at_s` seconds into a run, and whether everything held after it."""

    at_s: float
    generation: str
    answered: bool
    completed: bool
    found: bool

    @property
    def held(self) -> bool:
        """Whether the index answered, was completed and has the new text."""
        return self.answered and self.completed and self.found


def main(
    kills: Annotated[int, typer.Option(help="How many runs are killed.", min=1, max=20)] = 10,
    seed: Annotated[int, typer.Option(help="Seed of the moments and the calls.")] = 1,
) -> None:
    """Kill runs of `assistant ingest` and look what is left."""
    rng = random.Random(seed)
    with workplace() as place:
        must(call(place, "ingest", "--json"))
        calls = [made_up_call(number, PARAGRAPHS, seed) for number in range(len(TREES))]
        seconds = _undisturbed(place, calls.pop())
        done: list[Killed] = []
        while calls and len(done) < kills:
            killed = _round(place, calls.pop(), rng.uniform(0, seconds))
            done += [killed] if killed else []
    held = sum(each.held for each in done)
    finish(
        {
            "undisturbed_s": round(seconds, 2),
            "kills": [asdict(each) | {"held": each.held} for each in done],
            "asked_for": kills,
        },
        f"{held} of {len(done)} killed runs left an index that answers and was completed",
        held == len(done) == kills,
    )


def _undisturbed(place: Workplace, new: MadeUpCall) -> float:
    new.save(place.corpus)
    start = time.perf_counter()
    must(call(place, "ingest", "--json"))
    return time.perf_counter() - start


def _round(place: Workplace, new: MadeUpCall, at: float) -> Killed | None:
    """Kill one run; None when it was over before."""
    question = some_questions([], 1)[0].question
    ask = ("ask", question, "--call", CALL, "--json")
    before = must(call(place, *ask))
    new.save(place.corpus)
    if not _kill(place, at):
        return None
    done = call(place, *ask)
    after: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    completed = call(place, "ingest", "--json").returncode == 0
    return Killed(
        at_s=round(at, 2),
        generation="old" if _generation(after) == _generation(before) else "new",
        answered=bool(after) and _content(after) == _content(before),
        completed=completed,
        found=_found(place, new),
    )


def _kill(place: Workplace, at: float) -> bool:
    process = subprocess.Popen(
        command("ingest", "--json"),
        env=place.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=at)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def _generation(answer: dict[str, Any]) -> str | None:
    return answer.get("index_generation")


def _content(answer: dict[str, Any]) -> tuple[str, str, list[str]]:
    quotes = [citation["quote"] for citation in answer["citations"]]
    return answer["status"], answer["answer"], quotes


def _found(place: Workplace, new: MadeUpCall) -> bool:
    answer = must(call(place, "ask", new.question, "--json"))
    return any(new.sentence in citation["quote"] for citation in answer["citations"])


if __name__ == "__main__":
    typer.run(main)
