"""Statements for counting over many articles: one row per position and actor, with the words to group by."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from analysis import lexicon
from analysis.corpus.schema import STATEMENTS
from analysis.layers.actors.names import usual_name
from analysis.network import issue_label, side_of, stance_label

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
NOUNS = 4
"""Nouns in a key; what stands behind them is mostly time and place."""
LONGEST_KEY = 200
"""Code points; a clause of a whole paragraph is as good as its beginning."""


def statements(report: Analysis) -> pd.DataFrame:
    """The statements of an article as `analysis.network.statements`, with a key to group issues by.

    Returns:
        Columns as in `analysis.corpus.schema.STATEMENTS`. A position that names nobody gives no row.

    >>> from analysis import Article, analyse
    >>> found = statements(analyse(Article(text="Kiew fordert eine Waffenruhe an der Front.")))
    >>> found[["actor", "side", "issue_key", "issue_lemmas"]].values.tolist()
    [['Ukraine', 1, 'waffenruhe front', ['waffenruhe', 'front']]]
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for row in report.positions.to_dict("records"):
        label = issue_label(report, row["issue"])
        lemmas = _lemmas(report, row["issue"]) if label else []
        shared = {
            "stance": row["stance"],
            "side": side_of(stance_label(row["stance"], row["negated"])),
            "issue_key": _key(lemmas) or label[0][:LONGEST_KEY] if label else None,
            "issue": label[1] if label else None,
            "issue_lemmas": [lemma for lemma, _ in lemmas],
            "issue_text": row["issue_text"],
            "target": _usual_name(row["target"]),
            "cited": _usual_name(row["source"]),
            "cue_text": row["cue_text"],
            "negated": row["negated"],
            "modality": row["modality"],
            "sentence": row["sentence"],
            "start": row["cue"][0][0],
            "end": row["cue"][-1][1],
        }
        rows += [{"actor": _usual_name(actor), **shared} for actor in row["actors"]]
    return pd.DataFrame(rows, columns=list(STATEMENTS))


def _usual_name(name: str | None) -> str | None:
    """The same name in all articles; a cell without one stays as it is."""
    return usual_name(name) if isinstance(name, str) else name


def _lemmas(report: Analysis, issue: tuple[int, int]) -> list[tuple[str, str]]:
    """The content words of an issue in dictionary form with their classes, the head first."""
    span = report.doc.char_span(*issue, alignment_mode="expand")
    if span is None:
        return []
    head = [span.root] if span.root.pos_ in CONTENT else []
    others = [token for token in span if token.pos_ in CONTENT and token not in head]
    return list(dict.fromkeys(("".join(token.lemma_.lower().split()), token.pos_) for token in head + others))


def _key(lemmas: list[tuple[str, str]]) -> str:
    """The nouns of an issue, and an adjective that says more or less; without nouns, all content words."""
    nouns = [lemma for lemma, pos in lemmas if pos in ("NOUN", "PROPN")]
    graded = [lemma for lemma, pos in lemmas if pos == "ADJ" and lemma in _directions()]
    words = nouns[:NOUNS] + graded[:1] if nouns else [lemma for lemma, _ in lemmas[:NOUNS]]
    return " ".join(words)[:LONGEST_KEY]


@cache
def _directions() -> frozenset[str]:
    return frozenset(entry["word"] for entry in lexicon.load("issue_changes") if entry["direction"])
