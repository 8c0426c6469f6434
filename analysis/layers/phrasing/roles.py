"""Whose words a phrase is (holder), and whom it is about (target)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.language.columns import columns
from analysis.layers.phrasing.record import TONED, Mark

_PASSIVE = ("nsubj:pass", "csubj:pass")
_SUBJECT = ("nsubj", "csubj", *_PASSIVE)
_OWNERS = ("nmod", "nmod:poss", "det:poss", "appos", "amod", "flat")


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
        self._words = columns(doc)
        self._sentence_of = self._words.sentence

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
        return next((self._actor_of[i] for i in self._candidates(mark.head) if i in self._actor_of), None)

    def _candidates(self, i: int) -> Iterator[int]:
        """The words that may say whom a word is about, the likeliest first."""
        words = self._words
        if words.pos[i] == "NOUN":
            yield i
        climbing = i
        for _ in range(6):
            pos, dep, children = words.pos[climbing], words.dep[climbing], words.children[climbing]
            if pos in ("NOUN", "PROPN"):
                yield from (c for c in children if words.dep[c] in _OWNERS)
            if pos in ("ADJ", "ADV") and dep == "amod":
                yield words.head[climbing]
            subjects = [c for c in children if words.dep[c] in _SUBJECT]
            for subject in subjects:
                yield subject
                yield from (c for c in words.children[subject] if words.dep[c] in ("conj", "nmod", "appos"))
            acts = climbing == i or pos in ("VERB", "AUX", "ADJ")
            if (subjects and acts) or dep in ("ccomp", "parataxis"):
                yield from (c for c in children if words.dep[c] in ("obj", "iobj", "obl"))
                return
            if words.head[climbing] == climbing:
                return
            climbing = words.head[climbing]


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
