"""Accuracy on public corpora in their original formats, and the table that the README shows.

Definitions: parsing figures are over all tokens including punctuation, on gold tokens and sentences,
without contractions that UD splits („am“); features are scored one by one (micro F1 over `name=value`);
sentence boundaries on running text, F1 over the sentences' first tokens; names by exact span and label
(GermEval's outer PER, LOC, ORG, OTH = MISC; derived and partial names are none). Sentences that the model
was trained on never count.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import WortlautError
from analysis.evaluation.public_corpora import GoldSentence, find_corpora

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

COLUMNS = ["task", "corpus", "split", "measure", "figure", "baseline", "command", "model version"]
TRAINED_ON = "trained_on.txt"
"""File in a model's folder: one fingerprint per sentence that the model has learned from."""

# Measured with the first recipe on held-out news of UD German GSD and held-out GermEval sentences
# (training/README.md); majority baselines are of no use for these tasks.
BASELINES = {
    "UPOS accuracy": 0.932,
    "FEATS F1": 0.87,
    "lemma accuracy": 0.928,
    "UAS": 0.830,
    "LAS": 0.763,
    "names F1": 0.60,
    "words per second": 7000.0,
}


class EvaluationError(WortlautError):
    """There is nothing to evaluate on, or a corpus file is damaged."""


@dataclass(frozen=True)
class Figure:
    """One row of the accuracy table."""

    task: str
    corpus: str
    split: str
    measure: str
    figure: float
    baseline: float | None


def fingerprint(words: Iterable[str]) -> str:
    """A short, one-way mark of a sentence, the same for all spacings and hyphenations.

    >>> fingerprint(["Guten", "Tag", "!"]) == fingerprint(["Guten Tag!"])
    True
    """
    text = "".join("".join(words).split())
    return hashlib.sha1(text.encode()).hexdigest()[:10]


def trained_on(model: str | Path) -> frozenset[str]:
    """Fingerprints of the sentences a model has learned from; empty for a model that does not say."""
    path = Path(model) / TRAINED_ON
    return frozenset(path.read_text(encoding="ascii").split()) if path.is_file() else frozenset()


