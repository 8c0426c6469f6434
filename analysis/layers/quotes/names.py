"""Whose words they are by name: the canonical actor that the speaker's phrase stands for.

The layer for actors has brought names, role nouns and pronouns to their actors; here only the right word of a
speaker's phrase is asked for: „Witkoffs“ in „Angaben Witkoffs“, „Petra Lohmann“ in „die Verhandlungsführerin,
Petra Lohmann“, but „Sprecher“ in „ein Sprecher von Präsident Putin“. Without that layer the
Doc's own names decide. What cannot be told stays None.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from analysis.language.columns import columns
from analysis.layers.actors.names import compound_owner
from analysis.layers.quotes.lexemes import is_source_noun

_NOMINAL = ("NN", "NE", "PPER", "PIS", "PDS", "FM", "XY", "PRELS")
_POINTING_BACK = frozenset({"demnach", "danach", "demzufolge"})
_SELF = frozenset({"eigenen", "eigener", "eigenem"})
SEPARATOR = "; "
"""Between the names of those who speak together."""


class Names:
    """Gives speakers their names, quotation by quotation in text order."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._actors = _actors(doc)
        self._together = _together(doc)
        self._full = _full_names(doc)
        self._kinds = {a.name: a.kind for a in doc._.actors} if doc.has_extension("actors") else {}
        self._last: str | None = None

    def name_of(self, speaker: Iterable[int], subject: str | None = None) -> str | None:
        """The canonical name of a speaker; several who speak together are joined by `SEPARATOR`.

        Args:
            speaker: token indices of the phrase.
            subject: the name to take for „nach eigenen Angaben“, or None.
        """
        tokens = [self.doc[i] for i in sorted(speaker)]
        if not tokens:
            return None
        if tokens[0].text.lower() in _POINTING_BACK:
            return None  # it points back to a text or a person, and the grammar does not say to which
        if tokens[0].text.lower() in _SELF:
            return subject
        name = self._name(tokens)
        if len(tokens) == 1 and tokens[0].text.lower() in ("er", "sie") and self._last is not None:
            # Who spoke last goes on speaking: better than a thing or group that the pronoun would fit.
            is_person = self._kinds.get(name or "") == "person"
            name = name if is_person or _is_plural(tokens[0]) else self._last
        if self._kinds.get(name or "") == "person":
            self._last = name
        return name

    def subject_name(self, quote: Iterable[int]) -> str | None:
        """The name of whom a statement is about: its subject says it, in „… nach eigenen Angaben“."""
        for i in sorted(quote):
            if self.doc[i].dep_.startswith("nsubj"):
                return self._actor(self.doc[i])
        return None

    def _name(self, tokens: list[Token]) -> str | None:
        tokens = _owner(tokens)
        if not tokens:
            return None
        heads = [t for t in tokens if t.tag_ in _NOMINAL] or tokens
        if len(heads) > 1 and heads[0].tag_ == "NE" and heads[0].text[-1] in "s'’" and heads[1].tag_ == "NN":
            heads = heads[1:]  # „Niedersachsens Ministerin“ is the minister
        apposition = next((k for k, t in enumerate(tokens) if t.text == ","), None)
        first = heads[0]
        names = [name for name in self._all(first) if not _is_the_noun(name, first)]
        if names:
            return SEPARATOR.join(names)
        # „Regierungssprecher Steffen Meyer“, „die Sprecherin, Petra Lohmann“: the name is beside the noun.
        beside = [
            t for t in heads[1:] if t.tag_ == "NE" or (apposition is not None and t.i > tokens[apposition].i)
        ]
        for token in beside[:4]:
            before = tokens[tokens.index(token) - 1].text.lower()
            if before in ("von", "vom", "des", "der", "für", "in", "aus"):
                return None
            found = self._actor(token)
            if found:
                return found
        return None

    def _all(self, token: Token) -> list[str]:
        if token.i in self._together:
            return self._together[token.i]
        found = self._actor(token)
        return [found] if found else []

    def _actor(self, token: Token) -> str | None:
        if is_source_noun(token.text, token.lemma_) and "-" in token.text:
            owner = compound_owner(token.text)  # „US-Angaben“
            return owner[0].actor if owner else None
        return self._actors.get(token.i) or self._full.get(token.i)


def _is_plural(pronoun: Token) -> bool:
    verbs = [pronoun.head, *pronoun.head.children]
    return any(verb.tag_.endswith("FIN") and "Number=Plur" in str(verb.morph) for verb in verbs)


def _is_the_noun(name: str, token: Token) -> bool:
    """Whether „Angaben“ stand for nobody but themselves."""
    return is_source_noun(token.text, token.lemma_) and name.lower()[:5] == token.text.lower()[:5]


def _owner(tokens: list[Token]) -> list[Token]:
    """Whose „Angaben“, „Worte“ or „Ansicht“: the words behind or before the noun; else the phrase itself."""
    source = next(
        (k for k, t in enumerate(tokens) if t.tag_ == "NN" and is_source_noun(t.text, t.lemma_)), None
    )
    if source is None:
        return tokens
    behind = tokens[source + 1 :]
    while behind and (behind[0].text.lower() in ("von", "vom", "aus") or behind[0].tag_ in ("ART", "APPR")):
        behind = behind[1:]
    if any(t.tag_ in _NOMINAL for t in behind):
        return behind
    before = [t for t in tokens[:source] if t.tag_ in ("NE", "PPOSAT")]
    return before or [tokens[source]]


def _actors(doc: Doc) -> dict[int, str]:
    """The actor that each token stands for, certain readings first; empty where the layer has not run."""
    if not doc.has_extension("actor_mentions"):
        return {}
    found: dict[int, str] = {}
    for mention in sorted(doc._.actor_mentions, key=lambda m: (m.certainty == "open", m.start)):
        for place in mention.anchors:
            found.setdefault(place, mention.actor)
    return found


def _together(doc: Doc) -> dict[int, list[str]]:
    """For the first of several who are coordinated, the names of all."""
    if not doc.has_extension("actor_mentions"):
        return {}
    groups: dict[int, list] = {}
    for mention in doc._.actor_mentions:
        if mention.group is not None:
            groups.setdefault(mention.group, []).append(mention)
    found = {}
    for members in groups.values():
        members.sort(key=lambda m: m.start)
        for place in members[0].anchors:
            found[place] = list(dict.fromkeys(member.actor for member in members))
    return found


def _full_names(doc: Doc) -> dict[int, str]:
    """For each token of a name, the fullest form of it in the text („Steve Witkoff“ for „Witkoffs“)."""
    from analysis.layers.entities import nominative

    forms = frozenset(columns(doc).text)
    full: dict[str, str] = {}
    plain = {}
    for ent in doc.ents:
        name = " ".join((nominative(ent, forms) if ent.text[-1:] in "s'’" else ent.text).split())
        plain[ent.start] = name
        last = name.split()[-1] if ent.label_ == "PER" else name
        if len(name) > len(full.get(last, "")):
            full[last] = name
    found = {}
    for ent in doc.ents:
        name = plain[ent.start]
        last = name.split()[-1] if ent.label_ == "PER" else name
        for i in range(ent.start, ent.end):
            found[i] = full.get(last, name)
    return found
