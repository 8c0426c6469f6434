"""The analysis of an article: its Doc and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis.article import Article
from analysis.errors import WortlautError

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 32
"""Articles that go through the model together."""


@dataclass(frozen=True)
class Analysis:
    """One article, read closely.

    Attributes:
        article: what was read.
        doc: what spaCy made of it.
        tokens: one row per word or punctuation mark (columns: `analysis.layers.tokens.COLUMNS`).
        sentences: one row per sentence (`analysis.layers.tokens.SENTENCE_COLUMNS`).
        entities: one row per name as written (`analysis.layers.entities.COLUMNS`).
        actors: one row per actor (`analysis.layers.actors.COLUMNS`).
        quotes: one row per statement of others (`analysis.layers.quotes.COLUMNS`).
        times: one row per expression of time (`analysis.layers.times.COLUMNS`).
        phrasing: one row per marked word or phrase (`analysis.layers.phrasing.COLUMNS`).
        positions: one row per position that an actor takes (`analysis.layers.positions.COLUMNS`).

    In every table `article.text[start:end]` is exactly what the row shows in `text`.
    """

    article: Article
    doc: Doc
    tokens: pd.DataFrame
    sentences: pd.DataFrame
    entities: pd.DataFrame
    actors: pd.DataFrame
    quotes: pd.DataFrame
    times: pd.DataFrame
    phrasing: pd.DataFrame
    positions: pd.DataFrame

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name, in the order in which they build on each other."""
        names = ("tokens", "sentences", "entities", "actors", "quotes", "times", "phrasing", "positions")
        return {name: getattr(self, name) for name in names}

    def __repr__(self) -> str:
        """Short, so that a notebook cell ending in a report does not print the whole text."""
        rows = ", ".join(f"{len(table)} {name}" for name, table in self.tables().items())
        return f"<Analysis of {self.article.id}: {rows}>"


def analyse(article: Article, *, nlp: Language | None = None, insist: bool = False) -> Analysis:
    """Analyse one article.

    Args:
        article: see `read_article`.
        nlp: a pipeline of `load_pipeline`; by default the embedded model, loaded once.
        insist: analyse the text even if it does not look German.

    Raises:
        LanguageError: the text is in another language.
        ModelError: the model cannot be loaded.

    >>> report = analyse(Article(text="Die Delegationen verhandeln weiter. Moskau lehnt ab."))
    >>> report.sentences["text"].tolist()
    ['Die Delegationen verhandeln weiter.', 'Moskau lehnt ab.']
    """
    return next(analyse_many([article], nlp=nlp, insist=insist))


def analyse_many(
    articles: Iterable[Article], *, workers: int = 1, nlp: Language | None = None, insist: bool = False
) -> Iterator[Analysis]:
    """Analyse articles one after the other, lazily and in order.

    Args:
        articles: see `read_articles`; taken in batches of 32.
        workers: processes; each loads the model itself, which pays from some hundred articles on.
        nlp, insist: as in `analyse`.

    Raises:
        LanguageError: when an article in another language is reached; those before it have been yielded.
        ModelError: the model cannot be loaded.

    >>> articles = [Article(text="Moskau lehnt ab."), Article(text="Kiew stimmt zu. Paris schweigt.")]
    >>> [len(report.sentences) for report in analyse_many(articles)]
    [1, 2]
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}, but at least one process must do the work")
    from analysis.language.detection import require_german
    from analysis.layers.times import set_article_date

    nlp = nlp or _embedded()
    error: WortlautError | None = None

    def checked() -> Iterator[tuple[Doc, Article]]:
        # An error must not overtake the articles of its batch, so it is kept until they are through.
        nonlocal error
        try:
            for article in articles:
                if not insist:
                    require_german(article.text, article.id)
                doc = nlp.make_doc(article.text)
                set_article_date(doc, article.date)
                yield doc, article
        except WortlautError as found:
            error = found

    for doc, article in nlp.pipe(checked(), as_tuples=True, batch_size=BATCH, n_process=workers):
        yield _analysis(article, doc)
    if error:
        raise error


def _analysis(article: Article, doc: Doc) -> Analysis:
    from analysis.language.columns import reads_only

    return Analysis(article=article, doc=doc, **reads_only(_tables)(doc))


def _tables(doc: Doc) -> dict[str, pd.DataFrame]:
    from analysis.layers.actors import actors_table
    from analysis.layers.entities import entities_table
    from analysis.layers.phrasing import phrasing_table, sentence_tones
    from analysis.layers.positions import positions_table
    from analysis.layers.quotes import quotes_table
    from analysis.layers.times import times_table
    from analysis.layers.tokens import sentences_table, tokens_table

    return {
        "tokens": tokens_table(doc),
        "sentences": sentences_table(doc, sentence_tones(doc)),
        "entities": entities_table(doc),
        "actors": actors_table(doc),
        "quotes": quotes_table(doc),
        "times": times_table(doc),
        "phrasing": phrasing_table(doc),
        "positions": positions_table(doc),
    }


@cache
def _embedded() -> Language:
    from analysis.language.pipeline import load_pipeline

    return load_pipeline()
