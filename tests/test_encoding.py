"""Bytes to text."""

import codecs
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import BinaryFileError, EncodingError, WortlautError
from analysis.reading.encoding import MAGIC, decode, line_and_column

TEXT = "„Größere Fortschritte“ – so die Außenminister – gäbe es nicht …\n\nMoskau schwieg."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\r").encode("utf-8"),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
    ],
)
def test_the_same_text_from_every_encoding(data):
    assert decode(data) == TEXT


@pytest.mark.parametrize("magic", MAGIC)
def test_known_binary_files(magic):
    with pytest.raises(BinaryFileError) as caught:
        decode(magic + b"abc", "bericht.txt")
    assert caught.value.file == "bericht.txt"
    assert "plain text" in caught.value.remedy


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x00" * 50, b"\x7fELF\x02\x01\x01\x00\x00", b"a\x01\x02\x03" * 9]
)
def test_other_binary_files(data):
    with pytest.raises(BinaryFileError):
        decode(data)


@pytest.mark.parametrize(
    "data, place",
    [
        ("Gespräche ".encode() + b"\xff", "byte 11"),
        (b"Gespr\x81che", "byte 5"),
        (codecs.BOM_UTF8 + b"\xff", "byte 0"),
        ("Gespräche".encode("utf-16") + b"a", "byte 20"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "byte 2"),
    ],
)
def test_undecodable(data, place):
    with pytest.raises(EncodingError) as caught:
        decode(data, "bericht.txt")
    assert (caught.value.file, caught.value.place) == ("bericht.txt", place)
    assert caught.value.remedy


def test_utf8_is_never_read_as_windows():
    assert "Ã" not in decode("Verhandlungsführer für Äußerungen".encode())


def test_a_stray_control_character_is_no_reason_to_refuse_an_article():
    assert decode(("Die Gespräche dauern an. " * 20 + "\x0c\x1f").encode()).endswith("\x1f")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data):
    try:
        text = decode(data)
    except WortlautError as error:
        assert error.remedy
    else:
        assert "\r" not in text


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80))
def test_text_survives_utf8(text):
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


def test_random_bytes_are_no_article():
    with pytest.raises((BinaryFileError, EncodingError)):
        decode(os.urandom(4000))


def test_line_and_column():
    assert line_and_column("a\nbc", 0) == "line 1, column 1"
    assert line_and_column("a\nbc", 3) == "line 2, column 2"
