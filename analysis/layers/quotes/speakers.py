"""Who speaks: the noun phrase of a frame, from the tree where it holds, else from the word order."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.layers.quotes.cues import Cue
from analysis.layers.quotes.passage import Clause, Passage
from analysis.layers.quotes.phrases import HEADS, LINKS, NOMINAL, TIMES, noun_phrase, trimmed
from analysis.layers.quotes.segments import MAIN, RELATIVE
from analysis.lexicon.classes import word_class

_NOT_NOMINATIVE = word_class("not_nominative")
_RELATIVE_SUBJECTS = frozenset({"der", "die", "das", "welcher", "welche", "welches"})
# „Der Minister wird mit den Worten zitiert“: the one who speaks is the subject of the passive.
_SHOWN_SUBJECT = frozenset({"zitieren", "mit den Worten zitieren"})


def speaker_of(passage: Passage, cue: Cue, limit: int, *, here: bool = False) -> set[int]:
    """Positions of the speaker of a reporting verb.

    Args:
        passage: where the cue stands.
        cue: the verb.
        limit: position at which the words reported begin; the speaker stands before it.
        here: look in the verb's own clause only, not at the subject of the clause before it.
    """
    clause = passage.clauses[cue.clause]
    if cue.passive and cue.verb.entry not in _SHOWN_SUBJECT:
        return _agent(passage, clause, limit)
    finite = cue.finite if cue.finite is not None else cue.position
    words = passage.words
    if "es" in cue.verb.words or (clause.opener == "es" and words[clause.start].text.lower() == "es"):
        return _place(passage, clause, limit)
    if clause.kind == RELATIVE and words[clause.start].text.lower() in _RELATIVE_SUBJECTS:
        return {clause.start}
    if clause.kind == MAIN:
        before = [i for i in clause.positions() if i < finite]
        if before and _is_subject_field(passage, before, finite):
            span = range(before[0], finite)
            held = set(before)
            return set(trimmed(words, [i for i in span if i in held or _between(passage, i, finite)]))
        behind = phrase_behind(passage, clause, finite + 1, limit)
        if behind:
            return behind
        if not here and (not before or clause.conjunction):
            return _earlier_subject(passage, cue.clause)
        return set()
    return phrase_behind(passage, clause, _after_opener(passage, clause), limit)


def phrase_subject(passage: Passage, clause: Clause, limit: int) -> set[int]:
    """The subject of a clause that has no reporting verb."""
    words = passage.words
    if clause.finite is None:
        return set()
    if clause.kind == MAIN:
        before = [i for i in clause.positions() if i < clause.finite]
        if before and _is_subject_field(passage, before, clause.finite):
            held = set(before)
            span = range(before[0], clause.finite)
            return set(trimmed(words, [i for i in span if i in held or passage.clause_at(i) is None]))
        found = phrase_behind(passage, clause, clause.finite + 1, limit)
        # „…, stellte aber eine Bedingung:“ has its subject in the clause before.
        is_object = any(words[i].dep_ == "obj" for i in found)
        if (not found or is_object) and (clause.finite == clause.start or clause.conjunction):
            return _earlier_subject(passage, passage.clauses.index(clause))
        return found
    return phrase_behind(passage, clause, _after_opener(passage, clause), limit)


def _between(passage: Passage, position: int, finite: int) -> bool:
    """Whether a word between the pieces of a prefield belongs to it: a comma, not a relative clause."""
    number = passage.clause_at(position)
    return number is None


def _is_subject_field(passage: Passage, before: list[int], finite: int) -> bool:
    """Whether what stands before the finite verb of a main clause is its subject.

    German puts exactly one phrase there; it is the subject if it is a noun phrase that the tree or its case
    does not tell to be something else.
    """
    words = passage.words
    kept = trimmed(words, before)
    if not kept:
        return False
    first = words[kept[0]]
    if first.tag_ in (
        "APPR",
        "APPRART",
        "KOUS",
        "KOUI",
        "PAV",
        "PROAV",
        "ADJD",
        "VVPP",
        "VVINF",
        "PWAV",
        "PTKZU",
    ):
        return False
    if not any(words[i].tag_ in HEADS for i in kept) and not any(words[i].text[0].isupper() for i in kept):
        return False
    if first.text in ("Ende", "Anfang", "Mitte"):
        return False
    behind = words[finite + 1].text.lower() if finite + 1 < len(words) else ""
    if behind in ("er", "man", "wir", "ich", "sie") and words[finite + 1].tag_ in ("PPER", "PIS"):
        return False
    if first.text.lower() in ("dem", "den", "ihm", "ihnen", "ihn", "des", "einem", "einen", "uns", "mir"):
        return False
    subject = [
        child
        for head in (words[finite], words[finite].head)
        for child in head.children
        if child.dep_.startswith("nsubj")
    ]
    held = {words[i].i for i in kept}
    if any(child.i in held for child in subject):
        return True
    head = next((words[i] for i in kept if words[i].tag_ in HEADS), first)
    if head.text.lower() in ("das", "dies", "dazu", "es"):
        return not any(child.i > words[finite].i for child in subject)
    if head.text.lower() in TIMES or any(
        "Case=Acc" in str(words[i].morph) and words[i].tag_ == "ART" for i in kept[:1]
    ):
        return not any(child.i > words[finite].i for child in subject)
    return not any(child.i > words[finite].i and child.head.i == words[finite].i for child in subject)


def phrase_behind(passage: Passage, clause: Clause, start: int, limit: int) -> set[int]:
    """The subject in the middle field: the phrase that the tree calls so, else the first noun phrase."""
    words = passage.words
    positions = [i for i in clause.positions() if start <= i < limit]
    if not positions:
        return set()
    held = set(positions)
    index_of = {words[i].i: i for i in positions}
    for i in positions:
        if words[i].dep_.startswith("nsubj") and words[i].tag_ in HEADS and words[i].text.lower() != "es":
            left = min(
                (index_of.get(t.i, i) for t in words[i].lefts if t.dep_ not in ("advmod", "punct", "cc")),
                default=i,
            )
            found = _with_apposition(passage, i, held, limit)
            if i - 10 < left < i:
                found |= set(trimmed(words, range(left, i)))
            return found | _second_subject(passage, words[i], index_of, found, held, limit)
    skipped = -1
    for i in positions:
        tag = words[i].tag_
        if i < skipped:
            continue
        if tag in ("APPR", "APPRART"):
            break
        if words[i].text.lower() in _NOT_NOMINATIVE and tag in ("ART", "PPOSAT", "PIAT", "PDAT"):
            skipped = noun_phrase(words, i, positions[-1] + 1)
            continue
        if tag in NOMINAL and tag != "PRF" and words[i].text.lower() not in _NOT_NOMINATIVE:
            if words[i].text.lower() in TIMES:
                continue
            return _with_apposition(passage, i, held, limit)
        if tag[:1] == "V" and tag not in ("VAFIN", "VMFIN"):
            break
    return set()


def _second_subject(
    passage: Passage, subject: Token, index_of: dict[int, int], found: set[int], held: set[int], limit: int
) -> set[int]:
    """„… und das Ministerium“: who shares the subject, if other words stand between."""
    words = passage.words
    for child in subject.children:
        place = index_of.get(child.i)
        if (
            child.dep_ == "conj"
            and place is not None
            and place not in found
            and child.tag_ in ("NN", "NE")
            and place > max(found)
        ):
            start = min(
                (index_of[t.i] for t in child.lefts if t.i in index_of and t.dep_ in ("det", "amod")),
                default=place,
            )
            link = start - 1
            if link > max(found) and words[link].text.lower() in LINKS:
                return set(range(start, place)) | _with_apposition(passage, place, held, limit)
    return set()


def _with_apposition(passage: Passage, start: int, held: set[int], limit: int) -> set[int]:
    """A noun phrase and, between commas, what explains it („…, Petra Lohmann,“)."""
    words = passage.words
    stop = start
    while stop < limit and stop in held:
        stop += 1
    end = noun_phrase(words, start, stop)
    found = list(range(start, end))
    while found and end < limit and words[end].text == "," and end + 1 in held and end + 1 < limit:
        stop = end + 1
        while stop < limit and stop in held:
            stop += 1
        following = noun_phrase(words, end + 1, stop)
        whole = following == stop or words[end + 1].tag_ in ("NE", "NN", "ART", "ADJA")
        if following <= end + 1 or not whole or words[end + 1].tag_ in ("PPER", "PRELS", "PDS", "PIS", "ADV"):
            break
        found += range(end, following)
        if following < stop:
            break
        end = following
    return set(trimmed(words, found))


def _after_opener(passage: Passage, clause: Clause) -> int:
    position = clause.start
    while (
        position < clause.end
        and passage.words[position].tag_
        in ("KOUS", "KON", "PWAV", "KOKOM", "$(", "ADV", "PAV", "PROAV", "APPR")
        and position < clause.start + 2
    ):
        position += 1
    return position


def _earlier_subject(passage: Passage, number: int) -> set[int]:
    """The subject of the main clause before a coordinated one that has none („… und kündigte an“)."""
    for earlier in range(number - 1, -1, -1):
        clause = passage.clauses[earlier]
        if clause.kind == MAIN and clause.finite is not None:
            before = [i for i in clause.positions() if i < clause.finite]
            if before and _is_subject_field(passage, before, clause.finite):
                held = set(before)
                span = range(before[0], clause.finite)
                return set(
                    trimmed(passage.words, [i for i in span if i in held or passage.clause_at(i) is None])
                )
            found = phrase_behind(passage, clause, clause.finite + 1, clause.end)
            if found:
                return found
    return set()


def has_agent(passage: Passage, clause: Clause) -> bool:
    """Whether a passive names who did it („von der Regierung“)."""
    return any(passage.words[i].text.lower() in ("von", "vom", "durch") for i in clause.positions())


def _agent(passage: Passage, clause: Clause, limit: int) -> set[int]:
    """„von …“ or „durch …“ of a passive; else the paper that says it („im Bericht“)."""
    words = passage.words
    positions = [i for i in clause.positions() if i < limit]
    held = set(positions)
    for i in positions:
        if words[i].text.lower() in ("von", "vom", "durch") and words[i].head.dep_ != "nmod":
            end = i + 1
            while end in held:
                end += 1
            return set(trimmed(words, range(i + 1, noun_phrase(words, i + 1, end))))
    return _place(passage, clause, limit)


def _place(passage: Passage, clause: Clause, limit: int) -> set[int]:
    """The source of „heißt es in …“, „aus … verlautete“: the noun phrase without its preposition."""
    words = passage.words
    positions = [i for i in clause.positions() if i < limit]
    held = set(positions)
    for i in positions:
        if (
            words[i].text.lower() in ("in", "im", "aus", "auf", "seitens", "bei", "beim", "von", "vom")
            and i + 1 in held
        ):
            end = i + 1
            while end in held:
                end += 1
            stop = noun_phrase(words, i + 1, end)
            if any(
                words[k].text.lower() in TIMES - {"interview", "rede"} or words[k].tag_ == "CARD"
                for k in range(i + 1, stop)
            ):
                continue
            return set(trimmed(words, range(i + 1, stop)))
    return set()
