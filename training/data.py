"""All training sentences, source by source, and how often each source is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language

from training import names, standoff, treebanks, unimorph
from training.corpora import Corpora, bundestag_paragraphs, gerntsa_texts, plain_sentences
from training.sentence import Sentence, guess_spaces
from training.splits import held_out_names, held_out_news
from training.tokenizer import blank

ANNOTATED = Path(__file__).parent / "annotated"

# How often a sentence of a source is seen in each round. Trees are rare, so they come more often; text
# labelled by a model comes less often.
WEIGHTS = {
    "gsd": 4.0,
    "gsd-reviews": 1.0,
    "pud": 3.0,
    "hdt": 2.0,
    "own-treebank": 4.0,
    "unimorph": 1.0,
    "unimorph2018": 1.0,
    "raw": 0.5,
    "raw-debates": 0.5,
    "raw-germeval": 0.5,
}
# Where a teacher has parsed all sentences, those of GSD's training part come more often.
TAUGHT_WEIGHTS = {
    **WEIGHTS,
    "pud": 1.5,
    "hdt": 0.8,
    "own-treebank": 2.0,
    "unimorph": 1.5,
    "unimorph2018": 1.5,
    "raw": 0.7,
    "raw-debates": 0.25,
    "raw-germeval": 0.6,
    "fresh": 1.0,
    "fresh-debates": 0.33,
    "fresh-exchanged": 0.33,
}
# A teacher is told the source of a tree; sentences without trees teach it only tags and features.
TEACHER_WEIGHTS = {
    "gsd": 3.0,
    "gsd-reviews": 1.0,
    "pud": 1.5,
    "hdt": 1.0,
    "own-treebank": 1.5,
    "unimorph": 0.35,
    "unimorph2018": 0.35,
}
# GermEval sets the convention; `own-mixed` was written after its kind, with as many sentences without a name.
# What was marked or written to bring more names holds more of them than texts do, so it comes less often and
# sentences without any more often: else rare common nouns are taken for names.
NAME_WEIGHTS = {
    **WEIGHTS,
    "germeval": 4.0,
    "own-treebank": 1.0,
    "own-names": 0.1,
    "own-mixed": 1.0,
    standoff.SOURCE: 1.2,
    "smartdata": 2.0,
    "names-silver": 2.0,
    "names-debates": 0.3,
}
LONGEST = 60
EVERY_PARAGRAPH = 97 * 6  # of the debates, for raw sentences


@dataclass(frozen=True)
class Gold:
    """What people annotated; `dev_…` are held out unless everything is asked for."""

    trees: list[Sentence]
    names: list[Sentence]
    dev_trees: list[Sentence]
    dev_names: list[Sentence]


def read_gold(corpora: Corpora, *, everything: bool = False) -> Gold:
    """Treebanks and names; with `everything` nothing is held out."""
    tokenizer = blank()
    news = treebanks.read_treebank(corpora.gsd_test, source="gsd")
    people = names.read_germeval(corpora.germeval)
    hold_trees = [] if everything else [s for s in news if held_out_news(s)]
    hold_names = [] if everything else [s for s in people if held_out_names(s)]
    trees = [s for s in news if everything or not held_out_news(s)]
    trees += treebanks.read_treebank(corpora.gsd_reviews, source="gsd-reviews")
    trees += treebanks.read_pud(corpora.pud)
    for path in corpora.hdt:
        # HDT's text lines part every token; its lemmas drop the first parts of compounds.
        for sentence in treebanks.read_hdt(path):
            unknown = (None,) * len(sentence)
            trees.append(replace(sentence, spaces=guess_spaces(sentence.words), lemmas=unknown))
    for path in sorted((ANNOTATED / "treebank").glob("*.conllu")):
        trees += treebanks.read_treebank(path, source="own-treebank")
    tagged = [s for s in people if everything or not held_out_names(s)]
    marks = own_marks()
    for path in corpora.smartdata:
        # What we marked anew follows GermEval's convention; SmartData has one of its own, so of the others
        # only paragraphs without a name are taken.
        ours, others = standoff.parted(names.read_smartdata(path, tokenizer), marks)
        tagged += [*ours, *(s for s in others if set(s.names or ()) == {"O"})]
    for path in sorted((ANNOTATED / "names").glob("*.txt")):
        source = "own-mixed" if path.stem == "mixed" else "own-names"
        tagged += names.read_markup(path, tokenizer, source)
    return Gold(trees, tagged, hold_trees, hold_names)


def own_marks() -> standoff.Marks:
    """The names that we marked in sentences of the corpora."""
    return standoff.read_marks(sorted((ANNOTATED / "names").glob("*.tsv")))


def letters(sentence: Sentence) -> str:
    """A sentence without blanks, hyphenation and quotation marks: the same across releases of GSD."""
    return re.sub(r"[`'\"\s]", "", "".join(sentence.words))


def unimorph_sentences(corpora: Corpora, held_out: Iterable[Sentence]) -> list[unimorph.Bundled]:
    """Both releases of GSD's training sentences; the newer one where both have a sentence."""
    newer = unimorph.read_2019(corpora.unimorph_sentences)
    known = {letters(item.sentence) for item in newer} | {letters(sentence) for sentence in held_out}
    older = [
        item for item in unimorph.read_2018(corpora.unimorph_words) if letters(item.sentence) not in known
    ]
    held = {letters(sentence) for sentence in held_out}
    return [item for item in newer if letters(item.sentence) not in held] + older


def raw_sentences(corpora: Corpora, nlp: Language, gold: Gold) -> list[Sentence]:
    """News sentences of GerNTSA, a sample of the debates, and GermEval's sentences without their names."""
    found = [
        names.from_offsets(nlp, text, [], id=f"gerntsa-{n}", source="raw")
        for n, text in enumerate(gerntsa_texts(corpora.gerntsa))
    ]
    for number, paragraph in enumerate(bundestag_paragraphs(corpora.bundestag)):
        if number % EVERY_PARAGRAPH:
            continue
        for text in plain_sentences(paragraph):
            if 40 < len(text) < 260 and text[-1] in ".!?" and text[0].isupper() and "(" not in text:
                found.append(names.from_offsets(nlp, text, [], id=f"debate-{number}", source="raw-debates"))
    found += [replace(s, source="raw-germeval") for s in gold.names if s.source == "germeval"]
    return [replace(sentence, names=None) for sentence in found if len(sentence) < LONGEST]
