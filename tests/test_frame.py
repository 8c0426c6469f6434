"""Tables have the same types in every article, also where they are empty."""

import pandas as pd
import pytest

from analysis.layers.frame import frame, frame_of

KINDS = {"text": "str", "start": "int64", "value": "float64", "negated": "bool", "spans": "object"}
ROWS = [
    ("Kiew", 1, 0.5, True, [(1, 2)]),
    (None, 2, float("nan"), False, [(1, 2), (3, 4)]),
    ("", 3, 0, True, None),
]


def test_it_is_what_pandas_makes_of_the_rows():
    plain = pd.DataFrame(ROWS, columns=list(KINDS)).astype(KINDS)
    pd.testing.assert_frame_equal(frame(ROWS, KINDS, KINDS), plain)


def test_an_empty_table_has_the_same_types():
    assert frame([], KINDS, KINDS).dtypes.to_dict() == frame(ROWS, KINDS, KINDS).dtypes.to_dict()


def test_lists_of_one_length_stay_lists():
    assert frame_of({"spans": [[1, 2], [3, 4]]}, KINDS)["spans"].tolist() == [[1, 2], [3, 4]]


def test_the_columns_can_be_written_to():
    table = frame(ROWS, KINDS, KINDS)
    table.loc[0, "text"], table.loc[0, "start"] = "Moskau", 7
    assert table.loc[0, ["text", "start"]].tolist() == ["Moskau", 7]


def test_where_pandas_keeps_text_otherwise(monkeypatch):
    monkeypatch.setattr("analysis.layers.frame._arrow_kind", lambda: None)
    assert frame(ROWS, KINDS, KINDS)["text"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("row", [("Kiew",), ("Kiew", 1, 0.5, True, [], 0)])
def test_a_row_too_short_or_too_long(row):
    with pytest.raises(ValueError):
        frame([row], KINDS, KINDS)
