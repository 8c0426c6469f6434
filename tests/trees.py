"""Trees written by hand, one word a line, for tests that must not depend on a model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

_BLANK = spacy.blank("de")
_NO_SPACE_BEFORE = frozenset(".,;:)“?!")
_CASES = {"N": "Case=Nom", "A": "Case=Acc", "D": "Case=Dat", "G": "Case=Gen"}
_NUMBERS = {"S": "Number=Sing", "P": "Number=Plur"}
_GENDERS = {"m": "Gender=Masc", "f": "Gender=Fem", "n": "Gender=Neut"}


def tree(text: str, names: dict[str, str] | None = None) -> Doc:
    """Build a Doc from lines „word tag relation head features“; an empty line begins a sentence.

    Args:
        text: `head` is the number of the head in its sentence, from 1 (the last word by default);
            `features` are letters: case N A D G, number S P, gender m f n, V for a finite verb.
        names: words that are named entities → their label.
    """
    words, tags, deps, heads, morphs, starts = [], [], [], [], [], []
    for block in text.strip().split("\n\n"):
        first, lines = len(words), block.strip().splitlines()
        for number, line in enumerate(lines):
            word, tag, *rest = line.split()
            relation, head, letters = (*rest, *("dep", str(len(lines)), "")[len(rest) :])
            words.append(word)
            tags.append(tag)
            deps.append("ROOT" if head == "0" and relation == "root" else relation)
            heads.append(first + int(head) - 1 if int(head) else first + number)
            morphs.append(_morph(letters))
            starts.append(number == 0)
    spaces = [
        index + 1 < len(words) and words[index + 1] not in _NO_SPACE_BEFORE for index in range(len(words))
    ]
    pos = [_upos(tag) for tag in tags]
    doc = Doc(
        _BLANK.vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        deps=deps,
        heads=heads,
        morphs=morphs,
        lemmas=words,
    )
    for token, start in zip(doc, starts, strict=True):
        assert token.is_sent_start == start or token.i == 0, f"sentence of {token}"
    doc.ents = [
        Span(doc, i, i + 1, label) for i, word in enumerate(words) if (label := (names or {}).get(word))
    ]
    return doc


def _upos(tag: str) -> str:
    table = {"ART": "DET", "PPOSAT": "DET", "PIAT": "DET", "ADJA": "ADJ", "NN": "NOUN", "NE": "PROPN"}
    table |= {"PPER": "PRON", "PRELS": "PRON", "PDS": "PRON", "PIS": "PRON", "KON": "CCONJ", "CARD": "NUM"}
    table |= {
        "APPR": "ADP",
        "APPRART": "ADP",
        "PTKVZ": "ADP",
        "VVFIN": "VERB",
        "VAFIN": "AUX",
        "VVPP": "VERB",
    }
    return table.get(tag, "PUNCT" if tag.startswith("$") else "X")


def _morph(letters: str) -> str:
    features = [table[x] for table in (_CASES, _GENDERS, _NUMBERS) for x in letters if x in table]
    return "|".join([*features, *(["VerbForm=Fin"] if "V" in letters else [])])
