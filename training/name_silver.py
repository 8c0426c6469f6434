"""Names in raw sentences as two teachers see them: the network and the conditional random field.

On 1,467 sentences of GermEval that neither had learned from (1,468 names), names that both see are right in
88 of 100 cases; the network alone reaches F1 .723, the field .761, their vote as taken here .781.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from training import fresh
from training.crf import Marking, Span
from training.data import Gold, letters
from training.sentence import Sentence, bare

# What a name that only one teacher sees must be worth to the field.
NETWORK_ALONE, FIELD_ALONE = 0.1, 0.6
SHORTEST, LONGEST = 3, 60
LEFT_OUT = {"gsd-reviews", "own-treebank"}
DEBATES = {"raw-debates", fresh.DEBATES}


def vote(seen: frozenset[Span], marking: Marking) -> tuple[list[Span], frozenset[Span]]:
    """The names that hold, and all that only one teacher sees.

    Args:
        seen: names by the network.
        marking: names by the field.

    >>> field = Marking(frozenset(), {(0, "B-PER"): 0.3, (2, "B-LOC"): 0.01})
    >>> vote(frozenset({(0, 1, "PER"), (2, 3, "LOC")}), field)[0]
    [(0, 1, 'PER')]
    """
    alone = [span for span in sorted(seen - marking.spans) if marking.sure(span) >= NETWORK_ALONE]
    alone += [span for span in sorted(marking.spans - seen) if marking.sure(span) >= FIELD_ALONE]
    taken: set[int] = set()
    held = []
    for span in [*sorted(seen & marking.spans), *alone]:
        places = set(range(span[0], span[1]))
        if not places & taken:
            taken |= places
            held.append(span)
    return held, seen ^ marking.spans


def pool(sentences: Iterable[Sentence], gold: Gold) -> list[Sentence]:
    """Sentences without annotation, each once: none with known names, none held out, no reviews."""
    seen = {letters(s) for s in [*gold.names, *gold.dev_names, *gold.dev_trees]}
    found = []
    for sentence in sentences:
        key = letters(sentence)
        if sentence.source not in LEFT_OUT and SHORTEST <= len(sentence) <= LONGEST and key not in seen:
            seen.add(key)
            found.append(replace(bare(sentence), names=None))
    return found


def silver(sentences: Sequence[Sentence], docs: Sequence[Doc], markings: Iterable[Marking]) -> list[Sentence]:
    """`sentences` with the names of the vote; words of a candidate that lost are unknown (None)."""
    out = []
    for sentence, doc, marking in zip(sentences, docs, markings, strict=True):
        held, disputed = vote(frozenset((e.start, e.end, e.label_) for e in doc.ents), marking)
        names: list[str | None] = ["O"] * len(sentence)
        for start, end, _ in disputed:
            names[start:end] = [None] * (end - start)
        for start, end, label in held:
            names[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
        source = "names-debates" if sentence.source in DEBATES else "names-silver"
        out.append(replace(sentence, source=source, names=tuple(names)))
    return out
