"""The lexicon files and their loader."""

import re
from importlib.resources import files

import pytest

from analysis import lexicon
from analysis.errors import FormatError

NAMES = sorted(file.name[:-4] for file in files("analysis.lexicon").iterdir() if file.name.endswith(".tsv"))


def test_there_are_lexica():
    assert {"abbreviations", "before_labels", "months", "sentence_starts"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_lexicon(name):
    entries = lexicon.load(name)
    assert entries
    first = next(iter(entries[0]))
    keys = [tuple(entry.values()) for entry in entries]
    assert len(set(keys)) == len(keys), "an entry stands there twice"
    assert all(entry[first].strip() == entry[first] != "" for entry in entries)


@pytest.mark.parametrize("name", ["abbreviations", "before_labels", "months", "sentence_starts"])
def test_where_the_entries_come_from(name):
    head = [
        line
        for line in (files("analysis.lexicon") / f"{name}.tsv").read_text("utf-8").splitlines()
        if line.startswith("#")
    ]
    assert re.search(r"\b(sources?|after|as in)\b", " ".join(head), re.IGNORECASE)


@pytest.mark.parametrize(
    "name, key", [("abbreviations", "form"), ("before_labels", "word"), ("sentence_starts", "word")]
)
def test_words_stand_there_once_and_in_lower_case(name, key):
    words = [entry[key] for entry in lexicon.load(name)]
    assert len(set(words)) == len(words)
    assert all(word == word.casefold() or "ß" in word for word in words)


def test_abbreviations_end_in_a_full_stop():
    for entry in lexicon.load("abbreviations"):
        assert entry["form"].endswith(".")
        assert entry["follows"] in ("inside", "either", "ends")


def test_twelve_months():
    assert {int(entry["number"]) for entry in lexicon.load("months")} == set(range(1, 13))


def test_a_damaged_line_is_located(tmp_path, monkeypatch):
    (tmp_path / "broken.tsv").write_text("# Source: a test\na\tb\n1\t2\n\n3\n", "utf-8")
    monkeypatch.setattr(lexicon, "files", lambda _: tmp_path)
    with pytest.raises(FormatError) as caught:
        lexicon.load("broken")
    assert (caught.value.file, caught.value.place) == ("broken.tsv", "line 5")


def test_marks_are_text(tmp_path, monkeypatch):
    (tmp_path / "marks.tsv").write_text('# Source: a test\na\tb\n"\t„x“\n', "utf-8")
    monkeypatch.setattr(lexicon, "files", lambda _: tmp_path)
    assert lexicon.load("marks") == ({"a": '"', "b": "„x“"},)
