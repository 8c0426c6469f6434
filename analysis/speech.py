"""Who says how much, and how the report distances itself: reported speech, counted and ready to be marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.words import is_word

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

KINDS = {
    "report": "the report's own words",
    "reported": "speech acts told in the report's words",
    "indirect": "reported in a clause",
    "indirect_free_indirect": "free Konjunktiv",
    "free_indirect": "hearsay with sollen or wollen",
    "direct": "quoted word for word",
}
"""Whose words they are, from the report's own to those that are quoted."""

VOUCHED = ("report", "reported")
"""What the report itself says to be so; of a speech act it says that it took place."""

UNNAMED = "(no speaker named)"


def quote_rows(report: Analysis) -> list[dict[str, Any]]:
    """The parts of the quotations as rows for `analysis.display.highlight(report, rows, by="part")`.

    Args:
        report: an analysed article.

    Returns:
        Rows with start, end and part ("quote", "speaker" or "cue"); what several quotations share once.

    >>> from analysis import Article, analyse
    >>> rows = quote_rows(analyse(Article(text="Der Vertrag sei fertig, sagte die Ministerin.")))
    >>> [(row["part"], row["start"], row["end"]) for row in rows]
    [('quote', 0, 22), ('cue', 24, 29), ('speaker', 30, 44)]
    """
    found = {
        (int(start), int(end), part)
        for part in ("quote", "speaker", "cue")
        for spans in report.quotes[part]
        for start, end in spans
    }
    return [{"start": start, "end": end, "part": part} for start, end, part in sorted(found)]


def whose_words(report: Analysis) -> pd.DataFrame:
    """Tell for every word whose it is; a quotation within a quotation counts for the inner speaker.

    Args:
        report: an analysed article.

    Returns:
        One row per word (punctuation left out), in text order: text, start, kind (a key of `KINDS`) and
        speaker (canonical name, else as written, else `UNNAMED`; null for the report's own words).
    """
    import pandas as pd

    words = report.tokens.loc[is_word(report.tokens["text"]), ["text", "start"]].reset_index(drop=True)
    kinds: list[str] = ["report"] * len(words)
    speakers: list[str | None] = [None] * len(words)
    starts = words["start"].to_numpy()
    # Long quotations first, so that what stands within them is written over.
    ordered = sorted(report.quotes.to_dict("records"), key=lambda row: -sum(e - s for s, e in row["quote"]))
    for row in ordered:
        for start, end in row["quote"]:
            for index in range(int(starts.searchsorted(start)), int(starts.searchsorted(end))):
                kinds[index], speakers[index] = row["type"], speaker_label(report, row)
    return words.assign(kind=kinds, speaker=pd.array(speakers, dtype="str"))


def speaker_label(report: Analysis, row: dict[str, Any]) -> str:
    """The name of a quotation's speaker, else the words of the text for it, else `UNNAMED`."""
    name = row["speaker_name"]
    if isinstance(name, str) and name:
        return name
    if row["speaker"] == row["cue"]:
        return UNNAMED  # „demnach“
    written = " ".join(report.article.text[start:end] for start, end in row["speaker"])
    return " ".join(written.split()) or UNNAMED


def speaker_shares(report: Analysis) -> pd.DataFrame:
    """Count the words of each speaker; those who speak together count together.

    Args:
        report: an analysed article.

    Returns:
        Columns speaker, words, share (of all words that others say) and statements (number of quotations);
        the most words first, then by name. Reports of speech acts count: what is said is theirs.
    """
    words = whose_words(report)
    said = words[words["kind"] != "report"]
    table = said.groupby("speaker", as_index=False).size().rename(columns={"size": "words"})
    labels = [speaker_label(report, row) for row in report.quotes.to_dict("records")]
    table["share"] = table["words"] / max(1, len(said))
    table["statements"] = [labels.count(speaker) for speaker in table["speaker"]]
    return table.sort_values(["words", "speaker"], ascending=[False, True], ignore_index=True)


def word_shares(report: Analysis) -> pd.DataFrame:
    """Count the words by whose they are: the report's own, or others' by the type of quotation.

    Returns:
        One row per key of `KINDS`, in that order: kind, words, share (of all words) and vouched (whether the
        report itself says that it is so).
    """
    import pandas as pd

    counted = whose_words(report)["kind"].value_counts()
    rows = [(kind, int(counted.get(kind, 0)), kind in VOUCHED) for kind in KINDS]
    table = pd.DataFrame(rows, columns=["kind", "words", "vouched"])
    table.insert(2, "share", table["words"] / max(1, int(table["words"].sum())))
    return table


def reporting_verbs(report: Analysis) -> pd.DataFrame:
    """Count the reporting verbs with their colour: how the report presents what others say.

    Returns:
        Columns verb, colour, count and sentences (indices); the most frequent first, then by the alphabet. A
        verb counts once, however many quotations hang on it.
    """
    import pandas as pd

    from analysis.layers.quotes.lexemes import colours

    known = colours()
    seen: dict[tuple[str, str], int] = {}
    for row in report.quotes.to_dict("records"):
        kind, _, entry = row["rule"].removeprefix("back:").partition(":")
        place = str(row["cue"] or row["quote"])
        if kind == "verb" and entry in known:
            seen.setdefault((entry, place), int(row["sentence"]))
    where: dict[str, list[int]] = {}
    for (entry, _), sentence in seen.items():
        where.setdefault(entry, []).append(sentence)
    rows = [(entry, known[entry], len(found), sorted(found)) for entry, found in where.items()]
    table = pd.DataFrame(rows, columns=["verb", "colour", "count", "sentences"])
    return table.sort_values(["count", "verb"], ascending=[False, True], ignore_index=True)
