"""Variants of training sentences: what real articles have and the corpora lack."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace

from training.sentence import Sentence

QUOTE_MARKS = {"``", "''", '"', "„", "“", "”", "»", "«", "›", "‹", "‚", "‘", "’"}
QUOTE_PAIRS = [
    ("„", "“"),
    ("„", "“"),
    ("„", "”"),
    ('"', '"'),
    ('"', '"'),
    ("»", "«"),
    ("«", "»"),
    ("“", "”"),
    ("‚", "‘"),
]
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
# Orthography of before 1996 in the older news of GSD, and the form of today.
OLD_SPELLING = {
    "daß": "dass",
    "Daß": "Dass",
    "muß": "muss",
    "mußte": "musste",
    "mußten": "mussten",
    "läßt": "lässt",
}


def join_hyphens(sentence: Sentence) -> Sentence:
    """Compounds that GSD parts at the hyphen („CDU - Chef“) as one token, annotated as their last part.

    The relation to the rest of the sentence is that of whichever part has its head outside.
    """
    groups: list[list[int]] = []
    index, size = 0, len(sentence)
    while index < size:
        group = [index]
        while (
            group[-1] + 1 < size
            and sentence.words[group[-1] + 1] == "-"
            and not sentence.spaces[group[-1]]
            and re.match(r"\w", sentence.words[group[-1]])
        ):
            hyphen = group[-1] + 1
            more = (
                hyphen + 1 < size
                and not sentence.spaces[hyphen]
                and re.match(r"\w", sentence.words[hyphen + 1])
            )
            group += [hyphen, hyphen + 1] if more else [hyphen]
            if not more:
                break
        groups.append(group)
        index = group[-1] + 1
    if all(len(group) == 1 for group in groups):
        return sentence
    keep = [group[0] if sentence.words[group[-1]] == "-" else group[-1] for group in groups]
    joined = sentence.select(groups, keep)
    lemmas, deps = list(joined.lemmas or []), list(joined.deps or [])
    feats, pos, tags, names = (
        list(column or []) for column in (joined.feats, joined.pos, joined.tags, joined.names)
    )
    chances = [list(column or []) for column in (joined.tag_chances, joined.label_chances)]
    for number, group in enumerate(groups):
        if len(group) == 1:
            continue
        for column in filter(None, chances):
            column[number] = None  # the teachers saw the parts
        parts = "".join(sentence.words[i] for i in group[:-1])
        truncated = sentence.words[group[-1]] == "-"
        if lemmas:
            lemma = lemmas[number]
            lemmas[number] = joined.words[number] if truncated else lemma and parts + lemma
        if deps:
            outer = next(
                (i for i in group if sentence.heads[i] not in group or sentence.heads[i] == i), keep[number]
            )
            deps[number] = sentence.deps[outer]
        if truncated and tags:
            tags[number] = "TRUNC"
        if pos and pos[number] == "PROPN" and tags and tags[number] == "NN" and not truncated:
            pos[number] = "NOUN"
        if names:
            inside = {sentence.names[i] for i in group}
            if len(inside) > 1 and any(name != "O" for name in inside):
                first = sentence.names[group[0]]
                names[number] = first if first and first.startswith("B") and "O" not in inside else "O"
    return replace(
        joined,
        lemmas=tuple(lemmas) or None,
        deps=tuple(deps) or None,
        feats=tuple(feats) or None,
        pos=tuple(pos) or None,
        tags=tuple(tags) or None,
        names=tuple(names) or None,
        tag_chances=tuple(chances[0]) or None,
        label_chances=tuple(chances[1]) or None,
    )


def swap_quotes(sentence: Sentence, pair: tuple[str, str]) -> Sentence:
    """All quotation marks in the style of `pair`; they open and close in turn."""
    words, lemmas, opened = list(sentence.words), list(sentence.lemmas or []), False
    for index, word in enumerate(words):
        if word in QUOTE_MARKS and not (word in {"’", "‘", "'"} and "„" not in words):
            opening = word in {"``", "„", "»", "‚"} or (not opened and word != "''")
            words[index] = pair[0] if opening else pair[1]
            opened = opening
            if lemmas:
                lemmas[index] = words[index]
    return replace(sentence, words=tuple(words), lemmas=tuple(lemmas) or None)


def modern_spelling(sentence: Sentence) -> Sentence:
    """„daß“ as „dass“ and the like."""
    return replace(sentence, words=tuple(OLD_SPELLING.get(word, word) for word in sentence.words))


def insert_blanks(sentence: Sentence, places: Iterable[int], blank: str) -> Sentence:
    """White-space tokens behind the tokens at `places`, as spaCy makes them of blanks and line breaks."""
    chosen = set(places)
    groups: list[list[int]] = []
    for index in range(len(sentence)):
        groups.append([index])
        if index in chosen:
            groups.append([index])
    new = [n for n, group in enumerate(groups) if n and groups[n - 1] == group]
    out = sentence.select(groups, [group[0] for group in groups])
    fill: dict[str, object] = {
        "words": blank,
        "spaces": False,
        "lemmas": blank,
        "pos": "SPACE",
        "tags": "_SP",
        "feats": "",
        "deps": "dep",
    }
    fill |= {"seen_tags": "_SP", "seen_feats": "", "seen_pos": "SPACE"}
    fill |= {"tag_chances": None, "label_chances": None}
    columns = {}
    for key, value in fill.items():
        column = getattr(out, key)
        if column is not None:
            columns[key] = tuple(value if n in set(new) else cell for n, cell in enumerate(column))
    if out.heads is not None:
        # `select` mapped every head to the last copy; the word is the first one.
        first: dict[int, int] = {}
        for n, group in enumerate(groups):
            first.setdefault(group[0], n)
        columns["heads"] = tuple(
            n - 1 if n in set(new) else first[sentence.heads[group[0]]] for n, group in enumerate(groups)
        )
    if out.names is not None:
        columns["names"] = tuple("O" if n in set(new) else name for n, name in enumerate(out.names))
    return replace(out, **columns)


def in_name(sentence: Sentence, index: int) -> bool:
    """Whether a name goes on behind the token at `index`."""
    names = sentence.names
    return names is not None and index + 1 < len(names) and (names[index + 1] or "I-").startswith("I-")


def variant(sentence: Sentence, rng: random.Random, *, join: float = 0.5) -> Sentence:
    """A random variant of `sentence`; most draws change little or nothing."""
    if rng.random() < join:
        sentence = join_hyphens(sentence)
    if any(word in QUOTE_MARKS for word in sentence.words) and rng.random() < 0.7:
        sentence = swap_quotes(sentence, rng.choice(QUOTE_PAIRS))
    if rng.random() < 0.5:
        sentence = modern_spelling(sentence)
    draw = rng.random()
    if draw < 0.015:
        sentence = replace(sentence, words=tuple(word.lower() for word in sentence.words))
    elif draw < 0.025:
        sentence = replace(sentence, words=tuple(word.upper() for word in sentence.words))
    elif draw < 0.04:
        sentence = replace(sentence, words=tuple(word.translate(UMLAUTS) for word in sentence.words))
    if rng.random() < 0.04 and len(sentence) > 2:
        place = rng.randrange(len(sentence) - 1)
        if sentence.spaces[place] and not in_name(sentence, place):
            sentence = insert_blanks(sentence, [place], " ")
    if rng.random() < 0.08:
        sentence = insert_blanks(sentence, [len(sentence) - 1], rng.choice(["\n", "\n\n", " ", "\n \n"]))
    return sentence
