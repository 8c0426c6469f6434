"""The widget for reviewing: what its buttons do to the decisions, the file and what is shown."""

from dataclasses import replace

import pytest

import analysis
from analysis import review
from analysis.errors import ReviewError
from analysis.layers.positions import Position, table_of
from analysis.review.decision import Evidence, Statement
from analysis.review.form import find_words
from analysis.review.view import context, overview_html

TEXT = "Moskau lehnt eine Waffenruhe ab.\n\nKiew fordert <b>Garantien</b> von Rom. Oslo bleibt hart."
REJECTION = Position(
    "reject", ((7, 12), (29, 31)), ("Russland",), ((0, 6),), (13, 28), None, None, False, "asserted", 0, "V:x"
)
DEMAND = Position(
    "demand", ((39, 46),), ("Ukraine",), ((34, 38),), (47, 63), "Rom", None, False, "asserted", 1, "V:y"
)


@pytest.fixture(scope="module")
def plain(nlp):
    report = analysis.analyse(analysis.Article(text=TEXT, id="genf"), nlp=nlp)
    return replace(report, positions=table_of([REJECTION, DEMAND], TEXT))


@pytest.fixture
def walk(plain, tmp_path):
    return review.walk(plain, path=tmp_path / "genf.review.tsv", reviewer="Ada")


def kinds(walk):
    assert review.load(walk.path) == walk.decisions, "each decision is saved at once"
    return [(decision.kind, decision.statement.cue_text) for decision in walk.decisions]


def test_accept_goes_on_to_the_next_open_one(walk):
    assert walk.current == 0
    walk.buttons["accept"].click()
    assert kinds(walk) == [("accept", "lehnt ab")] and walk.current == 1
    assert walk.decisions[0].reviewer == "Ada"
    walk.buttons["reject"].click()
    assert kinds(walk) == [("accept", "lehnt ab"), ("reject", "fordert")]
    assert walk.reviewed.positions["cue_text"].tolist() == ["lehnt ab"]
    assert walk.status.open == 0
    assert "✗ rejected" in walk.choice.options[1][0]


def test_edit_takes_the_form(walk):
    walk.form.fields["stance"].value = "talk"
    walk.form.fields["actors"].value = " Russland ; USA"
    walk.form.fields["issue"].value = "Waffenruhe"
    walk.form.fields["note"].value = "eher offen"
    walk.buttons["edit"].click()
    decision = walk.decisions[0]
    assert kinds(walk) == [("edit", "lehnt ab")]
    assert decision.statement.actors == ("Russland", "USA")
    assert decision.statement.issue == Evidence(18, 28, "Waffenruhe")
    assert decision.note == "eher offen"
    walk.choice.value = 0
    assert walk.form.fields["stance"].value == "talk", "an edited position is shown as edited"


def test_add_and_reopen(walk):
    walk.buttons["accept"].click()
    walk.form.fields["cue"].value = "hart"
    walk.form.fields["actors"].value = "Norwegen"
    walk.form.fields["actor_spans"].value = "Oslo"
    walk.form.fields["issue"].value = ""
    walk.form.fields["stance"].value = "reject"
    walk.buttons["add"].click()
    assert kinds(walk) == [("accept", "lehnt ab"), ("add", "hart")]
    walk.choice.value = 0
    walk.buttons["reopen"].click()
    assert kinds(walk) == [("add", "hart")]
    assert walk.current == 0 and walk.buttons["reopen"].disabled


def test_previous_and_next_go_round(walk):
    walk.buttons["previous"].click()
    assert walk.current == 1
    walk.buttons["next"].click()
    assert walk.current == 0 and not walk.decisions


def test_wrong_input_is_a_message_and_changes_nothing(walk):
    walk.buttons["edit"].click()
    assert "changes nothing" in walk._message.value
    walk.form.fields["cue"].value = "<i>nirgends</i>"
    walk.buttons["edit"].click()
    assert "„&lt;i&gt;nirgends" in walk._message.value
    assert not walk.decisions and not walk.path.exists()


