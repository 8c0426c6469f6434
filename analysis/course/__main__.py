"""`python -m analysis.course index` or `handout`: run in the root of the repository."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.course.handout import write_handout
from analysis.course.index import PAGE, renewed

NOTEBOOKS = Path("notebooks")
ARTICLES = Path("data/articles")


def main() -> None:
    """Renew the index of the course, or write what a class is handed."""
    parser = argparse.ArgumentParser(prog="python -m analysis.course", description=__doc__)
    parser.add_argument("what", choices=["index", "handout"])
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("out/handout"), help="folder of the handout"
    )
    asked = parser.parse_args()
    if asked.what == "index":
        (NOTEBOOKS / PAGE).write_text(renewed(NOTEBOOKS), "utf-8")
        print(NOTEBOOKS / PAGE)
    else:
        print(*write_handout(NOTEBOOKS, ARTICLES, asked.output), sep="\n")


if __name__ == "__main__":
    main()
