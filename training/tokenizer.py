"""German tokenisation by spaCy's own Tokenizer with other rules than its defaults.

The rules are saved with the model, so `spacy.load` needs nothing of this package. What differs, and why:

- A full stop after a number of three digits or more or a decimal ends a sentence („2014.“, „3,5.“);
  after one or two digits it marks an ordinal („3. März“), as in UD German GSD.
- All German quotation marks are tokens of their own, also ‹ › ‘ ’ and where no blank parts them.
- „Lehrer:innen“ and compounds with a hyphen („US-Sondergesandte“) are one token: that is the tradition of
  STTS, TIGER and HDT. (UD German GSD and PUD part compounds at the hyphen; the model is trained on both.)
- „war's“, „für's“ are two tokens, as in GSD.
- Soft hyphens and zero-width characters stay inside the word they stand in.
"""

from __future__ import annotations

import re
from pathlib import Path

import spacy
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

QUOTES = '„“”"»«›‹‚‘’`´'
ABBREVIATIONS = Path(__file__).with_name("abbreviations.tsv")

PREFIXES = [r"[›‹]", r"``", r"''", r"[\u200b\ufeff](?=\W)"]
SUFFIXES = [
    r"[›‹]",
    r"``",
    r"(?<=[0-9]{3})\.",
    r"(?<=[0-9][,:][0-9])\.",
    r"(?<=[0-9][,:][0-9][0-9])\.",
    rf"(?<=[{ALPHA}])['’]s",
]
INFIXES = [
    r"[„“”»«›‹\"]",
    r"(?<=[0-9]{4})\.(?=[A-ZÄÖÜ])",
    r"[.,:;!?](?=[„“”»«›‹\"])",
]
# spaCy's own infix rule for : < > = between letters; the colon of „Lehrer:innen“ is left alone.
COLON_RULE = rf"(?<=[{ALPHA}])[:<>=](?=[{ALPHA}])"
COLON_BUT_GENDER = rf"(?<=[{ALPHA}])[:<>=](?=[{ALPHA}])(?!in\b|innen|r\b|n\b)"


def read_abbreviations(path: Path = ABBREVIATIONS) -> list[str]:
    """First column of the commented TSV file.

    >>> "US-Präs." in read_abbreviations()
    True
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line and not line.startswith("#")]


def german_tokenizer(nlp: Language) -> Tokenizer:
    """The Tokenizer for `nlp`, a pipeline of the language "de".

    >>> tokenizer = german_tokenizer(spacy.blank("de"))
    >>> [token.text for token in tokenizer("US-Präs. Trump zahlte 2014 3,5 Mrd. Euro.")]
    ['US-Präs.', 'Trump', 'zahlte', '2014', '3,5', 'Mrd.', 'Euro', '.']
    """
    defaults = nlp.Defaults
    infixes = [COLON_BUT_GENDER if rule == COLON_RULE else rule for rule in defaults.infixes]
    rules = dict(defaults.tokenizer_exceptions)
    for form in read_abbreviations():
        rules[form] = [{ORTH: form}]
        rules.setdefault(form[0].upper() + form[1:], [{ORTH: form[0].upper() + form[1:]}])
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex([*PREFIXES, *defaults.prefixes]).search,
        suffix_search=compile_suffix_regex([*SUFFIXES, *defaults.suffixes]).search,
        infix_finditer=compile_infix_regex([*INFIXES, *infixes]).finditer,
        token_match=defaults.token_match and re.compile(defaults.token_match).match,
        url_match=defaults.url_match,
    )


def blank() -> Language:
    """An empty German pipeline with the tokenizer."""
    nlp = spacy.blank("de")
    nlp.tokenizer = german_tokenizer(nlp)
    return nlp
