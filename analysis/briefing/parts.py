"""The parts of a briefing: objects that show themselves in JupyterLab and go into the PDF as data.

The briefing of the command line and a notebook that displays the same parts give the same pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.briefing.characters import one_line, shortened
from analysis.briefing.names import Name, names_of
from analysis.briefing.words import Words, words
from analysis.marking import escaped, marked

TITLE_MIME = "application/vnd.wortlaut.title+json"
FACTS_MIME = "application/vnd.wortlaut.facts+json"


@dataclass(frozen=True)
class Part:
    """Something to show: HTML and plain text for the notebook, data for the PDF."""

    html: str
    plain: str
    data: Mapping[str, Any]
    """Media type and content of what the exporter reads before the HTML; may be empty."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/html": self.html, "text/plain": self.plain, **self.data}


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
    if article.source:
        facts.append({"text": spoken["source"].format(shortened(article.source, 160)), "lang": spoken.lang})
    shown = " · ".join(fact["text"] for fact in facts)
    data = {
        "kicker": f"{spoken['product']} · {spoken['briefing']}",
        "title": title,
        "title_lang": "de",
        "facts": facts,
        "date": article.date.isoformat() if article.date else None,
    }
    return Part(
        html=f'<header><h1 lang="de">{escaped(title)}</h1><p>{escaped(shown)}</p></header>',
        plain=f"{title}\n{shown}",
        data={TITLE_MIME: data},
    )


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
    cells = "".join(
        '<div style="border-left:2px solid #0b3c5d;padding-left:.6em">'
        f'<div style="font-size:1.6em;font-weight:bold">{escaped(value)}</div>{escaped(label)}</div>'
        for value, label in items
    )
    return Part(
        html=f'<div style="display:flex;gap:1.6em;flex-wrap:wrap">{cells}</div>',
        plain=", ".join(f"{value} {label}" for value, label in items),
        data={FACTS_MIME: [list(item) for item in items]},
    )


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


def names_table(report: Any, *, lang: str = "en") -> Part:
    """Return the names: how often, of which kind, where first, and in which sentences."""
    spoken, names = words(lang), names_of(report)
    if not names:
        text = spoken["names.none"]
        return Part(f"<p>{escaped(text)}</p>", text, {})
    keys = ("name", "kind", "mentions", "first", "sentences")
    head = "".join(f"<th>{escaped(spoken[f'names.{key}'])}</th>" for key in keys)
    rows = []
    for name in names:
        links = ", ".join(f'<a href="#s{number}">{number}</a>' for number in name.sentences)
        kind = spoken.kind(name.label)
        before, written, behind = map(escaped, name.excerpt)
        rows.append(
            f'<tr><td lang="de"><span lang="de"><b>{escaped(shortened(name.name, 80))}</b></span></td>'
            f"<td>{marked(kind, (name.label,), kind)}</td>"
            f'<td style="text-align:right">{spoken.number(name.mentions)}</td>'
            f'<td style="text-align:left"><span lang="de">{before}<b>{written}</b>{behind}</span></td>'
            f'<td style="text-align:left">{links}</td></tr>'
        )
    caption = f"<caption>{escaped(spoken['names.caption'])}</caption>"
    return Part(
        html=f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>",
        plain="\n".join(f"{name.mentions}\t{name.name}\t{spoken.kind(name.label)}" for name in names),
        data={},
    )


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
        spoken["names.alt.item"].format(n.name, spoken.kind(n.label), spoken.number(n.mentions))
        for n in names[:12]
    ]
    if len(names) > 12:
        items.append(spoken["names.alt.more"].format(spoken.number(len(names) - 12)))
    return spoken["names.alt"].format(", ".join(items))


def _noun(spoken: Words, key: str, number: int) -> str:
    return spoken[f"{key}.one" if number == 1 else f"{key}.many"]
