"""Hostile and damaged inputs: does anything but a `WortlautError` come out, or anything take too long?

    python -m benchmarks.fuzz [--inputs 2000] [--briefings 300] [--seed 0] [--coverage]

Articles in all formats are damaged at random (bytes cut, doubled, swapped; control and bidi characters, lone
surrogates, zero bytes, huge numbers, formulas, markup), read, analysed and exported. Of those that could be
analysed the first `--briefings` become briefings: each as a web page, a Word file and Typst source, every
tenth as a PDF. With `--coverage` the
bytes come from atheris instead, which looks for inputs that reach new code (`pip install atheris`; it is no
dependency).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import lxml.html

import analysis
from analysis.briefing.document import briefing_notebook, written
from analysis.briefing.notebook import notebook_document
from analysis.errors import WortlautError
from analysis.exports import FORMATS, write_tables
from analysis.exports_network import write_exchange
from analysis.report import Analysis
from benchmarks.texts import OWN

SUFFIXES = (".txt", ".md", ".html", ".json")
SLOW = 10.0
"""Seconds; no input of some thousand characters may take longer."""
_POISON = [
    *(
        "\x00",
        "\x1b[2J",
        "\x1b]0;x\x07",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u200b",
        "\ud800",
        "\uffff",
        "\U0010ffff",
    ),
    *(
        "<script>alert(1)</script>",
        "<!--",
        "]]>",
        "&#0;",
        "&#x110000;",
        "=HYPERLINK(1)",
        "@SUM(1)",
        "-2+3|cmd",
    ),
    *(
        "{{",
        "}}",
        "$$",
        "#let x",
        "\\input{x}",
        "```",
        "---\ndate: 99999-99-99\n---\n",
        "date: \u0663",
        "%s%n",
    ),
    *("9" * 400, "1e999", "„" * 300, "(" * 300, "„Er sagte ‚" * 40, ", dass " * 200, "am 31. Februar 0000 "),
    *("\r", "\u2028", "\x85", "\n" * 200, "a\u0308" * 200, "🇩🇪" * 100, "İ", "ß" * 300, "../../../etc/passwd"),
]


def originals() -> list[tuple[str, bytes]]:
    """(suffix, content) of the articles in all formats."""
    found = []
    for path in sorted(OWN.glob("*.txt")):
        text = path.read_text("utf-8")[:1500]
        paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        page = f"<html><head><title>Bericht</title></head><body><article>{paragraphs}</article></body></html>"
        found += [
            (".txt", text.encode()),
            (".md", f"---\ntitle: Bericht\ndate: 2025-12-06\n---\n\n# Bericht\n\n{text}".encode()),
            (".html", page.encode()),
            (".json", json.dumps({"text": text, "date": "2025-12-06", "title": "Bericht"}).encode()),
        ]
    return found


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The same with one to six things wrong."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((1, 2, 8, 200)))
        kind = chance.randrange(7)
        if kind == 0:
            del data[at:to]
        elif kind == 1:
            data[at:at] = data[at:to] * chance.choice((1, 5))
        elif kind == 2:
            data[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
        elif kind == 3:
            data = data[:at]
        else:
            poison = chance.choice(_POISON)
            way = chance.choice(("utf-8", "utf-16-le", "latin-1", "cp1252"))
            errors = "surrogatepass" if way.startswith("utf") else "replace"
            piece = json.dumps(poison)[1:-1] if kind == 6 else poison
            data[at:at] = piece.encode(way, errors)
    return bytes(data)


def try_one(
    suffix: str, content: bytes, folder: Path, nlp, brief: Callable[[Analysis], None] | None = None
) -> str:
    """Read, analyse and export; what came of it: "analysed", or the name of the error.

    Args:
        suffix, content: of the file.
        folder: where it is written to.
        nlp: the pipeline.
        brief: called with the report at the end, such as `briefed`.
    """
    path = folder / f"eingabe{suffix}"
    path.write_bytes(content)
    try:
        article = analysis.read_article(path)
        report = analysis.analyse(article, nlp=nlp, insist=True)
        for name, table in report.tables().items():
            if {"start", "end", "text"} <= set(table.columns):
                shown = [article.text[a:b] for a, b in zip(table["start"], table["end"], strict=True)]
                assert shown == table["text"].tolist(), name
        for kind in FORMATS:
            write_tables(report, folder / kind, format=kind)
        for kind in ("dna", "graphml", "gexf", "annotations"):
            write_exchange(report, folder / kind, format=kind)
        if brief is not None:
            brief(report)
    except WortlautError as error:
        return type(error).__name__
    return "analysed"


def briefed(report: Analysis, *, pdf: bool = False) -> None:
    """Set the briefing of a report in both languages and all formats.

    For Typst the text is data, never source, so most inputs go only as far as that data.

    Args:
        report: of a hostile text.
        pdf: have the compiler make a PDF, too, which takes a second.
    """
    for lang in ("de", "en"):
        made = notebook_document(briefing_notebook(report, lang), lang=lang)
        page = lxml.html.fromstring(written(made, "html"))
        assert not page.xpath("//script | //iframe | //object | //*[@onerror or @onclick or @onload]")
        assert written(made, "docx").startswith(b"PK")
        assert json.dumps(list(made.blocks), ensure_ascii=False)
        assert not pdf or lang == "en" or written(made, "pdf").startswith(b"%PDF")


def run(inputs: int, seed: int, briefings: int = 0) -> int:
    """Try so many and print what came of them; the number of findings."""
    nlp = analysis.load_pipeline()
    chance = random.Random(seed)
    sources, seen, findings = originals(), Counter[str](), 0

    def brief(report: Analysis) -> None:
        if seen["briefed"] < briefings:
            briefed(report, pdf=seen["briefed"] % 10 == 0)
            seen["briefed"] += 1

    with tempfile.TemporaryDirectory() as name:
        for number in range(inputs):
            suffix, content = chance.choice(sources)
            suffix = chance.choice(SUFFIXES) if chance.random() < 0.1 else suffix
            content = damaged(content, chance)
            begin = time.process_time()
            try:
                seen[try_one(suffix, content, Path(name), nlp, brief)] += 1
            except Exception:
                findings += 1
                print(f"input {number} of seed {seed} ({suffix}):\n{traceback.format_exc()}", flush=True)
            if (spent := time.process_time() - begin) > SLOW:
                findings += 1
                print(f"input {number} of seed {seed} ({suffix}) took {spent:.1f} s")
    print(f"{inputs} inputs, {findings} findings; " + ", ".join(f"{c} {n}" for n, c in seen.most_common()))
    return findings


def with_coverage(arguments: list[str]) -> None:
    """Let atheris find inputs for the readers; it runs until it is stopped or finds something."""
    import atheris  # type: ignore[import-not-found]

    with atheris.instrument_imports(include=["analysis"]):
        from analysis.reading import encoding, header, layout, markdown, records, webpage  # noqa: F401
    folder = Path(tempfile.mkdtemp())

    def one(data: bytes) -> None:
        path = folder / f"eingabe{SUFFIXES[data[0] % 4] if data else '.txt'}"
        path.write_bytes(data[1:])
        with suppress(WortlautError):
            analysis.read_article(path)

    target: Callable[[bytes], None] = one
    atheris.Setup([sys.argv[0], *arguments], target)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Try hostile and damaged inputs.")
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--briefings", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--coverage", action="store_true")
    chosen, rest = parser.parse_known_args()
    if chosen.coverage:
        with_coverage(rest)
    else:
        sys.exit(min(run(chosen.inputs, chosen.seed, chosen.briefings), 1))
