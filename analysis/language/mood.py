"""The mood of a German verb form, Konjunktiv I above all: the sign of reported speech.

What cannot be told: the 1st person („ich komme“) and nearly all plurals („sie kommen“) of Konjunktiv I are
the indicative too; the regular Konjunktiv II („sie sagte“) is the preterite too. `moods` then gives both
readings, and only the context can decide: behind „sie sagte,“ the plural „kommen“ may be either, which is why
reports use Konjunktiv II there („kämen“).
"""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Token

from analysis import lexicon
from analysis.language.columns import Columns
from analysis.lexicon.classes import word_class

INDICATIVE, SUBJUNCTIVE_1, SUBJUNCTIVE_2 = "indicative", "konjunktiv_1", "konjunktiv_2"
_MISTAKEN = frozenset({"NN", "NE", "VVINF", "ADJD"})
"""What taggers take a rare finite form for."""
_SEIN_1 = frozenset({"sei", "seien", "seist", "seiest", "seiet"})
# Konjunktiv I whose form no indicative of another verb shares.
_PLAIN_1 = word_class("plain_subjunctive")
# Infinitives in -ten, whose Konjunktiv I looks like a preterite („berichte“).
_TE = word_class("te_form")
# What taggers take for such a form.
_NO_VERBS = frozenset({"siehe", "anstelle", "bitte", "danke", "beide", "heute"})


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb, by its tag (STTS V.FIN), or by a form that is nothing else.

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> is_finite(Doc(Vocab(), words=["kommt"], tags=["VVFIN"])[0])
    True
    """
    if token.tag_.endswith("FIN") or (not token.tag_ and "VerbForm=Fin" in str(token.morph)):
        return True
    # Rare forms such as „zögen“ are taken for nouns; in lower case they can be nothing but verbs.
    return token.tag_ in _MISTAKEN and _second_forms().get(token.text) == "own"


def finite_words(words: Columns) -> list[bool]:
    """The same for all words of a Doc.

    >>> from analysis.language.columns import columns
    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> finite_words(columns(Doc(Vocab(), words=["Moskau", "lehnt", "ab"], tags=["NE", "VVFIN", "PTKVZ"])))
    [False, True, False]
    """
    tags = set(words.tag)
    finite = {tag for tag in tags if tag.endswith("FIN")}
    unsure = tags & {*_MISTAKEN, ""}
    second = _second_forms()
    return [
        tag in finite
        or (tag in unsure and ("VerbForm=Fin" in morph if not tag else second.get(text) == "own"))
        for tag, morph, text in zip(words.tag, words.morph, words.text, strict=True)
    ]


def moods(token: Token) -> frozenset[str]:
    """Every mood that a finite form can have: "indicative", "konjunktiv_1", "konjunktiv_2".

    The subject decides where it can: „komme“ is Konjunktiv I unless its subject is „ich“.

    Args:
        token: a finite verb; for anything else the answer is empty.

    Returns:
        One reading, or two where the forms coincide.

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> words = ["Er", "sei", "krank", "und", "wäre", "sonst", "da"]
    >>> tags = ["PPER", "VAFIN", "ADJD", "KON", "VAFIN", "ADV", "ADV"]
    >>> doc = Doc(Vocab(), words=words, tags=tags, lemmas=words)
    >>> [sorted(moods(doc[i])) for i in (1, 4, 6)]
    [['konjunktiv_1'], ['konjunktiv_2'], []]
    """
    if not is_finite(token):
        return frozenset()
    form, lemma = token.text.lower(), token.lemma_.lower()
    if form in _SEIN_1:
        return frozenset({SUBJUNCTIVE_1})
    if form in ("solle", "wolle"):
        return frozenset({SUBJUNCTIVE_1})
    second = _second_subjunctive(form)
    if second:
        return second
    if form.endswith("e"):
        return _ending_in_e(token, form, lemma)
    if form.endswith(("en", "rn", "ln")) and lemma == form:
        return frozenset({INDICATIVE, SUBJUNCTIVE_1})  # „sie kommen“
    if form.endswith("ten") and token.tag_ != "VAFIN":
        return frozenset({INDICATIVE, SUBJUNCTIVE_2})  # „sie sagten“
    return frozenset({INDICATIVE})


def may_be_reported(form: str) -> bool:
    """Whether a form in lower case can be Konjunktiv I and nothing else; most words of a text cannot.

    >>> may_be_reported("komme"), may_be_reported("kommt")
    (True, False)
    """
    return form.endswith("e") or form in _SEIN_1


def is_reported_mood(token: Token) -> bool:
    """Whether a finite form is Konjunktiv I and nothing else: the surest sign of reported speech."""
    return moods(token) == {SUBJUNCTIVE_1}


def _ending_in_e(token: Token, form: str, lemma: str) -> frozenset[str]:
    if form in _NO_VERBS:
        return frozenset({INDICATIVE})
    marked = "Mood=Sub" in str(token.morph)
    # A preterite in -te looks the same, and the lemma of a rare one is not to be trusted („witzelte“).
    is_present = form in _PLAIN_1 or form in _TE or (lemma == form + "n" and not form.endswith("te"))
    if not is_present and form.endswith("te"):
        return frozenset({INDICATIVE, SUBJUNCTIVE_2})  # „sie sagte“
    if not is_present and form.endswith("de") and lemma != form + "n":
        return (
            frozenset({INDICATIVE}) if form in ("wurde", "wandte") else frozenset({INDICATIVE, SUBJUNCTIVE_2})
        )
    near = (token.doc[i].text.lower() for i in range(max(0, token.i - 3), min(len(token.doc), token.i + 3)))
    if "ich" in near:
        return frozenset({INDICATIVE, SUBJUNCTIVE_1})
    if not is_present and not marked:
        return frozenset({INDICATIVE, SUBJUNCTIVE_1})
    return frozenset({SUBJUNCTIVE_1})


@lru_cache(maxsize=2**14)
def _second_subjunctive(form: str) -> frozenset[str]:
    known = _second_forms()
    for cut in range(max(1, len(form) - 3)):
        plural = known.get(form[cut:])
        # A prefix may stand before the verb („entspräche“), but never a vowel alone.
        if plural is not None and cut != 1:
            return frozenset({SUBJUNCTIVE_2}) if plural == "own" else frozenset({INDICATIVE, SUBJUNCTIVE_2})
    return frozenset()


@cache
def _second_forms() -> dict[str, str]:
    forms = {}
    for entry in lexicon.load("subjunctive"):
        forms[entry["form"]] = "own"
        forms[entry["form"] + "n"] = entry["plural"]
    return forms
