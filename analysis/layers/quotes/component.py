"""The component: marks, clauses, cues and free statements put together, paragraph by paragraph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.columns import Columns, columns, reads_only
from analysis.layers.frame import frame
from analysis.layers.kept import Kept
from analysis.layers.quotes.marks import pair_marks
from analysis.layers.quotes.names import Names
from analysis.layers.quotes.records import COLUMNS, Draft, Quotation, Spans
from analysis.reading import layout

if TYPE_CHECKING:
    import pandas as pd

from analysis.layers.quotes.drafting import drafts_of_text

COMPONENT = "wortlaut_quotes"

STORE = "wortlaut_quotes"
"""Key in `Doc.user_data`; what lies there is JSON, because it must survive the way to another process."""


@Language.component(COMPONENT)
@reads_only
def find_quotations(doc: Doc) -> Doc:
    """Find reported speech.

    Args:
        doc: a Doc that has gone through the model; behind `wortlaut_actors`, speakers get canonical names.

    Returns:
        The same Doc; `doc._.quotations` has the records, `doc._.unpaired_marks` the offsets of quotation
        marks without a partner.

    >>> from analysis import load_pipeline
    >>> doc = load_pipeline()("Der Vertrag sei fertig, sagte die Ministerin.")
    >>> [(found.type, found.quote_text) for found in doc._.quotations]
    [('indirect', 'Der Vertrag sei fertig')]
    """
    records, alone = _find(doc)
    dumped = json.dumps({"quotations": [vars(r) for r in records], "alone": alone}, ensure_ascii=False)
    doc.user_data[STORE] = _kept.put(dumped, (tuple(records), tuple(alone)))
    return doc


def quotations(doc: Doc) -> list[Quotation]:
    """The quotations of a text that has gone through `find_quotations`, in text order."""
    return list(_kept.get(doc.user_data[STORE])[0]) if STORE in doc.user_data else []


def unpaired_marks(doc: Doc) -> list[int]:
    """Code points of the quotation marks without a partner."""
    return list(_kept.get(doc.user_data[STORE])[1]) if STORE in doc.user_data else []


def _read(dumped: str) -> tuple[tuple[Quotation, ...], tuple[int, ...]]:
    raw = json.loads(dumped)
    parts = ("quote", "speaker", "cue", "frame", "addressee")
    records = (
        Quotation(**(entry | {part: tuple((start, end) for start, end in entry[part]) for part in parts}))
        for entry in raw["quotations"]
    )
    return tuple(records), tuple(raw["alone"])


_kept = Kept(_read)


def quotes_table(doc: Doc) -> pd.DataFrame:
    """One row per quotation with `COLUMNS`, in text order."""
    parts = ("quote", "speaker", "cue", "frame", "addressee")
    rows = [
        tuple([list(getattr(q, name)) if name in parts else getattr(q, name) for name in COLUMNS])
        for q in quotations(doc)
    ]
    texts = dict.fromkeys(("type", "quote_text", "speaker_name", "rule"), "str")
    return frame(rows, COLUMNS, texts | dict.fromkeys(parts, "object") | {"sentence": "int64"})


def _find(doc: Doc) -> tuple[list[Quotation], list[int]]:
    text = columns(doc).whole
    paragraphs = layout.paragraphs(text)
    pairs, alone = pair_marks(text, paragraphs)
    outer: list[tuple[int, int]] = []
    inner: list[tuple[int, int]] = []
    for pair in pairs:
        span = doc.char_span(pair.start, pair.end, alignment_mode="expand") if pair.depth < 2 else None
        if span is not None:
            (inner if pair.depth else outer).append((span.start, span.end))
    drafts = drafts_of_text(doc, outer, inner, paragraphs)
    return _records(doc, drafts), alone


def _records(doc: Doc, drafts: list[Draft]) -> list[Quotation]:
    words = columns(doc)
    records = []
    names = Names(doc)
    said_by: str | None = None
    for draft in drafts:
        quote = _spans(words, draft.quote)
        if not quote:
            continue
        name = _name(doc, draft, names) or (said_by if _goes_on(doc, draft) else None)
        if draft.type != "reported":
            said_by = name or said_by
        records.append(
            Quotation(
                type=draft.type,
                quote=quote,
                speaker=_spans(words, draft.speaker),
                cue=_spans(words, draft.cue),
                frame=_spans(words, draft.frame),
                addressee=_spans(words, draft.addressee),
                quote_text=" … ".join(words.whole[start:end] for start, end in quote),
                speaker_name=name,
                sentence=words.sentence[min(draft.quote)] or 0,
                rule=draft.rule,
            )
        )
    return sorted(records, key=lambda r: (r.quote[0][0], -r.quote[-1][1], r.type))


def _name(doc: Doc, draft: Draft, names: Names) -> str | None:
    first = min(draft.speaker, default=0)
    if draft.rule.endswith("es heißen") and first and doc[first - 1].text.lower() in ("in", "im"):
        return None  # „hieß es in Bremen“ says where, not who
    return names.name_of(draft.speaker, names.subject_name(draft.quote))


def _goes_on(doc: Doc, draft: Draft) -> bool:
    """„…, hieß es weiter“: the source of the words before."""
    return (
        not draft.speaker
        and draft.rule.endswith("es heißen")
        and any(doc[i].text.lower() == "weiter" for i in draft.frame)
    )


def _spans(words: Columns, tokens: set[int]) -> Spans:
    """Token indices as stretches of text; white space tokens do not cut a stretch."""
    spans: list[tuple[int, int]] = []
    previous = None
    for i in sorted(tokens):
        if words.space[i]:
            continue
        joined = previous is not None and all(words.space[previous + 1 : i])
        if joined:
            spans[-1] = (spans[-1][0], words.end[i])
        else:
            spans.append((words.idx[i], words.end[i]))
        previous = i
    return tuple(spans)


if not Doc.has_extension("quotations"):
    Doc.set_extension("quotations", getter=quotations)
    Doc.set_extension("unpaired_marks", getter=unpaired_marks)
