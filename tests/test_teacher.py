"""The teacher of the parser, on tiny data; what needs torch is left out where there is none."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import numpy
import pytest

from training.fit import Course, groups
from training.opinions import agreed
from training.sentence import Sentence
from training.spanning import best_tree
from training.treebanks import check_tree

SENTENCE = Sentence(
    id="s1",
    source="gsd",
    words=("Kiew", "lehnt", "den", "Plan", "ab", "."),
    spaces=(True, True, True, True, False, False),
    pos=("PROPN", "VERB", "DET", "NOUN", "ADP", "PUNCT"),
    tags=("NE", "VVFIN", "ART", "NN", "PTKVZ", "$."),
    feats=("Case=Nom", "VerbForm=Fin", "Case=Acc", "Case=Acc", "", ""),
    heads=(1, 1, 3, 1, 1, 1),
    deps=("nsubj", "root", "det", "obj", "compound:prt", "punct"),
)
BARE = replace(SENTENCE, source="raw", heads=None, deps=None)


def value(scores: numpy.ndarray, heads: tuple[int, ...]) -> float:
    return sum(float(scores[n + 1, head]) for n, head in enumerate(heads))


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root (0), and every word hangs on it in the end."""
    for word in range(1, len(heads) + 1):
        for _ in heads:
            word = heads[word - 1] if word else 0
        if word:
            return False
    return heads.count(0) == 1


@pytest.mark.parametrize("seed", range(30))
def test_the_best_tree_is_the_best_of_all(seed: int) -> None:
    rng = numpy.random.default_rng(seed)
    size = 1 + seed % 5
    scores = rng.normal(size=(size + 1, size + 1))
    found = tuple(best_tree(scores)[1:].tolist())
    trees = [heads for heads in itertools.product(range(size + 1), repeat=size) if is_tree(heads)]
    assert found in trees
    assert value(scores, found) == pytest.approx(max(value(scores, heads) for heads in trees))


def test_sentences_with_and_without_trees_are_not_mixed() -> None:
    order = [SENTENCE, BARE] * 11
    found = list(groups(order, 4, random.Random(1)))
    assert sum(map(len, found)) == len(order)
    assert all(len({s.heads is None for s in group}) == 1 for group in found)
    assert {len(group) for group in found} <= {1, 2, 3, 4}


def test_two_opinions_meet_in_the_middle() -> None:
    (mean,) = agreed([numpy.array([[0.0, -2.0]])], [numpy.array([[-4.0, 0.0]])])
    assert mean.tolist() == [[-2.0, -1.0]]
    (mean,) = agreed([numpy.array([[0.0, -2.0]])], [numpy.array([[-4.0, 0.0]])], 0.75)
    assert mean.tolist() == [[-3.0, -0.5]]


def test_a_teacher_learns_and_parses(tmp_path) -> None:
    pytest.importorskip("torch")
    from training import teacher, teaching
    from training.biaffine import Inventory

    def vector(word: str) -> numpy.ndarray:
        return numpy.full(100, len(word) / 10, dtype="float32")

    course = Course(epochs=40, batch=20, width=12, depth=1, dropout=0.0, word_dropout=0.0, learn_rate=0.01)
    known = ({"Plan": "NMs"}, {"Kiew": 208}, vector)
    inventory = Inventory.collect([SENTENCE] * 4, *known)
    model = teaching.train([SENTENCE] * 4, inventory, course)
    teacher.save(tmp_path / "teacher.pt", model, inventory, course)
    loaded = teacher.load([tmp_path / "teacher.pt"] * 2, *known)
    short = replace(BARE, words=BARE.words[:2], spaces=BARE.spaces[:2])
    parsed = list(loaded.parse([short, BARE]))
    assert [len(sure) for _, sure in parsed] == [2, 6]
    check_tree(parsed[0][0].heads, "short")
    assert (parsed[1][0].heads, parsed[1][0].deps) == (SENTENCE.heads, SENTENCE.deps)
    assert loaded.parse_surely([BARE, short], 0.5)[1].heads is None
    assert loaded.restyle([SENTENCE, BARE]) == [SENTENCE, BARE]
    assert loaded.share == pytest.approx(2 / 3)
    (table,) = loaded.opinion([("PROPN", {"Case": "Nom"}), ("X", {})])([BARE])
    assert table.shape == (6, 2) and (table[:, 1] == teacher.UNSEEN).all()
    (table,) = loaded.tag_opinion(["NE", "VVFIN", "XY"])([BARE])
    assert table[0].argmax() == 0 and table[1].argmax() == 1 and (table[:, 2] == teacher.UNSEEN).all()
    other = replace(SENTENCE, words=("Bern",) * 6)
    teacher.save(tmp_path / "other.pt", model, Inventory.collect([other] * 4, *known), course)
    with pytest.raises(ValueError, match="other"):
        teacher.load([tmp_path / "teacher.pt", tmp_path / "other.pt"], *known)
