"""Expressions of time: every rule with its examples, tenses and events on hand-built trees, the table."""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import analysis
from analysis import lexicon
from analysis.errors import FormatError
from analysis.layers import times
from analysis.layers.times import calendar, clause, rules, set_article_date
from analysis.layers.times.numbers import parse_number, parse_ordinal
from analysis.layers.times.words import words_of

SATURDAY = datetime.date(2025, 12, 6)
"""The date of the report on the peace talks, from which all examples of the rules count."""
RULES = lexicon.load("times_rules")
OWN = ("wortlaut_sentences", "wortlaut_names", "wortlaut_times")


def found(nlp: Language, text: str, date: datetime.date | None = SATURDAY) -> list[times.Time]:
    """The expressions of a text, by the model and the layer alone."""
    doc = nlp.make_doc(text)
    set_article_date(doc, date)
    others = [name for name in nlp.pipe_names if name.startswith("wortlaut") and name not in OWN]
    with nlp.select_pipes(disable=others):
        return times.times(nlp(doc))


@pytest.fixture(scope="module")
def examples(nlp: Language) -> dict[str, list[times.Time]]:
    """What is found in each example and counterexample."""
    texts = {plain(entry["example"]) for entry in RULES} | {entry["counterexample"] for entry in RULES}
    return {text: found(nlp, text) for text in sorted(texts)}


def plain(example: str) -> str:
    return example.replace("[", "").replace("]", "")


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry["rule"])
def test_every_rule_finds_its_example(entry: dict[str, str], examples: dict[str, list[times.Time]]) -> None:
    start, end = entry["example"].index("["), entry["example"].index("]") - 1
    here = [time for time in examples[plain(entry["example"])] if time.start < end and time.end > start]
    if entry["type"] == rules.BLOCK:
        assert here == []
    else:
        assert [(t.start, t.end, t.timex_type, t.value, t.rule) for t in here] == [
            (start, end, entry["type"], entry["answer"], entry["rule"])
        ]


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry["rule"])
def test_no_rule_finds_its_counterexample(
    entry: dict[str, str], examples: dict[str, list[times.Time]]
) -> None:
    assert entry["rule"] not in [time.rule for time in examples[entry["counterexample"]]]


def test_rules_have_names_of_their_own_and_say_where_they_are_from() -> None:
    names = [entry["rule"] for entry in RULES]
    assert len(names) == len(set(names))
    assert all(entry["source"] and entry["example"].count("[") == 1 for entry in RULES)
    assert {entry["type"] for entry in RULES} == {*times.TYPES, rules.BLOCK}


def test_a_pattern_that_mixes_classes_and_words_is_an_error() -> None:
    entry = {"rule": "x.y", "type": "DATE", "pattern": "{year}|am", "value": "= X", "anchor": ""}
    with pytest.raises(FormatError, match="not both"):
        rules._compile(entry, 0)


def test_a_pattern_that_marks_nothing_is_an_error() -> None:
    entry = {"rule": "x.y", "type": "DATE", "pattern": "am [ ]", "value": "= X", "anchor": ""}
    with pytest.raises(FormatError, match="marks no words"):
        rules._compile(entry, 0)


# --- the report on the talks ---


def test_the_days_of_the_peace_talks(report: analysis.Analysis) -> None:
    days = report.times.set_index("text")["begin"]
    assert days["Dienstag"] == "2025-12-02"
    assert days["Donnerstag"] == "2025-12-04"
    assert days["Freitag"] == "2025-12-05"
    assert days["heute"] == "2025-12-06"
    since = report.times[report.times["text"] == "zwei Tagen"].iloc[0]
    assert (since["value"], since["begin"], since["end_date"]) == ("P2D", "2025-12-04", "2025-12-06")


def test_the_table_shows_what_stands_in_the_text(report: analysis.Analysis) -> None:
    assert list(report.times.columns) == list(times.COLUMNS)
    for row in report.times.itertuples():
        assert report.article.text[row.start : row.end] == row.text
        sentence = report.sentences.set_index("sentence").loc[row.sentence]
        assert sentence["start"] <= row.start < row.end <= sentence["end"]


def test_without_a_date_relative_values_stay_open(nlp: Language) -> None:
    text = "Witkoff hatte am Dienstag gesprochen, gestern, nächste Woche, im Mai und 2014 aber nicht."
    assert [(t.text, t.value) for t in found(nlp, text, None)] == [
        ("Dienstag", "XXXX-WXX-2"),
        ("gestern", "XXXX-XX-XX"),
        ("nächste Woche", "XXXX-WXX"),
        ("Mai", "XXXX-05"),
        ("2014", "2014"),
    ]


def test_open_values_have_no_days(nlp: Language) -> None:
    assert [(t.begin, t.end_date) for t in found(nlp, "Sie kamen am Dienstag.", None)] == [(None, None)]


