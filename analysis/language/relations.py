"""Relations that Universal Dependencies rules out, brought back within its rules.

`advmod` is for adverbs, adjectives and particles only (UD's validator, `rel-upos-advmod`); a name is never an
adverbial. The parser calls a rare one so all the same, most often an unknown name at the beginning of a
sentence („Hu engagierte sich …“), and the verb is left without its subject.
"""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.grammar import subject

COMPONENT = "wortlaut_relations"


def settle_relations(doc: Doc) -> Doc:
    """Make a name that is labelled `advmod` the subject of its verb, or `obl` where it has one; in place.

    >>> from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["Hu", "reiste", "gestern"], pos=["PROPN", "VERB", "ADV"],
    ...     heads=[1, 1, 1], deps=["advmod", "ROOT", "advmod"])
    >>> [token.dep_ for token in settle_relations(doc)]
    ['nsubj', 'ROOT', 'advmod']
    """
    rows = doc.to_array(["DEP", "POS"])
    number = doc.vocab.strings
    for index in np.flatnonzero((rows[:, 0] == number["advmod"]) & (rows[:, 1] == number["PROPN"])):
        name = doc[int(index)]
        if name.head.pos_ in ("VERB", "AUX"):
            name.dep_ = "nsubj" if subject(name.head) is None else "obl"
    return doc


@Language.component(COMPONENT, assigns=["token.dep"], requires=["token.dep", "token.pos"])
def _component(doc: Doc) -> Doc:
    return settle_relations(doc)
