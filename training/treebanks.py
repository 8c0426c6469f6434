"""Reading CoNLL-U treebanks the way spaCy sees German: contractions („am“) stay one token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.morphology import Morphology

from training.sentence import Sentence, spaces_from_text

CONTRACTED = {"im", "am", "zum", "zur", "vom", "beim", "ins", "ans", "aufs", "fürs", "ums", "durchs"}


class TreebankError(ValueError):
    """A sentence of a CoNLL-U file is not well-formed; names file, sentence and what is wrong."""


@dataclass(frozen=True)
class Block:
    """The lines of one CoNLL-U sentence: comments as a mapping, rows split at tabs."""

    comments: dict[str, str]
    rows: list[list[str]]


def blocks(path: Path) -> Iterator[Block]:
    """Sentences of a CoNLL-U file, one by one."""
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
            elif line.strip():
                rows.append(line.split("\t"))
            elif rows:
                yield Block(comments, rows)
                comments, rows = {}, []
    if rows:
        yield Block(comments, rows)


def merge_contractions(block: Block) -> tuple[list[list[str]], list[bool]]:
    """Rows with multiword tokens merged into one, and which of them were.

    The merged token („am“) keeps preposition as part of speech, lemma and relation, takes the article's
    features and the STTS tag APPRART; what depended on a part depends on the whole.
    """
    spans: dict[str, str] = {}  # id of a part -> id of the span's first part
    forms: dict[str, tuple[str, str, list[str]]] = {}
    for row in block.rows:
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            parts = [str(number) for number in range(first, last + 1)]
            spans |= dict.fromkeys(parts, parts[0])
            forms[parts[0]] = (row[1], row[9], parts)
    by_id = {row[0]: row for row in block.rows}
    kept: list[list[str]] = []
    merged: list[bool] = []
    for row in block.rows:
        if "-" in row[0] or "." in row[0] or spans.get(row[0], row[0]) != row[0]:
            continue
        row = list(row)
        if row[0] in forms:
            form, misc, parts = forms[row[0]]
            # The head of the whole is that of the part whose head lies outside.
            outer = next((by_id[part] for part in parts if by_id[part][6] not in parts), row)
            feats = next((by_id[part][5] for part in parts[1:] if by_id[part][5] != "_"), "_")
            row[1], row[5], row[6], row[7], row[9] = form, feats, outer[6], outer[7], misc
            if row[3] == "ADP":
                row[4] = "APPRART"
        kept.append(row)
        merged.append(row[0] in forms)
    number = {row[0]: str(index + 1) for index, row in enumerate(kept)}
    for row in kept:
        head = row[6]
        if head not in {"_", "0"}:
            row[6] = number[spans.get(head, head)]
    for row in kept:
        row[0] = number[row[0]]
    return kept, merged


def sentence_from_block(block: Block, *, source: str) -> Sentence:
    """One CoNLL-U sentence as a record; raises TreebankError if it is not a tree over its text."""
    rows, _ = merge_contractions(block)
    name = block.comments.get("sent_id", "?")
    words = tuple(row[1] for row in rows)
    try:
        spaces = spaces_from_text(words, block.comments["text"])
    except (KeyError, ValueError) as error:
        raise TreebankError(f"{source}, {name}: {error}") from error
    heads = deps = None
    if all(row[6] != "_" for row in rows):
        heads = tuple(index if row[6] == "0" else int(row[6]) - 1 for index, row in enumerate(rows))
        deps = tuple(repaired(row) for row in rows)
        check_tree(heads, f"{source}, {name}")
    names: list[str | None] = []
    for row in rows:
        misc = dict(item.partition("=")[::2] for item in row[9].split("|"))
        names.append(misc.get("NE", "O"))
    annotated_names = any(name != "O" for name in names) or source.startswith("own")
    known = [row[3] != "_" for row in rows]
    return Sentence(
        id=name,
        source=source,
        words=words,
        spaces=spaces,
        lemmas=tuple(row[2] if row[2] != "_" or row[1] == "_" else None for row in rows),
        pos=tuple(row[3] if k else None for row, k in zip(rows, known, strict=True)),
        tags=tuple(row[4] if row[4] != "_" else None for row in rows),
        feats=tuple(
            ("" if row[5] == "_" else row[5]) if k else None for row, k in zip(rows, known, strict=True)
        ),
        heads=heads,
        deps=deps,
        names=tuple(names) if annotated_names else None,
    )


def repaired(row: list[str]) -> str:
    """The relation, with GSD's `dep` of a sentence's first word undone.

    121 of 220 determiners that begin a news sentence of GSD's test part are `dep` and 85 `det`, with no
    difference between them (adjectives and numerals likewise); the guidelines know only the latter.
    """
    if row[7] == "dep" and row[0] == "1":
        possessive = "Poss=Yes" in row[5]
        usual = {"DET": "det:poss" if possessive else "det", "ADJ": "amod", "NUM": "nummod", "ADP": "case"}
        return usual.get(row[3], "dep")
    return row[7]


def check_tree(heads: tuple[int, ...], place: str) -> None:
    """Raise TreebankError unless `heads` has one root and no cycle."""
    roots = [index for index, head in enumerate(heads) if index == head]
    if len(roots) != 1:
        raise TreebankError(f"{place}: {len(roots)} roots")
    for index in range(len(heads)):
        seen = set()
        while heads[index] != index:
            if index in seen:
                raise TreebankError(f"{place}: a cycle at token {index + 1}")
            seen.add(index)
            index = heads[index]


def read_treebank(path: Path, *, source: str) -> list[Sentence]:
    """All sentences of a CoNLL-U file."""
    return [sentence_from_block(block, source=source) for block in blocks(path)]


def gsd_feats(pos: str | None, feats: str, *, word: str = "", lemma: str = "", dep: str = "") -> str:
    """Features as GSD's annotators would have given them, from another treebank's or an older release's.

    Measured on PUD against GSD's news: a verb with a mood is finite, one that looks like its lemma an
    infinitive, any other a participle; tense is for finite forms alone; adverbs have no degree; the
    auxiliary of the passive has `Voice=Pass`.

    >>> gsd_feats("VERB", "Tense=Past|VerbForm=Part")
    'VerbForm=Part'
    """
    items = Morphology.feats_to_dict(feats)
    items.pop("InflectionType", None)
    if pos in {"VERB", "AUX"}:
        if "Mood" in items:
            items["VerbForm"] = "Fin"
        elif "VerbForm" not in items and word:
            same = word.lower().replace("zu", "") == lemma.lower().replace("zu", "")
            items["VerbForm"] = "Inf" if same else "Part"
        if items.get("VerbForm") in {"Part", "Inf"}:
            items.pop("Tense", None)
        if dep == "aux:pass":
            items["Voice"] = "Pass"
    if pos == "ADV":
        items.pop("Degree", None)
    return Morphology.dict_to_feats(items)


# Relations of PUD and HDT that GSD (nearly) never uses -> what GSD's annotators write (counts in GSD's test
# part: relative clauses 87 of 91 `acl`; names `flat`; reflexives 71 `obj`, 5 `expl:pv`).
GSD_RELATIONS = {
    "acl:relcl": "acl",
    "flat:name": "flat",
    "obl:tmod": "obl",
    "nmod:poss": "nmod",
    "cc:preconj": "cc",
    "iobj": "obl:arg",
    "expl:pv": "obj",
    "csubj:pass": "csubj",
}


def gsd_relations(sentence: Sentence) -> Sentence:
    """The sentence with GSD's relations."""
    return replace(sentence, deps=tuple(GSD_RELATIONS.get(dep, dep) for dep in sentence.deps or ()))


