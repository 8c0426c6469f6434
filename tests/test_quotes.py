"""Reported speech: the typical German ways, marks, records, and that no text makes the layer fail."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import exports, lexicon
from analysis.layers.quotes import COLUMNS, TYPES, quotations, quotes_table
from analysis.layers.quotes.lexemes import forms
from analysis.layers.quotes.marks import pair_marks

DIRECT, INDIRECT, REPORTED, FREE, KONJUNKTIV = (
    "direct",
    "indirect",
    "reported",
    "free_indirect",
    "indirect_free_indirect",
)


def parts(text, spans):
    return " … ".join(text[start:end] for start, end in spans)


# text, type, quote, speaker, cue
WAYS = [
    (
        "„Wir unterschreiben morgen“, sagte Witkoff.",
        DIRECT,
        "„Wir unterschreiben morgen“",
        "Witkoff",
        "sagte",
    ),
    ("Witkoff sagte: „Wir warten ab.“", DIRECT, "„Wir warten ab.“", "Witkoff", "sagte"),
    (
        "„Wir unterschreiben“, sagte Witkoff am Abend, „wenn Moskau zustimmt.“",
        DIRECT,
        "„wenn Moskau zustimmt.“",
        "Witkoff",
        "sagte",
    ),
    ("Witkoff: „Wir unterschreiben morgen.“", DIRECT, "„Wir unterschreiben morgen.“", "Witkoff", ""),
    (
        "Witkoff sagte, dass der Vertrag fertig ist.",
        INDIRECT,
        "dass der Vertrag fertig ist",
        "Witkoff",
        "sagte",
    ),
    (
        "Die Ministerin sagte, der Vertrag sei fertig.",
        INDIRECT,
        "der Vertrag sei fertig",
        "Die Ministerin",
        "sagte",
    ),
    (
        "Der Vertrag sei fertig, sagte die Ministerin am Dienstag.",
        INDIRECT,
        "Der Vertrag sei fertig",
        "die Ministerin",
        "sagte",
    ),
    (
        "Der Vertrag sei fertig, so die Ministerin.",
        INDIRECT,
        "Der Vertrag sei fertig",
        "die Ministerin",
        "so",
    ),
    (
        "Der Vertrag, so die Ministerin, sei fertig.",
        INDIRECT,
        "Der Vertrag … sei fertig",
        "die Ministerin",
        "so",
    ),
    ("Laut Polizei ist niemand verletzt.", INDIRECT, "ist niemand verletzt", "Polizei", "Laut"),
    ("Der Polizei zufolge ist niemand verletzt.", INDIRECT, "ist niemand verletzt", "Der Polizei", "zufolge"),
    (
        "Nach Angaben der Regierung beginnt der Abzug im Mai.",
        INDIRECT,
        "beginnt der Abzug im Mai",
        "Angaben der Regierung",
        "Nach",
    ),
    (
        "Der Abzug beginnt nach Angaben der Regierung im Mai.",
        INDIRECT,
        "Der Abzug beginnt … im Mai",
        "Angaben der Regierung",
        "nach",
    ),
    (
        "Wie die Regierung mitteilte, beginnt der Abzug im Mai.",
        INDIRECT,
        "beginnt der Abzug im Mai",
        "die Regierung",
        "Wie … mitteilte",
    ),
    (
        "Der Abzug beginnt, wie die Regierung mitteilte, im Mai.",
        INDIRECT,
        "Der Abzug beginnt … im Mai",
        "die Regierung",
        "wie … mitteilte",
    ),
    (
        "Aus Sicht der Gewerkschaft ist das Angebot zu niedrig.",
        INDIRECT,
        "ist das Angebot zu niedrig",
        "Sicht der Gewerkschaft",
        "Aus",
    ),
    (
        "Die Gespräche dauerten an, hieß es aus Brüssel.",
        INDIRECT,
        "Die Gespräche dauerten an",
        "Brüssel",
        "hieß es",
    ),
    (
        "In dem Papier heißt es: „Beide Seiten ziehen ihre Truppen ab.“",
        DIRECT,
        "„Beide Seiten ziehen ihre Truppen ab.“",
        "dem Papier",
        "heißt es",
    ),
    (
        "Die Behörde teilte am Dienstag mit, dass der Hafen gesperrt bleibt.",
        INDIRECT,
        "dass der Hafen gesperrt bleibt",
        "Die Behörde",
        "teilte … mit",
    ),
    (
        "Der Hafen bleibe gesperrt, teilte die Behörde mit.",
        INDIRECT,
        "Der Hafen bleibe gesperrt",
        "die Behörde",
        "teilte … mit",
    ),
    ("Norwegen fordert, die Quote zu senken.", INDIRECT, "die Quote zu senken", "Norwegen", "fordert"),
    (
        "Die Gewerkschaft kündigte an, am Montag zu streiken.",
        INDIRECT,
        "am Montag zu streiken",
        "Die Gewerkschaft",
        "kündigte an",
    ),
    (
        "Die Forderung, dass Kiew beteiligt wird, ist nicht neu.",
        INDIRECT,
        "dass Kiew beteiligt wird",
        "",
        "Die Forderung",
    ),
    (
        "Die Ankündigung, die Grenze zu schließen, überraschte alle.",
        INDIRECT,
        "die Grenze zu schließen",
        "",
        "Die Ankündigung",
    ),
    (
        "Der Minister soll das Papier unterschrieben haben.",
        FREE,
        "Der Minister soll das Papier unterschrieben haben.",
        "",
        "",
    ),
    (
        "Der Zeuge will den Minister gesehen haben.",
        FREE,
        "Der Zeuge will den Minister gesehen haben.",
        "Der Zeuge",
        "",
    ),
    (
        "Der Kanzler warnte vor einem Scheitern der Gespräche.",
        REPORTED,
        "Der Kanzler warnte vor einem Scheitern der Gespräche.",
        "Der Kanzler",
        "",
    ),
    ("Der Präsident nannte den Vorschlag „Unsinn“.", DIRECT, "„Unsinn“", "Der Präsident", "nannte"),
    (
        "Der Vertrag ist fertig, das bestätigte ein Sprecher.",
        INDIRECT,
        "Der Vertrag ist fertig … das",
        "ein Sprecher",
        "bestätigte",
    ),
]


@pytest.mark.parametrize(("text", "type", "quote", "speaker", "cue"), WAYS, ids=[way[0][:40] for way in WAYS])
def test_typical_ways_of_reporting(nlp, text, type, quote, speaker, cue):
    found = quotations(nlp(text))
    shown = [(q.type, parts(text, q.quote), parts(text, q.speaker), parts(text, q.cue)) for q in found]
    assert (type, quote, speaker, cue) in shown


def test_a_free_subjunctive_goes_on_with_the_last_speaker(nlp):
    text = "Die Behörde wies den Vorwurf zurück. Man habe alle Fristen eingehalten. Das zeige die Akte."
    (found,) = quotations(nlp(text))
    assert (found.type, parts(text, found.speaker)) == (KONJUNKTIV, "Die Behörde")
    assert found.quote_text == "Man habe alle Fristen eingehalten. Das zeige die Akte."


def test_partial_quotations_belong_to_the_statement_around_them(nlp):
    text = "Die Seiten einigten sich auf »Eckpunkte bei der Sicherheit«, teilte Witkoff mit."
    found = quotations(nlp(text))
    assert [(q.type, q.quote_text) for q in found] == [
        (INDIRECT, "Die Seiten einigten sich auf »Eckpunkte bei der Sicherheit«"),
        (DIRECT, "»Eckpunkte bei der Sicherheit«"),
    ]
    assert {parts(text, q.speaker) for q in found} == {"Witkoff"}


def test_quotations_within_quotations(nlp):
    text = "Er sagte: „Wir nennen es ‚Plan B‘, und Moskau hat gesagt: ‚Nein.‘“"
    found = {q.quote_text: parts(text, q.speaker) for q in quotations(nlp(text))}
    assert found["‚Nein.‘"] == "Moskau"
    assert found[text[10:]] == "Er"


def test_a_quotation_over_several_sentences_is_one(nlp):
    text = "„Es war mühsam. Wir sind müde“, sagte Witkoff. „Aber es hat sich gelohnt.“"
    first, second = quotations(nlp(text))
    assert first.quote_text == "„Es war mühsam. Wir sind müde“"
    assert parts(text, second.speaker) == "Witkoff"


def test_the_addressee(nlp):
    text = "Kiew wirft Moskau vor, die Waffenruhe zu brechen."
    (found,) = quotations(nlp(text))
    assert parts(text, found.addressee) == "Moskau"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("„A b“ und »C d« und «E f»", ["„A b“", "»C d«", "«E f»"]),
        ('"A b" und “C d”', ['"A b"', "“C d”"]),
        ("Er nennt es 'Plan B' und ‚Plan C‘.", ["'Plan B'", "‚Plan C‘"]),
        ("„Wir nennen es ‚Plan B‘.“", ["„Wir nennen es ‚Plan B‘.“", "‚Plan B‘"]),
        ("Hans' Hut gibt's nicht.", []),
    ],
)
def test_all_styles_of_marks(text, shown):
    pairs, alone = pair_marks(text, [(0, len(text))])
    assert [text[pair.start : pair.end] for pair in pairs] == shown
    assert alone == []


def test_a_mark_without_a_partner_is_reported_and_stops_nothing(nlp):
    text = "Er sagte: „Wir warten ab.\n\nSie sagte, der Vertrag sei fertig."
    doc = nlp(text)
    assert doc._.unpaired_marks == [10]
    assert [q.quote_text for q in quotations(doc)] == ["„Wir warten ab", "der Vertrag sei fertig"]


@given(st.text(alphabet="„“”\"»«‚‘’'a .\n", max_size=60))
def test_marks_are_paired_within_paragraphs(text):
    pairs, alone = pair_marks(text, [(0, len(text))])
    ends = {pair.start for pair in pairs} | {pair.end - 1 for pair in pairs}
    assert not ends & set(alone)
    assert all(0 <= pair.start < pair.end <= len(text) for pair in pairs)
    spans = [(pair.start, pair.end) for pair in pairs]
    assert not any(a < c < b < d for a, b in spans for c, d in spans)


WORDS = st.sampled_from(
    [
        *("„", "“", "»", "«", '"', "'", ",", ":", ".", "–", "(", ")", "\n\n", "=", "𝔘", "\u200b", "„Nein“,"),
        *("und", "dass", "so", "laut", "nach", "zufolge", "Angaben", "sagte", "teilte", "mit", "sei", "soll"),
        *("haben", "er", "Kiew", "die", "Forderung", "wie", "hieß", "es", "nannte", "wonach", "demnach"),
        *("zu", "senken"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_no_text_makes_the_layer_fail(nlp, words):
    text = " ".join(words)
    for found in quotations(nlp(text)):
        assert found.type in TYPES
        for part in (found.quote, found.speaker, found.cue, found.frame, found.addressee):
            assert all(0 <= start < end <= len(text) for start, end in part)
            assert list(part) == sorted(part)
        assert found.quote_text == " … ".join(text[start:end] for start, end in found.quote)


def test_the_table_has_the_columns_of_the_blueprint(report):
    table = report.quotes
    assert list(table.columns) == list(COLUMNS)
    text = report.article.text
    for row in table.to_dict("records"):
        assert row["type"] in TYPES
        assert row["quote_text"] == " … ".join(text[start:end] for start, end in row["quote"])
        assert row["rule"]


def test_the_article_on_the_talks(report):
    found = report.quotes.set_index("quote_text")
    marked = found.loc['"Eckpunkte bei Sicherheitsvereinbarungen"']
    assert marked["type"] == DIRECT
    plan = found.loc["Die USA und die Ukraine wollen … heute ihre Gespräche über den Friedensplan fortsetzen"]
    assert plan["speaker_name"] == "Steve Witkoff"


def test_an_empty_table_has_types(nlp):
    table = quotes_table(nlp("Der Hafen ist offen."))
    assert table.empty
    assert list(table.columns) == list(COLUMNS)


def test_records_survive_the_way_to_another_process(nlp):
    doc = nlp("Der Vertrag sei fertig, sagte die Ministerin.")
    assert json.dumps(doc.user_data["wortlaut_quotes"])
    again = type(doc)(nlp.vocab).from_bytes(doc.to_bytes())
    assert quotations(again) == quotations(doc)


@pytest.mark.parametrize("format", exports.FORMATS)
def test_spans_survive_every_export(report, tmp_path, format):
    import pandas as pd

    exports.write_tables(report, tmp_path, format=format)
    (path,) = tmp_path.rglob(f"quotes.{format}")
    if format == "parquet":
        found = [[tuple(span) for span in spans] for spans in pd.read_parquet(path)["quote"]]
    elif format == "json":
        found = [[tuple(span) for span in row["quote"]] for row in json.loads(path.read_text("utf-8"))]
    else:
        found = [[tuple(span) for span in json.loads(cell)] for cell in pd.read_csv(path)["quote"]]
    assert found == [list(spans) for spans in report.quotes["quote"]]


def test_lexicon_of_reporting_verbs():
    rows = lexicon.load("reporting_verbs")
    assert len(rows) > 400
    assert all(row["example"].endswith((".", "“", "?", "!")) and row["colour"] for row in rows)
    assert {"mitgeteilt", "mitteilte", "mitzuteilen", "teilte", "sprach"} <= forms().keys()
    keys = [(row["verb"], row["particle"], row["words"], row["reflexive"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_the_layer_costs_little(nlp):
    """At most a fifth of the model's own time, on the articles of the repository (processor time)."""
    import time

    texts = [article.text for article in analysis.read_articles("data/articles")] * 2
    own = nlp.get_pipe("wortlaut_quotes")
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith("wortlaut_")][1:]):
        start = time.process_time()
        docs = list(nlp.pipe(texts))
        model = time.process_time() - start
    start = time.process_time()
    for doc in docs:
        own(doc)
    assert time.process_time() - start < 0.35 * model  # measured 0.06–0.15; machines are noisy
