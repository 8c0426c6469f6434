"""The recipe, step by step; each step leaves a file in the work folder and is skipped when it is there."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language
from spacy.training.initialize import convert_vectors

from training import distil, fresh, network, unimorph, vectors
from training.blas import use_fast_blas
from training.classes import build_table
from training.clusters import Clusters
from training.corpora import Corpora, bundestag_paragraphs
from training.data import (
    TAUGHT_WEIGHTS,
    TEACHER_WEIGHTS,
    WEIGHTS,
    Gold,
    letters,
    raw_sentences,
    read_gold,
    unimorph_sentences,
)
from training.fit import Course, Plan, fit
from training.lexicon import Lexicon
from training.name_steps import fit_names, teach_names
from training.names import read_smartdata
from training.package import package
from training.score import name_scores, predict, syntax_scores
from training.sentence import Sentence
from training.silver import Corrector
from training.tokenizer import blank
from training.treebanks import gsd_words

if TYPE_CHECKING:
    from training.teacher import Teacher

WIDTH, DEPTH, HIDDEN = 128, 4, 96
FIRST = Plan(steps=1000, batch=1000)
ROUND_1 = Plan(steps=1700, batch=1500, dropout=0.15, learn_rate=0.002)
ROUND_2 = Plan(steps=5000, batch=1800, dropout=0.15, learn_rate=0.0012, warmup=40, seed=31, group=2)
TEACHERS = [Course(epochs=12, seed=seed, weights=TEACHER_WEIGHTS) for seed in (1, 2, 3)]
NAMES_2 = Plan(steps=9000, batch=1000, dropout=0.25, learn_rate=0.0015, warmup=40, seed=7, group=2)
# The shipped model goes on from the measured one, with the held-out sentences among its data.
LAST = Plan(steps=250, batch=1500, dropout=0.15, learn_rate=0.0006, warmup=20, seed=23)
LAST_NAMES = Plan(steps=300, batch=1000, dropout=0.25, learn_rate=0.0006, warmup=20, seed=23)
TAUGHT = ("unimorph3.pickle", "silver3.pickle", "fresh3.pickle")
# Shares of the sentences whose trees the teacher is least sure of: they stay without.
UNSURE, UNSURE_RAW = 0.1, 0.25
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
    named = [s for s in gold.names if s.source != "smartdata"]
    text = shop.work / "floret.txt"
    lexicon, table = build_table(shop.corpora.lexicon, text, words, named, Clusters.read())
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


def label_round(shop: Workshop, model: str, files: Sequence[str], teacher: Teacher | None = None) -> None:
    """UniMorph and raw sentences as `model` reads them, corrected by bundles and lexicon.

    A teacher has a say in tags, parts of speech and features, and parses all sentences of which it is sure.

    Args:
        files: where the sentences of UniMorph, the raw ones, and (where there is a third) fresh ones go.
    """
    nlp = spacy.load(shop.work / model)
    lexicon: Lexicon = shop.pickled("lexicon.pickle")
    gold = read_gold(shop.corpora)
    trees = [s for s in gold.trees if s.source in {"gsd", "gsd-reviews", "pud"}]
    chooser = unimorph.Chooser(nlp, unimorph.Treebank.of(in_gsd_words(trees, lexicon)), teacher)
    sentences = chooser.choose(unimorph_sentences(shop.corpora, gold.dev_trees))
    corrector = Corrector(nlp, lexicon, teacher)
    silver = corrector.label(raw_sentences(shop.corpora, blank(), gold))
    rounds = [(sentences, UNSURE), (silver, UNSURE_RAW)]
    if len(files) > len(rounds):
        known = [s for s in [*sentences, *silver, *trees] if s.pos]
        rounds.append((corrector.label(fresh_sentences(shop, gold, known)), UNSURE_RAW))
    for file, (labelled, unsure) in zip(files, rounds, strict=True):
        found = [as_gsd(s, lexicon, nlp) for s in distil.tagged(nlp, labelled, teacher)]
        shop.pickle(file, teacher.parse_surely(found, unsure) if teacher else found)


def fresh_sentences(shop: Workshop, gold: Gold, known: Sequence[Sentence]) -> list[Sentence]:
    """Sentences that no model has learned from; `known` ones are said with other words."""
    nlp, rng = blank(), random.Random(1)
    news = [s for s in known if s.source != "raw-debates"]
    exchange = fresh.Exchange(shop.pickled("classes.pickle"), Clusters.read())
    paragraphs = [s for path in shop.corpora.smartdata for s in read_smartdata(path, nlp)]
    found = fresh.newswire(paragraphs, nlp)
    found += fresh.like_news(bundestag_paragraphs(shop.corpora.bundestag), news, nlp)
    found += exchange.variants(news, rng)
    held = {letters(s) for s in gold.dev_trees}
    return [s for s in found if letters(s) not in held]


def as_gsd(sentence: Sentence, lexicon: Lexicon, nlp: Language | None = None) -> Sentence:
    """Word classes, degrees and numbers as GSD has them; chances of labels are among those that `nlp` has."""
    labels = nlp.get_pipe("morphologizer").labels if nlp else None
    return lexicon.forms.mended(gsd_words(sentence, lexicon.adjectives), labels)


def in_gsd_words(trees: list[Sentence], lexicon: Lexicon) -> list[Sentence]:
    return [as_gsd(s, lexicon) if s.source == "pud" else s for s in trees]


def grammar_data(shop: Workshop, files: Sequence[str], *, everything: bool = False) -> list[Sentence]:
    trees = in_gsd_words(read_gold(shop.corpora, everything=everything).trees, shop.pickled("lexicon.pickle"))
    return [*trees, *(sentence for file in files for sentence in shop.pickled(file))]


def first_round(shop: Workshop) -> None:
    """Tags, morphology, lemmas and trees on one encoder, from scratch."""
    label_round(shop, "first", ("unimorph1.pickle", "silver1.pickle"))
    nlp = with_vectors(shop)
    network.set_classes(nlp, shop.pickled("classes.pickle"))
    network.add_morphology(nlp, width=WIDTH, depth=DEPTH)
    network.add_parser(nlp, encoder=network.listener(WIDTH), hidden=HIDDEN)
    data = grammar_data(shop, ("unimorph1.pickle", "silver1.pickle"))
    fit(nlp, data, ROUND_1, train=GRAMMAR, weights=WEIGHTS, report=shop.report)
    nlp.to_disk(shop.work / "round1")


def train_teacher(shop: Workshop, course: Course) -> None:
    """A graph parser that parses what has no trees; UniMorph sentences teach it tags and features."""
    from training import teacher, teaching
    from training.biaffine import Inventory

    if not (shop.work / "silver2.pickle").exists():
        label_round(shop, "round1", ("unimorph2.pickle", "silver2.pickle"))
    sentences = grammar_data(shop, ["unimorph2.pickle"])
    known = (shop.pickled("classes.pickle"), Clusters.read().cluster, vectors_of(shop))
    inventory = Inventory.collect([*sentences, *shop.pickled("silver2.pickle")], *known)
    model = teaching.train(sentences, inventory, course, report=shop.report)
    teacher.save(shop.work / "teacher.part", model, inventory, course)
    (shop.work / "teacher.part").rename(shop.work / teacher_file(course))


def teacher_file(course: Course) -> str:
    return f"teacher{course.seed}.pt"


def second_round(shop: Workshop) -> None:
    """The small model goes on with sentences that the teachers labelled and parsed."""
    master = load_teacher(shop)
    label_round(shop, "round1", TAUGHT, master)
    nlp = resume(shop.work / "round1")
    data = master.restyle(grammar_data(shop, TAUGHT))
    fit(nlp, data, ROUND_2, train=GRAMMAR, weights=TAUGHT_WEIGHTS, report=shop.report, initialise=False)
    nlp.to_disk(shop.work / "round2")


def load_teacher(shop: Workshop) -> Teacher:
    from training import teacher

    known = (shop.pickled("classes.pickle"), Clusters.read().cluster, vectors_of(shop))
    return teacher.load([shop.work / teacher_file(course) for course in TEACHERS], *known)


def vectors_of(shop: Workshop) -> Callable[[str], Any]:
    return spacy.load(shop.work / "round1").vocab.get_vector


def resume(path: Path) -> Language:
    """A pipeline that can be trained on; spaCy forgets which lemma tree has which label."""
    nlp = spacy.load(path)
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
    return nlp


def train_names(shop: Workshop) -> None:
    """Names, continued with what the teachers see in raw sentences; then the figures are taken."""
    nlp = spacy.load(shop.work / "names1")
    fit_names(shop, nlp, read_gold(shop.corpora), NAMES_2)
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
    data = load_teacher(shop).restyle(grammar_data(shop, TAUGHT, everything=True))
    fit(nlp, data, LAST, train=GRAMMAR, weights=TAUGHT_WEIGHTS, report=shop.report, initialise=False)
    gold = read_gold(shop.corpora, everything=True)
    people = fit_names(shop, nlp, gold, LAST_NAMES)
    nlp.to_disk(shop.work / "last.part")
    shop.pickle("learned.pickle", [s.words for s in [*data, *people] if "debates" not in s.source])
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
    *(Step(f"teacher {c.seed}", teacher_file(c), partial(train_teacher, course=c)) for c in TEACHERS),
    Step("second round", "round2", second_round),
    Step("names, teachers", "names.pickle", teach_names),
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
