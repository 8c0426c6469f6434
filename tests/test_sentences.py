"""Sentence boundaries: rules only, so no weights are needed."""

from pathlib import Path

import pytest
import spacy

from analysis.language.sentences import set_sentence_starts
from analysis.layers.tokens import sentences_table
from training.tokenizer import blank

LINES = (Path(__file__).parent / "fixtures" / "sentences.txt").read_text("utf-8").splitlines()
CASES = [line for line in LINES if line and not line.startswith("#")]
# spaCy's own German tokenizer, which a user's model may have, does not part ‹ and › from words.
FOR_SPACY = [case for case in CASES if "›" not in case]


def split(nlp, text: str) -> list[str]:
    doc = set_sentence_starts(nlp(text))
    return sentences_table(doc)["text"].tolist()


@pytest.fixture(scope="module")
def tokenizer():
    return blank()


@pytest.fixture(scope="module")
def spacy_tokenizer():
    return spacy.blank("de")


def test_there_are_cases():
    assert len(CASES) > 180


@pytest.mark.parametrize("case", CASES)
def test_boundaries(tokenizer, case):
    assert split(tokenizer, case.replace(" | ", " ").replace("|", "")) == [s.strip() for s in case.split("|")]


@pytest.mark.parametrize("case", FOR_SPACY)
def test_boundaries_with_the_tokenizer_of_spacy(spacy_tokenizer, case):
    expected = [s.strip() for s in case.split("|")]
    assert split(spacy_tokenizer, case.replace(" | ", " ").replace("|", "")) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Einigung in Genf\n\nMoskau lehnt ab.", ["Einigung in Genf", "Moskau lehnt ab."]),
        ("Moskau lehnt ab\nund Kiew auch", ["Moskau lehnt ab", "und Kiew auch"]),
        ("Ende.\n\n🎉 Kiew feiert.", ["Ende.", "🎉 Kiew feiert."]),
        ("Er kam am 3.\n\nMärz war es da.", ["Er kam am 3.", "März war es da."]),
        ("(Erstens\n\nZweitens) ging es weiter.", ["(Erstens", "Zweitens) ging es weiter."]),
        ("„Wir gehen.\n\n„Wir kommen wieder.“", ["„Wir gehen.", "„Wir kommen wieder.“"]),
        ("\n\n  Moskau lehnt ab.  \n\n", ["Moskau lehnt ab."]),
        ("Moskau lehnt ab.\u2029Kiew auch.", ["Moskau lehnt ab.", "Kiew auch."]),
        ("Moskau lehnt ab.\r\n\r\nKiew auch.", ["Moskau lehnt ab.", "Kiew auch."]),
    ],
)
def test_paragraphs_always_end_a_sentence(tokenizer, text, expected):
    assert split(tokenizer, text) == expected


def test_hard_wrapped_lines_do_not_end_a_sentence(tokenizer):
    text = (
        "Die Delegationen der beiden Staaten haben sich am Dienstag\n"
        "nicht auf einen Waffenstillstand geeinigt. Das sagte der\n"
        "Vermittler am Abend."
    )
    assert [s.split()[0] for s in split(tokenizer, text)] == ["Die", "Das"]


@pytest.mark.parametrize("head", ["Washington/Miami -", "Berlin (dpa) –", "OTTAWA, 6. November (dpa)."])
def test_the_dateline_stands_alone(tokenizer, head):
    body = "Die Delegationen verhandeln seit dem Morgen weiter."
    assert split(tokenizer, f"{head} {body}") == [head, body]


def test_a_bracket_that_never_closes_hides_no_boundary(tokenizer):
    assert len(split(tokenizer, "Er ging (das war 2022. Damals war Krieg. Heute auch.")) == 3


def test_a_long_bracket_hides_no_boundary(tokenizer):
    assert len(split(tokenizer, "Er ging (und " + "Damals war Krieg. " * 40 + ") nach Hause.")) > 30


def test_nothing_but_marks(tokenizer):
    for text in ("...", "?!", "„“", ". . .", "(", "🙂", "1.", "X."):
        assert "".join(split(tokenizer, text)).replace(" ", "") == text.replace(" ", "")
