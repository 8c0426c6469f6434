"""Taggers learn how likely the teachers find each label, not only which one they find likeliest.

Hinton, Vinyals and Dean (2015), *Distilling the knowledge in a neural network*, at temperature 1. What
spaCy's taggers are told of a word is one label; here it is a distribution. This holds in training only: the
pipeline that is saved is plain spaCy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from training.opinions import agreed, chances, log_probabilities
from training.sentence import Sentence

if TYPE_CHECKING:
    from training.teacher import Teacher

COLUMNS = {"tagger": "tag_chances", "morphologizer": "label_chances"}
"""The column of a sentence that a component learns from."""


def attach(doc: Doc, sentences: Sequence[Sentence]) -> None:
    """Let the reference `doc` of consecutive sentences carry the chances that they have."""
    for column in COLUMNS.values():
        cells, start = [], 0
        for sentence in sentences:
            for place, likely in enumerate(getattr(sentence, column) or (), start):
                cells += [(place, label, chance) for label, chance in likely or ()]
            start += len(sentence)
        if cells:
            doc.user_data[column] = cells


def tagged(nlp: Language, sentences: Sequence[Sentence], teacher: Teacher | None) -> list[Sentence]:
    """The sentences with STTS tags, as the tagger sees them; with a teacher, chances of both together."""
    tags = nlp.get_pipe("tagger").labels
    opinion = teacher and teacher.tag_opinion(tags)
    found: list[Sentence] = []
    for start in range(0, len(sentences), 64):
        part = sentences[start : start + 64]
        docs = [Doc(nlp.vocab, words=list(s.words), spaces=list(s.spaces)) for s in part]
        tables = log_probabilities(nlp, docs, "tagger")
        if teacher and opinion:
            tables = agreed(tables, opinion(part), teacher.share)
        for sentence, table in zip(part, tables, strict=True):
            likely = tuple(chances(row, tags) for row in table)
            best = tuple(tags[int(row.argmax())] for row in table)
            found.append(replace(sentence, tags=best, tag_chances=likely if teacher else None))
    return found


def listen(pipe: Any) -> None:
    """Let a tagger or morphologizer learn the chances of labels where its examples have them.

    The gradient of the cross entropy is what the network thinks less what the teachers think. Labels that the
    component does not have are left out. Nothing of this is saved with the component.

    Args:
        pipe: a component named as in `COLUMNS`, which has its labels already.
    """
    column = COLUMNS[pipe.name]
    number = {label: n for n, label in enumerate(pipe.labels)}
    plain = type(pipe).get_loss.__get__(pipe)

    def get_loss(examples: Any, scores: Any) -> tuple[float, Any]:
        loss, gradients = plain(examples, scores)
        for example, guess, gradient in zip(examples, scores, gradients, strict=True):
            known = [
                (place, number[label], chance)
                for place, label, chance in example.reference.user_data.get(column, ())
                if label in number
            ]
            if known:
                places, labels, chances = (numpy.array(values) for values in zip(*known, strict=True))
                rows = numpy.unique(places)
                loss -= float((gradient[rows] ** 2).sum())
                gradient[rows] = guess[rows]
                gradient[places, labels] -= chances
                loss += float((gradient[rows] ** 2).sum())
        return loss, gradients

    pipe.get_loss = get_loss
