"""The accuracy table of the README, made of `accuracy.csv`, which `wortlaut evaluate` writes.

wortlaut evaluate --data CORPORA -o training && python -m training.accuracy
"""

from __future__ import annotations

import csv
from pathlib import Path

TABLE = Path(__file__).with_name("accuracy.csv")
README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- accuracy: begin -->\n", "<!-- accuracy: end -->\n"
HEADLINES = {
    "times": ("span F1", "span and value F1"),
    "quotations": ("quote F1", "roles F1", "joint F1", "type F1"),
    "positions": ("cue F1", "stance F1", "actor F1", "issue F1"),
    "sentiment": ("macro F1",),
    "names": ("names F1",),
    "syntax": ("UPOS accuracy", "FEATS F1", "lemma accuracy", "UAS", "LAS", "sentences F1"),
}
"""What the README shows of each task; the CSV file has all the rest."""
HEAD = ("task", "corpus", "part", "measure", "figure", "baseline")


def block(table: Path = TABLE) -> str:
    """The README's table in Markdown.

    Args:
        table: the CSV file of `wortlaut evaluate`.

    Returns:
        A sentence with model and command, and one row per headline figure.
    """
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [
        f"Model `{rows[0]['model version']}`, measured with `{rows[0]['command']}`:",
        "",
        "| " + " | ".join(HEAD) + " |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        if not row["figure"] or not _headline(row, several="all" in {r["split"] for r in rows}):
            continue
        baseline = f"{float(row['baseline']):.3f}" if row["baseline"] else ""
        cells = [row["task"], row["corpus"], row["split"], row["measure"]]
        lines.append("| " + " | ".join([*cells, f"{float(row['figure']):.3f}", baseline]) + " |")
    return "\n".join(lines) + "\n"


def _headline(row: dict[str, str], *, several: bool) -> bool:
    if row["split"] == "train" or (row["task"] == "times" and several and row["split"] != "all"):
        return False
    return row["measure"].split(" (")[0] in HEADLINES.get(row["task"], ())


def with_block(readme: str, text: str) -> str:
    """The README with its table replaced.

    >>> with_block(f"Vor {BEGIN}alt{END} nach", "neu") == f"Vor {BEGIN}neu{END} nach"
    True
    """
    before, _, rest = readme.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return before + BEGIN + text + END + behind


if __name__ == "__main__":
    README.write_text(with_block(README.read_text("utf-8"), block()), encoding="utf-8")
