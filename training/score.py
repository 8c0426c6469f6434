"""Figures on held-out sentences while the recipe is worked on; gold tokens, gold sentence ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from analysis.evaluation import tokenised
from training.sentence import Sentence


def predict(nlp: Language, sentences: Sequence[Sentence]) -> list[Doc]:
    """Docs with the pipeline's annotation on gold tokens, one sentence each."""
    return list(nlp.pipe(tokenised(nlp, sentences), batch_size=64))


def syntax_scores(docs: Sequence[Doc], sentences: Sequence[Sentence]) -> dict[str, float]:
    """UPOS, STTS, FEATS F1 (per feature), lemma, UAS, LAS; contractions that UD splits are left out."""
    n: Counter[str] = Counter()
    for doc, gold in zip(docs, sentences, strict=True):
        for token in doc:
            i = token.i
            if gold.tags[i] == "APPRART":
                continue
            n["all"] += 1
            n["upos"] += token.pos_ == gold.pos[i]
            n["tag"] += token.tag_ == gold.tags[i]
            n["lemma"] += token.lemma_ == gold.lemmas[i]
            mine, theirs = set(str(token.morph).split("|")) - {""}, set(gold.feats[i].split("|")) - {""}
            n["feats_hit"] += len(mine & theirs)
            n["feats_mine"] += len(mine)
            n["feats_gold"] += len(theirs)
            n["feats_exact"] += mine == theirs
            if gold.heads is not None:
                right = token.head.i == gold.heads[i]
                n["uas"] += right
                dep = "root" if token.dep_ == "ROOT" else token.dep_
                n["las"] += right and dep == gold.deps[i]
    scores = {key: n[key] / n["all"] for key in ("upos", "tag", "lemma", "feats_exact", "uas", "las")}
    scores["feats"] = 2 * n["feats_hit"] / max(1, n["feats_mine"] + n["feats_gold"])
    return scores


def name_spans(labels: Sequence[str | None]) -> set[tuple[int, int, str]]:
    """Spans of BIO labels.

    >>> sorted(name_spans(["B-PER", "I-PER", "O", "B-LOC"]))
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    spans, start = set(), None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and not (label or "O").startswith("I-"):
            spans.add((start, i, labels[start][2:]))
            start = None
        if (label or "O").startswith("B-"):
            start = i
    return spans


def name_scores(docs: Sequence[Doc], sentences: Sequence[Sentence]) -> dict[str, float]:
    """Exact span and label: precision, recall, F1, and F1 per label."""
    n: Counter[str] = Counter()
    for doc, gold in zip(docs, sentences, strict=True):
        mine = {(ent.start, ent.end, ent.label_) for ent in doc.ents}
        theirs = name_spans(gold.names)
        for kind in ("", "PER", "LOC", "ORG", "MISC"):
            some = {s for s in mine if not kind or s[2] == kind}
            true = {s for s in theirs if not kind or s[2] == kind}
            n["hit" + kind] += len(some & true)
            n["mine" + kind] += len(some)
            n["gold" + kind] += len(true)
    scores = {"ner_p": n["hit"] / max(1, n["mine"]), "ner_r": n["hit"] / max(1, n["gold"])}
    for kind in ("", "PER", "LOC", "ORG", "MISC"):
        scores["ner" + kind] = 2 * n["hit" + kind] / max(1, n["mine" + kind] + n["gold" + kind])
    return scores
