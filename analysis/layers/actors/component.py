"""The spaCy component that finds the actors of a text, and the question that other layers ask it."""

from __future__ import annotations

from itertools import compress

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from analysis.language.columns import reads_only
from analysis.layers.actors import naming
from analysis.layers.actors.classes import class_compound
from analysis.layers.actors.coordination import find_groups
from analysis.layers.actors.descriptions import CLASSES, may_stand_for, resolve_noun
from analysis.layers.actors.organisations import find_organisations, settle_forms
from analysis.layers.actors.ownership import compound
from analysis.layers.actors.parties import infer_parties
from analysis.layers.actors.people import find_people
from analysis.layers.actors.phrases import phrase_of
from analysis.layers.actors.pronouns import may_be_pronouns, resolve_pronoun
from analysis.layers.actors.record import Actor, Cast, Resolved, read_cast
from analysis.layers.actors.scene import Place, Scene

COMPONENT = "wortlaut_actors"
STORE = "wortlaut_actors"
"""Key in `Doc.user_data`."""

RULES = {
    "name": "a name of the name recogniser, or beside an office",
    "short_name": "part of a full name that stands elsewhere",
    "state": "a state's name (lexicon states)",
    "people": "a people for its state („die Russen“)",
    "organisation": "an organisation's name (lexicon organisations)",
    "abbreviation": "the words before an abbreviation in brackets",
    "seat": "a seat of government that acts („Moskau lehnt ab“)",
    "text": "a document for its authors („die UN-Resolution fordert“)",
    "building": "a building that acts („der Kreml“)",
    "government": "a government or delegation for its state („die ukrainische Delegation“)",
    "representatives": "several who represent somebody („die Vertreter der USA und der Ukraine“)",
    "organ": "a part of an organisation for the whole („die Tarifkommission der Gewerkschaft“)",
    "country": "„das Land“ for the state named before",
    "office": "an office for the person who holds it („der US-Sondergesandte“)",
    "institution": "an institution named before („das Ministerium“)",
    "class": "a noun of class for the organisations of the article („die Gewerkschaften“)",
    "sides": "„beide Seiten“, „die beiden Länder“",
    "description": "somebody without a name, by the words of the text",
    "utterance": "what somebody says, for the speaker („Angaben Witkoffs“)",
    "compound": "the first part of a compound („US-Vorschläge“)",
    "pronoun": "er, sie, es, diese",
    "relative": "a relative pronoun",
    "possessive": "sein, ihr, unser",
    "man": "man, for those who report",
    "speaker": "ich, wir, for who speaks",
    "noun": "a noun that acts by the caller's knowledge, named by itself",
}
"""What the values of `Resolved.rule` mean."""

NAMING = frozenset(
    {"name", "short_name", "state", "people", "organisation", "abbreviation", "seat", "building"}
)
"""Rules whose words are other names of the actor."""


@Language.component(COMPONENT)
@reads_only
def resolve_actors(doc: Doc) -> Doc:
    """Find the actors of a text and every place that stands for one.

    Args:
        doc: a Doc that has gone through the model and `wortlaut_names`.

    Returns:
        The same Doc, with `doc._.actors` and `doc._.actor_mentions`.
    """
    scene = Scene(doc)
    if not len(doc):
        doc.user_data[STORE] = Cast().dump()
        return doc
    find_organisations(scene)
    find_people(scene)
    find_groups(scene)
    words = scene.words
    pronouns = may_be_pronouns(words)
    for first, last in words.bounds:
        _resolve_nouns(scene, first, last)
        find_groups(scene, first, last)
        for i in compress(range(first, last), pronouns[first:last]):
            resolve_pronoun(scene, doc[i])
    for i, pos in enumerate(words.pos):
        if pos in ("NOUN", "PROPN", "X") and i not in scene.at:
            _enter_compound(scene, i)
    infer_parties(scene)
    settle_forms(scene)
    doc.user_data[STORE] = _cast(scene).dump()
    return doc


def _resolve_nouns(scene: Scene, first: int, last: int) -> None:
    """From right to left, as a genitive comes before its noun; last „ihre Verbündeten“, which look back."""
    looks_back: list[Token] = []
    classes, forms, at = scene.words.pos, scene.words.text, scene.at
    for i in range(last - 1, first - 1, -1):
        if classes[i] not in CLASSES or i in at or not may_stand_for(forms[i], classes[i]):
            continue
        token = scene.doc[i]
        if phrase_of(token).possessive is not None:
            looks_back.append(token)
        else:
            resolve_noun(scene, token)
    for token in reversed(looks_back):
        resolve_noun(scene, token)


def actors_of(where: Token | Span, *, acting: bool = False) -> tuple[Resolved, ...]:
    """The canonical actors that a noun phrase, pronoun or possessive denotes.

    Args:
        where: head of the phrase (a subject, say), or a Span of it; of a coordination its first member.
        acting: the caller knows that the phrase acts (subject of a verb of stance, say): then a noun without
            a known actor is named by itself in the nominative (rule "noun").

    Returns:
        One `Resolved` per actor in text order; empty where the phrase denotes none.

    >>> from analysis import load_pipeline
    >>> doc = load_pipeline()("Die USA und die Ukraine verhandeln. Moskau lehnt ab.")
    >>> [found.actor for found in actors_of(doc[1])], [found.actor for found in actors_of(doc[7:8])]
    (['USA', 'Ukraine'], ['Russland'])
    """
    cast = cast_of(where.doc)
    if isinstance(where, Span):
        return _of_span(cast, where) or (_by_itself(where.root) if acting else ())
    for token in (where, *_same_name(where)):
        found = cast.at(token.i)
        if found:
            return _with_coordinated(cast, token, found)
    return _by_itself(where) if acting else ()


