"""Thousands of articles, killed on the way: is any lost, and does a worker's memory stay flat?

    python -m benchmarks.endurance --corpora CORPORA [--articles 10000] [--workers 2] [--kill 3] [--compare]

Makes articles by sampling sentences of the corpora (`*.jsonl`, `*.jsonl.xz`, `*.txt.xz` with one text a
line), runs `wortlaut corpus` on them, kills it with SIGKILL at even shares of the way, lets it go on, and
prints what it saw.
`--compare` also runs it undisturbed and compares all files byte for byte. Nothing is written outside a
temporary folder. Exit code 1 if a measure is missed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

FLAT = 0.10
"""How much more memory a worker may have at its end than when it had warmed up, as a share."""
ENOUGH = 200_000
_SENTENCE = re.compile(r"[A-ZÄÖÜ„\"][^.!?\n]{30,260}[.!?](?= |$)")


def sentences(corpora: Path) -> list[str]:
    """Sentences of the corpora, at most `ENOUGH`, each once."""
    found: dict[str, None] = {}
    for path in sorted(corpora.rglob("*")):
        if path.name.endswith((".jsonl", ".jsonl.xz", ".txt.xz")):
            for count, text in enumerate(_texts(path)):
                found.update(dict.fromkeys(_SENTENCE.findall(text)))
                if count > 40_000 or len(found) > ENOUGH:
                    break
    return list(found)


def _texts(path: Path) -> Iterator[str]:
    """The texts of a corpus file: of each line, or of each JSON object the field that holds it."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line) if ".jsonl" in path.name else {"text": line}
            yield from (record[key] for key in ("text", "originalText") if isinstance(record.get(key), str))


def write_articles(path: Path, pool: list[str], count: int, length: int, seed: int) -> int:
    """Write articles as JSON Lines: every 50th is a copy of the one before; the number of copies."""
    chance = random.Random(seed)
    copies, text = 0, ""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            if number % 50 == 49:
                copies += 1
            else:
                taken = chance.sample(pool, chance.randint(length // 2, length + length // 2))
                text = "\n\n".join(" ".join(taken[at : at + 4]) for at in range(0, len(taken), 4))
            day = f"{2020 + number % 5}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            record = {"id": f"artikel-{number}", "text": text, "date": day, "source": f"Quelle {number % 4}"}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return copies


class Memory:
    """Resident memory of worker processes as the work goes on, in MB.

    A worker loads model and lexica with its first articles; it is warmed up after six parts.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.seen: dict[int, list[tuple[int, float]]] = {}

    def look(self, process: psutil.Process, done: int) -> None:
        """Note the memory of every child that has loaded the model (more than 200 MB)."""
        with suppress(psutil.Error):
            for child in process.children(recursive=True):
                size = child.memory_info().rss / 1e6
                if size > 200:
                    self.seen.setdefault(child.pid, []).append((done, size))

    def growth(self) -> list[tuple[float, float, float]]:
        """Per worker that lived for 16 parts or more: median MB warmed up, at its end, growth as a share."""
        found = []
        for sizes in self.seen.values():
            parts = [(done - sizes[0][0]) / self.workers for done, _ in sizes]
            early = [size for part, (_, size) in zip(parts, sizes, strict=True) if 6 <= part < 10]
            if parts[-1] >= 16 and early:
                late = statistics.median(size for _, size in sizes[-len(sizes) // 10 :])
                warm = statistics.median(early)
                found.append((warm, late, late / warm - 1))
        return found


def run(command: list[str], folder: Path, stop_at: int | None, memory: Memory) -> tuple[bool, float]:
    """Run to the end, or kill it when so many parts are done: whether it came to its end, and seconds."""
    begin = time.monotonic()
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    log = folder.with_suffix(".log")
    with log.open("w") as said:
        process = psutil.Popen(command, stdout=said, stderr=said, env=environment)
    while process.poll() is None:
        time.sleep(0.25)
        done = len(list((folder / "parts").glob("part-*.json")))
        memory.look(process, done)
        if stop_at is not None and done >= stop_at:
            process.kill()
            process.wait()
            return False, time.monotonic() - begin
    if process.returncode:
        raise SystemExit(f"wortlaut corpus ended with {process.returncode}: {log.read_text()[-800:]}")
    return True, time.monotonic() - begin


def files(folder: Path) -> dict[str, str]:
    """Every file of a corpus with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def main() -> int:
    """Run the measurement and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--length", type=int, default=10, help="mean number of sentences in an article")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill", type=int, default=3, help="how often the run is killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--compare", action="store_true", help="run undisturbed too, and compare")
    options = parser.parse_args()
    wortlaut = [sys.executable, "-c", "from analysis.cli import main; main()"]
    with tempfile.TemporaryDirectory(prefix="endurance-") as name:
        work = Path(name)
        pool = sentences(options.corpora)
        copies = write_articles(work / "a.jsonl", pool, options.articles, options.length, options.seed)
        print(f"{options.articles} articles ({copies} copies) of {len(pool)} sentences")
        target, memory = work / "killed", Memory(options.workers)
        command = [
            *wortlaut,
            "corpus",
            str(work / "a.jsonl"),
            "--insist",
            "--workers",
            str(options.workers),
            "-o",
        ]
        parts = -(-options.articles // 64)
        seconds = 0.0
        for time_killed in range(1, options.kill + 1):
            goal = max(1, parts * time_killed // (options.kill + 1))
            ended, took = run([*command, str(target)], target, goal, memory)
            seconds += took
            how = "ended before it was killed" if ended else f"killed at part {goal} of {parts}"
            print(f"  {how}, {took:.0f} s", flush=True)
        seconds += run([*command, str(target)], target, None, memory)[1]
        manifest = json.loads((target / "manifest.json").read_text("utf-8"))
        print(f"  through in {seconds:.0f} s: {manifest['words'] / seconds:.0f} words/s, start-ups included")
        through = manifest["articles"] + manifest["duplicates"] + manifest["errors"]
        lost = options.articles - through
        print(f"articles {manifest['articles']}, duplicates {manifest['duplicates']}, "
              f"errors {manifest['errors']}, lost {lost}")  # fmt: skip
        growth = memory.growth()
        if not growth:
            print("memory: no worker lived long enough to tell (16 parts of 64 articles)")
        for early, late, share in growth:
            print(f"memory of a worker: {early:.0f} MB warmed up, {late:.0f} MB at its end, {share:+.1%}")
        good = lost == 0 and manifest["duplicates"] == copies and all(share <= FLAT for *_, share in growth)
        if options.compare:
            took = run([*command, str(work / "whole")], work / "whole", None, memory)[1]
            same = files(work / "whole") == files(target)
            print(f"undisturbed in {took:.0f} s: {manifest['words'] / took:.0f} words/s; "
                  f"{'the same bytes' if same else 'OTHER BYTES'}")  # fmt: skip
            good = good and same
    print("reached" if good else "MISSED")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
