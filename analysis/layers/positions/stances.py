"""The stance lexicon as the rules read it: entries by the form of their cue."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Token

from analysis import lexicon
from analysis.layers.positions.inflection import attributive_forms, finite_forms, participle, whole_forms


@dataclass(frozen=True)
class Stance:
    """An entry of the lexicon `stances`.

    Attributes:
        cue: dictionary form; a bar stands behind a separable prefix („ab|lehnen“).
        pos: V verb, L verb with words that belong to it, N noun with an actor of its own, A predicate.
        verb, particle: of V and L; empty otherwise.
        words: of L, what must stand in the clause; of N, further forms of the noun.
        stance: one of `STANCES`.
        when_negated: the stance that a negation makes of it; empty if it only negates it.
        needs: conditions, see the head of the file.
        actor: where the actor stands: subj, noun, speaker, none, or a preposition.
        issue, target: where issue and target may stand, first choice first.
    """

    cue: str
    pos: str
    verb: str
    particle: str
    words: tuple[str, ...]
    stance: str
    when_negated: str
    needs: tuple[str, ...]
    actor: str
    issue: tuple[str, ...]
    target: tuple[str, ...]

    @property
    def rule(self) -> str:
        """Name of the entry in the column `rule`."""
        return f"{self.pos}:{self.cue}"


_MANY = 2**14
"""Words whose entry is remembered: a corpus has more than memory should hold."""


@dataclass(frozen=True)
class Index:
    """The entries by the forms that can show them.

    Attributes:
        whole: by forms in which the whole verb is one word.
        apart: by finite forms of verbs whose prefix stands apart.
        attributive: by participles that stand before a noun.
        predicates: by adjective (or noun) as it stands in the predicate.
        nouns: by the last part of the noun, in lower case.
    """

    whole: dict[str, list[Stance]]
    apart: dict[str, list[Stance]]
    attributive: dict[str, list[Stance]]
    predicates: dict[str, list[Stance]]
    nouns: dict[str, Stance]


@cache
def entries() -> tuple[Stance, ...]:
    """All entries, in the order of the file."""
    return tuple(_entry(row) for row in lexicon.load("stances"))


def _entry(row: dict[str, str]) -> Stance:
    words = tuple(row["words"].split())
    verb = row["cue"] if row["pos"] == "V" else words[0] if row["pos"] == "L" else ""
    particle, _, simple = verb.rpartition("|")
    return Stance(
        cue=row["cue"],
        pos=row["pos"],
        verb=simple,
        particle=particle,
        words=words[1:] if row["pos"] == "L" else words,
        stance=row["stance"],
        when_negated=row["when_negated"],
        needs=tuple(row["needs"].split()),
        actor=row["actor"],
        issue=tuple(row["issue"].split()),
        target=tuple(row["target"].split()),
    )


@cache
def index() -> Index:
    """The entries by form; longer entries („Kritik üben“) before shorter ones."""
    whole: dict[str, list[Stance]] = defaultdict(list)
    apart: dict[str, list[Stance]] = defaultdict(list)
    attributive: dict[str, list[Stance]] = defaultdict(list)
    predicates: dict[str, list[Stance]] = defaultdict(list)
    nouns: dict[str, Stance] = {}
    for entry in sorted(entries(), key=lambda e: -len(e.words)):
        if entry.pos in "VL":
            for form in whole_forms(entry.verb, entry.particle):
                whole[form].append(entry)
            if entry.particle:
                for form in finite_forms(entry.verb):
                    apart[form].append(entry)
            if entry.pos == "V":
                for form in attributive_forms(entry.verb, entry.particle):
                    attributive[form].append(entry)
        elif entry.pos == "A":
            predicates[entry.cue].append(entry)
        else:
            for form in (entry.cue, *entry.words):
                nouns[form.lower()] = entry
    return Index(dict(whole), dict(apart), dict(attributive), dict(predicates), nouns)


_PREFIXES = ("ver", "nach", "wider", "ein", "über", "unter")
"""„Wiedervereinigung“ is no „Einigung“, „Nachruf“ no „Ruf“."""


@lru_cache(maxsize=_MANY)
def noun_of(form: str) -> Stance | None:
    """The entry of a noun or of a compound that ends in it („Gewerkschaftsforderung“).

    >>> noun_of("Gewerkschaftsforderung").cue
    'Forderung'
    """
    lower, nouns = form.lower(), index().nouns
    if lower in nouns:
        return nouns[lower]
    for cut in range(4, len(lower) - 4):
        found = nouns.get(lower[cut:].lstrip("-"))
        if found is not None and not lower[:cut].endswith(_PREFIXES):
            return found
    hyphenated = lower.rpartition("-")[2]
    return nouns.get(hyphenated) if hyphenated != lower else None


@cache
def participles() -> frozenset[str]:
    """Participles II of all verbs in the lexicon."""
    return frozenset(participle(e.verb, e.particle) for e in entries() if e.verb)


@cache
def _verdict_forms() -> dict[str, str]:
    forms = {form: verb for verb in ("bezeichnen", "nennen", "werten") for form in whole_forms(verb)}
    forms |= dict.fromkeys(whole_forms("stufen", "ein"), "ein|stufen")
    forms |= dict.fromkeys(("hält", "hielt", "halten", "hielten", "gehalten", "halte"), "halten")
    return forms | dict.fromkeys(("sprach", "sprachen", "spricht", "gesprochen"), "sprechen")


@cache
def verbal_forms() -> frozenset[str]:
    """All forms, in lower case, in which a verb of the lexicon or of judging can stand."""
    known = index()
    return frozenset({*known.whole, *known.apart, *known.attributive, *_verdict_forms()})


def verdict_verb(token: Token) -> str | None:
    """The verb of judging that a form belongs to, or None."""
    return _verdict_forms().get(token.text.lower())


@lru_cache(maxsize=_MANY)
def verdict_of(word: str) -> str | None:
    """The stance that a verdict shows („Fehler“: criticise), or None.

    >>> verdict_of("Etappensieg"), verdict_of("Tisch")
    ('support', None)
    """
    known = {row["word"]: row["stance"] for row in lexicon.load("verdicts")}
    if word in known:
        return known[word]
    if not word[0].isupper():
        return None
    return next(
        (
            stance
            for form, stance in known.items()
            if form[0].isupper() and word.lower().endswith(form.lower()) and len(word) > len(form) + 3
        ),
        None,
    )


@cache
def object_forms(name: str) -> tuple[str, ...]:
    """Endings of the nouns of a class of objects („deal“, „talks“, „word“), in lower case."""
    return tuple(row["ending"] for row in lexicon.load("stances_objects") if row["class"] == name)


@lru_cache(maxsize=_MANY)
def is_negotiated(noun: str) -> bool:
    """Whether a noun is what parties negotiate about or do: a contract, talks, a proposal, a strike.

    >>> is_negotiated("Kompromissvorschlag"), is_negotiated("Satellit")
    (True, False)
    """
    endings = tuple(row["ending"] for row in lexicon.load("stances_objects"))
    return noun_of(noun) is not None or noun.lower().endswith(endings)