def cast_of(doc: Doc) -> Cast:
    """Everything the layer found in a text; nothing where the component has not run."""
    return read_cast(doc.user_data[STORE]) if STORE in doc.user_data else Cast()


def _of_span(cast: Cast, span: Span) -> tuple[Resolved, ...]:
    """What most of a span expresses, with what is coordinated inside; at its root where two are alike."""
    inside = [mention for token in span for mention in cast.at(token.i)]
    if not inside:
        return ()

    def rank(mention: Resolved) -> tuple[int, bool]:
        shared = min(mention.end, span.end_char) - max(mention.start, span.start_char)
        return shared, span.root.i in mention.anchors

    best = max(inside, key=rank)
    alike = [m for m in inside if m.anchors == best.anchors]
    members = [m for m in cast.group(best.group) if span.start <= m.anchors[0] < span.end]
    every = {(m.actor, m.start): m for m in (*alike, *members)}
    return tuple(sorted(every.values(), key=lambda m: (m.start, m.end)))


def named_actors(doc: Doc) -> dict[tuple[int, int], str]:
    """Which actor each of the Doc's `ents` names, by its code points; pure places and things are left out."""
    by_token = {i: m.actor for m in reversed(cast_of(doc).mentions) if m.rule in NAMING for i in m.anchors}
    found = {}
    for ent in doc.ents:
        names = [by_token[token.i] for token in reversed(ent) if token.i in by_token]
        if names:
            found[ent.start_char, ent.end_char] = names[0]
    return found


def _same_name(token: Token) -> list[Token]:
    """Where a tree takes another word of the name for its head."""
    return [
        child
        for child in token.children
        if child.dep_ in ("flat", "flat:name", "appos") and child.i > token.i
    ]


def _with_coordinated(cast: Cast, token: Token, found: tuple[Resolved, ...]) -> tuple[Resolved, ...]:
    members = cast.group(found[0].group)
    if members and token.dep_ == "conj":
        members = tuple(m for m in members if m.start >= found[0].start)
    every = {(m.actor, m.start): m for m in [*found, *members]}
    return tuple(sorted(every.values(), key=lambda m: (m.start, m.end)))


def _by_itself(token: Token) -> tuple[Resolved, ...]:
    members = [token, *(child for child in token.children if child.dep_ == "conj")]
    return tuple(_noun(member) for member in members if member.pos_ in ("NOUN", "PROPN"))


def _noun(token: Token) -> Resolved:
    doc, phrase = token.doc, phrase_of(token)
    end = naming.attribute_end(doc, token.i)
    name = naming.description(doc, phrase, None, end=end)
    first, last = doc[phrase.first], doc[end - 1]
    return Resolved(name, first.idx, last.idx + len(last), "noun", "group", "open", anchors=(token.i,))


def _enter_compound(scene: Scene, i: int) -> None:
    owner = compound(scene, i) or class_compound(scene, i)
    if owner is None:
        return
    place = Place(
        i,
        i + 1,
        owner.names,
        ((i, i + 1),) * len(owner.names),
        "compound",
        "open",
        anchors=frozenset({i}),
        form="",
    )
    scene.add(place, tuple(scene.kinds.get(name, "organisation") for name in owner.names))


def _cast(scene: Scene) -> Cast:
    mentions: list[Resolved] = []
    numbers: dict[int, int] = {}
    for place in sorted(scene.places, key=lambda p: (p.first, p.last)):
        group = scene.groups.get(id(place))
        number = numbers.setdefault(id(group), len(numbers)) if group else None
        for name, (first, last) in zip(place.names, place.spans, strict=True):
            start, end = scene.words.idx[first], scene.words.end[last - 1]
            mentions.append(
                Resolved(
                    name,
                    start,
                    end,
                    place.rule,
                    scene.kinds[name],
                    place.certainty,
                    place.candidates,
                    tuple(sorted(place.anchors)),
                    number,
                )
            )
    return Cast(tuple(_actors(scene, mentions)), tuple(mentions))


def _actors(scene: Scene, mentions: list[Resolved]) -> list[Actor]:
    """The actors in text order; who is only described counts if the description acts somewhere."""
    order: dict[str, list[Resolved]] = {}
    for mention in mentions:
        order.setdefault(mention.actor, []).append(mention)
    return [
        Actor(
            name,
            scene.kinds[name],
            scene.parties.get(name),
            tuple(scene.roles.get(name, ())),
            _aliases(scene, name),
            len({(m.start, m.end) for m in found}),
            len({(m.start, m.end) for m in found if m.certainty == "open"}),
        )
        for name, found in order.items()
        if any(m.rule != "description" or m.group is not None or _acts(scene, m) for m in found)
        or (scene.kinds[name] == "organisation" and name in scene.parties)
    ]


def _acts(scene: Scene, mention: Resolved) -> bool:
    tokens = [scene.doc[i] for i in mention.anchors]
    return any(token.dep_.startswith("nsubj") or token.dep_ == "obl:agent" for token in tokens)


def _aliases(scene: Scene, name: str) -> tuple[str, ...]:
    forms = dict.fromkeys(p.form for p in scene.of_name[name] if p.names == (name,) and p.rule in NAMING)
    return tuple(form for form in forms if form and form not in (name, name + "n", name + "s"))


if not Doc.has_extension("actors"):
    Doc.set_extension("actors", getter=lambda doc: cast_of(doc).actors)
    Doc.set_extension("actor_mentions", getter=lambda doc: cast_of(doc).mentions)
