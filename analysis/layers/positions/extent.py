"""How far the phrase goes that says what a stance is about."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.layers.positions.actors import is_date
from analysis.layers.positions.nouns import noun_complement
from analysis.layers.positions.phrases import noun_phrase, preposition, segment_of
from analysis.lexicon.classes import word_class

_SHELL = word_class("shell", "position_words")
_ATTRIBUTIVE = word_class("attributive", "position_words")
_AMOUNT = word_class("amount", "position_words")
_WORD = word_class("word", "position_words")
_PAIRS = {"„": "“”", "»": "«", "‚": "‘’", "(": ")"}


def whole_phrase(phrase: list[Token], taken: frozenset[int]) -> list[Token]:
    """A noun phrase with all that belongs to it and nothing else.

    Args:
        phrase: what the tree gives, in text order.
        taken: tokens of the cue.
    """
    return _closed(_with_content(_with_first_part(_trimmed(with_attributes(phrase, taken), taken))))


def with_attributes(phrase: list[Token], taken: frozenset[int]) -> list[Token]:
    """A noun phrase with the phrases right behind it that the parser may have hung on the verb."""
    last = phrase[-1]
    doc = last.doc
    while last.i + 1 < last.sent.end:
        joined = _coordinated(last, taken) or _more(last) or _word_named(last, taken)
        if joined:
            phrase = [*phrase, *joined]
            last = joined[-1]
            continue
        case = doc[last.i + 1]
        noun = case.head
        if case.dep_ != "case" or case.i in taken or preposition(case) not in _ATTRIBUTIVE or noun.i < case.i:
            break
        more = [t for t in noun_phrase(noun) if t.i > case.i]
        if noun.i in taken or not more or more[0].i != case.i + 1 or is_date(noun):
            break
        phrase = [*phrase, case, *more]
        last = more[-1]
    return phrase


def _word_named(last: Token, taken: frozenset[int]) -> list[Token]:
    """„das Wort (Sicherheitsgarantien)“: the word that is spoken of stands bare behind the noun."""
    doc, place = last.doc, last.i + 1
    if last.text.lower() not in _WORD or place >= last.sent.end or place in taken:
        return []
    return [doc[place]] if doc[place].pos_ in ("NOUN", "PROPN") else []


def _more(last: Token) -> list[Token]:
    """„(6,5 Prozent) mehr Geld“."""
    doc, place = last.doc, last.i + 1
    if last.text not in ("Prozent", "Euro") or place + 1 >= last.sent.end:
        return []
    compared = doc[place].text in ("mehr", "weniger") and doc[place + 1].pos_ == "NOUN"
    return [doc[place], doc[place + 1]] if compared else []


def _coordinated(last: Token, taken: frozenset[int]) -> list[Token]:
    """„… und notwendige Mittel“ right behind a phrase and in the same clause, whatever the tree says."""
    doc, end = last.doc, segment_of(last)[1]
    place = last.i + 1
    while place < end and doc[place].is_punct:
        place += 1
    if place >= end - 1 or doc[place].text.lower() not in ("und", "sowie", "oder"):
        return []
    first = place + 1
    while first < end and (doc[first].pos_ in ("DET", "ADJ", "NUM") or doc[first].is_punct):
        first += 1
    if first >= end or doc[first].pos_ not in ("NOUN", "PROPN") or first in taken:
        return []
    more = [t for t in noun_phrase(doc[first]) if t.i > place]
    return [*doc[last.i + 1 : place + 1], *more] if more else []


def _trimmed(phrase: list[Token], taken: frozenset[int]) -> list[Token]:
    """Without an adverb before it („nun die Frage“), a particle of the cue and „…, so X“ behind it."""
    for place in range(1, len(phrase) - 1):
        if phrase[place].text == "," and phrase[place + 1].text.lower() == "so":
            phrase = phrase[:place]
            break
    while len(phrase) > 1 and phrase[-1].i in taken and phrase[-1].pos_ not in ("NOUN", "PROPN"):
        phrase = phrase[:-1]
    while len(phrase) > 1 and _stands_before(phrase[0], phrase[1]):
        phrase = phrase[1:]
    return phrase


def _stands_before(word: Token, following: Token) -> bool:
    """Whether a word is an adverb of the clause („kritisierte scharf Foren“), not of the number behind it."""
    if word.tag_ == "ADJD":
        return following.pos_ in ("DET", "NOUN", "PROPN")
    is_adverb = word.pos_ == "ADV" and word.text.lower() not in _AMOUNT
    return is_adverb and following.pos_ in ("DET", "ADV", "NOUN", "PROPN")


def _with_first_part(phrase: list[Token]) -> list[Token]:
    """„einen Luft- und Seekorridor“: the parser may cut off what the compounds share."""
    doc, first = phrase[0].doc, phrase[0].i
    start = phrase[0].sent.start
    if first - 2 < start or doc[first - 1].text not in ("und", "oder") or doc[first - 2].text[-1] != "-":
        return phrase
    if len(doc[first - 2]) == 1:
        return phrase
    place = first - 2
    while place - 1 >= start and doc[place - 1].pos_ in ("DET", "ADJ"):
        place -= 1
    return [*doc[place:first], *phrase]


def _with_content(phrase: list[Token]) -> list[Token]:
    """„die Zusage, Truppen zu schicken“: what a noun that says little by itself stands for (Schmid 2000)."""
    last, head = phrase[-1], head_of(phrase)
    if not is_shell(head) or last.i + 2 >= last.sent.end or last.nbor().text != ",":
        return phrase
    _, content = noun_complement(head, ("inf", "clause"))
    if not content or content[0].i != last.i + 2:
        return phrase
    return [*phrase, last.nbor(), *content]


def head_of(phrase: list[Token]) -> Token:
    """The token that all others of a phrase hang on."""
    inside = {t.i for t in phrase}
    return next((t for t in phrase if t.head.i not in inside), phrase[-1])


def is_shell(noun: Token) -> bool:
    """Whether a noun stands for what a clause behind it says („die Zusage, dass …“)."""
    return noun.text.lower() in _SHELL


def _closed(phrase: list[Token]) -> list[Token]:
    """With the quotation mark or bracket that closes what is opened in it."""
    texts = [t.text for t in phrase]
    for opening, closing in _PAIRS.items():
        behind = phrase[-1].i + 1
        if opening not in texts or behind >= phrase[-1].sent.end:
            continue
        mark = phrase[-1].doc[behind]
        if mark.text in closing and texts.count(opening) > sum(texts.count(c) for c in closing):
            return [*phrase, mark]
    return phrase
