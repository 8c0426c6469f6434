"""Decisions about positions: made, kept, applied; and what no longer fits."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import network, review
from analysis.errors import ReviewError
from analysis.exports import write_tables
from analysis.layers.positions import MODALITIES, STANCES, Position, table_of
from analysis.review.decision import Decision, Evidence, Statement
from analysis.review.file import COLUMNS, ENDING

TEXT = "Moskau lehnt eine Waffenruhe ab. Kiew fordert Garantien. Oslo bleibt hart."
DAY = datetime.date(2025, 12, 6)
BY_ADA = {"reviewer": "Ada", "date": DAY}


@pytest.fixture(scope="module")
def plain(nlp):
    """A report of three sentences; its positions are set by hand, so no test hangs on the model."""
    report = analysis.analyse(analysis.Article(text=TEXT, id="genf"), nlp=nlp)
    return with_positions(report, REJECTION, DEMAND)


REJECTION = Position(
    "reject", ((7, 12), (29, 31)), ("Russland",), ((0, 6),), (13, 28), None, None, False, "asserted", 0, "V:x"
)
DEMAND = Position(
    "demand", ((38, 45),), ("Ukraine",), ((33, 37),), (46, 55), "USA", None, False, "asserted", 1, "V:y"
)


def with_positions(report, *positions):
    return replace(report, positions=table_of(positions, report.article.text))


@pytest.fixture
def path(tmp_path):
    return tmp_path / f"genf{ENDING}"


def test_nothing_decided_changes_nothing(plain):
    reviewed = review.apply(plain, ())
    assert reviewed.positions.drop(columns="reviewed").equals(plain.positions)
    assert set(reviewed.positions["reviewed"]) == {""}
    state = review.status(plain, ())
    assert (state.proposed, state.open, state.decided, state.remaining) == (2, 2, 0, 2)


def test_accept_reject_edit_add(plain):
    decisions = review.decide(plain, (), 0, "reject", **BY_ADA)
    decisions = review.decide(plain, decisions, 1, "edit", stance="offer", target=None, issue=None, **BY_ADA)
    decisions = review.add(plain, decisions, stance="reject", cue=[(69, 73)], actors=["Norwegen"], **BY_ADA)
    table = review.apply(plain, decisions).positions
    assert table["cue_text"].tolist() == ["fordert", "hart"]
    assert table["stance"].tolist() == ["offer", "reject"]
    assert table["plover"].tolist() == ["AGREE", "REJECT"]
    assert table["reviewed"].tolist() == ["edited", "added"]
    assert table["rule"].tolist() == ["review: V:y", "review: added"]
    assert table["sentence"].tolist() == [1, 2]
    assert table["issue"].isna().all() and table["target"].isna().all()
    assert dict(table.drop(columns="reviewed").dtypes) == dict(plain.positions.dtypes)
    state = review.status(plain, decisions)
    assert (state.accepted, state.rejected, state.edited, state.added, state.open) == (0, 1, 1, 1, 0)
    assert state.remaining == len(table)
    assert state.reviewers == ("Ada",) and state.last == DAY


def test_edited_cue_moves_the_row_to_its_place(plain):
    decisions = review.decide(plain, (), 0, "edit", cue=[(64, 73)])
    table = review.apply(plain, decisions).positions
    assert table["cue_text"].tolist() == ["fordert", TEXT[64:73]]
    assert table["sentence"].tolist() == [1, 2]


def test_a_second_decision_replaces_the_first(plain):
    decisions = review.decide(plain, (), 0, "reject")
    decisions = review.decide(plain, decisions, 0, "accept")
    assert [d.kind for d in decisions] == ["accept"]
    assert review.undecided(plain, decisions, 0) == ()


def test_a_reviewed_report_is_reviewed_anew(report):
    decisions = review.decide(report, (), 0, "reject")
    once = review.apply(report, decisions)
    assert len(once.positions) == len(report.positions) - 1
    assert review.apply(once, ()).positions.drop(columns="reviewed").equals(report.positions)
    assert review.status(once, decisions) == review.status(report, decisions)


def test_other_parts_take_the_reviewed_report(report, tmp_path):
    decisions = ()
    for row in range(len(report.positions)):
        decisions = review.decide(report, decisions, row, "reject")
    decisions = review.add(report, decisions, stance="offer", cue=[(0, 4)], actors=["Ada"], issue=(5, 11))
    reviewed = review.apply(report, decisions)
    assert network.statements(reviewed)["actor"].tolist() == ["Ada"]
    for format in ("csv", "parquet", "json"):
        assert write_tables(reviewed, tmp_path, format=format)


# The file


def test_file_is_the_same_whatever_the_order(plain, path):
    decisions = review.decide(plain, review.decide(plain, (), 1, "accept", date=DAY), 0, "reject", date=DAY)
    first = review.save(decisions, path).read_bytes()
    assert review.save(reversed(decisions), path).read_bytes() == first
    assert review.load(path) == decisions
    lines = first.decode().splitlines()
    assert lines[-2].startswith(
        "reject\t7-12 lehnt; 29-31 ab\treject\tRussland\t0-6 Moskau\t13-28 eine Waffenruhe"
    )


def test_no_file_is_no_decisions(path):
    assert review.load(path) == ()


def test_edit_keeps_what_was_proposed(plain, path):
    decisions = review.decide(plain, (), 1, "edit", actors=["Polen"], issue=None, date=DAY)
    text = review.save(decisions, path).read_text("utf-8")
    assert '{"actors": "Ukraine", "issue": "46-55 Garantien"}' in text
    assert review.load(path) == decisions


words = st.text(min_size=1, max_size=12)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@st.composite
def places(draw):
    start, text = (
        draw(st.integers(0, 10**6)),
        draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=9)),
    )
    return Evidence(start, start + len(text), text)


statements = st.builds(
    Statement,
    stance=st.sampled_from(STANCES),
    cue=st.lists(places(), min_size=1, max_size=3).map(tuple),
    actors=st.lists(names, max_size=3).map(tuple),
    actor_spans=st.lists(places(), max_size=2).map(tuple),
    issue=st.none() | places(),
    target=st.none() | names,
    source=st.none() | names,
    negated=st.booleans(),
    modality=st.sampled_from(MODALITIES),
)


@settings(max_examples=60, deadline=None)
@given(before=statements, after=statements, note=st.text(st.characters(codec="utf-8")), day=st.dates())
def test_what_is_saved_is_loaded(tmp_path_factory, before, after, note, day):
    path = tmp_path_factory.mktemp("review") / "x.review.tsv"
    decisions = [Decision("accept", before, before, note, day, note), Decision("add", after, None, note)]
    if before != after:
        decisions[0] = Decision("edit", after, before, note, day, note)
    review.save(decisions, path)
    assert review.load(path) == tuple(sorted(decisions, key=lambda d: d.place))
    assert all(line[:1] not in "=+-@" for line in path.read_text("utf-8").split("\n") if line)


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=200) | st.text(st.sampled_from('accept\t\n;\\u0-12 a{}"')).map(str.encode))
def test_damaged_files_raise_a_review_error(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("review") / "x.review.tsv"
    path.write_bytes("\t".join(COLUMNS).encode() + b"\n" + data)
    try:
        review.load(path)
    except ReviewError as error:
        assert error.file == str(path)


GOOD = "accept\t7-12 lehnt\treject\tRussland\t0-6 Moskau\t\t\t\tno\tasserted\t\tAda\t2025-12-06\t"


def test_good_line(path):
    path.write_text("\t".join(COLUMNS) + "\n" + GOOD + "\n")
    assert review.load(path)[0].reviewer == "Ada"


def test_editors_may_cut_empty_cells_at_the_end(path):
    path.write_text("\t".join(COLUMNS) + "\r\n" + GOOD.split("\tAda")[0].rstrip() + "\r\n")
    assert review.load(path)[0].date is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("accept\t", "agree\t", "unknown decision „agree“"),
        ("\treject\t", "\trefuse\t", "unknown stance „refuse“"),
        ("\tasserted\t", "\tcertain\t", "unknown modality „certain“"),
        ("7-12 lehnt", "7-13 lehnt", "do not fit the 5 characters of „lehnt“"),
        ("7-12 lehnt", "12-7 lehnt", "do not fit"),
        ("7-12 lehnt", "lehnt", "„lehnt“ is no place"),
        ("7-12 lehnt", "", "needs the words"),
        ("\tno\t", "\tnein\t", "negated is „nein“"),
        ("2025-12-06", "6.12.", "a damaged cell"),
        ("\tAda\t", "\tAda\tx\t", "15 cells instead of 14"),
        ("accept\t", "edit\t", "proposed is filled for edits"),
        ("asserted\t\t", 'asserted\t{"stance": "reject"}\t', "proposed is filled for edits"),
    ],
)
def test_errors_name_file_line_and_remedy(path, old, new, problem):
    path.write_text("# x\n" + "\t".join(COLUMNS) + "\n" + GOOD.replace(old, new, 1) + "\n", "utf-8")
    with pytest.raises(ReviewError) as caught:
        review.load(path)
    assert problem in caught.value.problem
    assert (caught.value.file, caught.value.place) == (str(path), "line 3")
    assert caught.value.remedy


@pytest.mark.parametrize(
    "cell", ["{}", '{"stance": 5}', '{"wish": "x"}', "[1]", "{", '{"issue": null}', '"x"']
)
def test_damaged_proposals(path, cell):
    line = GOOD.replace("accept\t", "edit\t").replace("asserted\t\t", f"asserted\t{cell}\t")
    path.write_text("\t".join(COLUMNS) + "\n" + line + "\n", "utf-8")
    with pytest.raises(ReviewError, match="line 2"):
        review.load(path)


def test_two_decisions_about_one_position(path):
    second = GOOD.replace("accept", "reject", 1)
    path.write_text("\t".join(COLUMNS) + "\n" + GOOD + "\n" + second + "\n")
    with pytest.raises(ReviewError, match=r"line 3: a second decision .* line 2"):
        review.load(path)


def test_wrong_columns_and_encoding(path):
    path.write_text("a\tb\n")
    with pytest.raises(ReviewError, match="line 1: these are not the columns"):
        review.load(path)
    path.write_bytes("Gespräch".encode("latin-1"))
    with pytest.raises(ReviewError, match="UTF-8"):
        review.load(path)


# What no longer fits


def stale(report, decisions):
    state = review.status(report, decisions)
    assert state.open + state.decided == state.proposed
    assert len(review.apply(report, decisions).positions) == state.remaining
    return [entry.problem for entry in state.stale]


def test_changed_text_is_noticed(plain, nlp, path):
    decisions = review.decide(plain, (), 0, "reject", **BY_ADA)
    review.save(decisions, path)
    other = analysis.analyse(analysis.Article(text="Nun: " + TEXT), nlp=nlp)
    moved = with_positions(other, REJECTION, DEMAND)
    assert "is now" in stale(moved, decisions)[0]
    message = str(review.status(moved, review.load(path)).stale[0])
    assert str(path) in message and "line 4" in message and "decide anew" in message
    short = with_positions(analysis.analyse(analysis.Article(text="Moskau lehnt ab."), nlp=nlp))
    assert "outside the text" in stale(short, decisions)[0]


def test_changed_issue_text_is_noticed(plain):
    decisions = review.decide(plain, (), 0, "accept")
    changed = replace(plain, article=replace(plain.article, text=TEXT.replace("Waffenruhe", "Feuerpause")))
    assert "„eine Feuerpau" in stale(changed, decisions)[0]


def test_changed_proposal_is_noticed(plain):
    decisions = review.decide(plain, (), 0, "reject")
    changed = with_positions(plain, replace(REJECTION, target="USA"), DEMAND)
    assert "something else for this cue" in stale(changed, decisions)[0]
    assert len(review.apply(changed, decisions).positions) == 2
    assert "no longer proposes" in stale(with_positions(plain, DEMAND), decisions)[0]


def test_another_rule_with_the_same_result_is_no_change(plain):
    decisions = review.decide(plain, (), 0, "reject")
    assert not stale(with_positions(plain, replace(REJECTION, rule="V:z"), DEMAND), decisions)


def test_added_position_that_the_machine_finds_now(plain):
    without = with_positions(plain, REJECTION)
    decisions = review.add(without, (), stance="demand", cue=[(38, 45)], actors=["Ukraine"])
    assert not stale(without, decisions)
    assert "proposes it itself" in stale(plain, decisions)[0]
    other = review.add(without, (), stance="demand", cue=[(38, 45)], actors=["Polen"])
    assert not stale(plain, other)


def test_deciding_anew_clears_what_was_stale(plain):
    decisions = review.decide(plain, (), 0, "reject")
    changed = with_positions(plain, replace(REJECTION, target="USA"), DEMAND)
    anew = review.decide(changed, decisions, 0, "accept")
    assert [d.kind for d in anew] == ["accept"] and not stale(changed, anew)


@pytest.mark.parametrize(
    ("row", "kind", "changes", "problem"),
    [
        (2, "accept", {}, "no position 2"),
        (-1, "accept", {}, "no position -1"),
        (0, "agree", {}, "unknown decision"),
        (0, "add", {}, "cannot be added"),
        (0, "accept", {"stance": "agree"}, "takes no changes"),
        (0, "edit", {}, "changes nothing"),
        (0, "edit", {"stance": "love"}, "unknown stance"),
        (0, "edit", {"wish": "x"}, "unknown column"),
        (0, "edit", {"issue": (70, 700)}, "mark nothing"),
        (0, "edit", {"cue": []}, "needs the words"),
    ],
)
def test_impossible_decisions(plain, row, kind, changes, problem):
    with pytest.raises(ReviewError, match=problem):
        review.decide(plain, (), row, kind, **changes)


# Where the file is


def test_beside_the_article(tmp_path):
    file = tmp_path / "bericht.txt"
    file.write_text(TEXT)
    article = analysis.read_article(file)
    assert review.review_path(article) == tmp_path / "bericht.review.tsv"
    (tmp_path / "zwei.json").write_text('[{"id": "a/b", "text": "Oslo."}, {"text": "Rom."}]')
    names = [review.review_path(a).name for a in analysis.read_articles(tmp_path / "zwei.json")]
    assert names[0] == "zwei.a-b.review.tsv" and len(set(names)) == 2
    with pytest.raises(ReviewError, match="comes from no file"):
        review.review_path(analysis.Article(text=TEXT))


def test_where_an_article_lies_does_not_make_it_another(tmp_path):
    file = tmp_path / "article.txt"
    file.write_text(TEXT)
    read = analysis.read_article(file)
    assert read == replace(read, file=None) and hash(read) == hash(replace(read, file=None))


def test_command(tmp_path, capsys, monkeypatch):
    from analysis.cli import main

    file = tmp_path / "bericht.txt"
    file.write_text("Moskau lehnt eine Waffenruhe ab. Kiew fordert Garantien von Washington.")
    report = analysis.analyse(analysis.read_article(file))
    decisions = review.decide(report, (), 0, "reject")
    decisions = review.add(report, decisions, stance="offer", cue=[(0, 6)])
    damaged = replace(decisions[0].statement, cue=(Evidence(0, 6, "Prag\x1b["),))
    review.save([*decisions, Decision("add", damaged)], review.review_path(file))
    monkeypatch.setattr("sys.argv", ["wortlaut", "analyse", str(file), "--reviewed", "-o", str(tmp_path)])
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code
    out, err = capsys.readouterr()
    assert f"1 of {len(report.positions)} positions reviewed" in out
    assert "no longer fits" in err and "\x1b" not in out + err
    assert "review: added" in Path(tmp_path / "bericht" / "positions.csv").read_text("utf-8-sig")
    review.review_path(file).write_text("x")
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert "not the columns of decisions" in capsys.readouterr().err
