"""The recipe, step by step; each step leaves a file in the work folder and is skipped when it is there."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.initialize import convert_vectors

from training import network, unimorph, vectors
from training.blas import use_fast_blas
from training.classes import build_table
from training.corpora import Corpora
from training.data import NAME_WEIGHTS, WEIGHTS, Gold, raw_sentences, read_gold, unimorph_sentences
from training.fit import Plan, fit
from training.gazetteer import Gazetteer
from training.lexicon import Lexicon
from training.package import package
from training.score import name_scores, predict, syntax_scores
from training.sentence import Sentence
from training.silver import Corrector
from training.tokenizer import blank
from training.treebanks import gsd_words

WIDTH, DEPTH, HIDDEN = 128, 4, 96
NER_WIDTH, NER_DEPTH = 96, 4
FIRST = Plan(steps=1000, batch=1000)
ROUND_1 = Plan(steps=1700, batch=1500, dropout=0.15, learn_rate=0.002)
ROUND_2 = Plan(steps=830, batch=1500, dropout=0.15, learn_rate=0.001, warmup=30, seed=11)
NAMES = Plan(steps=1500, batch=1000, dropout=0.25, learn_rate=0.002)
# The shipped model goes on from the measured one, with the held-out sentences among its data.
LAST = Plan(steps=250, batch=1500, dropout=0.15, learn_rate=0.0006, warmup=20, seed=23)
LAST_NAMES = Plan(steps=300, batch=1000, dropout=0.25, learn_rate=0.0006, warmup=20, seed=23)
GRAMMAR = ["tok2vec", "tagger", "morphologizer", "trainable_lemmatizer", "parser"]

Report = Callable[[int, dict[str, float]], None]


@dataclass(frozen=True)
class Workshop:
    """Where the corpora are, where intermediate results go, and whom to tell about progress."""

    corpora: Corpora
    work: Path
    report: Report | None = None

    def pickled(self, name: str) -> Any:
        with (self.work / name).open("rb") as file:
            return pickle.load(file)

    def pickle(self, name: str, value: Any) -> None:
        with (self.work / name).open("wb") as file:
            pickle.dump(value, file)


@dataclass(frozen=True)
class Step:
    """A step: its name, the file it leaves, and what it does."""

    name: str
    output: str
    run: Callable[[Workshop], None]


def make_vectors(shop: Workshop) -> None:
    text = shop.work / "floret.txt"
    if not text.exists():
        vectors.write_text(shop.corpora, text)
    vectors.train_vectors(text, shop.work / "vectors.part")
    (shop.work / "vectors.part").rename(shop.work / "vectors.floret")


def make_classes(shop: Workshop) -> None:
    gold = read_gold(shop.corpora)
    words = {word for s in [*gold.trees, *gold.names] for word in s.words}
    items = unimorph_sentences(shop.corpora, gold.dev_trees)
    words |= {word for item in items for word in item.sentence.words}
    lexicon, table = build_table(shop.corpora.lexicon, shop.work / "floret.txt", words)
    shop.pickle("lexicon.pickle", lexicon)
    shop.pickle("classes.pickle", table)


def with_vectors(shop: Workshop) -> Language:
    nlp = blank()
    path = shop.work / "vectors.floret"
    convert_vectors(nlp, path, truncate=-1, prune=-1, mode="floret", name="de_wortlaut_vectors")
    return nlp


def train_first(shop: Workshop) -> None:
    """A small model from the treebanks alone; it interprets UniMorph and labels raw text."""
    nlp = with_vectors(shop)
    network.add_morphology(nlp, width=96, depth=4, attributes=network.PLAIN_FORM)
    network.add_parser(nlp, encoder=network.listener(96), hidden=64)
    trees = [s for s in read_gold(shop.corpora).trees if s.source != "own-treebank"]
    fit(nlp, trees, FIRST, train=GRAMMAR, report=shop.report)
    nlp.to_disk(shop.work / "first")


def label_round(shop: Workshop, model: str, unimorph_file: str, silver_file: str) -> None:
    """UniMorph sentences and raw sentences as `model` reads them, corrected by bundles and lexicon."""
    nlp = spacy.load(shop.work / model)
    lexicon: Lexicon = shop.pickled("lexicon.pickle")
    gold = read_gold(shop.corpora)
    trees = [s for s in gold.trees if s.source in {"gsd", "gsd-reviews", "pud"}]
    chooser = unimorph.Chooser(nlp, unimorph.Treebank.of(in_gsd_words(trees, lexicon)))
    sentences = chooser.choose(unimorph_sentences(shop.corpora, gold.dev_trees))
    docs = predict(nlp, sentences)
    tagged = [replace(s, tags=tuple(t.tag_ for t in d)) for s, d in zip(sentences, docs, strict=True)]
    shop.pickle(unimorph_file, [gsd_words(s, lexicon.adjectives) for s in tagged])
    raw = raw_sentences(shop.corpora, blank(), gold)
    silver = Corrector(nlp, lexicon).label(raw)
    shop.pickle(silver_file, [gsd_words(s, lexicon.adjectives) for s in silver])


def in_gsd_words(trees: list[Sentence], lexicon: Lexicon) -> list[Sentence]:
    return [gsd_words(s, lexicon.adjectives) if s.source == "pud" else s for s in trees]


def grammar_data(shop: Workshop, files: tuple[str, str], *, everything: bool = False) -> list[Sentence]:
    trees = in_gsd_words(read_gold(shop.corpora, everything=everything).trees, shop.pickled("lexicon.pickle"))
    return [*trees, *shop.pickled(files[0]), *shop.pickled(files[1])]


def first_round(shop: Workshop) -> None:
    """Tags, morphology, lemmas and trees on one encoder, from scratch."""
    label_round(shop, "first", "unimorph1.pickle", "silver1.pickle")
    nlp = with_vectors(shop)
    network.set_classes(nlp, shop.pickled("classes.pickle"))
    network.add_morphology(nlp, width=WIDTH, depth=DEPTH)
    network.add_parser(nlp, encoder=network.listener(WIDTH), hidden=HIDDEN)
    data = grammar_data(shop, ("unimorph1.pickle", "silver1.pickle"))
    fit(nlp, data, ROUND_1, train=GRAMMAR, weights=WEIGHTS, report=shop.report)
    nlp.to_disk(shop.work / "round1")


def second_round(shop: Workshop) -> None:
    """The same, continued on sentences that the first round labelled anew."""
    label_round(shop, "round1", "unimorph2.pickle", "silver2.pickle")
    nlp = resume(shop.work / "round1")
    data = grammar_data(shop, ("unimorph2.pickle", "silver2.pickle"))
    fit(nlp, data, ROUND_2, train=GRAMMAR, weights=WEIGHTS, report=shop.report, initialise=False)
    nlp.to_disk(shop.work / "round2")


def resume(path: Path) -> Language:
    """A pipeline that can be trained on; spaCy forgets which lemma tree has which label."""
    nlp = spacy.load(path)
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
    return nlp


def name_data(nlp: Language, gold: Gold) -> list[Sentence]:
    """Sentences with names, with the tags that `nlp` sees in them."""
    bare = dict.fromkeys(("heads", "deps", "pos", "tags", "feats", "lemmas"))
    own = [replace(s, **bare) for s in gold.trees if s.source == "own-treebank"]
    sentences = [*gold.names, *own]
    docs = [Doc(nlp.vocab, words=list(s.words), spaces=list(s.spaces)) for s in sentences]
    with nlp.select_pipes(enable=[name for name in GRAMMAR if name != "parser"]):
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


def train_names(shop: Workshop) -> None:
    """Names: an encoder of their own that also sees the STTS tags; then the figures are taken."""
    nlp = spacy.load(shop.work / "round2")
    gold = read_gold(shop.corpora)
    encoder = network.tok2vec(width=NER_WIDTH, depth=NER_DEPTH, attributes=network.NAME_FORM)
    network.add_ner(nlp, encoder=encoder)
    gazetteer = Gazetteer.collect(shop.pickled("lexicon.pickle"), gold.names)
    data = name_data(nlp, gold)
    fit(nlp, data, NAMES, train=["ner"], weights=NAME_WEIGHTS, gazetteer=gazetteer, report=shop.report)
    nlp.to_disk(shop.work / "measured")
    figures = measure(nlp, shop.corpora)
    (shop.work / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


def measure(nlp: Language, corpora: Corpora) -> dict[str, float]:
    """Figures on the held-out sentences."""
    gold = read_gold(corpora)
    figures = syntax_scores(predict(nlp, gold.dev_trees), gold.dev_trees)
    return figures | name_scores(predict(nlp, gold.dev_names), gold.dev_names)


def train_last(shop: Workshop) -> None:
    """The shipped model: the measured one, continued on everything, held-out sentences included."""
    nlp = resume(shop.work / "measured")
    data = grammar_data(shop, ("unimorph2.pickle", "silver2.pickle"), everything=True)
    fit(nlp, data, LAST, train=GRAMMAR, weights=WEIGHTS, report=shop.report, initialise=False)
    gold = read_gold(shop.corpora, everything=True)
    gazetteer = Gazetteer.collect(shop.pickled("lexicon.pickle"), gold.names)
    people = name_data(nlp, gold)
    options: dict[str, Any] = {"weights": NAME_WEIGHTS, "gazetteer": gazetteer, "initialise": False}
    fit(nlp, people, LAST_NAMES, train=["ner"], report=shop.report, **options)
    nlp.to_disk(shop.work / "last.part")
    shop.pickle("learned.pickle", [s.words for s in [*data, *people] if s.source != "raw-debates"])
    (shop.work / "last.part").rename(shop.work / "last")


def make_package(shop: Workshop) -> None:
    figures = json.loads((shop.work / "figures.json").read_text(encoding="utf-8"))
    package(shop.work / "last", figures, shop.pickled("learned.pickle"))
    (shop.work / "packaged").touch()


STEPS = [
    Step("floret vectors", "vectors.floret", make_vectors),
    Step("lexicon classes", "classes.pickle", make_classes),
    Step("first model", "first", train_first),
    Step("first round", "round1", first_round),
    Step("second round", "round2", second_round),
    Step("names, figures", "figures.json", train_names),
    Step("on everything", "last", train_last),
    Step("package", "packaged", make_package),
]


def run(shop: Workshop, announce: Callable[[Step, bool], None]) -> None:
    """Run the steps whose output is not there yet; `announce(step, skipped)` is called before each."""
    use_fast_blas()
    shop.work.mkdir(parents=True, exist_ok=True)
    for step in STEPS:
        done = (shop.work / step.output).exists()
        announce(step, done)
        if not done:
            step.run(shop)
