"""The clause an expression of time stands in: its tense, and what it dates."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.language.columns import columns

FARTHEST = 25
"""Steps up a tree; a longer way means that the tree is broken."""
LONGEST = 60
"""Words between two commas that are looked through."""
_BOUNDS = frozenset(("$,", "$.", "$(", "_SP"))
_CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "xcomp", "parataxis", "conj"))
_HELPERS = frozenset(("aux", "aux:pass", "cop"))
_FUTURE_VERBS = frozenset(("werden", "wollen", "sollen", "können", "müssen", "dürfen"))


def direction(token: Token) -> int:
    """Where the clause lies in time: -1 past, 1 future or not yet done, 0 unknown.

    A perfect counts as past, `werden` or a modal verb in the present with an infinitive as future. The first
    verb upwards that shows its tense decides. A present speaks of what is to come („Am Sonntag sind Wahlen“),
    but decides nothing about a date that belongs to a noun („nach dem Treffen am Dienstag fordert er …“).

    Args:
        token: a word of the expression, in a Doc with tree and features.
    """
    if _beside_zu(token):
        return 1
    for verb in _verbs_above(token):
        tense = _tense(verb)
        if tense:
            return tense
        if any("Pres" in _features(word, "Tense") for word in _finite(verb)):
            return 1 if verb in (token, token.head) else 0
    return 0


def dated(token: Token) -> str | None:
    """What an expression of time dates: the verb of its clause, or the noun it is joined to, as written.

    A separable verb is put together („teilte … mit“ is „teilte mit“).

    Args:
        token: the expression's head, or any word of it.
    """
    inside = token
    for _ in range(FARTHEST):
        head = inside.head
        if head == inside:
            return None
        if head.pos_ == "VERB" or (head.dep_ in _CLAUSES and head.pos_ in ("AUX", "ADJ", "NOUN")):
            particles = [child.text for child in head.children if child.dep_ in ("compound:prt", "svp")]
            return " ".join([head.text, *particles])
        if head.pos_ == "NOUN" and inside.dep_ in ("nmod", "appos", "amod"):
            return head.text
        inside = head
    return None


def _beside_zu(token: Token) -> bool:
    """Whether between the commas there is an infinitive with zu and no finite verb („…, am Montag zu tagen“).

    This needs no tree, which is often wrong here.
    """
    every = columns(token.doc).tag
    tags: list[str] = []
    for step in (-1, 1):
        index = token.i + step
        while 0 <= index < len(every) and every[index] not in _BOUNDS and len(tags) < LONGEST:
            tags.append(every[index])
            index += step
    return any(tag in ("VVIZU", "PTKZU") for tag in tags) and not any(tag.endswith("FIN") for tag in tags)


def _verbs_above(token: Token) -> list[Token]:
    found = []
    for _ in range(FARTHEST):
        if token.pos_ in ("VERB", "AUX") or any(child.dep_ in _HELPERS for child in token.children):
            found.append(token)
        if token.head == token:
            break
        token = token.head
    return found


def _finite(verb: Token) -> list[Token]:
    return [verb, *(child for child in verb.children if child.dep_ in _HELPERS)]


def _features(word: Token, name: str) -> list[str]:
    return word.morph.get(name, [])


def _tense(verb: Token) -> int:
    participle = verb.tag_ == "VVPP" or "Part" in _features(verb, "VerbForm")
    infinitive = verb.tag_ in ("VVINF", "VVIZU")
    for word in _finite(verb):
        form = _features(word, "VerbForm")
        if form and "Fin" not in form:
            continue
        unreal = "Sub" in _features(word, "Mood")  # „wäre“, „könnte“: the form is past, the time is not
        if "Past" in _features(word, "Tense") and not unreal:
            return -1
        if participle and word.lemma_ in ("haben", "sein"):
            return -1
        if word.lemma_ in _FUTURE_VERBS and word.dep_ == "aux" and (infinitive or not participle):
            return 1
    with_zu = infinitive and any(child.tag_ == "PTKZU" for child in verb.children)
    return 1 if verb.tag_ == "VVIZU" or with_zu else 0
