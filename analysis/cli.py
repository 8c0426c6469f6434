"""The command `wortlaut`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.article import read_article, read_articles
from analysis.errors import WortlautError
from analysis.exports import FORMATS, write_tables

if TYPE_CHECKING:
    from analysis.article import Article
    from analysis.report import Analysis

BAD_INPUT = 2
"""Exit code of every error that the user can mend."""


class TableFormat(StrEnum):
    csv = "csv"
    parquet = "parquet"
    json = "json"
    dna = "dna"
    graphml = "graphml"
    gexf = "gexf"
    annotations = "annotations"


class BriefingFormat(StrEnum):
    pdf = "pdf"
    html = "html"
    docx = "docx"


class BriefingLanguage(StrEnum):
    en = "en"
    de = "de"


app = typer.Typer(
    help="Close reading of German news reports on negotiations.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

Insist = Annotated[bool, typer.Option("--insist", help="Analyse the text even if it does not look German.")]


Reviewed = Annotated[
    bool, typer.Option("--reviewed", help="Apply the decisions beside each article (NAME.review.tsv).")
]


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"wortlaut {version('wortlaut')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Examples:  wortlaut analyse bericht.txt   |   wortlaut analyse artikel/ -o tabellen")
def analyse(
    files: Annotated[list[Path], typer.Argument(help="Articles (.txt .md .html .json), or folders of them.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Folder for the tables.")] = None,
    format: Annotated[
        TableFormat, typer.Option(help="Tables, or positions for other tools.")
    ] = TableFormat.csv,
    reviewed: Reviewed = False,
    insist: Insist = False,
) -> None:
    """Analyse articles: a summary of each, and with -o all tables as files."""
    from analysis.report import analyse_many

    articles = list(read_articles(files))  # a file that cannot be read is told before any work is done
    if reviewed:
        _require_decisions(articles)
    with _working("Reading the language model") as step:
        for report in analyse_many(articles, insist=insist):
            step(f"Analysed {printable(report.article.id)}")
            if reviewed:
                report = _reviewed(report)
            _summary(report)
            if output is not None:
                for path in _written(report, output, format.value):
                    print(f"  {printable(str(path))}")


@app.command(epilog="Examples:  wortlaut briefing bericht.txt --lang de   |   wortlaut briefing a.txt b.txt")
def briefing(
    files: Annotated[list[Path], typer.Argument(help="Article (.txt .md .html .json); several: a dossier.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file (default: ID.pdf, dossier.pdf).")
    ] = None,
    lang: Annotated[BriefingLanguage | None, typer.Option(help="Language of the briefing.")] = None,
    format: Annotated[
        BriefingFormat | None, typer.Option(help="Default: what the output's name ends in, or pdf.")
    ] = None,
    house: Annotated[Path | None, typer.Option(help="House style of your own (briefing/house.toml).")] = None,
    reviewed: Reviewed = False,
    insist: Insist = False,
) -> None:
    """Write the briefing of an article, or the dossier of several, as PDF, HTML or DOCX."""
    from analysis.briefing.command import run

    # A single file is one article; a folder, or several files, are a dossier.
    one = len(files) == 1 and not _is_folder(files[0])
    articles = [read_article(files[0])] if one else list(read_articles(files))
    if reviewed:
        _require_decisions(articles)
    with _working("Reading the language model") as step:
        path = run(
            articles, output, lang=lang or "", format=format or "", house=house, reviewed=reviewed,
            insist=insist, step=step,
        )  # fmt: skip
    print(printable(str(path)))


@app.command(epilog="Example:  wortlaut evaluate --data corpora -o accuracy")
def evaluate(
    data: Annotated[Path, typer.Option("--data", help="Folder with corpora in their original formats.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Folder for accuracy.csv, .md.")
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Another pipeline's folder.")] = None,
) -> None:
    """Measure the accuracy on public corpora and print it as a table."""
    from analysis.evaluation import as_markdown, write_table
    from analysis.evaluation import evaluate as measured

    with _working("Measuring; this takes some minutes"):
        table = measured(data, model=model)
    print(as_markdown(table), end="")
    if output is not None:
        for path in write_table(table, output):
            print(path)


@app.command(epilog="Examples:  wortlaut corpus artikel/ -o korpus   |   wortlaut corpus a.csv -o korpus")
def corpus(
    inputs: Annotated[
        list[str], typer.Argument(help="Folders, patterns, articles, tables of them (.csv .parquet .jsonl).")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder of the corpus; a run that stopped goes on.")
    ],
    workers: Annotated[int, typer.Option(min=1, help="Processes on this machine.")] = os.cpu_count() or 1,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler that runs.")] = None,
    memory: Annotated[str, typer.Option(help="Limit of a worker, such as 2GB.")] = "auto",
    column: Annotated[
        list[str] | None, typer.Option(help="FIELD=COLUMN where a table names text, date … in another way.")
    ] = None,
    insist: Insist = False,
    anew: Annotated[bool, typer.Option("--anew", help="Analyse everything again.")] = False,
) -> None:
    """Analyse thousands of articles into one Parquet data set per table."""
    from analysis.corpus.command import run

    run(
        inputs, output, workers=workers, scheduler=scheduler, memory=memory, columns=column or (),
        insist=insist, anew=anew, printable=printable,
    )  # fmt: skip


def printable(text: str) -> str:
    """A text for the terminal: control characters, which could be commands to it, become visible marks.

    >>> printable("Moskau\\x1b[2J")
    'Moskau\\ufffd[2J'
    """
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def main() -> None:
    """Run the command; an error of the input is one line on standard error and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without „ł“ shows a question mark
    try:
        app()
    except WortlautError as error:
        print(f"Error: {printable(str(error))}", file=sys.stderr)
        sys.exit(BAD_INPUT)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long for any file
        return False


def _require_decisions(articles: list[Article]) -> None:
    """Damaged decisions are told before any work is done."""
    from analysis.review import load, review_path

    for article in articles:
        load(review_path(article))


def _reviewed(report: Analysis) -> Analysis:
    """The report with the decisions beside its article; what no longer fits goes to standard error."""
    from analysis.review import reviewed

    report, status = reviewed(report)
    print(f"{printable(report.article.id)}: {status}")
    for stale in status.stale:
        print(f"  no longer fits: {printable(str(stale))}", file=sys.stderr)
    return report


def _written(report: Analysis, folder: Path, format: str) -> list[Path]:
    if format in FORMATS:
        return write_tables(report, folder, format=format)
    from analysis.exports_network import write_exchange

    return write_exchange(report, folder, format=format)


def _summary(report: Analysis) -> None:
    article, entities = report.article, report.entities
    words = int((report.tokens["pos"] != "PUNCT").sum())
    facts = [article.date.isoformat() if article.date else "no date", article.dateline, article.title]
    print(f"{printable(article.id)}  ({', '.join(printable(fact) for fact in facts if fact)})")
    counts = [
        f"{len(table)} {name}"
        for name, table in (("quotations", report.quotes), ("positions", report.positions))
    ]
    print(f"  {words} words, {len(report.sentences)} sentences, {len(entities)} names, {', '.join(counts)}")
    for label, names in entities.groupby("label")["name"]:
        print(f"  {label:5}{printable(', '.join(names.drop_duplicates()))}")


@contextmanager
def _working(message: str) -> Iterator:
    """A line on standard error that says what is being done, on a terminal only."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    with console.status(Text(message)) as status:
        yield lambda step: status.update(Text(step))
