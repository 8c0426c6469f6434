"""Reading corpora with names: GermEval 2014, SmartData, and our own sentences with inline markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

from training.corpora import smartdata_documents, word_list_sentences
from training.sentence import Sentence, guess_spaces

LABELS = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "OTH": "MISC", "MISC": "MISC"}

# SmartData marks companies apart and traffic finely; streets, routes and stops are left out as unknown,
# since GermEval names some of them (streets) and not others (motorway numbers).
SMARTDATA = {
    "organization-company": "ORG",
    "organization": "ORG",
    "location": "LOC",
    "location-city": "LOC",
    "person": "PER",
    "location-street": None,
    "location-route": None,
    "location-stop": None,
}

MARKUP = re.compile(r"\[([^\[\]]+)\](PER|LOC|ORG|MISC)")


class MarkupError(ValueError):
    """A line with inline names is not well-formed; names file, line and what is wrong."""


def read_germeval(path: Path) -> list[Sentence]:
    """GermEval 2014, outer names; derived and partial names (`deriv`, `part`) are no names."""
    sentences = []
    for number, rows in enumerate(word_list_sentences(path)):
        cells = [row.split("\t") for row in rows if not row.startswith("#\t")]
        words = tuple(cell[1] for cell in cells)
        if words:
            sentences.append(
                Sentence(
                    id=f"germeval-{number}",
                    source="germeval",
                    words=words,
                    spaces=guess_spaces(words),
                    names=tuple(outer_name(cell[2]) for cell in cells),
                )
            )
    return sentences


def outer_name(label: str) -> str:
    """Our label for one of GermEval's.

    >>> outer_name("B-OTH"), outer_name("B-LOCderiv"), outer_name("I-PER")
    ('B-MISC', 'O', 'I-PER')
    """
    prefix, _, kind = label.partition("-")
    return f"{prefix}-{LABELS[kind]}" if kind in LABELS else "O"


def read_smartdata(path: Path, nlp: Language) -> list[Sentence]:
    """Paragraphs of SmartData's newswire and feeds, tokenised by `nlp`; tweets are left out."""
    sentences = []
    for number, document in enumerate(smartdata_documents(path)):
        if document["refids"]["map"]["source"] == "tweet":
            continue
        text = document["text"]["string"]
        mentions = (document["conceptMentions"] or {}).get("array", [])
        marks = [
            (m["span"]["start"], m["span"]["end"], SMARTDATA[m["type"]])
            for m in mentions
            if m["type"] in SMARTDATA
        ]
        for start, end in paragraphs(text):
            inside = [(a - start, b - start, label) for a, b, label in marks if a >= start and b <= end]
            name = f"{path.name.split('.')[0]}-{number}-{start}"
            sentences.append(from_offsets(nlp, text[start:end], inside, id=name, source="smartdata"))
    return [sentence for sentence in sentences if 3 <= len(sentence) <= 150]


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the lines of `text` that are not empty."""
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            yield match.span()


def from_offsets(
    nlp: Language, text: str, marks: list[tuple[int, int, str | None]], *, id: str, source: str
) -> Sentence:
    """A sentence from text and names by character offsets; a label of None means unknown.

    A mark that ends inside a token is unknown too; of two marks that overlap, the longer holds.
    """
    doc = nlp.make_doc(text)
    tokens = [token for token in doc if not token.is_space]
    names: list[str | None] = ["O"] * len(tokens)
    taken = [False] * len(tokens)
    for start, end, label in sorted(marks, key=lambda mark: mark[0] - mark[1]):
        inside = [i for i, t in enumerate(tokens) if t.idx < end and t.idx + len(t) > start]
        if not inside or any(taken[i] for i in inside):
            continue
        first, last = tokens[inside[0]], tokens[inside[-1]]
        exact = first.idx == start and last.idx + len(last) == end
        common_noun = text[
            start
        ].islower()  # „die gruppe“, „kunden“: SmartData marks mentions, not names alone
        for place, index in enumerate(inside):
            taken[index] = True
            if label is None or not exact:
                names[index] = None
            elif not common_noun:
                names[index] = ("B-" if place == 0 else "I-") + label
    return Sentence(
        id=id,
        source=source,
        words=tuple(token.text for token in tokens),
        spaces=tuple(
            bool(token.whitespace_) or (token.i + 1 < len(doc) and doc[token.i + 1].is_space)
            for token in tokens
        ),
        names=tuple(names),
    )


def parse_markup(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Text and names of one line with inline markup.

    >>> parse_markup("In [Genf]LOC sprach [Kori Schulman]PER.")
    ('In Genf sprach Kori Schulman.', [(3, 7, 'LOC'), (15, 28, 'PER')])
    """
    text, marks, position = "", [], 0
    for match in MARKUP.finditer(line):
        text += line[position : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    text += line[position:]
    if re.search(r"\]\w|\[[^\]]*$|\[\]", text) or re.search(r"\](PER|LOC|ORG|MISC|OTH)", text):
        raise MarkupError(f"brackets: {line}")
    return text, marks


def read_markup(path: Path, nlp: Language, source: str = "own-names") -> list[Sentence]:
    """Our own sentences with names, one a line; `#` starts a comment."""
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            try:
                text, marks = parse_markup(line.strip())
            except MarkupError as error:
                raise MarkupError(f"{path.name}, line {number}: {error}") from None
            sentences.append(from_offsets(nlp, text, list(marks), id=f"{path.stem}-{number}", source=source))
    return sentences
