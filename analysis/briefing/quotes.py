"""Who says what, for the briefing: each statement with its speaker, how it is presented, and where it is."""

from __future__ import annotations

from typing import Any

from analysis.briefing.characters import one_line, shortened
from analysis.briefing.parts import Part
from analysis.briefing.words import Words, words
from analysis.marking import escaped
from analysis.speech import UNNAMED, speaker_label, word_shares

_LONGEST = 150
"""Characters of a statement in the table."""


def has_quotes(report: Any) -> bool:
    """Whether a report has a table of quotations at all; reports made by hand may lack it."""
    return getattr(report, "quotes", None) is not None


def quotes_sentence(report: Any, *, lang: str = "en") -> str:
    """Return how much of the article the report itself vouches for, as sentences that can be read aloud."""
    spoken = words(lang)
    if report.quotes.empty:
        return spoken["quotes.none"]
    shares = word_shares(report).set_index("kind")["share"]
    own, told, exact = (spoken.number(100 * shares[kind]) for kind in ("report", "reported", "direct"))
    others = spoken.number(100 * (1 - shares["report"] - shares["reported"]))
    return spoken["quotes.text"].format(own, told, others, exact)


def quotes_table(report: Any, *, lang: str = "en") -> Part:
    """Return the statements of others: speaker, cue, the words, and in which sentence."""
    spoken = words(lang)
    if report.quotes.empty:
        return Part(f"<p>{escaped(spoken['quotes.none'])}</p>", spoken["quotes.none"], {})
    keys = ("speaker", "how", "words", "sentence")
    head = "".join(f"<th>{escaped(spoken[f'quotes.{key}'])}</th>" for key in keys)
    rows, plain = [], []
    for row in report.quotes.to_dict("records"):
        if row["rule"].startswith("marks+"):
            continue  # the row around it shows these words, marks included
        speaker, how = _speaker(report, row, spoken), _how(report, row, spoken)
        said = shortened(one_line(row["quote_text"]), _LONGEST)
        number = int(row["sentence"]) + 1
        rows.append(
            f'<tr><td style="text-align:left">{speaker}</td><td style="text-align:left">{how}</td>'
            f'<td style="text-align:left"><span lang="de">{escaped(said)}</span></td>'
            f'<td style="text-align:left"><a href="#s{number}">{number}</a></td></tr>'
        )
        plain.append(f"{speaker_label(report, row)}\t{said}")
    caption = f"<caption>{escaped(spoken['quotes.caption'])}</caption>"
    return Part(
        html=f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>",
        plain="\n".join(plain),
        data={},
    )


def _speaker(report: Any, row: dict[str, Any], spoken: Words) -> str:
    label = speaker_label(report, row)
    if label == UNNAMED:
        return escaped(spoken["quotes.unnamed"])
    named = (
        f"<b>{escaped(shortened(label, 60))}</b>"
        if isinstance(row["speaker_name"], str)
        else escaped(shortened(label, 60))
    )
    return f'<span lang="de">{named}</span>'


def _how(report: Any, row: dict[str, Any], spoken: Words) -> str:
    """The cue as it stands in the text, else what makes the words somebody else's."""
    cue = " … ".join(report.article.text[start:end] for start, end in row["cue"])
    if cue:
        return f'<span lang="de">{escaped(shortened(one_line(cue), 40))}</span>'
    return escaped(spoken[f"quotes.{row['type']}"])
