"""The attitude towards a target, tone by actor, two reports side by side, evaluation on GerNTSA's format."""

import json

import pytest

from analysis import (
    Article,
    analyse,
    compare_phrasing,
    errors,
    explain_sentiment,
    read_article,
    sentiment_towards,
    tone_of,
)
from analysis.comparison import compare_tones
from analysis.evaluation import sentiment as sentiment_scores
from analysis.heat import phrasing_groups, phrasing_map
from analysis.sentiment import FEATURES, LABELS, _weights
from analysis.tone import REPORT, tones
from tests.conftest import ARTICLES


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("Die Delegation erzielte einen großartigen Erfolg.", "Delegation", "positive"),
        ("Der Minister ist ein Lügner und ein Betrüger.", "Minister", "negative"),
        ("Die Sitzung beginnt am Montag um zehn Uhr.", "Sitzung", "neutral"),
    ],
)
def test_plain_cases(nlp, text, target, label):
    start = text.index(target)
    assert sentiment_towards(text, start, start + len(target), nlp=nlp) == label


def test_the_phrases_that_moved_it(nlp):
    text = "Die Opposition nennt den Plan eine Katastrophe, der Kanzler lobt ihn."
    start = text.index("Plan")
    found = explain_sentiment(text, start, start + 4, nlp=nlp)
    shares = dict(zip(found.because["text"], found.because["share"], strict=True))
    assert shares["Katastrophe"] < 0 < shares["lobt"]
    assert found.because["share"].abs().is_monotonic_decreasing
    assert sum(found.scores.values()) == pytest.approx(1, abs=0.001)
    assert str(found).startswith(found.label)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 99)])
def test_wrong_offsets(start, end):
    with pytest.raises(errors.OffsetError):
        sentiment_towards("Kiew wartet.", start, end)


def test_the_weights_are_complete():
    weights = _weights()
    assert set(weights) == set(LABELS)
    assert all(set(row) == {*FEATURES, "bias", "threshold"} for row in weights.values())


def test_tone_of_an_actor_is_the_sum_of_its_shares(report):
    actor = tones(report)["actor"].iloc[0]
    found = tone_of(report, actor)
    for side, value in (("about", found.about), ("by", found.by)):
        shares = found.contributions.loc[found.contributions["side"] == side, "share"]
        assert shares.sum() == pytest.approx(value, abs=0.01)
    assert actor in repr(found)


def test_tone_of_nobody(report):
    with pytest.raises(errors.ColumnError, match="Atlantis"):
        tone_of(report, "Atlantis")
    with pytest.raises(errors.ColumnError):
        tones(report, by="colour")


def test_every_speaker_and_the_report_itself(report):
    assert REPORT in set(tones(report, by="holder")["actor"])


@pytest.fixture(scope="module")
def versions(nlp):
    names = ("2025-03-14-tarifstreit-nordbahn.txt", "2025-03-14-tarifstreit-nordbahn-kommentierend.txt")
    return [analyse(read_article(ARTICLES / name), nlp=nlp) for name in names]


def test_the_coloured_version_is_darker(versions):
    calm, coloured = versions
    assert coloured.sentences["tone"].mean() < calm.sentences["tone"].mean()
    table = compare_phrasing(calm, coloured)
    assert len(table) >= 10
    assert {"schimpfte", "skandalös", "magere"} <= set(", ".join(table["only_b"]).split(", "))
    assert (table["difference"] < 0).sum() > (table["difference"] > 0).sum()
    common = compare_tones(calm, coloured)
    assert "Henrik Brandt" in set(common["actor"]) and common["difference"].abs().is_monotonic_decreasing


def test_a_report_differs_in_nothing_from_itself(versions):
    assert len(compare_phrasing(versions[0], versions[0])) == 0


def test_heat_map(report):
    groups = phrasing_groups(report)
    assert set(groups["group"]) <= {"positive", "negative", "stressed", "uncertain", "negated", "distanced"}
    shown = phrasing_map(report, lang="de")
    assert dict(shown.legend())["distanced"] == "Distanziert"
    assert "<mark" in shown._repr_mimebundle_()["text/html"]


def test_articles_with_nothing_marked(bare):
    report = analyse(Article(text="Nichts."), nlp=bare, insist=True)
    assert len(tones(report)) == 0 and len(phrasing_map(report).spans) == 0
    assert len(compare_phrasing(report, report)) == 0


def gerntsa(path, rows):
    lines = [
        json.dumps(
            {
                "opinion_snippet": text,
                "target_anchor": {"from": start, "to": end},
                "sentiment": {"polarity": label},
            }
        )
        for text, start, end, label in rows
    ]
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_reading_and_scoring_gerntsa(nlp, tmp_path):
    rows = [
        ("Der Plan ist eine Katastrophe.", 4, 8, "negative"),
        ("Die Sitzung beginnt um zehn.", 4, 11, "neutral"),
    ]
    found = sentiment_scores.read_gerntsa(gerntsa(tmp_path / "dev.jsonl", rows))
    assert [opinion.label for opinion in found] == ["negative", "neutral"]
    counts = sentiment_scores.confusion(nlp, found)
    assert counts.to_numpy().sum() == 2 and counts.loc["negative", "negative"] == 1
    assert sentiment_scores.f1_by_label(counts)["negative"] == 1


def test_other_files_are_no_gerntsa(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n', "utf-8")
    assert sentiment_scores.read_gerntsa(tmp_path / "a.jsonl") == []
    assert sentiment_scores.read_gerntsa(gerntsa(tmp_path / "b.jsonl", [("Kurz", 3, 9, "neutral")])) == []


@pytest.mark.parametrize(
    ("gold", "predicted", "score"),
    [([0, 1, 2], [0, 1, 2], 1.0), ([0, 1, 2], [1, 1, 1], 1 / 6), ([0, 0], [0, 1], 2 / 9)],
)
def test_macro_f1(gold, predicted, score):
    assert sentiment_scores.macro_f1(gold, predicted) == pytest.approx(score)
