"""Questions to a German dependency tree: subject, objects, clause, negation, voice, mood, modality.

Trees are in Universal Dependencies with STTS tags. Every function takes a token of a `Doc` and looks at what
the parser made of its sentence; `analysis.language.mood` looks at the
form itself, because news reports live on Konjunktiv I.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.language.mood import is_finite, moods
from analysis.lexicon.classes import word_class

_CLAUSAL = frozenset(
    {"ccomp", "xcomp", "csubj", "csubj:pass", "advcl", "acl", "acl:relcl", "parataxis", "ROOT"}
)
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
_NEGATORS = word_class("negator")
_MODALS = {
    "können": "possibility",
    "dürfen": "permission",
    "müssen": "necessity",
    "sollen": "obligation",
    "wollen": "intention",
    "mögen": "wish",
}


def predicate(verb: Token) -> Token:
    """The head of the clause that an auxiliary, modal or copula belongs to; a full verb is its own."""
    while verb.dep_ in ("aux", "aux:pass", "cop") and verb.head is not verb:
        verb = verb.head
    return verb


def finite_verb(verb: Token) -> Token | None:
    """The finite form of a verb's clause: itself, its auxiliary or its copula („hat … gesagt“)."""
    head = predicate(verb)
    found = [
        t
        for t in (head, *head.children)
        if is_finite(t) and (t is head or t.dep_ in ("aux", "aux:pass", "cop"))
    ]
    return min(found, key=lambda t: t.i, default=None)


def subject(verb: Token) -> Token | None:
    """The head of a verb's subject; for a coordinated verb without one, that of the verb before it.

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["Moskau", "lehnt", "ab"], tags=["NE", "VVFIN", "PTKVZ"],
    ...     heads=[1, 1, 1], deps=["nsubj", "ROOT", "compound:prt"])
    >>> subject(doc[1]).text
    'Moskau'
    """
    head = predicate(verb)
    for _ in range(len(verb.doc)):
        for child in head.children:
            if child.dep_ in _SUBJECTS:
                return child
        if head.dep_ not in ("conj", "xcomp") or head.head is head:
            return None
        head = head.head
    return None


def objects(verb: Token) -> list[Token]:
    """The heads of a verb's objects (obj, iobj, obl:arg), in text order."""
    return [child for child in predicate(verb).children if child.dep_ in ("obj", "iobj", "obl:arg")]


def complement_clause(verb: Token) -> Token | None:
    """The head of the clause that a verb of saying governs (ccomp, xcomp, csubj, or a loose parataxis)."""
    for relation in ("ccomp", "xcomp", "csubj", "csubj:pass", "parataxis"):
        for child in predicate(verb).children:
            if child.dep_ == relation:
                return child
    return None


def clause(verb: Token) -> list[Token]:
    """The tokens of a verb's clause without the clauses it governs, in text order, without white space.

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["Kiew", "sagt", ",", "er", "komme"],
    ...     tags=["NE", "VVFIN", "$,", "PPER", "VVFIN"], heads=[1, 1, 4, 4, 1],
    ...     deps=["nsubj", "ROOT", "punct", "nsubj", "ccomp"])
    >>> [token.text for token in clause(doc[1])]
    ['Kiew', 'sagt']
    """
    head = predicate(verb)
    return sorted((t for t in _within(head) if not t.is_space), key=lambda t: t.i)


def _within(head: Token) -> Iterator[Token]:
    stack = [head]
    while stack:
        token = stack.pop()
        yield token
        stack += [c for c in token.children if c.dep_ not in _CLAUSAL or c.dep_ == "ROOT"]


def clause_span(verb: Token) -> tuple[int, int]:
    """(start, end) in code points of a verb's clause with all that depends on it."""
    head = predicate(verb)
    tokens = [t for t in head.subtree if not t.is_space]
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def is_negated(verb: Token) -> bool:
    """Whether a verb's clause has a negation of its own („nicht“, „kein“, „niemand“).

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["Er", "kommt", "nicht"], tags=["PPER", "VVFIN", "PTKNEG"],
    ...     lemmas=["er", "kommen", "nicht"], heads=[1, 1, 1], deps=["nsubj", "ROOT", "advmod"])
    >>> is_negated(doc[1])
    True
    """
    return any(
        token.text.lower() in _NEGATORS
        or token.text.lower().startswith("kein")
        or token.lemma_.lower() in _NEGATORS
        for token in clause(verb)
    )


def voice(verb: Token) -> str:
    """ "passive" for „werden“ with a participle („wurde abgelehnt“), else "active"."""
    children = list(predicate(verb).children)
    if any(child.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass") for child in children):
        return "passive"
    is_participle = predicate(verb).tag_ == "VVPP"
    by_form = any(child.dep_ == "aux" and child.lemma_.lower() == "werden" for child in children)
    return "passive" if is_participle and by_form else "active"


def mood(verb: Token) -> frozenset[str]:
    """The moods that a verb's clause can have, from its finite form."""
    finite = finite_verb(verb)
    return moods(finite) if finite is not None else frozenset()


def modality(verb: Token) -> str | None:
    """What a modal adds: possibility, permission, necessity, obligation, intention, wish, hearsay; or None.

    „sollen“ and „wollen“ in the present with a perfect infinitive report what others say.

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["Er", "soll", "gelogen", "haben"],
    ...     tags=["PPER", "VMFIN", "VVPP", "VAINF"], lemmas=["er", "sollen", "lügen", "haben"],
    ...     heads=[2, 2, 2, 2], deps=["nsubj", "aux", "ROOT", "aux"])
    >>> modality(doc[2])
    'hearsay'
    """
    head = predicate(verb)
    for token in (head, *head.children):
        lemma = token.lemma_.lower()
        if token.tag_.startswith("VM") and lemma in _MODALS:
            perfect = any(
                t.tag_ == "VAINF" and t.text.lower() in ("haben", "sein") for t in (head, *head.children)
            )
            present = token.text.lower() in ("soll", "sollen", "will", "wollen")
            participle = head.tag_ in ("VVPP", "VAPP", "VMPP")
            return "hearsay" if present and perfect and participle else _MODALS[lemma]
    return None