def evaluate(data_dir: str | Path, *, model: str | Path | None = None) -> pd.DataFrame:
    """Measure the pipeline on every corpus that `data_dir` holds.

    Args:
        data_dir: folder with corpora in their original formats (CoNLL-U, GermEval 2014 TSV, TimeML,
            JSON of Wikinews quotations and SpkAtt), at any depth.
        model: folder or name of a pipeline; by default the embedded one.

    Returns:
        One row per figure: task, corpus, split, measure, figure, baseline, command, model version. `split`
        says how many sentences were left out because the model was trained on them.

    Raises:
        EvaluationError: no corpus in the folder, or one cannot be read.
    """
    import pandas as pd

    from analysis.evaluation.positions import position_figures
    from analysis.evaluation.quotes import quote_figures
    from analysis.evaluation.sentiment import sentiment_figures
    from analysis.language.pipeline import EMBEDDED, load_pipeline

    folder = Path(data_dir)
    nlp = load_pipeline(model)
    seen = trained_on(EMBEDDED if model is None else model)
    version = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    command = "wortlaut evaluate --data DIR" + (f" --model {Path(model).name}" if model else "")
    figures: list[Figure] = []
    corpora = find_corpora(folder)
    figures += time_figures(nlp, folder)
    figures += quote_figures(nlp, folder)
    figures += position_figures(nlp, folder)
    figures += sentiment_figures(nlp, folder)
    if not corpora and not figures:
        raise EvaluationError(
            "no corpus found",
            folder,
            remedy="the folder should hold .conllu files, GermEval's .tsv, KRAUTS's .tml or quotation .json",
        )
    for corpus in corpora:
        unseen = [sentence for sentence in corpus.sentences if fingerprint(sentence.words) not in seen]
        left_out = len(corpus.sentences) - len(unseen)
        split = corpus.split + (
            f" ({left_out} of {len(corpus.sentences)} left out: trained on)" if left_out else ""
        )
        if not unseen:
            split = f"{corpus.split} (all trained on)"
            figures += [Figure(corpus.task, corpus.name, split, "none: trained on", float("nan"), None)]
        elif corpus.task == "syntax":
            figures += syntax_figures(nlp, unseen, corpus.name, split)
        else:
            figures += name_figures(nlp, unseen, corpus.name, split)
    rows = [
        [f.task, f.corpus, f.split, f.measure, round(f.figure, 4), f.baseline, command, version]
        for f in figures
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def write_table(table: pd.DataFrame, folder: str | Path) -> tuple[Path, Path]:
    """Write `accuracy.csv` and `accuracy.md`; returns their paths."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    csv, markdown = folder / "accuracy.csv", folder / "accuracy.md"
    table.to_csv(csv, index=False)
    markdown.write_text(as_markdown(table), encoding="utf-8")
    return csv, markdown


def as_markdown(table: pd.DataFrame) -> str:
    """The table in Markdown; cells that hold a | are escaped."""
    lines = ["| " + " | ".join(table.columns) + " |", "|" + " --- |" * len(table.columns)]
    for row in table.itertuples(index=False):
        cells = ["" if cell != cell or cell is None else _cell(cell) for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if value >= 10 else f"{value:.3f}"
    return str(value).replace("|", "\\|")


def tokenised(nlp: Language, sentences: Iterable[Any]) -> list[Doc]:
    """Docs with the gold tokens (`words` and `spaces`) of each sentence, one sentence each, not annotated."""
    from spacy.tokens import Doc

    docs = []
    for sentence in sentences:
        doc = Doc(nlp.vocab, words=list(sentence.words), spaces=list(sentence.spaces))
        for token in doc:
            token.is_sent_start = token.i == 0
        docs.append(doc)
    return docs


def gold_docs(nlp: Language, sentences: Sequence[GoldSentence]) -> list[Doc]:
    """Docs with gold tokens, one sentence each, annotated by the model's own components."""
    docs = tokenised(nlp, sentences)
    own = [name for name in nlp.pipe_names if name.startswith("wortlaut")]
    with nlp.select_pipes(disable=own):
        return list(nlp.pipe(docs, batch_size=64))


def syntax_figures(nlp: Language, sentences: Sequence[GoldSentence], corpus: str, split: str) -> list[Figure]:
    """UPOS, FEATS, lemma, UAS, LAS, sentence boundaries and speed on a treebank."""
    start = time.process_time()
    docs = gold_docs(nlp, sentences)
    seconds = time.process_time() - start
    n: Counter[str] = Counter()
    for doc, gold in zip(docs, sentences, strict=True):
        for token in doc:
            if token.i in gold.contracted:
                continue
            n["all"] += 1
            n["UPOS accuracy"] += token.pos_ == gold.pos[token.i]
            n["lemma accuracy"] += token.lemma_ == gold.lemmas[token.i]
            mine, theirs = (
                set(str(token.morph).split("|")) - {""},
                set(gold.feats[token.i].split("|")) - {"", "_"},
            )
            n["hits"] += len(mine & theirs)
            n["features"] += len(mine) + len(theirs)
            right = token.head.i == gold.heads[token.i]
            n["UAS"] += right
            n["LAS"] += right and token.dep_.lower() == gold.deps[token.i]
    figures = [
        Figure("syntax", corpus, split, measure, n[measure] / n["all"], BASELINES[measure])
        for measure in ("UPOS accuracy", "lemma accuracy", "UAS", "LAS")
    ]
    if n["features"]:
        figures.insert(
            1,
            Figure("syntax", corpus, split, "FEATS F1", 2 * n["hits"] / n["features"], BASELINES["FEATS F1"]),
        )
    figures.append(Figure("syntax", corpus, split, "sentences F1", sentence_f1(nlp, sentences), None))
    speed = sum(map(len, docs)) / max(seconds, 1e-9)
    figures.append(Figure("syntax", corpus, split, "words per second", speed, BASELINES["words per second"]))
    return figures


def sentence_f1(nlp: Language, sentences: Sequence[GoldSentence], *, chunk: int = 20) -> float:
    """F1 of sentence starts in running text: `chunk` sentences at a time, joined by blanks."""
    hits = mine = theirs = 0
    for first in range(0, len(sentences), chunk):
        part = sentences[first : first + chunk]
        starts, text = set(), ""
        for sentence in part:
            starts.add(len(text))
            text += sentence.text + " "
        found = {sent[0].idx for sent in _visible_sentences(nlp(text.rstrip()))}
        # The first start is given; only decisions count.
        starts.discard(0)
        found.discard(0)
        hits, mine, theirs = hits + len(starts & found), mine + len(found), theirs + len(starts)
    return 2 * hits / max(1, mine + theirs)


def _visible_sentences(doc: Doc) -> list[list]:
    sentences = [[token for token in sent if not token.is_space] for sent in doc.sents]
    return [sentence for sentence in sentences if sentence]


def name_figures(nlp: Language, sentences: Sequence[GoldSentence], corpus: str, split: str) -> list[Figure]:
    """Precision, recall and F1 of names, and F1 for each label."""
    docs = gold_docs(nlp, sentences)
    n: Counter[tuple[str, str]] = Counter()
    for doc, gold in zip(docs, sentences, strict=True):
        mine = {(ent.start, ent.end, ent.label_) for ent in doc.ents}
        for kind in ("", "PER", "LOC", "ORG", "MISC"):
            found = {span for span in mine if not kind or span[2] == kind}
            true = {span for span in gold.names if not kind or span[2] == kind}
            n["hits", kind] += len(found & true)
            n["mine", kind] += len(found)
            n["gold", kind] += len(true)
    figures = [
        Figure("names", corpus, split, "names precision", n["hits", ""] / max(1, n["mine", ""]), None),
        Figure("names", corpus, split, "names recall", n["hits", ""] / max(1, n["gold", ""]), None),
    ]
    for kind in ("", "PER", "LOC", "ORG", "MISC"):
        f1 = 2 * n["hits", kind] / max(1, n["mine", kind] + n["gold", kind])
        baseline = None if kind else BASELINES["names F1"]
        figures.append(Figure("names", corpus, split, f"names F1 {kind}".strip(), f1, baseline))
    return figures


def time_figures(nlp: Language, folder: Path) -> list[Figure]:
    """Strict F1 of expressions of time, by folder of a TimeML corpus and over all; baseline is HeidelTime."""
    from analysis.evaluation.times import Hits, find_time_folders, rival_hits, score

    rows: list[tuple[str, Hits, Hits | None]] = []
    for name, articles, rival in find_time_folders(folder):
        rows.append((name, score(nlp, articles), rival_hits(articles, rival)))
    if len(rows) > 1:
        rivals = [other for _, _, other in rows if other]
        rows.append(("all", Hits.sum(hits for _, hits, _ in rows), Hits.sum(rivals) if rivals else None))
    return [
        Figure("times", "KRAUTS", name, measure, getattr(hits, field), getattr(rival, field, None))
        for name, hits, rival in rows
        for measure, field in (("span F1", "span"), ("span and value F1", "value"))
    ]
