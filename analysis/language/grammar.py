"""Questions to a German dependency tree: subject, objects, clause, negation, voice, mood, modality.

Trees are in Universal Dependencies with STTS tags. Every function takes a token of a `Doc` and looks at what
the parser made of its sentence; `moods` looks at the form itself, because news reports live on Konjunktiv I.

What cannot be told: the 1st person („ich komme“) and nearly all plurals („sie kommen“) of Konjunktiv I are
the indicative too; the regular Konjunktiv II („sie sagte“) is the preterite too. `moods` then gives both
readings, and only the context can decide: behind „sie sagte,“ the plural „kommen“ may be either, which is why
reports use Konjunktiv II there („kämen“).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from analysis import lexicon

INDICATIVE, SUBJUNCTIVE_1, SUBJUNCTIVE_2 = "indicative", "konjunktiv_1", "konjunktiv_2"

_CLAUSAL = frozenset(
    {"ccomp", "xcomp", "csubj", "csubj:pass", "advcl", "acl", "acl:relcl", "parataxis", "ROOT"}
)
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
_NEGATORS = frozenset(
    {"nicht", "nie", "niemals", "kein", "keinerlei", "niemand", "nichts", "keineswegs", "weder"}
)
_SEIN_1 = frozenset({"sei", "seien", "seist", "seiest", "seiet"})
# Konjunktiv I whose form no indicative of another verb shares.
_PLAIN_1 = frozenset(
    {
        "habe",
        "werde",
        "könne",
        "müsse",
        "müße",
        "dürfe",
        "solle",
        "wolle",
        "möge",
        "wisse",
        "gehe",
        "gebe",
        "komme",
    }
)
# Infinitives in -ten, whose Konjunktiv I looks like a preterite („berichte“).
_TE = frozenset(
    [
        "halte",
        "erhalte",
        "enthalte",
        "behalte",
        "verhalte",
        "arbeite",
        "erarbeite",
        "warte",
        "erwarte",
        "berichte",
        "biete",
        "trete",
        "vertrete",
        "bitte",
        "leite",
        "achte",
        "beobachte",
        "bedeute",
        "betrachte",
        "verzichte",
        "richte",
        "verbreite",
        "kämpfe",
        "bereite",
        "beschreite",
        "bestreite",
        "fürchte",
        "befürchte",
        "koste",
        "leiste",
        "gestalte",
        "verwalte",
        "veranstalte",
        "werte",
        "bewerte",
        "trete",
        "antworte",
        "beantworte",
        "starte",
        "miete",
        "rate",
        "berate",
        "streite",
    ]
)
# What taggers take for such a form.
_NO_VERBS = frozenset({"siehe", "anstelle", "bitte", "danke", "beide", "heute"})
_MODALS = {
    "können": "possibility",
    "dürfen": "permission",
    "müssen": "necessity",
    "sollen": "obligation",
    "wollen": "intention",
    "mögen": "wish",
}


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb, by its tag (STTS V.FIN, VVIMP).

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> is_finite(Doc(Vocab(), words=["kommt"], tags=["VVFIN"])[0])
    True
    """
    return token.tag_.endswith("FIN") or (not token.tag_ and "VerbForm=Fin" in str(token.morph))


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
    if form.endswith("en") and lemma == form:
        return frozenset({INDICATIVE, SUBJUNCTIVE_1})  # „sie kommen“
    if form.endswith("ten") and token.tag_ != "VAFIN":
        return frozenset({INDICATIVE, SUBJUNCTIVE_2})  # „sie sagten“
    return frozenset({INDICATIVE})


def is_reported_mood(token: Token) -> bool:
    """Whether a finite form is Konjunktiv I and nothing else: the surest sign of reported speech."""
    return moods(token) == {SUBJUNCTIVE_1}


def _ending_in_e(token: Token, form: str, lemma: str) -> frozenset[str]:
    if form in _NO_VERBS:
        return frozenset({INDICATIVE})
    marked = "Mood=Sub" in str(token.morph)
    # The lemma of a rare preterite may be wrong („löste“, „lösten“), so that it needs the second witness.
    is_present = form in _PLAIN_1 or (
        lemma == form + "n" and (marked or not form.endswith("te") or form in _TE)
    )
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
    >>> doc = Doc(Vocab(), words=["Kiew", "sagt", ",", "er", "komme"], tags=["NE", "VVFIN", "$,", "PPER", "VVFIN"],
    ...     heads=[1, 1, 4, 4, 1], deps=["nsubj", "ROOT", "punct", "nsubj", "ccomp"])
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
    """What a modal verb adds: possibility, permission, necessity, obligation, intention, wish; hearsay; or None.

    „sollen“ and „wollen“ in the present with a perfect infinitive report what others say („soll gesagt haben“).

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["Er", "soll", "gelogen", "haben"], tags=["PPER", "VMFIN", "VVPP", "VAINF"],
    ...     lemmas=["er", "sollen", "lügen", "haben"], heads=[2, 2, 2, 2], deps=["nsubj", "aux", "ROOT", "aux"])
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