def test_goes_on_where_it_was_left(walk, plain):
    walk.buttons["reject"].click()
    again = review.walk(plain, path=walk.path)
    assert again.current == 1 and again.decisions == walk.decisions


def test_two_walks_over_one_file_keep_each_other_s_decisions(walk, plain):
    other = review.walk(plain, path=walk.path, reviewer="Bo")
    walk.buttons["accept"].click()
    other.choice.value = 1
    other.buttons["reject"].click()
    assert kinds(other) == [("accept", "lehnt ab"), ("reject", "fordert")]


def test_a_file_that_was_damaged_meanwhile_is_a_message(walk):
    walk.path.write_text("x", "utf-8")
    walk.buttons["accept"].click()
    assert "not the columns of decisions" in walk._message.value
    assert walk.path.read_text("utf-8") == "x"


def test_listeners_get_the_reviewed_report(walk):
    heard = []
    walk.observe(lambda report, status: heard.append((len(report.positions), status.rejected)))
    walk.buttons["reject"].click()
    assert heard == [(1, 1)]


def test_stale_decisions_are_shown(walk, plain):
    walk.buttons["accept"].click()
    changed = replace(plain, positions=table_of([replace(REJECTION, target="USA"), DEMAND], TEXT))
    assert "something else for this cue" in review.walk(changed, path=walk.path)._message.value


def test_text_never_becomes_markup(walk):
    walk.choice.value = 1
    for shown in (walk._context.value, walk._facts.value, walk._repr_mimebundle_()["text/html"]):
        assert "<b>" not in shown and "&lt;b&gt;" in shown


def test_without_positions(plain, tmp_path):
    empty = replace(plain, positions=table_of([], TEXT))
    walk = review.walk(empty, path=tmp_path / "x.review.tsv")
    assert walk.current is None and walk.buttons["accept"].disabled
    walk.buttons["accept"].click()
    assert not walk.decisions
    walk.form.fields["cue"].value = "hart"
    walk.buttons["add"].click()
    assert kinds(walk) == [("add", "hart")]


def test_no_place_for_the_file(plain):
    with pytest.raises(ReviewError, match="path="):
        review.walk(plain)


def test_export_shows_a_table_instead_of_buttons(walk):
    walk.buttons["accept"].click()
    shown = walk._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert "✓ accepted" in shown["text/html"] and "open" in shown["text/html"]
    assert shown["text/plain"].startswith("1 of 2 positions reviewed")


def test_context_is_the_paragraph_and_the_one_before():
    article = analysis.Article(text="Erstens.\n\nZweitens.\n\nRom lehnt ab.")
    report = type("Report", (), {"article": article})()
    mark = context(report, Statement("reject", (Evidence(25, 30, "lehnt"), Evidence(31, 33, "ab"))))
    assert str(mark) == "Zweitens.\n\nRom [lehnt cue] [ab cue]."


def test_overview_counts_from_one():
    assert '<td style="text-align:left">1</td>' in overview_html(
        [Statement("talk", (Evidence(0, 1, "x"),))], ()
    )


@pytest.mark.parametrize(
    ("words", "near", "found"),
    [
        ("ab", 0, [(13, 15)]),
        ("ab", 40, [(33, 35)]),
        ("lehnt … ab", 20, [(24, 29), (33, 35)]),
        ("das ab", 0, [(9, 15)]),
        ("", 0, []),
        (" … ", 0, []),
    ],
)
def test_words_are_found_nearest_to_their_place(words, near, found):
    assert find_words("Rom wies das\nab. Kiew   lehnt es ab.", words, near) == found


def test_words_that_do_not_stand_there():
    with pytest.raises(ReviewError, match="„Bonn“ does not stand there"):
        find_words("Rom wies das ab.", "wies … Bonn", 0)