def test_tense_decides_on_which_side_of_the_article_a_weekday_lies(nlp: Language) -> None:
    assert [t.value for t in found(nlp, "Am Mittwoch trafen sich die Delegationen.")] == ["2025-12-03"]
    assert [t.value for t in found(nlp, "Am Mittwoch werden sich die Delegationen treffen.")] == [
        "2025-12-10"
    ]


def test_a_table_survives_files(report: analysis.Analysis, tmp_path: Path) -> None:
    table = report.times
    table.to_parquet(tmp_path / "times.parquet", index=False)
    table.to_csv(tmp_path / "times.csv", index=False)
    table.to_json(tmp_path / "times.json", orient="records", force_ascii=False)
    assert pd.read_parquet(tmp_path / "times.parquet")["begin"].tolist() == table["begin"].tolist()
    assert pd.read_csv(tmp_path / "times.csv")["begin"].tolist() == table["begin"].tolist()
    rows = json.loads((tmp_path / "times.json").read_text(encoding="utf-8"))
    assert [row["begin"] for row in rows] == table["begin"].tolist()


def test_a_doc_with_times_can_be_saved_and_read_again() -> None:
    doc = spacy.blank("de")("Gestern um acht Uhr.")
    doc._.article_date = SATURDAY
    times.find_times(doc)
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert times.times(again) == times.times(doc) != []
    assert again._.article_date == SATURDAY


# --- words, numbers, calendar ---


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("null", 0), ("eine", 1), ("zwölf", 12), ("siebenundvierzig", 47), ("hundert", 100),
        ("dreihundertzwanzig", 320), ("neunzehnhundertachtzig", 1980), ("zweitausendfünf", 2005),
        ("eineinhalb", 1.5), ("anderthalb", 1.5), ("zweieinhalb", 2.5), ("28", 28),
        ("tausendundein", 1001), ("und", None), ("zwanzigzwei", None), ("einsig", None),
    ],
)  # fmt: skip
def test_numbers(word: str, value: float | None) -> None:
    assert parse_number(word) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("erste", 1), ("dritten", 3), ("siebter", 7), ("achten", 8), ("zwölfte", 12), ("zwanzigsten", 20),
        ("einundzwanzigstes", 21), ("hundertste", 100), ("letzten", None), ("weste", None), ("zweiste", None),
    ],
)  # fmt: skip
def test_ordinals(word: str, value: int | None) -> None:
    assert parse_ordinal(word) == value


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        # Easter Sundays: the limits and ordinary years (Butcher's table).
        ("ostersonntag", 1818, "1818-03-22"), ("ostersonntag", 1943, "1943-04-25"),
        ("ostersonntag", 2024, "2024-03-31"), ("ostersonntag", 2025, "2025-04-20"),
        ("karfreitag", 2025, "2025-04-18"), ("himmelfahrt", 2025, "2025-05-29"),
        ("pfingstmontag", 2025, "2025-06-09"), ("fronleichnam", 2025, "2025-06-19"),
        ("aschermittwoch", 2025, "2025-03-05"), ("busstag", 2025, "2025-11-19"),
        ("totensonntag", 2025, "2025-11-23"), ("advent1", 2025, "2025-11-30"),
        ("advent4", 2025, "2025-12-21"), ("advent4", 2023, "2023-12-24"), ("muttertag", 2025, "2025-05-11"),
        ("einheit", 2025, "2025-10-03"), ("silvester", 2025, "2025-12-31"),
    ],
)  # fmt: skip
def test_feasts(name: str, year: int, day: str) -> None:
    days = calendar.holiday(name, year)
    assert days is not None
    assert days[0].isoformat() == day


def test_every_feast_can_be_worked_out() -> None:
    for entry in lexicon.load("holidays"):
        for year in (1583, 1900, 2000, 2024, 2100):
            days = calendar.holiday(entry["holiday"], year)
            assert days is not None
            assert days[0] <= days[1]
            assert days[0].year == year


@pytest.mark.parametrize(
    ("value", "mod", "begin", "end"),
    [
        ("2025-12-02", "", "2025-12-02", "2025-12-02"),
        ("2025-12-02TEV", "", "2025-12-02", "2025-12-02"),
        ("2025-W01", "", "2024-12-30", "2025-01-05"),
        ("2025-W49-WE", "", "2025-12-06", "2025-12-07"),
        ("2024-02", "", "2024-02-01", "2024-02-29"),
        ("2025-12", "END", "2025-12-21", "2025-12-31"),
        ("2025-Q3", "", "2025-07-01", "2025-09-30"),
        ("2025-H2", "", "2025-07-01", "2025-12-31"),
        ("2024-WI", "", "2024-12-01", "2025-02-28"),
        ("2025", "", "2025-01-01", "2025-12-31"),
        ("197", "", "1970-01-01", "1979-12-31"),
        ("19", "", "1900-01-01", "1999-12-31"),
    ],
)
def test_days_that_a_value_covers(value: str, mod: str, begin: str, end: str) -> None:
    days = calendar.interval(value, mod)
    assert days is not None
    assert [day.isoformat() for day in days] == [begin, end]


