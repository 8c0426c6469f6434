"""Names marked in the corpora's sentences without their words."""

import pytest

from training.sentence import Sentence
from training.standoff import HEADER, SOURCE, StandoffError, fingerprint, marked, parted, read_marks, written


def sentence(*words: str) -> Sentence:
    return Sentence(id="a", source="raw", words=words, spaces=(True,) * len(words))


KNOWN, UNKNOWN = sentence("In", "Bad", "Tölz", "sprach", "X"), sentence("In", "Bad Tölz")
NAMES = [(1, 3, "LOC"), (4, 5, "?")]


def test_what_is_written_is_read_again(tmp_path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"# comment\n{HEADER}\n{fingerprint(KNOWN.words)}\t{written(NAMES)}\n0\t{written([])}\n")
    assert read_marks([path]) == {fingerprint(KNOWN.words): tuple(NAMES), "0": ()}


def test_names_come_back_to_the_words_and_doubtful_ones_are_unknown() -> None:
    found = marked(KNOWN, {fingerprint(KNOWN.words): tuple(NAMES)})
    assert found is not None
    assert found.names == ("O", "B-LOC", "I-LOC", "O", None)
    assert found.source == SOURCE


def test_sentences_are_parted_by_whether_they_were_marked() -> None:
    ours, others = parted([KNOWN, UNKNOWN], {fingerprint(KNOWN.words): ()})
    assert [s.names for s in ours] == [("O",) * 5]
    assert others == [UNKNOWN]


def test_a_name_beyond_the_sentence_is_no_name_of_it() -> None:
    assert marked(KNOWN, {fingerprint(KNOWN.words): ((4, 6, "LOC"),)}) is None


@pytest.mark.parametrize("cell", ["1-3", "3-1:LOC", "1-3:DERIV", "a-b:LOC", "1-2:PER\tmore"])
def test_a_malformed_line_is_named(tmp_path, cell) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"0123\t-\n4567\t{cell}\n")
    with pytest.raises(StandoffError, match=r"a\.tsv, line 2"):
        read_marks([path])
