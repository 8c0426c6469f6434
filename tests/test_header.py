"""Headers and dates."""

import datetime
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import DateError, FormatError, WortlautError
from analysis.reading.header import Header, date_in_file_name, parse_date, split_header

DAY = datetime.date(2025, 12, 6)
BODY = "Die Gespräche dauern an."


@pytest.mark.parametrize(
    "text, header",
    [
        (f"title: Einigung\ndate: 2025-12-06\nsource: dpa\n\n{BODY}", Header("Einigung", DAY, "dpa")),
        (f"Titel: Einigung\nDatum: 6.12.2025\nQuelle: dpa\n\n{BODY}", Header("Einigung", DAY, "dpa")),
        (f"TITLE:Einigung\n\n{BODY}", Header("Einigung")),
        (f"date: 2025-12-06\n{BODY}", Header(date=DAY)),
        (f"\n\n  date: 2025-12-06\n\n\n{BODY}", Header(date=DAY)),
        (f'title: "Einigung: Ja!"  \nid: 17\n\n{BODY}', Header("Einigung: Ja!", id="17")),
        (f"title:\ndate: 2025-12-06\n\n{BODY}", Header(date=DAY)),
        (f"---\ntitle: Einigung\nlayout: post\ndate: 2025-12-06\n---\n\n{BODY}", Header("Einigung", DAY)),
        (f"---\nlayout: post\ntags:\n  - a\n  - b\n---\n{BODY}", Header()),
        (f" date 2025-12-06 {BODY}", Header(date=DAY)),
        (f"date 2025-12-06\n\n{BODY}", Header(date=DAY)),
        (BODY, Header()),
    ],
)
def test_header_variants(text, header):
    assert split_header(text) == (header, BODY)


@pytest.mark.parametrize(
    "text",
    [
        "Moskau: Die Gespräche dauern an.",
        "Wer verhandelt: die USA.\n\ndate: 2025-12-06",
        "---\n\nDie Gespräche dauern an.",
        "dates 2025-12-06 Die Gespräche",
        "Date night in Miami.",
    ],
)
def test_what_only_looks_like_a_header(text):
    assert split_header(text) == (Header(), text)


@pytest.mark.parametrize(
    "text, place",
    [
        ("date: 2025-02-30\n\nText", "line 1, column 7"),
        ("title: Einigung\nDatum: 31.11.2025\n\nText", "line 2, column 8"),
        (" date 2025-13-01 Text", "line 1, column 7"),
        ("---\ntitle: a\ndate: gestern\n---\nText", "line 3, column 7"),
    ],
)
def test_impossible_dates(text, place):
    with pytest.raises(DateError) as caught:
        split_header(text, "bericht.txt")
    assert (caught.value.file, caught.value.place) == ("bericht.txt", place)
    assert "2025-12-06" in caught.value.remedy


def test_an_open_front_matter():
    with pytest.raises(FormatError) as caught:
        split_header("---\ntitle: Einigung\nText ohne Ende", "bericht.md")
    assert caught.value.place == "line 3, column 1"
    assert "---" in caught.value.remedy


@pytest.mark.parametrize(
    "value",
    [
        "2025-12-06",
        "2025-12-6",
        "20251206",
        "2025-W49-6",
        "2025-12-06T10:00:00Z",
        "2025-12-06 10:00",
        "06.12.2025",
        "6.12.2025",
        "6.12.25",
        "6. Dezember 2025",
        "6 Dezember 2025",
        "6. Dez. 2025",
        "6. Dezember 2025, 14:30 Uhr",
        "Samstag, 6. Dezember 2025",
        "Sat, 06 Dec 2025 10:00:00 +0100",
        "December 6, 2025",
        " '2025-12-06' ",
    ],
)
def test_dates_as_people_write_them(value):
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "gestern",
        "heute",
        "Mai",
        "2025",
        "5. Mai",
        "Dezember 2025",
        "06/12/2025",
        "2025-13-01",
        "2025-02-30",
        "29.02.2025",
        "32.12.2025",
        "31. November 2025",
        "0000-00-00",
        "1765000000",
        "1" * 99,
        "vor 2 Jahren",
        "in 3 Tagen",
        "٢٠٢٥-١٢-٠٦",
        "a" * 100000,
    ],
)
def test_no_dates(value):
    with pytest.raises(DateError):
        parse_date(value)


def test_the_day_that_does_not_exist_is_named():
    with pytest.raises(DateError, match=r"there is no such day as 30\.02\.2025"):
        parse_date("30.02.2025")


@pytest.mark.parametrize(
    "name, date",
    [
        ("2025-12-06-ukraine.txt", DAY),
        ("20251206_ukraine.txt", DAY),
        ("ukraine 2025.12.06.txt", DAY),
        ("v123-2025_12_06.html", DAY),
        ("2025-13-06-ukraine.txt", None),
        ("2025-02-30-2025-12-06.txt", DAY),
        ("ukraine.txt", None),
        ("120251206.txt", None),
        ("0001-01-01.txt", None),
    ],
)
def test_dates_in_file_names(name, date):
    assert date_in_file_name(name) == date


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", "date: ", "---\ntitle: ", " date 2025-12-06 ", "id:"]))
def test_any_text(text, head):
    try:
        _, body = split_header(head + text)
    except WortlautError as error:
        assert error.remedy
    else:
        assert (head + text).endswith(body)


@pytest.mark.parametrize(
    "text",
    ["title: x" + " " * 300_000 + "y\n", "x" * 300_000, " \n" * 300_000, "---\na:\n" + "b:\n" * 100_000],
)
def test_no_header_takes_long(text):
    begin = time.perf_counter()
    with suppress(FormatError):
        split_header(text)
    assert time.perf_counter() - begin < 3
