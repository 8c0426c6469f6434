"""The steps of the recipe that make the name recogniser: two teachers, their labels, the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import crf, fresh, name_silver, network, standoff
from training.clusters import Clusters
from training.corpora import bundestag_paragraphs
from training.data import NAME_WEIGHTS, Gold, own_marks, raw_sentences, read_gold, unimorph_sentences
from training.fit import Plan, example, fit
from training.gazetteer import Gazetteer
from training.names import from_offsets
from training.sentence import Sentence, bare
from training.tokenizer import blank
from training.wordlists import name_lists

if TYPE_CHECKING:
    from training.recipe import Workshop

WIDTH, DEPTH = 96, 4
DEBATES = 60_000
"""Sentences of the debates that read most like news and are labelled by the teachers."""
FIRST = Plan(steps=4000, batch=1000, dropout=0.25, learn_rate=0.002)
TAGGING = ["tok2vec", "tagger", "morphologizer", "trainable_lemmatizer"]


def name_data(nlp: Language, gold: Gold) -> list[Sentence]:
    """Sentences with names, with the tags that `nlp` sees in them."""
    own = [bare(s) for s in gold.trees if s.source == "own-treebank"]
    return with_tags(nlp, [*gold.names, *own])


def with_tags(nlp: Language, sentences: Sequence[Sentence]) -> list[Sentence]:
    """`sentences` with the tags that `nlp` sees in them."""
    docs = [Doc(nlp.vocab, words=list(s.words), spaces=list(s.spaces)) for s in sentences]
    with nlp.select_pipes(enable=TAGGING):
        seen = list(nlp.pipe(docs, batch_size=128))
    return [
        replace(
            sentence,
            seen_tags=tuple(token.tag_ for token in doc),
            seen_pos=tuple(token.pos_ for token in doc),
            seen_feats=tuple(str(token.morph) for token in doc),
        )
        for sentence, doc in zip(sentences, seen, strict=True)
    ]


def with_ner(path: Path) -> Language:
    """The pipeline at `path` and a name recogniser with an encoder of its own that also sees STTS tags."""
    nlp = spacy.load(path)
    encoder = network.tok2vec(width=WIDTH, depth=DEPTH, attributes=network.NAME_FORM)
    network.add_ner(nlp, encoder=encoder)
    return nlp


def teach_names(shop: Workshop) -> None:
    """The network on what people annotated, and what it and a random field see in the other sentences."""
    nlp = with_ner(shop.work / "round2")
    gold, lexicon, marks = read_gold(shop.corpora), shop.pickled("lexicon.pickle"), own_marks()
    unimorph = [item.sentence for item in unimorph_sentences(shop.corpora, gold.dev_trees)]
    raw = raw_sentences(shop.corpora, blank(), gold)
    debates = list(bundestag_paragraphs(shop.corpora.bundestag))
    chosen = [*marked_in_debates(debates, marks), *fresh.like_news(debates, unimorph, blank(), DEBATES)]
    pool = with_tags(nlp, name_silver.pool([*gold.trees, *unimorph, *raw, *chosen], gold))
    ours, others = standoff.parted(pool, marks)
    data = [*name_data(nlp, gold), *ours]
    gazetteer = Gazetteer.collect(lexicon, [*gold.names, *ours])
    fit(nlp, data, FIRST, train=["ner"], weights=NAME_WEIGHTS, gazetteer=gazetteer, report=shop.report)
    features = crf.Features(Clusters.read(), name_lists(lexicon))
    crf.train(shop.work / "names.crf", crf.sample(data), features)
    docs = list(nlp.get_pipe("ner").pipe(example(nlp, [s]).predicted for s in others))
    markings = crf.mark(shop.work / "names.crf", others, features)
    shop.pickle("names.pickle", [*ours, *name_silver.silver(others, docs, markings)])
    nlp.to_disk(shop.work / "names1")


def marked_in_debates(paragraphs: Iterable[str], marks: standoff.Marks) -> Iterator[Sentence]:
    """Those sentences of the debates in which we marked the names."""
    nlp = blank()
    for number, text in enumerate(fresh.of_debates(paragraphs)):
        sentence = from_offsets(nlp, text, [], id=f"debates-{number}", source=fresh.DEBATES)
        if standoff.fingerprint(sentence.words) in marks:
            yield sentence


def fit_names(shop: Workshop, nlp: Language, gold: Gold, plan: Plan) -> list[Sentence]:
    """Train the name recogniser of `nlp` on with the teachers' sentences; gives all that it learned from."""
    taught: list[Sentence] = shop.pickled("names.pickle")
    ours = [s for s in taught if s.source == standoff.SOURCE]
    gazetteer = Gazetteer.collect(shop.pickled("lexicon.pickle"), [*gold.names, *ours])
    data = [*name_data(nlp, gold), *taught]
    options: dict[str, Any] = {"weights": NAME_WEIGHTS, "gazetteer": gazetteer, "initialise": False}
    fit(nlp, data, plan, train=["ner"], report=shop.report, **options)
    return data
