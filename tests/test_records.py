"""Articles as JSON."""

import datetime

import pytest

from analysis.errors import DateError, FormatError
from analysis.reading.header import Header
from analysis.reading.records import read_records

BAD = {
    "nothing": "",
    "words": "Die Gespräche dauern an.",
    "open": '{"text": "abc"',
    "number": "3",
    "huge number": "1" * 5000,
    "null": "null",
    "string": '"abc"',
    "empty list": "[]",
    "empty object": "{}",
    "list of strings": '["abc"]',
    "other field": '{"body": "abc"}',
    "text is a number": '{"text": 3}',
    "text is a list": '{"text": ["a"]}',
    "text is an object": '{"text": {"a": "b"}}',
    "date is a number": '{"text": "abc", "date": 20251206}',
    "title is a list": '{"text": "abc", "title": []}',
    "id is true": '{"text": "abc", "id": true}',
    "id is infinite": '{"text": "abc", "id": Infinity}',
    "deep list": "[" * 100_000,
    "deep object": '{"a":' * 100_000,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_wrong_shapes(text):
    with pytest.raises(FormatError) as caught:
        read_records(text, "a.json")
    assert caught.value.file == "a.json"
    assert '"text"' in caught.value.remedy


def test_places():
    with pytest.raises(FormatError) as caught:
        read_records('{"text":\n oops}', "a.json")
    assert caught.value.place == "line 2, column 2"
    with pytest.raises(FormatError) as caught:
        read_records('[{"text": "a"}, 3]', "a.json")
    assert caught.value.place == "record 2"


@pytest.mark.parametrize("date", ["2025-02-30", "gestern", " "])
def test_impossible_date(date):
    with pytest.raises(DateError) as caught:
        read_records(f'[{{"text": "abc", "date": "{date}"}}]', "a.json")
    assert (caught.value.file, caught.value.place) == ("a.json", "record 1")


def test_all_fields():
    found = read_records(
        '{"text": "abc", "title": "T", "date": "2025-12-06", "source": "dpa", "id": 7, "tags": [1]}'
    )
    assert found == [(Header("T", datetime.date(2025, 12, 6), "dpa", "7"), "abc")]


def test_null_fields_are_missing_fields():
    assert read_records('{"text": "a", "title": null, "date": null}') == [(Header(), "a")]


def test_a_list_keeps_its_order():
    assert [text for _, text in read_records('[{"text": "a"}, {"text": "b"}]')] == ["a", "b"]
