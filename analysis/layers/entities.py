"""Who and what is named: persons, places, organisations and other names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from analysis.language.columns import Columns, columns
from analysis.layers.actors import geography
from analysis.layers.frame import frame
from analysis.reading import layout

if TYPE_CHECKING:
    import pandas as pd

COMPONENT = "wortlaut_names"

LABELS = ("PER", "LOC", "ORG", "MISC")
"""Persons, places, organisations, other names, as in GermEval 2014 (its OTH is MISC)."""

_OTHER_LABELS = {"GPE": "LOC", "FAC": "LOC", "PERSON": "PER", "OTH": "MISC"}
_WORD_CLASSES = frozenset({"PROPN", "NOUN", "X", "NUM"})
_MODEL_RULE = "model:ner"
_DATELINE_RULE = "dateline"
_FAMILY_RULE = "family-name"

COLUMNS = {
    "start": "first code point",
    "end": "code point behind the last",
    "text": "the name as written",
    "label": "PER person, LOC place, ORG organisation, MISC other name",
    "name": "the name in the nominative",
    "actor": "canonical name of the actor that the name stands for; null where it is only a place or thing",
    "sentence": "index of the sentence",
    "rule": "what decided: the model's name recogniser, the dateline, or a person's family name",
}


@dataclass(frozen=True)
class Entity:
    """A name as written.

    Attributes:
        start, end: code points.
        text: the name.
        label: one of `LABELS`.
        name: the name in the nominative („Russland“ for „Russlands“).
        sentence: index of the sentence.
        rule: what decided.
    """

    start: int
    end: int
    text: str
    label: str
    name: str
    sentence: int
    rule: str


@Language.component(COMPONENT)
def settle_names(doc: Doc) -> Doc:
    """Bring names to the four labels and mark the places of the dateline.

    Args:
        doc: a Doc with `ents`.

    Returns:
        The same Doc; `Span.id_` of each of its `ents` names the rule that decided.

    >>> import spacy
    >>> doc = settle_names(spacy.blank("de")("Genf - Die Delegationen verhandeln seit dem Morgen weiter."))
    >>> [(name.text, name.label_, name.id_) for name in doc.ents]
    [('Genf', 'LOC', 'dateline')]
    """
    places, words = _dateline_places(doc), columns(doc)
    found = [
        Span(doc, ent.start, ent.end, label=_label(ent), span_id=ent.id_ or _MODEL_RULE)
        for ent in filter(None, (_words_of(ent, words) for ent in doc.ents))
        if not any(ent.start < place.end and place.start < ent.end for place in places)
        and not _is_common_word(ent)
    ]
    # „London“ is the city though „Jack London“ is named.
    families = {
        family
        for family in (span[-1].text for span in found if span.label_ == "PER" and len(span) > 1)
        if family not in geography.state_names() and family not in geography.metonyms()
    }
    settled = [_of_family(span, families) for span in found if span.label_ in LABELS]
    doc.ents = filter_spans(places + settled)
    return doc


def entities(doc: Doc) -> list[Entity]:
    """The names of a text, in text order.

    Args:
        doc: a Doc that has gone through `settle_names`.
    """
    words = columns(doc)
    forms = frozenset(words.text)
    return [
        Entity(
            start=ent.start_char,
            end=ent.end_char,
            text=ent.text,
            label=ent.label_,
            name=nominative(ent, forms),
            sentence=words.sentence[ent.start] or 0,
            rule=ent.id_,
        )
        for ent in doc.ents
    ]


def entities_table(doc: Doc) -> pd.DataFrame:
    """One row per name with `COLUMNS`, in text order."""
    from analysis.layers.actors import named_actors

    actors = named_actors(doc)
    rows = [
        (e.start, e.end, e.text, e.label, e.name, actors.get((e.start, e.end)), e.sentence, e.rule)
        for e in entities(doc)
    ]
    text_columns = dict.fromkeys(("text", "label", "name", "actor", "rule"), "str")
    offsets = dict.fromkeys(("start", "end", "sentence"), "int64")
    return frame(rows, COLUMNS, text_columns | offsets)


def nominative(name: Span, forms: frozenset[str] | None = None) -> str:
    """A name without the ending of the genitive („Russlands“, „Hans’“).

    The s goes only if the lemma has none, or the text has the name without it too: „Paris“ keeps it.

    Args:
        name: a name in a Doc with lemmas (without them only the text decides).
        forms: all words of the Doc, for a caller that asks about many names.

    >>> import spacy
    >>> doc = spacy.blank("de")("Russland wies die Kritik an Russlands Haltung zurück.")
    >>> nominative(doc[5:6])
    'Russland'
    """
    last = name[-1]
    if last.text[-1] in "'’" and len(last) > 2:
        return name.text[:-1]
    stem = last.text[:-1]
    if forms is None:
        forms = frozenset(token.text for token in name.doc)
    is_genitive = last.text.endswith("s") and (last.lemma_ == stem or stem in forms)
    return name.text[:-1] if is_genitive and len(stem) > 2 else name.text


def _words_of(name: Span, words: Columns) -> Span | None:
    """A name without white space around it; None if it has neither letter nor digit (a tab, a dash)."""
    first, last = name.start, name.end
    while first < last and words.text[first].isspace():
        first += 1
    while last > first and words.text[last - 1].isspace():
        last -= 1
    if not any(character.isalnum() for form in words.text[first:last] for character in form):
        return None
    return Span(name.doc, first, last, label=name.label_, span_id=name.id_)


def _is_common_word(name: Span) -> bool:
    """Whether the tagger takes a name of one word for an ordinary one („heuer“; „Ukraine-Krieg“ as a place).

    Of nouns only compounds with a hyphen: on 663 held-back sentences of GermEval 2014 half of the others
    among the names were names („Waadt“, „Pyrenäen“), none of the compounds was.
    """
    word = name[0]
    if len(name) > 1 or not word.pos_ or name.id_:
        return False
    is_compound = word.pos_ == "NOUN" and "-" in word.text
    return word.pos_ not in _WORD_CLASSES or (is_compound and _label(name) in ("PER", "LOC"))


def _of_family(name: Span, families: set[str]) -> Span:
    """A name of one word as a person if it is the family name of one („Witkoffs“ beside „Steve Witkoff“).

    News names a person in full first and by the family name afterwards.
    """
    if len(name) > 1 or name.label_ == "PER":
        return name
    form = name.text.rstrip("'’")
    if form not in families and form.removesuffix("s") not in families:
        return name
    return Span(name.doc, name.start, name.end, label="PER", span_id=_FAMILY_RULE)


def _label(name: Span) -> str:
    return _OTHER_LABELS.get(name.label_, name.label_)


def _dateline_places(doc: Doc) -> list[Span]:
    """The cities of „Washington/Miami - “ as places, where the tokens allow it."""
    text = columns(doc).whole
    dateline = layout.find_dateline(text, layout.paragraphs(text))
    if dateline is None:
        return []
    spans, position = [], dateline.start
    for place in dateline.places:
        start = text.index(place, position)
        position = start + len(place)
        span = doc.char_span(start, position, label="LOC", span_id=_DATELINE_RULE)
        if span is not None:
            spans.append(span)
    return spans
