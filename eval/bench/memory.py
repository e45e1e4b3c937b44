"""The largest resident size of a running `assistant serve` after 200 questions over HTTP.

Run `python -m eval.bench.memory [--questions 200] [--build]`. The size is the operating system's
own peak of the process from its start to its end (ru_maxrss of wait4). The index is there before
the server starts; with `--build` the server has to build it itself, which takes more. Limit: 1.5
GB. Exit 1 when missed.
"""

from __future__ import annotations

from typing import Annotated

import typer

from eval.bench.common import call, finish, must, some_questions, workplace
from eval.bench.server import client, payload, serving

LIMIT_BYTES = 1_500_000_000


def main(
    questions: Annotated[int, typer.Option(help="How many questions are asked.", min=1)] = 200,
    build: Annotated[bool, typer.Option(help="Let the server build the index.")] = False,
) -> None:
    """Measure the memory of a server."""
    with workplace() as place:
        if not build:
            must(call(place, "ingest", "--json"))
        with serving(place) as server, client(server) as http:
            for question in some_questions([], questions):
                http.post("/api/ask", json=payload(question)).raise_for_status()
    finish(
        {
            "questions": questions,
            "build": build,
            "peak_bytes": server.peak_bytes,
            "limit_bytes": LIMIT_BYTES,
        },
        f"server peak {server.peak_bytes / 1e9:.2f} GB after {questions} questions",
        0 < server.peak_bytes <= LIMIT_BYTES,
    )


if __name__ == "__main__":
    typer.run(main)
