"""How well reported speech is found: token-level scores on two public corpora in their original files.

Corpora: quotation attribution in German Wikinews (Petersen-Frey & Biemann 2024, one JSON object per article)
and SpkAtt (GermEval 2023 shared task 1, speech events in Bundestag debates, one JSON object per speech).

Definitions, after Petersen-Frey & Biemann (2024): a quotation has five parts, the quote and its four roles
(speaker, cue, frame, addressee), each a set of tokens. Gold and predicted quotations of an article are paired
one to one so that the sum of quote-token F1 is greatest. Precision is the mean, over all predicted parts that
are not empty, of the share of its tokens that the partner's part holds; recall is the mean, over all gold
parts that are not empty, of the share of its tokens found; what has no partner scores 0. „quote“ takes the
quotes alone, „roles“ the four roles, „joint“ all five. The type counts where a pair agrees on it (micro F1).
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

    from analysis.evaluation import Figure

ROLES = ("speaker", "cue", "frame", "addressee")
PARTS = ("quote", *ROLES)
TYPES = ("direct", "indirect", "reported", "free_indirect", "indirect_free_indirect")


@dataclass(frozen=True)
class QuoteTokens:
    """A quotation as sets of token numbers; `parts` has a set for each of `PARTS`."""

    type: str
    parts: Mapping[str, frozenset[int]]


class Score(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


@dataclass
class QuoteScores:
    """Scores collected over the articles of a corpus.

    >>> gold = [QuoteTokens("direct", {"quote": frozenset({1, 2}), "cue": frozenset({3})})]
    >>> found = [QuoteTokens("direct", {"quote": frozenset({1, 2, 4}), "cue": frozenset({3})})]
    >>> scores = QuoteScores()
    >>> scores.add(gold, found)
    >>> scores.joint().recall, round(scores.quote().precision, 2), scores.type().f1
    (1.0, 0.67, 1.0)
    """

    precisions: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    recalls: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    same_type: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, gold: Sequence[QuoteTokens], found: Sequence[QuoteTokens]) -> None:
        """Pair the quotations of one article and add their scores."""
        pairs = dict(pair(gold, found))
        for index, quotation in enumerate(gold):
            partner = found[pairs[index]] if index in pairs else None
            self._collect(self.recalls, quotation, partner)
            self.same_type[quotation.type] += partner is not None and partner.type == quotation.type
        partners = {there: here for here, there in pairs.items()}
        for index, quotation in enumerate(found):
            self._collect(self.precisions, quotation, gold[partners[index]] if index in partners else None)

    def _collect(
        self, into: dict[tuple[str, str], list[float]], quotation: QuoteTokens, partner: QuoteTokens | None
    ) -> None:
        for part in PARTS:
            tokens = quotation.parts.get(part, frozenset())
            if tokens:
                shared = tokens & partner.parts.get(part, frozenset()) if partner else ()
                into[quotation.type, part].append(len(shared) / len(tokens))

    def of(self, parts: Iterable[str], type: str | None = None) -> Score:
        """Score of some parts, over all quotations or those of one type (each side by its own type)."""
        wanted = {(kind, part) for kind in ([type] if type else TYPES) for part in parts}
        return _score(
            *(_mean(v for key in wanted for v in side[key]) for side in (self.precisions, self.recalls))
        )

    def quote(self) -> Score:
        """Score of the quotes."""
        return self.of(["quote"])

    def roles(self) -> Score:
        """Score of speaker, cue, frame and addressee."""
        return self.of(ROLES)

    def joint(self) -> Score:
        """Score of all five parts."""
        return self.of(PARTS)

    def type(self, type: str | None = None) -> Score:
        """How often a pair has the same type, over all quotations or those of one type."""
        kinds = [type] if type else TYPES
        hits = sum(self.same_type[kind] for kind in kinds)
        found = sum(len(self.precisions[kind, "quote"]) for kind in kinds)
        gold = sum(len(self.recalls[kind, "quote"]) for kind in kinds)
        return _score(hits / found if found else 0.0, hits / gold if gold else 0.0)

    def counts(self, type: str | None = None) -> tuple[int, int]:
        """Numbers of gold and of predicted quotations."""
        kinds = [type] if type else TYPES
        return (
            sum(len(self.recalls[kind, "quote"]) for kind in kinds),
            sum(len(self.precisions[kind, "quote"]) for kind in kinds),
        )


def pair(gold: Sequence[QuoteTokens], found: Sequence[QuoteTokens]) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in found) with the greatest sum of quote-token F1, none with F1 0."""
    if not gold or not found:
        return []
    weights = [[_f1(g.parts["quote"], f.parts["quote"]) for f in found] for g in gold]
    if len(gold) <= len(found):
        pairs = list(enumerate(_assign(weights)))
    else:
        turned = [list(column) for column in zip(*weights, strict=True)]
        pairs = [(row, column) for column, row in enumerate(_assign(turned))]
    return sorted((row, column) for row, column in pairs if weights[row][column] > 0)


