"""Who takes a stance: subject, agent of a passive, owner of a noun, or speaker of a report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Token

from analysis import lexicon
from analysis.language.columns import columns
from analysis.layers.actors import actors_of
from analysis.layers.positions.phrases import Offsets, noun_phrase, offsets
from analysis.layers.positions.stances import index
from analysis.lexicon.classes import word_class

_SOMEBODY = word_class("somebody", "position_words")
_WEEKDAYS = word_class("weekday", "position_words")
_NAMES = ("PER", "ORG", "LOC")


@dataclass(frozen=True)
class Group:
    """Actors that stand together in one position.

    Attributes:
        names: canonical names.
        spans: where the sentence expresses them; empty if it does not.
    """

    names: tuple[str, ...] = ()
    spans: tuple[Offsets, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.spans)

    def unspoken(self) -> Group:
        """The same actors where another sentence expresses them."""
        return Group(self.names, ())


def is_actor(token: Token) -> bool:
    """Whether a noun phrase can take a stance: somebody or some body, no thing."""
    if token.pos_ == "PRON" or token.tag_ in ("PPER", "PDS", "PIS"):
        return token.text.lower() in _SOMEBODY
    if is_date(token):
        return False
    if token.ent_type_ in _NAMES or actors_of(token):
        return True
    if token.pos_ == "PROPN" and not token.ent_iob:
        return True  # nobody has looked for names; else „Ostern“ would act
    return is_role(token.text) or any(is_role(child.text) for child in token.children if child.dep_ == "conj")


def is_date(noun: Token) -> bool:
    """Whether a noun is a month or weekday, which acts not, nor belongs to a phrase behind it."""
    return noun.text in _months() or noun.text.lower().removesuffix("s") in _WEEKDAYS


@cache
def _months() -> frozenset[str]:
    return frozenset(entry["month"] for entry in lexicon.load("months"))


@lru_cache(maxsize=2**14)
def is_role(form: str) -> bool:
    """Whether a noun is one for people or bodies, or a compound of one („Gewerkschaftssprecher“).

    >>> is_role("Gewerkschaftssprecher"), is_role("Friedensplan")
    (True, False)
    """
    lower = form.lower()
    people, none = _role_forms()
    for cut in range(max(1, len(lower) - 2)):
        part = lower[cut:]
        if part in none:
            return False
        if part in people and (cut == 0 or cut > 1):
            return True
    return False


@cache
def _role_forms() -> tuple[frozenset[str], frozenset[str]]:
    people: set[str] = set()
    none: set[str] = set()
    for row in lexicon.load("roles"):
        forms = {
            row["noun"],
            row["genitive"],
            row["plural"],
            row["plural"] + "n",
            row["genitive"][:-1] + "es",
        }
        if row["gender"] == "adj":
            forms |= {row["noun"] + ending for ending in ("n", "r", "s", "m")} | {
                row["noun"].removesuffix("e") + "er"
            }
        if row["gender"] == "m":
            forms |= {row["noun"] + "in", row["noun"] + "innen"}
        (none if row["class"] == "none" else people).update(form.lower() for form in forms if len(form) > 2)
    return frozenset(people), frozenset(none)


def group(head: Token) -> Group:
    """The actors of a noun phrase and of those coordinated with it."""
    names: list[str] = []
    spans: list[Offsets] = []
    for member in _members(head):
        found = actors_of(member, acting=True)
        if found:
            names += [r.actor for r in found if r.actor not in names]
            here = dict.fromkeys((r.start, r.end) for r in found)
            spans += [span for span in here if span not in spans and _in_sentence(span, head)]
            continue
        tokens = noun_phrase(member, narrow=True)
        span = offsets(tokens)
        name = "" if member.pos_ == "PRON" else _bare_name(tokens)
        if span and span not in spans:
            spans.append(span)
        if name and name not in names:
            names.append(name)
    return Group(tuple(names), tuple(sorted(spans)))


def _members(head: Token) -> list[Token]:
    found = [head]
    verb = head.head
    # „Die USA und die Ukraine“: the parser may hang both on the verb.
    if head.dep_ in ("nsubj", "nsubj:pass"):
        found += [t for t in verb.children if t.dep_ == head.dep_ and t.i != head.i and _coordinated(t)]
    found += [t for t in head.children if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN", "PRON")]
    for token in list(found[1:]):
        found += [t for t in token.children if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN", "PRON")]
    return sorted(set(found), key=lambda t: t.i)


def _coordinated(token: Token) -> bool:
    return any(child.dep_ == "cc" for child in token.children)


def _in_sentence(span: Offsets, token: Token) -> bool:
    words = columns(token.doc)
    first, behind = words.around[token.i]
    return words.idx[first] <= span[0] < words.end[behind - 1]


def _bare_name(tokens: list[Token]) -> str:
    kept = [t for t in tokens if t.pos_ != "DET" and not t.is_punct]
    return " ".join(t.text for t in kept)


def owner(noun: Token, *, compound: bool = True, of_object: bool = False) -> Group:
    """Whose a cue noun is: genitive, von, durch, possessive, adjective, first part of a compound.

    Args:
        noun: the cue.
        compound: whether its first part may say it.
        of_object: whether its genitive is rather what it is about („die Ablehnung der EU-Verfassung“).
    """
    names: list[str] = []
    spans: list[Offsets] = []
    heads: list[Token] = []
    for child in noun.children:
        case = next(
            (preposition_ for c in child.children if c.dep_ == "case" for preposition_ in [c.text.lower()]),
            "",
        )
        if child.dep_ == "det:poss" or child.tag_ == "PPOSAT":
            heads.append(child)
        elif (
            child.dep_ in ("nmod", "det", "nmod:poss", "appos")
            and child.pos_ in ("NOUN", "PROPN")
            and not case
            and not _is_accusative(child)
        ):
            if not (of_object and "-" in child.text):
                heads += [t for t in (child, *_nested(child)) if is_actor(t)][:1]
        elif (case in ("von", "vom", "durch", "seitens", "aus", "zwischen") and is_actor(child)) or (
            child.dep_ == "amod" and actors_of(child)
        ):
            heads.append(child)
    heads = heads or ([] if of_object else _genitive_behind(noun)) or _giver(noun)
    for head in sorted(heads, key=lambda t: t.i):
        found = group(head) if head.pos_ not in ("DET", "ADJ") else _of_word(head)
        names += [n for n in found.names if n not in names]
        spans += [s for s in found.spans if s not in spans]
        break
    if not spans and compound:
        within = [r for r in actors_of(noun) if r.start >= noun.idx and r.end <= noun.idx + len(noun)]
        names, spans = [r.actor for r in within], [(r.start, r.end) for r in within]
        part = _first_part(noun.text)
        if not names and part:
            names, spans = [part], [(noun.idx, noun.idx + len(noun))]
    return Group(tuple(names), tuple(spans))


def _is_accusative(noun: Token) -> bool:
    """„in dem Gespräch Initiativen (prüfen)“: an object that the parser hung on the noun before it."""
    return noun.pos_ == "NOUN" and "Case=Acc" in str(noun.morph)


def _nested(noun: Token) -> list[Token]:
    """„(das Treffen) des Kreises der Staatschefs“: whose a collective noun is."""
    return [
        c
        for c in noun.children
        if c.dep_ in ("nmod", "appos")
        and c.pos_ in ("NOUN", "PROPN")
        and not any(g.dep_ == "case" for g in c.children)
    ]


def _genitive_behind(noun: Token) -> list[Token]:
    """The genitive behind a noun („das Veto Russlands“, „der Druck der Verbände“), whatever the tree says."""
    doc, place = noun.doc, noun.i + 1
    if place >= noun.sent.end:
        return []
    if doc[place].pos_ in ("PROPN", "NOUN") and doc[place].text[-1] in "s’'":
        return [doc[place]] if is_actor(doc[place]) or doc[place].pos_ == "PROPN" else []
    if doc[place].text.lower() not in (
        "der",
        "des",
        "beider",
        "einiger",
        "vieler",
        "ihrer",
        "seiner",
        "eines",
        "einer",
    ):
        return []
    while place < noun.sent.end and doc[place].pos_ in ("DET", "ADJ", "PRON", "NUM"):
        place += 1
    return (
        [doc[place]]
        if place < noun.sent.end and doc[place].pos_ in ("NOUN", "PROPN") and is_actor(doc[place])
        else []
    )


def _giver(noun: Token) -> list[Token]:
    """„Zusagen gibt es aus Italien“, „Kritik kam von der Opposition“."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "obj") or verb.lemma_.lower() not in ("geben", "kommen"):
        return []
    return [
        t
        for t in verb.children
        if is_actor(t)
        and any(c.dep_ == "case" and c.text.lower() in ("aus", "von", "vom") for c in t.children)
    ]


@lru_cache(maxsize=2**14)
def _first_part(form: str) -> str:
    """The people or body that a compound begins with: „Gewerkschaft(sforderung)“; else empty."""
    people, _ = _role_forms()
    for cut in range(len(form) - 4, 3, -1):
        part, rest = form[:cut], form[cut:].removeprefix("s").removeprefix("-").lower()
        if part.lower() in people and part[-1] != "s" and rest in index().nouns:
            return part
    return ""


def _of_word(token: Token) -> Group:
    found = actors_of(token)
    span = (token.idx, token.idx + len(token))
    return Group(tuple(dict.fromkeys(r.actor for r in found)), (span,))
