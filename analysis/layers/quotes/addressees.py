"""Who is spoken to: „gegenüber …“, „zu Journalisten“, „im Interview mit …“, or the object of the verb."""

from __future__ import annotations

from collections.abc import Callable

from analysis.layers.quotes.cues import Cue
from analysis.layers.quotes.passage import Passage
from analysis.layers.quotes.phrases import NOMINAL, TIMES, noun_phrase, trimmed
from analysis.layers.quotes.segments import MAIN
from analysis.lexicon.classes import word_class

_PEOPLE = frozenset({"gegenüber", "zu", "zum", "zur", "vor", "an"})
_LISTENERS = word_class("listener")
_DATIVES = word_class("dative")
_NO_LISTENERS = word_class("no_listener")


def addressee_of(passage: Passage, cue: Cue, limit: int, speaker: set[int]) -> set[int]:
    """Positions of the person spoken to: „gegenüber …“, „zu Journalisten“, or the verb's object."""
    words = passage.words
    clause = passage.clauses[cue.clause]
    positions = [i for i in clause.positions() if i < limit and i not in speaker]
    held = set(positions)

    def run(start: int) -> set[int]:
        end = start
        while end in held and end not in cue.positions:
            end += 1
        return set(trimmed(words, range(start, noun_phrase(words, start, end))))

    for i in positions:
        text = words[i].text.lower()
        if text == "gegenüber" and words[i].tag_ in ("APPR", "APPO", "ADV", "ADJD", "PTKVZ"):
            return run(i + 1) or set()
        if text in _PEOPLE and words[i].tag_ in ("APPR", "APPRART"):
            found = run(i + 1)
            if any(words[k].text.lower().strip("„“") in _LISTENERS for k in found):
                return found
            if text == "an" and cue.verb.entry == "appellieren":
                return found
        in_talk = any(words[k].text.lower() in ("in", "im") for k in range(max(0, i - 4), i))
        if (
            text == "mit"
            and in_talk
            and words[i - 1].text.lower() in ("interview", "gespräch", "telefoninterview")
        ):
            return run(i + 1)
    if not cue.verb.addressee:
        return set()
    finite = cue.finite if cue.finite is not None else cue.position
    if cue.passive:
        before = [i for i in positions if i < finite]
        if clause.kind != MAIN or not before or words[before[0]].tag_ not in NOMINAL - {"CARD", "PWS"}:
            return set()
        return set(trimmed(words, before))
    if clause.kind == MAIN:
        return _bare_object(passage, cue, positions, speaker, finite, run)
    return set()


def _bare_object(
    passage: Passage,
    cue: Cue,
    positions: list[int],
    speaker: set[int],
    finite: int,
    run: Callable[[int], set[int]],
) -> set[int]:
    """The noun phrase without a preposition that is not the speaker: who is spoken to."""
    words = passage.words
    for i in positions:
        tag, text = words[i].tag_, words[i].text.lower()
        if (
            tag not in NOMINAL
            or tag in ("PRELS", "CARD")
            or i in cue.positions
            or text in ("es", "sich", "man", "ich", "er")
        ):
            continue
        before = words[i - 1] if i else None
        if i < finite and (before is not None and i != positions[0]):
            continue
        if (
            before is not None
            and i > finite
            and before.tag_ in ("APPR", "APPRART", "KON", *NOMINAL)
            and i - 1 not in speaker
        ):
            continue
        if before is not None and before.tag_ in ("APPR", "APPRART", "KOKOM"):
            continue
        found = run(i)
        if not found or any(
            words[k].text.lower() in TIMES or words[k].text.lower() in _NO_LISTENERS for k in found
        ):
            continue
        if cue.verb.addressee == "dat":
            dative = (
                text in _DATIVES | _LISTENERS
                or (tag == "NE" and len(found) <= 3)
                or "Case=Dat" in str(words[i].morph)
            )
            if not dative or (text in ("den", "die", "das") and not words[max(found)].text.endswith("n")):
                continue
        elif text in _DATIVES - {"den", "der", "uns", "mir"}:
            continue
        return found
    return set()
