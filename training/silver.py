"""Raw sentences labelled by a model that the form lexicon corrects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy
from spacy.language import Language
from spacy.morphology import Morphology
from spacy.tokens import Doc

from training.lexicon import Lexicon, Reading
from training.opinions import agreed, chances, log_probabilities
from training.sentence import Chances, Sentence
from training.treebanks import gsd_feats
from training.unimorph import PENALTY, POS_PENALTY, contradictions, parse_label

if TYPE_CHECKING:
    from training.teacher import Teacher

KINDS = {"NOUN": "N", "VERB": "V", "AUX": "V", "ADJ": "ADJ", "PROPN": "PROPN"}


class Corrector:
    """Labels sentences with `nlp`; where the lexicon knows a word, only its readings may be chosen."""

    def __init__(self, nlp: Language, lexicon: Lexicon, teacher: Teacher | None = None) -> None:
        self.nlp = nlp
        self.lexicon = lexicon
        self.names = nlp.get_pipe("morphologizer").labels
        self.labels = [parse_label(label) for label in self.names]
        self.teacher = teacher
        self.opinion = teacher and teacher.opinion(self.labels)
        self._costs: dict[frozenset[str], numpy.ndarray] = {}

    def cost(self, bundle: frozenset[str]) -> numpy.ndarray:
        """Nats that each label loses under one reading."""
        if bundle not in self._costs:
            wrong = [contradictions(pos, feats, bundle) for pos, feats in self.labels]
            self._costs[bundle] = numpy.array(
                [sum(POS_PENALTY if group == "POS" else PENALTY for group in groups) for groups in wrong]
            )
        return self._costs[bundle]

    def label(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """The sentences with UPOS, STTS, FEATS and those lemmas that the lexicon vouches for."""
        result: list[Sentence] = []
        for start in range(0, len(sentences), 64):
            part = sentences[start : start + 64]
            docs = [Doc(self.nlp.vocab, words=list(s.words), spaces=list(s.spaces)) for s in part]
            tables = log_probabilities(self.nlp, docs, "morphologizer")
            if self.teacher and self.opinion:
                tables = agreed(tables, self.opinion(part), self.teacher.share)
            for name in ("tagger", "trainable_lemmatizer"):
                pipe = self.nlp.get_pipe(name)
                pipe.set_annotations(docs, pipe.predict(docs))
            result += [self._read(s, doc, table) for s, doc, table in zip(part, docs, tables, strict=True)]
        return result

    def _read(self, sentence: Sentence, doc: Doc, table: numpy.ndarray) -> Sentence:
        rows = [self.word(token.text, token.lemma_, scores) for token, scores in zip(doc, table, strict=True)]
        return replace(
            sentence,
            pos=tuple(row[0] for row in rows),
            feats=tuple(row[1] for row in rows),
            lemmas=tuple(row[2] for row in rows),
            tags=tuple(token.tag_ for token in doc),
            label_chances=tuple(row[3] for row in rows) if self.teacher else None,
        )

    def word(self, word: str, predicted: str, scores: numpy.ndarray) -> tuple[str, str, str | None, Chances]:
        """UPOS, FEATS, lemma (None where nobody vouches for one) and chances of the labels of a word."""
        best = int(scores.argmax())
        kind = KINDS.get(self.labels[best][0])
        readings: set[Reading] = set()
        if kind:
            readings = self.lexicon.readings(word, kind) or self.lexicon.readings(
                word[0].lower() + word[1:], kind
            )
        if readings:
            costs = numpy.min([self.cost(reading.bundle) for reading in readings], axis=0)
            scores = scores - costs
            best = int(scores.argmax())
        pos, feats = self.labels[best]
        joined = gsd_feats(pos, Morphology.dict_to_feats(feats))
        fitting = {r.lemma for r in readings if not contradictions(pos, feats, r.bundle)}
        fitting = fitting or {r.lemma for r in readings}
        lemma = predicted if predicted in fitting else fitting.pop() if len(fitting) == 1 else None
        return pos, joined, lemma, chances(scores, self.names)
