"""Where sentences begin: paragraphs, datelines, full stops, abbreviations, ordinals and quotation marks.

The component decides for every token, so that the parser never joins two paragraphs or cuts „3. März“ in two.
"""

from __future__ import annotations

import re
from collections import deque
from functools import cache

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis import lexicon
from analysis.language import headlines
from analysis.reading import layout

COMPONENT = "wortlaut_sentences"

CLOSERS = frozenset([*"\"'“”«»‘’‹›)]", "''"])
OPENERS = frozenset("\"'`„“”»«‚‘›‹([–—-")
_TERMINAL = re.compile(r"[.!?…]+\Z")
_ORDINAL = re.compile(r"(?:\d{1,3}|[IVX]{1,6})\.?\Z")
_DECIMAL = re.compile(r"\d+(?:[,:]\d+|\.\d{3})+\.\Z")
_EMOJI = re.compile(
    "[\u2600-\u27bf\U0001f1e6-\U0001faff][\u200d\ufe0e\ufe0f\u2600-\u27bf\U0001f1e6-\U0001faff]*\\Z"
)
_INITIAL = re.compile(r"[A-ZÄÖÜ]\.?\Z")
_BRACKETS = {"(": ")", "[": "]"}
LONGEST_BRACKET = 400
"""Code points; a bracket that closes later than this was never meant to be a pair."""


@Language.component(COMPONENT)
def set_sentence_starts(doc: Doc) -> Doc:
    """Set `Token.is_sent_start` of every token.

    A sentence begins at the start of a paragraph, behind a dateline, and behind a full stop, question mark,
    exclamation mark or ellipsis (with the closing quotation marks and brackets that follow it), if what
    comes next can begin a sentence; also behind a headline that runs on into the text (`headlines`). It never
    begins inside a bracket that closes later in the same sentence.

    Args:
        doc: any Doc; only its tokens and white space are looked at.

    Returns:
        The same Doc.

    >>> import spacy
    >>> doc = set_sentence_starts(spacy.blank("de")('Er ging "nach Hause." Am 3. März kam er wieder.'))
    >>> [sentence.text for sentence in doc.sents]
    ['Er ging "nach Hause."', 'Am 3. März kam er wieder.']
    """
    starts = set()
    spans = layout.paragraphs(doc.text)
    dateline = layout.find_dateline(doc.text, spans)
    begins = deque(sorted({start for start, _ in spans} | ({dateline.body} if dateline else set())))
    words = [token for token in doc if not token.is_space]
    bracketed = _inside_brackets(words, doc.text)
    for index, token in enumerate(words):
        end = token.idx + len(token)
        while begins and begins[0] < end:
            starts.add(token.i)
            begins.popleft()
        if _TERMINAL.search(token.text):
            behind = _behind_closers(words, index)
            if (
                behind < len(words)
                and behind not in bracketed
                and not _numbers_a_point(words, index, starts)
                and _ends_sentence(words, index, behind)
            ):
                starts.add(words[behind].i)
    starts.update(words[index].i for index in headlines.headline_ends(words) if index not in bracketed)
    # One array instead of token by token: spaCy's setter looks through the whole Doc each time.
    flags = np.full(len(doc), -1, dtype="int64")
    flags[[0, *starts] if len(doc) else []] = 1
    doc.from_array(["SENT_START"], flags.astype("uint64"))  # type: ignore[arg-type]
    return doc


def _behind_closers(words: list[Token], index: int) -> int:
    """The index of the first word behind the closing marks that follow a terminal."""
    index += 1
    while index < len(words) and words[index].text in CLOSERS and not _space_before(words[index]):
        at_end = index + 1 == len(words)
        followed_by_mark = not at_end and not words[index + 1].text[0].isalnum()
        if not (at_end or followed_by_mark or _space_before(words[index + 1])):
            break
        index += 1
    while index < len(words) and _EMOJI.match(words[index].text) and not _line_break_before(words[index]):
        index += 1  # „Endlich Frieden! 🎉 Kiew …“: it comments on what it follows
    return index


def _numbers_a_point(words: list[Token], index: int, starts: set[int]) -> bool:
    """Whether a full stop belongs to a number or letter at the head of a list item: „1. Kiew verzichtet“."""
    if words[index].text[-1] != ".":
        return False
    form = _form_with_dot(words, index)
    first = words[index] if len(words[index]) > 1 else words[index - 1]
    return bool(form and first.i in starts and (_ORDINAL.match(form) or _INITIAL.match(form)))