def token_numbers(
    spans: Iterable[tuple[int, int]], starts: Sequence[int], ends: Sequence[int]
) -> frozenset[int]:
    """Numbers of the tokens that stretches of text touch.

    Args:
        spans: (start, end) in code points.
        starts, ends: of each token, in the order of the text.

    >>> sorted(token_numbers([(0, 4), (10, 12)], [0, 5, 10], [4, 9, 14]))
    [0, 2]
    """
    numbers: set[int] = set()
    for start, end in spans:
        index = bisect.bisect_right(ends, start)
        while index < len(starts) and starts[index] < end:
            numbers.add(index)
            index += 1
    return frozenset(numbers)


def _assign(weights: Sequence[Sequence[float]]) -> list[int]:
    """For each row the column that makes the sum of weights greatest; rows must not outnumber columns.

    Shortest augmenting paths with potentials (Kuhn 1955; Jonker & Volgenant 1987), cubic in the rows.
    """
    rows, columns = len(weights), len(weights[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of, before = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while row_of[column]:
            used[column] = True
            here, step, following = row_of[column], float("inf"), 0
            for other in range(1, columns + 1):
                if used[other]:
                    continue
                cost = -weights[here - 1][other - 1] - row_price[here] - column_price[other]
                if cost < least[other]:
                    least[other], before[other] = cost, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(columns + 1):
                if used[other]:
                    row_price[row_of[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            row_of[column], column = row_of[before[column]], before[column]
    chosen = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            chosen[row_of[column] - 1] = column - 1
    return chosen


def _f1(one: frozenset[int], other: frozenset[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _score(precision: float, recall: float) -> Score:
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


# Wikinews, held-out part: quotation marks, 43 cue words and the comma rule (the corpus' own baseline here).
_BASELINES = {"quote F1": 0.475, "roles F1": 0.270, "joint F1": 0.337, "type F1": 0.569}


def quote_figures(nlp: Language, folder: Path) -> list[Figure]:
    """Scores on every corpus of reported speech under `folder`, one row per measure; none without such files.

    Args:
        nlp: a pipeline of `load_pipeline`.
        folder: looked through at any depth.
    """
    from analysis.evaluation import Figure
    from analysis.evaluation.quote_corpora import quote_articles
    from analysis.layers.quotes import quotations

    scores: dict[tuple[str, str], QuoteScores] = {}
    articles = ((article.text, article) for article in quote_articles(folder))
    for doc, article in nlp.pipe(articles, as_tuples=True, batch_size=32):
        parts = PARTS if article.corpus == "Wikinews" else ("quote", "speaker", "cue", "addressee")
        found = [
            QuoteTokens(
                record.type if article.corpus == "Wikinews" else "indirect",
                {part: token_numbers(getattr(record, part), article.starts, article.ends) for part in parts},
            )
            for record in quotations(doc)
        ]
        scores.setdefault((article.corpus, article.split), QuoteScores()).add(article.gold, found)
    figures = []
    for (corpus, split), collected in sorted(scores.items()):
        for measure, figure in _measures(collected, with_types=corpus == "Wikinews"):
            baseline = _BASELINES.get(measure) if corpus == "Wikinews" else None
            figures.append(Figure("quotations", corpus, split, measure, figure, baseline))
    return figures


def _measures(scores: QuoteScores, *, with_types: bool) -> list[tuple[str, float]]:
    rows = []
    named = [("quote", scores.quote()), ("roles", scores.roles()), ("joint", scores.joint())]
    named += [(part, scores.of([part])) for part in ROLES if with_types or part != "frame"]
    if with_types:
        named.append(("type", scores.type()))
        for kind in TYPES:
            named += [(f"type {kind}", scores.type(kind)), (f"quote {kind}", scores.of(["quote"], kind))]
    for name, score in named:
        rows += [
            (f"{name} precision", score.precision),
            (f"{name} recall", score.recall),
            (f"{name} F1", score.f1),
        ]
    return rows
