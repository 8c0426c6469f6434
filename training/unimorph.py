"""The sentences of GSD's training part that were published with UniMorph features, read as UD.

UniMorph is coarser than UD: it has no auxiliaries, no pronoun types. So a morphologizer trained on the
treebanks scores its own labels for each word, and the best label that the UniMorph bundle allows is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy
from spacy.language import Language
from spacy.morphology import Morphology
from spacy.tokens import Doc

from training.corpora import word_list_sentences
from training.opinions import agreed, chances, log_probabilities
from training.sentence import Chances, Sentence, guess_spaces, spaces_from_text
from training.treebanks import blocks, gsd_feats

if TYPE_CHECKING:
    from training.teacher import Teacher

CONTRACTIONS = {
    ("in", "dem"): "im",
    ("an", "dem"): "am",
    ("zu", "dem"): "zum",
    ("zu", "der"): "zur",
    ("von", "dem"): "vom",
    ("bei", "dem"): "beim",
    ("in", "das"): "ins",
    ("an", "das"): "ans",
    ("auf", "das"): "aufs",
    ("für", "das"): "fürs",
    ("um", "das"): "ums",
    ("durch", "das"): "durchs",
    ("über", "das"): "übers",
    ("über", "dem"): "überm",
    ("vor", "dem"): "vorm",
    ("unter", "dem"): "unterm",
}

POS = {
    "N": {"NOUN"},
    "PROPN": {"PROPN"},
    "V": {"VERB", "AUX"},
    "AUX": {"AUX", "VERB"},
    "ADJ": {"ADJ"},
    "ADV": {"ADV", "ADJ"},
    "DET": {"DET"},
    "PRO": {"PRON", "DET"},
    "ADP": {"ADP"},
    "NUM": {"NUM", "ADJ"},
    "CONJ": {"CCONJ", "SCONJ"},
    "PART": {"PART"},
    "INTJ": {"INTJ"},
    "PUNCT": {"PUNCT"},
}
GROUPS = {
    "Case": {"NOM": "Nom", "ACC": "Acc", "DAT": "Dat", "GEN": "Gen"},
    "Gender": {"MASC": "Masc", "FEM": "Fem", "NEUT": "Neut"},
    "Number": {"SG": "Sing", "PL": "Plur"},
    "Person": {"1": "1", "2": "2", "3": "3"},
    "Tense": {"PRS": "Pres", "PST": "Past"},
    "Mood": {"IND": "Ind", "SBJV": "Sub", "IMP": "Imp"},
    "VerbForm": {"FIN": "Fin", "NFIN": "Inf", "V.PTCP": "Part"},
    "Definite": {"DEF": "Def", "INDF": "Ind"},
    "Voice": {"PASS": "Pass"},
}
# Nats that a label loses for each group in which it contradicts the bundle; parts of speech changed
# between the releases (determiners, pronouns), so a contradiction there weighs less.
PENALTY, POS_PENALTY = 6.0, 3.0


@dataclass(frozen=True)
class Bundled:
    """A sentence with lemmas and, for each word, its UniMorph features."""

    sentence: Sentence
    bundles: tuple[frozenset[str], ...]


def contract(words, lemmas, bundles, form_at) -> tuple[list[str], list[str], list[frozenset[str]]]:
    """Join preposition and article where `form_at(position, form)` says that the text has one word."""
    out: tuple[list, list, list] = ([], [], [])
    i = 0
    while i < len(words):
        pair = (words[i].lower(), words[i + 1].lower()) if i + 1 < len(words) else None
        form = CONTRACTIONS.get(pair) if pair else None
        if form and form_at(i, form):
            form = form.capitalize() if words[i][0].isupper() else form
            # preposition with the article's features, as in the treebanks
            row = (form, lemmas[i], frozenset({"ADP"} | (bundles[i + 1] - {"DET"})))
            i += 2
        else:
            row = (words[i], lemmas[i], bundles[i])
            i += 1
        for column, value in zip(out, row, strict=True):
            column.append(value)
    return out


def contracted_at(text: str, words: list[str]) -> Callable[[int, str], bool]:
    """Whether `text` has the contraction where the words before index i end."""

    def stands(index: int, form: str) -> bool:
        start = 0
        for word in words[:index]:
            found = text.find(word, start)
            start = found + len(word) if 0 <= found - start <= 6 else start
        return text[start:].lstrip().lower().startswith(form)

    return stands


def read_2019(path: Path) -> list[Bundled]:
    """SIGMORPHON 2019: CoNLL-U with contractions parted; the text line tells where they were."""
    result = []
    for block in blocks(path):
        text = block.comments["text"]
        parted = [row[1] for row in block.rows]
        lemmas = [row[2] for row in block.rows]
        bundles = [frozenset(row[5].split(";")) - {"_"} for row in block.rows]
        words, lemmas, bundles = contract(parted, lemmas, bundles, contracted_at(text, parted))
        try:
            spaces = spaces_from_text(words, text)
        except ValueError:
            spaces = guess_spaces(words)
        sentence = Sentence(
            id=block.comments.get("sent_id", "?"),
            source="unimorph",
            words=tuple(words),
            spaces=spaces,
            lemmas=tuple(lemmas),
        )
        result.append(Bundled(sentence, tuple(bundles)))
    return result


def read_2018(path: Path) -> list[Bundled]:
    """CoNLL–SIGMORPHON 2018: an older release of the same sentences, without texts."""
    result = []
    for number, rows in enumerate(word_list_sentences(path)):
        cells = [row.split("\t") for row in rows]
        bundles = [frozenset(cell[2].split(";")) for cell in cells]
        words, lemmas, joined = contract(
            [cell[0] for cell in cells],
            [cell[1] for cell in cells],
            bundles,
            lambda i, form, bundles=bundles: {"DET", "DEF"} <= bundles[i + 1] and "PRO" not in bundles[i + 1],
        )
        sentence = Sentence(
            id=f"sigmorphon2018-{number}",
            source="unimorph2018",
            words=tuple(words),
            spaces=guess_spaces(words),
            lemmas=tuple(lemmas),
        )
        result.append(Bundled(sentence, tuple(joined)))
    return result


def contradictions(pos: str, feats: dict[str, str], bundle: frozenset[str]) -> list[str]:
    """Groups in which a UD label contradicts a bundle; what the bundle does not say contradicts nothing."""
    wrong = []
    allowed = set().union(*(POS[item] for item in bundle if item in POS)) if bundle & POS.keys() else None
    if allowed is not None and pos not in allowed:
        wrong.append("POS")
    for group, values in GROUPS.items():
        stated = {values[item] for item in bundle if item in values}
        if (stated and feats.get(group) and feats[group] not in stated) or (
            stated
            and group not in feats
            and group in {"Case", "Number", "Tense", "Mood", "VerbForm", "Person", "Voice"}
        ):
            wrong.append(group)
    return wrong


def parse_label(label: str) -> tuple[str, dict[str, str]]:
    """A morphologizer label as part of speech and features.

    >>> parse_label("Case=Nom|POS=NOUN")
    ('NOUN', {'Case': 'Nom'})
    """
    items = Morphology.feats_to_dict(label)
    return items.pop("POS", "X"), items


@dataclass(frozen=True)
class Treebank:
    """What the treebanks say of a form: its parts of speech, and its lemmas for each of them."""

    pos: dict[str, Counter[str]]
    lemmas: dict[tuple[str, str], Counter[str]]

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Treebank:
        pos: dict[str, Counter[str]] = defaultdict(Counter)
        lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for sentence in sentences:
            for word, lemma, tag in zip(sentence.words, sentence.lemmas, sentence.pos, strict=True):
                if lemma and tag:
                    pos[word.lower()][tag] += 1
                    lemmas[word.lower(), tag][lemma] += 1
        return cls(dict(pos), dict(lemmas))

    def lemma(self, word: str, pos: str, stated: str, predicted: str) -> str:
        """One lemma out of `stated` (perhaps several, parted by |), in the treebank's conventions."""
        known = self.lemmas.get((word.lower(), pos))
        options = stated.split("|")
        if known and not known.keys() & set(options) and known.total() >= 2:
            return known.most_common(1)[0][0]
        if predicted in options:
            return predicted
        return max(options, key=lambda option: known[option] if known else 0)


