"""Paragraphs, headline and dateline."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.layout import find_dateline, headline, paragraphs

BODY = "Die Delegationen verhandeln seit dem Morgen weiter."
WRAPPED = (
    "Die Delegationen der beiden Staaten haben sich am Dienstag\n"
    "nicht auf einen Waffenstillstand geeinigt. Das teilte der\n"
    "Vermittler am Abend mit."
)


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("", []),
        (" \n\t\n", []),
        ("a", ["a"]),
        ("Eins.\n\nZwei.", ["Eins.", "Zwei."]),
        ("Eins.\n \t\nZwei.\n\n\n\nDrei.", ["Eins.", "Zwei.", "Drei."]),
        ("Eins.\nZwei.\nDrei.", ["Eins.", "Zwei.", "Drei."]),
        ("  Eins.  \n\n\tZwei.\n", ["Eins.", "Zwei."]),
        ("Eins.\r\n\r\nZwei.", ["Eins.", "Zwei."]),
        ("Eins.\u2029Zwei.\x0cDrei.", ["Eins.", "Zwei.", "Drei."]),
        (WRAPPED, [WRAPPED]),
        (f"Titel\n\n{WRAPPED}\n\n{WRAPPED}", ["Titel", WRAPPED, WRAPPED]),
        (f"{BODY}\n{BODY}\n{BODY}", [BODY] * 3),
    ],
)
def test_paragraphs(text, expected):
    assert texts(text) == expected


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.one_of(st.sampled_from("a.\n\r \t\u2028\u200b\x85"), st.characters(codec="utf-8")), max_size=200
    )
)
def test_paragraphs_hold_all_words_in_order(text):
    spans = paragraphs(text)
    assert "".join("".join(text[s:e] for s, e in spans).split()) == "".join(text.split())
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize(
    "head, shown, places, date",
    [
        ("Genf - ", "Genf", ("Genf",), None),
        ("Washington/Miami - ", "Washington/Miami", ("Washington", "Miami"), None),
        ("Berlin (dpa) – ", "Berlin (dpa)", ("Berlin",), None),
        ("Berlin (dpa/lby) -- ", "Berlin (dpa/lby)", ("Berlin",), None),
        ("KIEW, 5. Dezember (AFP) — ", "KIEW, 5. Dezember (AFP)", ("KIEW",), "5. Dezember"),
        ("Berlin, 5. Dez. - ", "Berlin, 5. Dez.", ("Berlin",), "5. Dez."),
        ("Genf, den 5. März 2025 – ", "Genf, den 5. März 2025", ("Genf",), "5. März 2025"),
        (
            "Hamburg (Deutschland), 03.03.2008 – ",
            "Hamburg (Deutschland), 03.03.2008",
            ("Hamburg",),
            "03.03.2008",
        ),
        ("OTTAWA, 6. November (dpa). ", "OTTAWA, 6. November (dpa)", ("OTTAWA",), "6. November"),
        ("Kiew/Moskau/Den Haag (AP) - ", "Kiew/Moskau/Den Haag (AP)", ("Kiew", "Moskau", "Den Haag"), None),
        ("Den Haag - ", "Den Haag", ("Den Haag",), None),
        ("Frankfurt am Main - ", "Frankfurt am Main", ("Frankfurt am Main",), None),
        ("Frankfurt a. M. - ", "Frankfurt a. M.", ("Frankfurt a. M.",), None),
        ("St. Petersburg - ", "St. Petersburg", ("St. Petersburg",), None),
        ("Rio de Janeiro - ", "Rio de Janeiro", ("Rio de Janeiro",), None),
        ("Çanakkale - ", "Çanakkale", ("Çanakkale",), None),
        ("Mu\u0308nchen - ", "Mu\u0308nchen", ("Mu\u0308nchen",), None),
    ],
)
@pytest.mark.parametrize("opening", ["", "„", '"', "»", "«"])
def test_datelines(head, shown, places, date, opening):
    text = f"{head}{opening}{BODY}"
    found = find_dateline(text, paragraphs(text))
    assert text[found.start : found.end] == shown
    assert text[found.body :] == opening + BODY
    assert (found.places, found.date) == (places, date)


@pytest.mark.parametrize(
    "text",
    [
        "Trump - der US-Präsident seit Januar - reist im Dezember zu den Gesprächen nach Genf.",
        "Selenskyj – Ein Präsident im Krieg zwischen Washington und Moskau",
        "Der Kreml - Die Macht im Hintergrund wird in Moskau wieder sichtbar.",
        "Nach Genf - Das sagen die Beteiligten über den Ausgang der Gespräche.",
        "Seit zwei Tagen dauern die Gespräche in Florida an - Details wurden nicht genannt.",
        "Zudem - Das war lange strittig - soll es Garantien für die Ukraine geben.",
        "Genf-Die Delegationen verhandeln seit dem frühen Morgen miteinander.",
        "Genf - Zu kurz.",
        "die Gespräche - Das war lange strittig - gehen am Montag in Genf weiter.",
        "2025 - Die Gespräche gehen am Montag in Genf mit allen Seiten weiter.",
    ],
)
def test_what_only_looks_like_a_dateline(text):
    assert find_dateline(text, paragraphs(text)) is None


def test_a_dateline_stands_at_the_head_of_an_early_paragraph():
    text = "\n\n".join(["Überschrift", "Vorspann ohne Ort.", f"Genf - {BODY}"])
    assert find_dateline(text, paragraphs(text)).places == ("Genf",)
    text = "\n\n".join(["Absatz."] * 3 + [f"Genf - {BODY}"])
    assert find_dateline(text, paragraphs(text)) is None


@pytest.mark.parametrize(
    "first, is_headline",
    [
        ("Einigung im Tarifstreit", True),
        ("Einigung im Tarifstreit: Was jetzt gilt", True),
        ("Wer zahlt?", False),
        ("Die Gewerkschaft stimmte zu.", False),
        ("Die Gewerkschaft stimmte „zu.“", False),
        ("Wort " * 40, False),
    ],
)
def test_headline(first, is_headline):
    text = f"{first}\n\n{BODY}"
    assert (headline(text, paragraphs(text)) is not None) == is_headline


def test_a_text_of_one_paragraph_has_no_headline():
    assert headline("Einigung", [(0, 8)]) is None


@pytest.mark.parametrize(
    "text",
    [
        "A " * 200000,
        "A/" * 200000,
        "A.-" * 99999,
        "A, " * 99999,
        "A (" * 99999,
        ". " * 200000,
        "a\n" * 50000,
        ("a" * 50 + "\n") * 5000,
        ("." + ")" * 60 + "\n") * 5000,
        "A" * 400000,
        "\n" * 400000,
        "A (" + " " * 400000,
        "A" + "'" * 400000,
        "„" * 400000,
    ],
)
def test_no_text_takes_long(text):
    begin = time.perf_counter()
    spans = paragraphs(text)
    find_dateline(text, spans)
    headline(text, spans)
    assert time.perf_counter() - begin < 3