def _ends_sentence(words: list[Token], index: int, behind: int) -> bool:
    terminal, following = words[index], words[behind]
    first = following.text[0]
    if _is_low_quote(words, behind):
        return not _always_goes_on(words, index)
    if first.islower() or not (first.isalnum() or first in OPENERS or not first.isascii()):
        return False
    if not _space_before(following) and not (first.isupper() and behind == index + 1):
        return False  # „spiegel.de“ goes on, „gesagt.Die“ is a missing blank
    if terminal.text[-1] != "." or terminal.text.endswith(".."):
        return True
    if behind > index + 1 or first in OPENERS:
        return not _always_goes_on(words, index)
    return _full_stop_ends(words, index, following)


def _is_low_quote(words: list[Token], index: int) -> bool:
    """Whether a comma stands for the mark ‚, as typewriters have it: „Er kam. ,Für Frauen …'“."""
    if words[index].text != "," or index + 1 == len(words) or not _space_before(words[index]):
        return False
    following = words[index + 1]
    return following.text[0].isupper() and not _space_before(following)


def _full_stop_ends(words: list[Token], index: int, following: Token) -> bool:
    """Tell a full stop from the dot of an abbreviation, an initial or an ordinal number."""
    form = _form_with_dot(words, index)
    if form is None:
        return True
    starter = following.text.casefold() in _sentence_starts()
    if _ORDINAL.match(form) and following.text.rstrip(".") in _months():
        return False
    if _INITIAL.match(form) or _ORDINAL.match(form):
        return starter or _is_label(words, index)
    entry = _abbreviation(form)
    if entry is not None:
        return entry == "ends" or (entry == "either" and starter)
    if form[:-1].isdigit() or _DECIMAL.match(form):
        return True  # a year, „3,5.“, „1:1.“, „18.000.“
    # The tokenizer keeps a dot only on words that it knows as abbreviations.
    return starter if len(words[index]) > 1 else True


def _is_label(words: list[Token], index: int) -> bool:
    """Whether a number or letter is a count or name („auf 120.“, „Plan B.“), no ordinal or initial."""
    number = index if len(words[index]) > 1 else index - 1
    before = words[number - 1].text if number > 0 else ""
    if words[number].text.rstrip(".") == "X" and before.islower():
        return True  # the platform; as an initial it stands behind a name („Franz X. Kroetz“)
    nouns, others = _labelled()
    if before.casefold().endswith(nouns):
        return True
    return words[number].text[0].isdigit() and before.casefold() in others


def _always_goes_on(words: list[Token], index: int) -> bool:
    form = _form_with_dot(words, index)
    return form is not None and _abbreviation(form) == "inside"


def _form_with_dot(words: list[Token], index: int) -> str | None:
    """The word that a dot belongs to, dot included, whether the tokenizer split it off or not."""
    token = words[index]
    if len(token) > 1:
        return token.text
    if index == 0 or _space_before(token):
        return None
    return words[index - 1].text + "."


def _abbreviation(form: str) -> str | None:
    """What the lexicon says of an abbreviation: „inside“, „either“, „ends“, or None for an ordinary word."""
    form = form.casefold()
    return _abbreviations().get(form) or _abbreviations().get(form.rpartition("-")[2])


@cache
def _abbreviations() -> dict[str, str]:
    return {entry["form"]: entry["follows"] for entry in lexicon.load("abbreviations")}


@cache
def _months() -> frozenset[str]:
    return frozenset(
        form for entry in lexicon.load("months") for form in (entry["month"], *entry["abbreviations"].split())
    )


@cache
def _sentence_starts() -> frozenset[str]:
    return frozenset(entry["word"] for entry in lexicon.load("sentence_starts"))


@cache
def _labelled() -> tuple[tuple[str, ...], frozenset[str]]:
    entries = lexicon.load("before_labels")
    nouns = tuple(entry["word"] for entry in entries if entry["class"] == "noun")
    return nouns, frozenset(entry["word"] for entry in entries if entry["class"] != "noun")


def _inside_brackets(words: list[Token], text: str) -> frozenset[int]:
    """Indices of the words inside a pair of brackets that opens within a sentence."""
    inside: set[int] = set()
    open_index: int | None = None
    for index, token in enumerate(words):
        if token.text in _BRACKETS and open_index is None and index and not _after_terminal(words, index):
            open_index = index
        elif open_index is not None and token.text == _BRACKETS[words[open_index].text]:
            if token.idx - words[open_index].idx <= LONGEST_BRACKET:
                inside.update(range(open_index, index + 1))
            open_index = None
        elif open_index is not None and token.idx - words[open_index].idx > LONGEST_BRACKET:
            open_index = None
    return frozenset(inside)


def _after_terminal(words: list[Token], index: int) -> bool:
    return bool(_TERMINAL.search(words[index - 1].text)) or _line_break_before(words[index])


def _line_break_before(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).is_space and "\n" in token.nbor(-1).text


def _space_before(token: Token) -> bool:
    return token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_space