# Word classes whose members the treebanks know; their part of speech is never taken from UniMorph.
CLOSED = {"DET", "PRON", "ADP", "ADV", "SCONJ", "CCONJ", "PART", "AUX"}


class Chooser:
    """Picks, for words with a UniMorph bundle, the likeliest label of `nlp`'s morphologizer."""

    def __init__(self, nlp: Language, treebank: Treebank, teacher: Teacher | None = None) -> None:
        self.nlp = nlp
        self.treebank = treebank
        self.names = nlp.get_pipe("morphologizer").labels
        self.labels = [parse_label(label) for label in self.names]
        self.teacher = teacher
        self.opinion = teacher and teacher.opinion(self.labels)
        self.penalties: dict[tuple[frozenset[str], frozenset[str] | None], numpy.ndarray] = {}

    def penalty(self, bundle: frozenset[str], pos: frozenset[str] | None) -> numpy.ndarray:
        """Nats each label loses under `bundle`, parts of speech given by `pos` where that is known."""
        if (bundle, pos) not in self.penalties:
            costs = []
            for label_pos, feats in self.labels:
                wrong = contradictions(label_pos, feats, bundle)
                if pos is not None:
                    wrong = [group for group in wrong if group != "POS"] + ["POS"] * (label_pos not in pos)
                costs.append(sum(POS_PENALTY if group == "POS" else PENALTY for group in wrong))
            self.penalties[bundle, pos] = numpy.array(costs)
        return self.penalties[bundle, pos]

    def known_pos(self, word: str) -> frozenset[str] | None:
        """Parts of speech of a word of a closed class."""
        counts = self.treebank.pos.get(word.lower())
        if counts and counts.total() >= 3 and sum(counts[pos] for pos in CLOSED) / counts.total() > 0.8:
            return frozenset(counts)
        return None

    def choose(self, items: Sequence[Bundled]) -> list[Sentence]:
        """The sentences with UPOS, FEATS, lemma; unknown where the best label contradicts two groups."""
        result = []
        for start in range(0, len(items), 64):
            part = items[start : start + 64]
            docs = [
                Doc(self.nlp.vocab, words=list(b.sentence.words), spaces=list(b.sentence.spaces))
                for b in part
            ]
            scores = log_probabilities(self.nlp, docs, "morphologizer")
            if self.teacher and self.opinion:
                scores = agreed(scores, self.opinion([b.sentence for b in part]), self.teacher.share)
            lemmatizer = self.nlp.get_pipe("trainable_lemmatizer")
            lemmatizer.set_annotations(docs, lemmatizer.predict(docs))
            result += [
                self.read(item, doc, table) for item, doc, table in zip(part, docs, scores, strict=True)
            ]
        return result

    def read(self, item: Bundled, doc: Doc, table: numpy.ndarray) -> Sentence:
        pos: list[str | None] = []
        feats: list[str | None] = []
        lemmas: list[str | None] = []
        likely: list[Chances | None] = []
        for token, row, bundle, stated in zip(doc, table, item.bundles, item.sentence.lemmas, strict=True):
            penalty = self.penalty(bundle, self.known_pos(token.text))
            best = int((row - penalty).argmax())
            label_pos, label_feats = self.labels[best]
            known = penalty[best] < 2 * PENALTY
            pos.append(label_pos if known else None)
            joined = Morphology.dict_to_feats(label_feats)
            feats.append(gsd_feats(label_pos, joined) if known else None)
            lemmas.append(self.treebank.lemma(token.text, label_pos, stated, token.lemma_))
            likely.append(chances(row - penalty, self.names) if known and self.teacher else None)
        return replace(
            item.sentence,
            pos=tuple(pos),
            feats=tuple(feats),
            lemmas=tuple(lemmas),
            label_chances=tuple(likely) if self.teacher else None,
        )
