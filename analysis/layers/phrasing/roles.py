"""Whose words a phrase is (holder), and whom it is about (target)."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from analysis.language.columns import columns
from analysis.layers.phrasing.record import TONED, Mark

_PASSIVE = ("nsubj:pass", "csubj:pass")
_SUBJECT = ("nsubj", "csubj", *_PASSIVE)


class Roles:
    """Answers for one Doc; quotations and actors are looked up once.

    Args:
        doc: a Doc that has gone through the model; without quotations every holder is the report, without
            actors the names of the text are the targets.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._speaker_of = _speakers(doc)
        self._actor_of = _actors(doc)
        self._sentence_of = columns(doc).sentence

    def sentence(self, mark: Mark) -> int:
        """Index of the sentence in which a mark begins."""
        return self._sentence_of[mark.first] or 0

    def holder(self, mark: Mark) -> str | None:
        """Canonical name of the speaker whose words a mark is; None for the report's own words."""
        return self._speaker_of.get(mark.head)

    def target(self, mark: Mark) -> str | None:
        """Canonical name of the actor that a toned mark is about, or None.

        A noun is about the one it belongs to („Angriffe Russlands“), an adjective about its noun, a verb
        about who does it, in the passive about whom it is done to; what is left goes to the subject.
        """
        if mark.category not in TONED:
            return None
        token = self.doc[mark.head]
        for place in self._candidates(token):
            if place.i in self._actor_of:
                return self._actor_of[place.i]
        return None

    def _candidates(self, token: Token) -> list[Token]:
        found: list[Token] = [token] if token.pos_ == "NOUN" else []
        climbing = token
        for _ in range(6):
            if climbing.pos_ in ("NOUN", "PROPN"):
                found += [
                    c
                    for c in climbing.children
                    if c.dep_ in ("nmod", "nmod:poss", "det:poss", "appos", "amod", "flat")
                ]
            if climbing.pos_ in ("ADJ", "ADV") and climbing.dep_ == "amod":
                found.append(climbing.head)
            subjects = [c for c in climbing.children if c.dep_ in _SUBJECT]
            if subjects:
                for subject in subjects:
                    found += [subject, *(c for c in subject.children if c.dep_ in ("conj", "nmod", "appos"))]
                if climbing is token or climbing.pos_ in ("VERB", "AUX", "ADJ"):
                    found += [c for c in climbing.children if c.dep_ in ("obj", "iobj", "obl")]
                    break
            if climbing.head is climbing or climbing.dep_ in ("ccomp", "parataxis"):
                found += [c for c in climbing.children if c.dep_ in ("obj", "iobj", "obl")]
                break
            climbing = climbing.head
        return found


def _speakers(doc: Doc) -> dict[int, str | None]:
    """The speaker of each token that is reported; of quotations in quotations the inner one's."""
    from analysis.layers import quotes

    if not hasattr(quotes, "quotations"):
        return {}
    stretches = [(s, e, q.speaker_name) for q in quotes.quotations(doc) for s, e in q.quote]
    starts = columns(doc).idx
    found: dict[int, str | None] = {}
    for start, end, name in sorted(stretches, key=lambda stretch: stretch[0] - stretch[1]):
        found.update(dict.fromkeys(range(bisect_left(starts, start), bisect_left(starts, end)), name))
    return found


def _actors(doc: Doc) -> dict[int, str]:
    """The actor that each token stands for; the names of the text where no layer for actors ran."""
    found: dict[int, str] = {}
    if doc.has_extension("actor_mentions"):
        for mention in doc._.actor_mentions:
            for place in mention.anchors:
                found.setdefault(place, mention.actor)
    if not found:
        from analysis.layers.entities import nominative

        forms = frozenset(columns(doc).text)
        for ent in doc.ents:
            for token in ent:
                found.setdefault(token.i, nominative(ent, forms))
    return found