@pytest.mark.parametrize("value", ["PRESENT_REF", "XXXX-WXX-2", "2025-02-30", "2025-W54", "", "P2D", "BC500"])
def test_open_and_impossible_values_cover_no_days(value: str) -> None:
    assert calendar.interval(value) is None


@pytest.mark.parametrize(
    ("value", "direction", "begin", "end"),
    [
        ("P2D", "since", "2025-12-04", "2025-12-06"),
        ("P2Y", "ago", "2023-01-01", "2023-12-31"),
        ("P2W", "ahead", "2025-12-15", "2025-12-21"),
        ("P6M", "ago", "2025-06-01", "2025-06-30"),
        ("P3M", "next", "2025-12-06", "2026-03-06"),
        ("PT2H", "ahead", "2025-12-06", "2025-12-06"),
        ("PXY", "since", None, "2025-12-06"),
        ("P99999999Y", "ago", None, None),
    ],
)
def test_days_that_a_duration_spans(value: str, direction: str, begin: str | None, end: str | None) -> None:
    days = calendar.reach(SATURDAY, value, direction)
    assert [day.isoformat() if day else None for day in days] == [begin, end]


def test_a_paragraph_ends_an_expression() -> None:
    assert [match.end - match.start for match in rules.find(words_of("Am Dienstag\n\nAbend"))] == [1]


# --- clauses on hand-built trees ---


@cache
def _vocab() -> spacy.Vocab:
    return spacy.blank("de").vocab


def tree(*words: tuple[str, str, str, int, str, str]) -> Doc:
    """A Doc of (form, STTS tag, UPOS, head, relation, features)."""
    forms, tags, pos, heads, deps, morphs = (list(column) for column in zip(*words, strict=True))
    lemmas = [{"hatten": "haben", "wird": "werden", "sind": "sein"}.get(form, form) for form in forms]
    return Doc(
        _vocab(), words=forms, tags=tags, pos=pos, heads=heads, deps=deps, morphs=morphs, lemmas=lemmas,
        sent_starts=[True] + [False] * (len(forms) - 1),
    )  # fmt: skip


PAST = "VerbForm=Fin|Tense=Past|Mood=Ind"
PRESENT = "VerbForm=Fin|Tense=Pres|Mood=Ind"


def test_a_pluperfect_lies_in_the_past() -> None:
    doc = tree(
        ("Sie", "PPER", "PRON", 3, "nsubj", ""),
        ("hatten", "VAFIN", "AUX", 3, "aux", PAST),
        ("Dienstag", "NN", "NOUN", 3, "obl", ""),
        ("gesprochen", "VVPP", "VERB", 3, "ROOT", "VerbForm=Part"),
    )
    assert (clause.direction(doc[2]), clause.dated(doc[2])) == (-1, "gesprochen")


def test_werden_with_an_infinitive_lies_ahead() -> None:
    doc = tree(
        ("Man", "PIS", "PRON", 3, "nsubj", ""),
        ("wird", "VAFIN", "AUX", 3, "aux", PRESENT),
        ("Dienstag", "NN", "NOUN", 3, "obl", ""),
        ("reden", "VVINF", "VERB", 3, "ROOT", "VerbForm=Inf"),
    )
    assert clause.direction(doc[2]) == 1


def test_a_present_lies_ahead_of_its_own_dates_only() -> None:
    doc = tree(
        ("Sonntag", "NN", "NOUN", 1, "obl", ""),
        ("fordert", "VVFIN", "VERB", 1, "ROOT", PRESENT),
        ("Treffen", "NN", "NOUN", 1, "obl", ""),
        ("Dienstag", "NN", "NOUN", 2, "nmod", ""),
    )
    assert [clause.direction(doc[place]) for place in (0, 3)] == [1, 0]
    assert clause.dated(doc[3]) == "Treffen"


def test_a_verb_and_its_particle_are_one_event() -> None:
    doc = tree(
        ("Er", "PPER", "PRON", 1, "nsubj", ""),
        ("teilte", "VVFIN", "VERB", 1, "ROOT", PAST),
        ("Dienstag", "NN", "NOUN", 1, "obl", ""),
        ("mit", "PTKVZ", "ADP", 1, "compound:prt", ""),
    )
    assert clause.dated(doc[2]) == "teilte mit"


def test_an_infinitive_with_zu_lies_ahead_whatever_the_tree_says() -> None:
    doc = tree(
        ("riefen", "VVFIN", "VERB", 0, "ROOT", PAST),
        (",", "$,", "PUNCT", 0, "punct", ""),
        ("Montag", "NN", "NOUN", 0, "obl", ""),
        ("niederzulegen", "VVIZU", "VERB", 0, "xcomp", "VerbForm=Inf"),
    )
    assert clause.direction(doc[2]) == 1
