"""Public corpora as they are distributed: found by what the files hold, read into gold sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Largest file that is looked into; no corpus of these formats is larger.
LARGEST = 200_000_000

_KNOWN = {
    r"gsd": "UD German GSD",
    r"pud": "UD German PUD",
    r"hdt": "UD German HDT",
    r"lit": "UD German LIT",
}


@dataclass(frozen=True)
class GoldSentence:
    """Tokens with whatever a corpus says about them; `names` are (start, end, label) in tokens."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    pos: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    deps: tuple[str, ...] = ()
    names: frozenset[tuple[int, int, str]] = frozenset()
    contracted: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """The sentence as running text."""
        return "".join(w + " " * s for w, s in zip(self.words, self.spaces, strict=True)).strip()


@dataclass(frozen=True)
class Corpus:
    """One file of a corpus: what it is for ("syntax", "names"), its usual name and its split."""

    task: str
    name: str
    split: str
    sentences: list[GoldSentence] = field(repr=False)


def find_corpora(folder: Path) -> list[Corpus]:
    """Corpora under `folder`, by file name; files in a format that is not known are passed over.

    CoNLL-U counts if its sentences have trees in UD relations; TSV if it looks like GermEval 2014.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.stat().st_size > LARGEST:
            continue
        if path.suffix == ".conllu":
            sentences = list(read_conllu(path))
            if sentences:
                found.append(Corpus("syntax", _name(path), _split(path), sentences))
        elif path.suffix == ".tsv":
            sentences = list(read_germeval(path))
            if sentences:
                found.append(Corpus("names", "GermEval 2014", _split(path), sentences))
    return found


def _name(path: Path) -> str:
    for pattern, name in _KNOWN.items():
        if re.search(rf"(?:^|[_-]){pattern}(?:[_-]|$)", path.stem):
            return name
    return path.stem


def _split(path: Path) -> str:
    for split in ("train", "dev", "test"):
        if split in re.split(r"[-_.]", path.stem):
            rest = path.stem.split(split)[-1].strip("-_")
            return f"{split}, {rest}" if rest else split
    return path.stem


def read_conllu(path: Path) -> Iterator[GoldSentence]:
    """Sentences of a CoNLL-U file that have a tree; contractions („am“) become one token.

    A contraction has the part of speech and relation of its first part; it is listed in `contracted`, and
    what depended on one of its parts depends on it.
    """
    rows: list[list[str]] = []
    text = ""
    with path.open(encoding="utf-8-sig") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line[9:]
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                sentence = _from_rows(rows, text)
                if sentence:
                    yield sentence
                rows, text = [], ""


def _from_rows(rows: list[list[str]], text: str) -> GoldSentence | None:
    if any(len(row) != 10 for row in rows) or not any(row[7] == "root" for row in rows):
        return None
    place: dict[str, int] = {}
    kept: list[list[str]] = []
    contracted: set[int] = set()
    inside: set[str] = set()
    for row in rows:
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            inside = {str(number) for number in range(first, last + 1)}
            place |= dict.fromkeys(inside, len(kept))
            contracted.add(len(kept))
            kept.append([*row])
        elif "." in row[0]:
            continue
        elif row[0] in inside:
            whole = kept[place[row[0]]]
            if whole[3] == "_":
                whole[2:6] = row[2:6]
            if row[6] not in inside and whole[6] == "_":
                whole[6:8] = row[6:8]
        else:
            place[row[0]] = len(kept)
            kept.append(row)
    heads = []
    for index, row in enumerate(kept):
        heads.append(index if row[6] == "0" else place.get(row[6], index))
    words = tuple(row[1] for row in kept)
    return GoldSentence(
        words=words,
        spaces=_spaces(words, text, kept),
        pos=tuple(row[3] for row in kept),
        lemmas=tuple(row[2] for row in kept),
        feats=tuple(row[5] for row in kept),
        heads=tuple(heads),
        deps=tuple(row[7].lower() for row in kept),
        contracted=frozenset(contracted),
    )


def _spaces(words: tuple[str, ...], text: str, rows: list[list[str]]) -> tuple[bool, ...]:
    """From the text line where the words stand in it, else from SpaceAfter=No."""
    spaces: list[bool] = []
    position = 0
    for word in words:
        start = text.find(word, position)
        if start < 0 or text[position:start].strip():
            return tuple("SpaceAfter=No" not in row[9] for row in rows)
        if spaces:
            spaces[-1] = start > position
        position = start + len(word)
        spaces.append(False)
    return tuple(spaces)


def read_germeval(path: Path) -> Iterator[GoldSentence]:
    """Sentences of a GermEval 2014 file with their outer names (`deriv` and `part` are none); OTH is MISC."""
    cells: list[list[str]] = []
    with path.open(encoding="utf-8-sig") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line and not line.startswith("#\t"):
                row = line.split("\t")
                if len(row) != 4 or not re.fullmatch(r"O|[BI]-(PER|LOC|ORG|OTH)(deriv|part)?", row[2]):
                    return
                cells.append(row)
            elif not line and cells:
                words = tuple(row[1] for row in cells)
                labels = [re.sub(r".*(deriv|part)", "O", row[2]).replace("OTH", "MISC") for row in cells]
                yield GoldSentence(
                    words, (True,) * (len(words) - 1) + (False,), names=frozenset(_spans(labels))
                )
                cells = []


def _spans(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    start = None
    for index, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I-"):
            yield start, index, labels[start][2:]
            start = None
        if label.startswith("B-"):
            start = index
