"""How a briefing was made, how accurate its tables are, and what of it a person has reviewed."""

from __future__ import annotations

from importlib import metadata
from typing import Any

from analysis.briefing.accuracy import measured
from analysis.briefing.nodes import Inline, Node, paragraph
from analysis.briefing.tables import grid
from analysis.briefing.words import Words


def method_blocks(words: Words, status: Any = None) -> list[Node]:
    """Return the note on method.

    Args:
        words: the house's words.
        status: what `analysis.review.status` says of the article, or None where nobody has reviewed it.
    """
    figures = measured()
    blocks = [
        paragraph([words["about.made"].format(version(), _model())]),
        paragraph([words["about.errors"] if figures else words["about.unmeasured"]]),
    ]
    rows: list[list[list[Inline]]] = []
    before = ""
    for row in figures:
        task = words.strings.get(f"accuracy.task.{row.task}", row.task)
        compared = words.strings.get(f"accuracy.{row.measure}", row.measure)
        rows.append(
            [
                [task if task != before else ""],
                [compared],
                [row.corpus],
                [words.number(100 * row.figure, 1)],
            ]
        )
        before = task
    heads = [words[f"accuracy.{key}"] for key in ("table", "measure", "corpus", "figure")]
    blocks += grid(
        heads, rows, words, caption=words["accuracy.caption"], right=(3,), shares=(1.7, 1.9, 4.2, 0.8)
    )
    blocks += [paragraph([text]) for text in review_sentences(words, status)]
    return blocks


def review_sentences(words: Words, status: Any) -> list[str]:
    """Return what a person has reviewed, as sentences."""
    if status is None or not (status.decided or status.added or status.stale):
        return [words["review.none"]]
    counts = (status.decided, status.proposed, status.accepted, status.edited, status.rejected, status.added)
    numbers = [words.number(count) for count in (*counts, status.open)]
    sentences = [words["review.some"].format(*numbers)]
    if status.stale:
        sentences.append(words["review.stale"].format(words.number(len(status.stale))))
    return [" ".join([*sentences, words["review.rest"]])]


def version() -> str:
    """Return the version of Wortlaut, empty where it is not installed."""
    try:
        return metadata.version("wortlaut")
    except metadata.PackageNotFoundError:
        return ""


def _model() -> str:
    """Return name and version of the language model that comes with the package."""
    import json
    from importlib import resources

    meta = resources.files("analysis.language").joinpath("model", "meta.json")
    if not meta.is_file():
        return "?"
    about = json.loads(meta.read_text(encoding="utf-8"))
    return f"{about['lang']}_{about['name']} {about['version']}"
