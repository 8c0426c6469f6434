"""The parts of a briefing: objects that show themselves in JupyterLab and go into the PDF as data.

The briefing of the command line and a notebook that displays the same parts give the same pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from analysis.briefing.characters import one_line, printable, shortened
from analysis.briefing.evidence import Evidence
from analysis.briefing.names import Name, names_of
from analysis.briefing.nodes import Inline, Node, heading, paragraph, plain_blocks, span
from analysis.briefing.tables import grid
from analysis.briefing.words import Words, words
from analysis.palette import style

TITLE_MIME = "application/vnd.wortlaut.title+json"
FACTS_MIME = "application/vnd.wortlaut.facts+json"
NODES_MIME = "application/vnd.wortlaut.nodes+json"
"""Blocks of a document as they are, see `nodes.py`."""


@dataclass(frozen=True)
class Part:
    """Something to show: blocks of the document, which each format writes in its own way."""

    nodes: Sequence[Node]
    data: Mapping[str, Any] = field(default_factory=dict)
    """Media type and content of what the exporter reads before the nodes; may be empty."""

    @property
    def html(self) -> str:
        from analysis.briefing.html_writer import fragment

        return fragment(self.nodes)

    @property
    def plain(self) -> str:
        return plain_blocks(self.nodes)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        shown = {"text/html": self.html, "text/plain": self.plain}
        return {**shown, **(self.data or {NODES_MIME: list(self.nodes)})}


def title_of(article: Any) -> str:
    """Return an article's title, or what its lead or text begins with.

    >>> from types import SimpleNamespace
    >>> title_of(SimpleNamespace(title=None, lead="Der Streit geht weiter. Mehr am Abend.", text="", id=""))
    'Der Streit geht weiter'
    """
    if article.title and article.title.strip():
        return shortened(article.title, 250)
    text = one_line(getattr(article, "lead", None) or article.text).strip()
    sentence = text.split(". ")[0].rstrip(".")
    # An abbreviation or a date ends no sentence: what is left of it would be no title.
    if len(sentence) < 20:
        sentence = text
    return shortened(sentence, 90) or str(article.id)


def title_block(report: Any, *, lang: str = "en") -> Part:
    """Return the head of the briefing: title, date, place, source."""
    article, spoken = report.article, words(lang)
    title = title_of(article)
    facts = [{"text": spoken.date(article.date) if article.date else spoken["no_date"], "lang": spoken.lang}]
    if article.dateline:
        facts.append({"text": shortened(article.dateline, 120), "lang": "de"})
    source = (
        spoken["source"].format(shortened(article.source, 160)) if article.source else spoken["no_source"]
    )
    facts.append({"text": source, "lang": spoken.lang})
    shown = " · ".join(fact["text"] for fact in facts)
    data = {
        "kicker": f"{spoken['product']} · {spoken['briefing']}",
        "title": title,
        "title_lang": "de",
        "facts": facts,
        "date": article.date.isoformat() if article.date else None,
    }
    blocks = [heading(1, [span("lang", [printable(title)], lang="de")]), paragraph([printable(shown)])]
    return Part(blocks, {TITLE_MIME: data})


def facts(report: Any, *, lang: str = "en") -> Part:
    """Return the article in figures: words, sentences, paragraphs, mean sentence length, names."""
    spoken = words(lang)
    counts = count(report)
    items = [
        (spoken.number(counts.words), _noun(spoken, "word", counts.words)),
        (spoken.number(counts.sentences), _noun(spoken, "sentence", counts.sentences)),
        (spoken.number(counts.paragraphs), _noun(spoken, "paragraph", counts.paragraphs)),
        (spoken.number(counts.sentence_length, 1), spoken["sentence_length"]),
        (spoken.number(counts.names), _noun(spoken, "name", counts.names)),
        (spoken.number(counts.mentions), _noun(spoken, "mention", counts.mentions)),
    ]
    nodes = [{"t": "facts", "facts": [{"value": value, "label": label} for value, label in items]}]
    return Part(nodes, {FACTS_MIME: [list(item) for item in items]})


def facts_sentence(report: Any, *, lang: str = "en") -> str:
    """Return the same figures as a sentence that can be read aloud."""
    spoken, counts = words(lang), count(report)
    basic = [spoken.count("word", counts.words)]
    basic += [
        spoken.count(f"{key}.in", n)
        for key, n in (("sentence", counts.sentences), ("paragraph", counts.paragraphs))
    ]
    basic.append(spoken.number(counts.sentence_length, 1))
    if not counts.names:
        return spoken["facts.text.none"].format(*basic)
    named = spoken.count("name.in", counts.names)
    return spoken["facts.text"].format(*basic, named, spoken.count("mention.in", counts.mentions))


def names_table(report: Any, *, lang: str = "en", evidence: Evidence | None = None) -> Part:
    """Return the names: how often, of which kind, where first, and on which lines."""
    spoken, names = words(lang), names_of(report)
    evidence = evidence or Evidence(report, spoken)
    if not names:
        return Part([paragraph([spoken["names.none"]])])
    rows = []
    for name in names:
        before, written, behind = name.excerpt
        kind = span("category", [spoken.kind(name.label)], look=asdict(style(name.label)))
        rows.append(
            [
                [span("lang", [span("strong", [printable(shortened(name.name, 80))])], lang="de")],
                [kind],
                [spoken.number(name.mentions)],
                [span("lang", excerpt_nodes(before, written, behind), lang="de")],
                evidence.numbers(name.places),
            ]
        )
    heads = [spoken[f"names.{key}"] for key in ("name", "kind", "mentions", "first", "lines")]
    return Part(grid(heads, rows, spoken, caption=spoken["names.caption"], right=(2,)))


def excerpt_nodes(before: str, written: str, behind: str) -> list[Inline]:
    """Return a stretch of a sentence in which some words stand out."""
    return [printable(before), span("strong", [printable(written)]), printable(behind)]


@dataclass(frozen=True)
class Counts:
    """The article in figures."""

    words: int
    sentences: int
    paragraphs: int
    sentence_length: float
    """Words per sentence."""
    names: int
    """Different names."""
    mentions: int
    """Names as they stand in the text."""


def count(report: Any) -> Counts:
    """Return the article in figures; the dateline is no sentence."""
    from analysis.readability import readability

    measured = readability(report)
    return Counts(
        words=measured.words,
        sentences=measured.sentences,
        paragraphs=len(report.article.paragraphs),
        sentence_length=measured.words_per_sentence,
        names=len(names_of(report)),
        mentions=len(report.entities),
    )


def figure_alt(names: list[Name], spoken: Words) -> str:
    """Return what the figure of the names shows, in words."""
    items = [
        spoken["names.alt.item"].format(
            shortened(n.name, 60), spoken.kind(n.label), spoken.number(n.mentions)
        )
        for n in names[:12]
    ]
    if len(names) > 12:
        items.append(spoken["names.alt.more"].format(spoken.number(len(names) - 12)))
    return spoken["names.alt"].format(", ".join(items))


def _noun(spoken: Words, key: str, number: int) -> str:
    return spoken[f"{key}.one" if number == 1 else f"{key}.many"]