def gsd_words(sentence: Sentence, adjectives: frozenset[str]) -> Sentence:
    """The sentence with GSD's word classes where another source (PUD, older releases) divides otherwise.

    Adjectives that modify a verb are ADJ, not ADV; „als“ of comparison and „um … zu“ are ADP;
    possessives of the third person do not tell masculine from neuter owners.
    """
    pos, feats, tags = list(sentence.pos or ()), list(sentence.feats or ()), list(sentence.tags or ())
    for index, word in enumerate(sentence.words):
        lower = word.lower()
        if pos[index] == "ADV" and lower in adjectives:
            pos[index], feats[index] = "ADJ", "Degree=Pos"
            tags[index] = tags[index] and "ADJD"
        elif (pos[index] == "CCONJ" and lower == "als") or (pos[index] == "SCONJ" and lower == "um"):
            pos[index], feats[index] = "ADP", ""
        value = feats[index]
        if value and "Gender[psor]=" in value and "Gender[psor]=Fem" not in value:
            feats[index] = re.sub(r"Gender\[psor\]=(Masc|Neut)\b(?!,)", "Gender[psor]=Masc,Neut", value)
    return replace(sentence, pos=tuple(pos), feats=tuple(feats), tags=tuple(tags) or None)


def read_pud(path: Path) -> list[Sentence]:
    """PUD with features in GSD's conventions; its own tags (not STTS) become unknown."""
    sentences = []
    for sentence in read_treebank(path, source="pud"):
        columns = zip(
            sentence.words, sentence.lemmas, sentence.pos, sentence.feats, sentence.deps, strict=True
        )
        feats = tuple(
            gsd_feats(pos, value, word=word, lemma=lemma or "", dep=dep)
            for word, lemma, pos, value, dep in columns
        )
        tags = tuple("APPRART" if word.lower() in CONTRACTED and pos == "ADP" else None
                     for word, pos in zip(sentence.words, sentence.pos, strict=True))  # fmt: skip
        sentences.append(gsd_relations(replace(sentence, tags=tags, feats=feats)))
    return sentences


def read_hdt(path: Path) -> list[Sentence]:
    """The faulty sentences of HDT, repaired where the mark says how.

    `multi-obj`: of several objects the dative is `obl:arg`. Features follow another convention than
    GSD's and become unknown, the part of speech with them where GSD divides otherwise (X for foreign
    names); lemmas carry „mehr“ for „mehrere“.
    """
    sentences = []
    for block in blocks(path):
        for row in block.rows:
            if row[1] in {"mehrere", "mehreren", "mehrerer", "mehreres"}:
                row[2] = "mehrere"
        sentence = sentence_from_block(block, source="hdt")
        deps = list(sentence.deps)
        for index, dep in enumerate(deps):
            if dep == "obj" and "Case=Dat" in sentence.feats[index]:
                deps[index] = "obl:arg"
            if dep == "det" and sentence.tags[index] == "PPOSAT":
                deps[index] = "det:poss"
        unknown = (None,) * len(sentence)
        sentences.append(gsd_relations(replace(sentence, deps=tuple(deps), pos=unknown, feats=unknown)))
    return sentences
