"""Prepositions that attribute a statement: laut, gemäß, zufolge, nach Angaben, aus Sicht."""

from __future__ import annotations

from analysis.language.mood import is_finite
from analysis.layers.quotes.lexemes import is_source_noun
from analysis.layers.quotes.passage import Passage
from analysis.layers.quotes.phrases import noun_phrase, trimmed
from analysis.layers.quotes.records import Draft
from analysis.layers.quotes.segments import MAIN, RELATIVE
from analysis.layers.quotes.statements import statement


def preposition(passage: Passage, i: int) -> Draft | None:
    words = passage.words
    number = passage.clause_at(i)
    if number is None:
        return None
    if words[i].text.lower() == "gemäß" and i and words[i - 1].tag_ in ("NN", "NE"):
        return postposition(passage, i)
    if i + 1 >= passage.end or is_finite(words[i + 1]):
        return None
    end = _phrase_end(passage, i, number)
    if end <= i + 1:
        return None
    return statement(passage, number, "laut", i, end, set(trimmed(words, range(i + 1, end))), {i})


def source_phrase(passage: Passage, i: int) -> Draft | None:
    words = passage.words
    form = words[i].text.lower()
    if form == "nach" and i and is_source_noun(words[i - 1].text, words[i - 1].lemma_):
        following = words[i + 1] if i + 1 < len(words) else None
        if following is None or is_finite(following) or following.tag_[:1] == "$" or words[i].tag_ == "APPO":
            return postposition(passage, i)
    number = passage.clause_at(i)
    if number is None or words[i].tag_[:2] != "AP":
        return None
    head = next(
        (k for k in range(i + 1, min(i + 6, passage.end)) if words[k].tag_ == "NN" and words[k].tag_ != "NE"),
        None,
    )
    if head is None or any(
        words[k].tag_
        not in ("ART", "ADJA", "PPOSAT", "PIAT", "PDAT", "CARD", "NE", "ADJD", "$,", "PIDAT", "APPR", "PPER")
        for k in range(i + 1, head)
    ):
        return None
    if not is_source_noun(words[head].text, words[head].lemma_):
        return None
    if any(words[k].tag_ == "NE" and words[k].text[-1] not in "s’'" for k in range(i + 1, head)):
        return None
    if form == "aus" and not words[head].text.lower().startswith(("sicht", "perspektive", "blickwinkel")):
        return None
    if form == "nach" and words[head].text.lower() in ("bekanntgabe", "urteil") and head == i + 1:
        return None
    end = _phrase_end(passage, i, number)
    return statement(
        passage,
        number,
        form,
        i,
        max(end, head + 1),
        set(trimmed(words, range(i + 1, max(end, head + 1)))),
        {i},
    )


def _phrase_end(passage: Passage, i: int, number: int) -> int:
    """Where the phrase of a preposition ends: at the finite verb in the prefield, else by its words."""
    words = passage.words
    clause = passage.clauses[number]
    finite = clause.finite
    if clause.kind == MAIN and finite is not None and i <= clause.start + 1 and finite > i:
        end = finite
        pieces = [(s, e) for s, e in clause.pieces if s <= i < e]
        # An apposition between commas belongs to it, a relative clause does not.
        for later in passage.clauses:
            if later.kind == RELATIVE and i < later.start < end:
                end = later.start
        if pieces and pieces[0][1] < end and pieces[0][1] < finite:
            behind = [e for s, e in clause.pieces if s > pieces[0][1] and e <= finite]
            end = pieces[0][1] if not behind else behind[-1]
        while end > i + 1 and words[end - 1].text in (",", "–", "-"):
            end -= 1
        cut = noun_phrase(words, i + 1, end)
        # Behind the phrase there may stand an adverb („Laut Polizei inzwischen …“), never another phrase.
        return (
            end
            if cut < end and words[cut].text in (",", "(", "-", "/")
            else cut
            if _cannot_belong(passage, cut, end)
            else end
        )
    limit = next((e for s, e in clause.pieces if s <= i < e), clause.end)
    if finite is not None and i < finite < limit:
        limit = finite
    end = noun_phrase(words, i + 1, limit)
    if end == limit and end + 2 < passage.end and words[end].text == "," and words[end + 1].tag_ == "NE":
        piece = next((e for s, e in clause.pieces if s == end + 1), end)
        name = noun_phrase(words, end + 1, piece)
        if name > end + 1 and name < passage.end and words[name].text == ",":
            return name  # „laut dem Ankläger, Luis Moreno Ocampo, …“
    return end


def _cannot_belong(passage: Passage, cut: int, end: int) -> bool:
    return cut < end and passage.words[cut].tag_ in ("ADV", "PAV", "PROAV", "PPER", "PRF")


def postposition(passage: Passage, i: int) -> Draft | None:
    words = passage.words
    number = passage.clause_at(i)
    if number is None:
        return None
    clause = passage.clauses[number]
    piece = next((s for s, e in clause.pieces if s <= i < e), clause.start)
    start = i
    nouns = 0
    while start > piece:
        word = words[start - 1]
        if is_finite(word) or word.tag_ in (
            "KOUS",
            "KON",
            "PRF",
            "PTKNEG",
            "ADV",
            "PAV",
            "PROAV",
            "$,",
            "PPER",
            "VVPP",
            "ADJD",
            "PRELS",
            "PDS",
        ):
            break
        if word.tag_ in ("APPR", "APPRART") and word.text.lower() not in (
            "von",
            "vom",
            "des",
            "der",
            "zum",
            "aus",
            "über",
        ):
            break
        if nouns and words[start].tag_ in ("ART", "PPOSAT", "PDAT", "PIAT"):
            text = words[start].text.lower()
            if text not in ("der", "des", "eines", "einer", "dieser", "dieses", "seiner", "ihrer"):
                break
        nouns += word.tag_ in ("NN", "NE")
        start -= 1
    prefield = clause.kind == MAIN and clause.finite is not None and clause.finite > i
    if prefield and piece == clause.start:
        start = piece
        if words[start].tag_ == "KON":
            start += 1
    if start >= i:
        return None
    return statement(
        passage, number, words[i].text.lower(), start, i + 1, set(trimmed(words, range(start, i))), {i}
    )
