"""A run of `build` in a process of its own that tests can kill: rules only, no weights, slowly.

python corpus_run.py INPUT FOLDER [SECONDS PER PART]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

MARK = "Arbeiterfresser"
"""An article with this word brings down the worker that reads it."""


def pipeline(model: str | None = None):
    """The tokenizer with the components that need no weights."""
    from analysis.language import sentences
    from analysis.layers import entities
    from training.tokenizer import blank

    found = blank()
    found.add_pipe(sentences.COMPONENT)
    found.add_pipe(entities.COMPONENT)
    return found


def use_rules_only() -> None:
    """Let the workers of this process do without the model, and always name the same model and code."""
    from analysis.corpus import building, worker

    rules = pipeline()
    worker._pipeline = lambda model: rules
    building.fingerprint = worker.fingerprint = lambda model=None: {"model": "rules", "code": "test"}


if __name__ == "__main__":
    use_rules_only()
    from analysis.corpus import build, worker

    pause = float(sys.argv[3]) if len(sys.argv) > 3 else 0.0
    analyse = worker._together

    def slowly(*arguments):
        time.sleep(pause)
        return analyse(*arguments)

    worker._together = slowly
    build(sys.argv[1], sys.argv[2], workers=0, part=2)
