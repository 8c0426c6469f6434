"""Sentence starts that no full stop announces: behind a headline or colon, and at a dateline.

In an article a headline is a paragraph of its own; where text was copied without its line breaks,
or a corpus was joined, it runs on: „Festspiele abgesagt Die Delegationen …“. Behind a colon a sentence
of its own begins with a capital (Amtliche Regelung der deutschen Rechtschreibung, § 54).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Token

from analysis import lexicon
from analysis.lexicon.classes import word_class

_QUOTES = {
    "„": "“”",
    "»": "«",
    "«": "»",
    "‚": "‘",
    "“": "”",
    "``": "''",
    "›": "‹",
    "‹": "›",
    '"': '"',
    "'": "'",
}
_CLOSERS = frozenset([*'“”«»‘‹");', "''"])
_ARTICLES = frozenset(["der", "die", "das", "den"])
LONGEST_QUOTATION = 60
"""Words; a quotation mark that closes later than this is not waited for."""
SHORTEST_SENTENCE = 5
"""Words; less than this before a colon is a label („Im Blickpunkt: Die Kurilen“)."""
LONGEST_SENTENCE = 60
SOON = 7
"""Words; a quotation that opens so soon behind a colon belongs to what stands before it."""
_TERMINALS = frozenset([".", "!", "?", "…"])
_BOUNDS = frozenset([":", ";", *_TERMINALS, *_QUOTES, *_CLOSERS])
# What is said in the first person behind a colon is speech, whoever announces it.
_SPEAKING = frozenset(["wir", "ich"])


def headline_ends(words: Sequence[Token]) -> Iterator[int]:
    """Indices of words that begin a sentence behind a headline or colon, or as a dateline.

    Args:
        words: the tokens of a text that are no white space.

    >>> import spacy
    >>> doc = spacy.blank("de")("Streit über Gas Die Delegation reiste ab.")
    >>> [doc[index].text for index in headline_ends(list(doc))]
    ['Die']
    """
    forms = [token.text for token in words]
    blanks = [bool(token.whitespace_) for token in words]
    closing = ""
    for index, form in enumerate(forms):
        if closing:
            if form in closing:
                closing = ""
                if _quotation_follows(forms, blanks, index):
                    yield index + 1
        elif form in _QUOTES:
            marks = _QUOTES[form]
            if any(later in marks for later in forms[index + 1 : index + LONGEST_QUOTATION]):
                closing = marks
        elif not index or not form[0].isupper():
            continue
        elif form.istitle() and forms[index - 1] == ":":
            if blanks[index - 1] and _follows_sentence(words, forms, index):
                yield index
        elif _follows_headline(forms, blanks, index) or _is_dateline(forms, index):
            yield index


def _quotation_follows(forms: list[str], blanks: list[bool], index: int) -> bool:
    """Whether a quotation ends at `index` and another begins behind a blank: „… nach Bern“ „Moskau …“."""
    if index + 2 >= len(forms) or forms[index + 1] not in _QUOTES:
        return False
    return blanks[index] and not blanks[index - 1] and not blanks[index + 1] and forms[index + 2][0].isupper()


def _follows_headline(forms: list[str], blanks: list[bool], index: int) -> bool:
    """A word of a closed class with a capital behind a word or closing mark: nothing else explains it."""
    openers, naming, titles = _lexicon()
    form, before = forms[index].casefold(), forms[index - 1]
    if form not in openers or not forms[index].istitle() or index + 1 == len(forms):
        return False
    ends_word = (before[-1].isalpha() and len(before) > 1) or before.isdigit()
    if not blanks[index - 1] or not (ends_word or before in _CLOSERS):
        return False
    following = forms[index + 1]
    if before.casefold() in _closed_class() or not following[0].isalpha():
        return False
    if form in _ARTICLES:
        title = following[0].isupper() and following.casefold() in titles
        return not title and not before.casefold().endswith(naming)
    return True


def _follows_sentence(words: Sequence[Token], forms: list[str], index: int) -> bool:
    """Whether two sentences stand on both sides of the colon before `index`, neither reported in the other.

    „Die Notenbank handelt: Der Leitzins steigt.“, but not „Er warnt vor Folgen: Der Schritt sei falsch.“
    """
    form = forms[index].casefold()
    if form not in _lexicon()[0] or form in _SPEAKING or index + 1 == len(forms):
        return False
    before: list[str] = []
    for place in range(index - 2, max(-1, index - 2 - LONGEST_SENTENCE), -1):
        if forms[place] in _BOUNDS:
            break
        before.append(forms[place].casefold())
        if place and "\n" in words[place].doc[words[place - 1].i + 1 : words[place].i].text:
            break  # a paragraph begins here
    return len(before) >= SHORTEST_SENTENCE and not _announces_speech(before) and not _is_speech(forms, index)


def _announces_speech(forms: list[str]) -> bool:
    """Whether words before a colon, the last one first, announce what somebody says or a list."""
    verbs, parted, nouns = _reporting()
    last = forms[0]
    return (
        last in {"so", "weiter", "wörtlich"}
        or not verbs.isdisjoint(forms)
        or not parted.get(last, frozenset()).isdisjoint(forms)
        or any(form.endswith(nouns) or form.startswith("folgend") for form in forms)
    )


def _is_speech(forms: list[str], index: int) -> bool:
    """Whether the sentence that begins at `index` soon opens a quotation or has a subjunctive of reports."""
    subjunctive = word_class("plain_subjunctive")
    for place, form in enumerate(forms[index : index + LONGEST_SENTENCE]):
        if form in _TERMINALS:
            return False
        if form in subjunctive or form in {"sei", "seien"} or (form in _QUOTES and place < SOON):
            return True
    return False


def _is_dateline(forms: list[str], index: int) -> bool:
    """Whether „BRÜSSEL, 6. Juli (dpa)“ begins here."""
    before = forms[index - 1]
    if not _is_capitals(forms[index]) or _is_capitals(before) or before in "/-(":
        return False
    end = index
    while end < min(len(forms), index + 4) and _is_capitals(forms[end]):
        end += 1
    rest = forms[end : end + 4]
    return (
        len(rest) > 3 and rest[0] == "," and rest[1].rstrip(".").isdigit() and bool(_months() & set(rest[2:]))
    )


def _is_capitals(form: str) -> bool:
    return form.isupper() and form.isalpha() and len(form) > 1


@cache
def _lexicon() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    words: dict[str, list[str]] = {"opener": [], "naming": [], "title": []}
    for entry in lexicon.load("after_headlines"):
        words[entry["class"]].append(entry["word"])
    return frozenset(words["opener"]), tuple(words["naming"]), frozenset(words["title"])


@cache
def _reporting() -> tuple[frozenset[str], dict[str, frozenset[str]], tuple[str, ...]]:
    """Forms of reporting verbs, those of separable ones by prefix, and reporting nouns; small letters."""
    whole: set[str] = set()
    parted: defaultdict[str, set[str]] = defaultdict(set)
    for entry in lexicon.load("reporting_verbs"):
        if {"clause", "dass", "direct"}.isdisjoint(entry["complements"].split()):
            continue  # „hält … für übertrieben“: no sentence can be its object
        preterite = entry["preterite"]
        plural = preterite + ("n" if preterite.endswith("e") else "en")
        forms = {entry["verb"], entry["present"], preterite, plural, entry["participle"]}
        if entry["particle"]:
            parted[entry["particle"]] |= forms
            whole |= {entry["particle"] + entry["participle"], entry["particle"] + entry["verb"]}
        elif not entry["words"]:
            whole |= forms
    nouns = tuple(entry["lemma"].casefold() for entry in lexicon.load("reporting_nouns"))
    return frozenset(whole), {prefix: frozenset(forms) for prefix, forms in parted.items()}, nouns


@cache
def _closed_class() -> frozenset[str]:
    return frozenset(entry["word"] for entry in lexicon.load("sentence_starts"))


@cache
def _months() -> frozenset[str]:
    return frozenset(entry["month"] for entry in lexicon.load("months"))
