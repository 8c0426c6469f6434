"""Names, on small hand-built Docs."""

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from analysis.layers.entities import COLUMNS, entities, entities_table, nominative, settle_names


def doc_with(bare, text: str, *names: tuple[str, str]) -> Doc:
    """A Doc with sentence starts and the first place of each name marked as the model would."""
    doc = bare.get_pipe("wortlaut_sentences")(bare.make_doc(text))
    doc.ents = [doc.char_span(text.index(name), text.index(name) + len(name), label) for name, label in names]
    return doc


def test_labels_become_the_four(bare):
    doc = doc_with(
        bare,
        "Anna trifft in Kiew die Nato und feiert Ostern am Montag bei Otto.",
        ("Anna", "PERSON"),
        ("Kiew", "GPE"),
        ("Nato", "ORG"),
        ("Ostern", "OTH"),
        ("Montag", "DATE"),
        ("Otto", "PER"),
    )
    found = [(ent.text, ent.label_, ent.id_) for ent in settle_names(doc).ents]
    assert found == [
        ("Anna", "PER", "model:ner"),
        ("Kiew", "LOC", "model:ner"),
        ("Nato", "ORG", "model:ner"),
        ("Ostern", "MISC", "model:ner"),
        ("Otto", "PER", "model:ner"),
    ]


def test_the_dateline_names_places_whatever_the_model_says(bare):
    text = "Washington/Miami - Die USA und die Ukraine sind sich nach eigenen Angaben einig."
    doc = doc_with(bare, text, ("Washington", "ORG"), ("Ukraine", "LOC"))
    found = [(ent.text, ent.label_, ent.id_) for ent in settle_names(doc).ents]
    assert ("Ukraine", "LOC", "model:ner") in found
    assert ("Miami", "LOC", "dateline") in found
    assert ("Washington", "LOC", "dateline") in found


def test_a_rule_of_another_component_is_kept(bare):
    doc = bare.make_doc("Anna kommt.")
    doc.ents = [Span(doc, 0, 1, "PER", span_id="names:first")]
    assert settle_names(doc).ents[0].id_ == "names:first"


def test_white_space_and_dashes_are_no_names():
    doc = Doc(Vocab(), words=["\t", "Anna", "\n", "traf", "–", "\t", "Otto"])
    doc.ents = [Span(doc, 0, 3, "PER"), *(Span(doc, i, i + 1, "PER") for i in (4, 5, 6))]
    assert [ent.text for ent in settle_names(doc).ents] == ["Anna", "Otto"]


def test_settling_twice_changes_nothing(bare):
    doc = doc_with(bare, "Genf - Anna trifft heute die Delegation aus der Ukraine.", ("Anna", "PER"))
    once = entities(settle_names(doc))
    assert entities(settle_names(doc)) == once


@pytest.mark.parametrize(
    "words, lemma, expected",
    [
        (["Russlands"], "Russland", "Russland"),
        (["Steve", "Witkoffs"], "Witkoff", "Steve Witkoff"),
        (["Paris"], "Paris", "Paris"),
        (["Vereinten", "Nationen"], "Nation", "Vereinten Nationen"),
        (["Hans’"], "Hans’", "Hans"),
        (["Hans'"], "Hans", "Hans"),
        (["ABs"], "AB", "ABs"),
        (["s"], "", "s"),
        (["’"], "’", "’"),
    ],
)
def test_nominative_by_the_lemma(words, lemma, expected):
    doc = Doc(Vocab(), words=words, lemmas=[*words[:-1], lemma])
    assert nominative(doc[:]) == expected


def test_nominative_by_the_text():
    doc = Doc(Vocab(), words=["Merz", "und", "Merzs", "Haltung", "zu", "Texas"])
    assert nominative(doc[2:3]) == "Merz"
    assert nominative(doc[5:6]) == "Texas"


def test_table(bare):
    text = "Moskau lehnt ab. Die Nato wartet."
    table = entities_table(settle_names(doc_with(bare, text, ("Moskau", "LOC"), ("Nato", "ORG"))))
    assert list(table.columns) == list(COLUMNS)
    assert table["text"].tolist() == [text[s:e] for s, e in table[["start", "end"]].itertuples(index=False)]
    assert table["sentence"].tolist() == [0, 1]
    assert table["actor"].isna().all()
    assert set(table["rule"]) == {"model:ner"}


def test_no_names(bare):
    empty, full = (
        entities_table(bare("Nichts.")),
        entities_table(bare("Genf - " + "Die Gespräche dauern an. " * 3)),
    )
    assert list(empty.columns) == list(COLUMNS) and empty.empty
    assert (empty.dtypes == full.dtypes).all()


@pytest.mark.parametrize(
    ("word", "pos", "label", "kept"),
    [
        ("Kiew", "PROPN", "LOC", True),
        ("Ukraine-Krieg", "NOUN", "LOC", False),
        ("Bundesverfassungsgericht", "NOUN", "ORG", True),
        ("heuer", "ADV", "LOC", False),
        ("Kiew", "", "LOC", True),
    ],
)
def test_a_common_word_is_no_name(word, pos, label, kept):
    doc = Doc(Vocab(), words=["Das", word, "bleibt", "."], pos=["DET", pos, "VERB", "PUNCT"] if pos else None)
    doc.ents = [Span(doc, 1, 2, label=label)]
    assert [name.text for name in settle_names(doc).ents] == ([word] if kept else [])


@pytest.mark.parametrize(
    ("words", "names", "labels"),
    [
        (
            "Steve Witkoff reiste an . Witkoffs Bericht fehlt .",
            [(0, 2, "PER"), (5, 6, "LOC")],
            ["PER", "PER"],
        ),
        ("Franz Hans lachte . Hans’ Plan fehlt .", [(0, 2, "PER"), (4, 5, "ORG")], ["PER", "PER"]),
        ("Jack London las in London vor .", [(0, 2, "PER"), (4, 5, "LOC")], ["PER", "LOC"]),
        ("Witkoff sprach . Witkoffs Bericht fehlt .", [(0, 1, "PER"), (3, 4, "LOC")], ["PER", "LOC"]),
        ("Eva Koch sprach . Haus Koch schweigt .", [(0, 2, "PER"), (4, 6, "ORG")], ["PER", "ORG"]),
    ],
)
def test_the_family_name_of_a_person_named_in_full(words, names, labels):
    doc = Doc(Vocab(), words=words.split())
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in names]
    found = settle_names(doc).ents
    assert [name.label_ for name in found] == labels
    changed = [name for name, old in zip(found, names, strict=True) if name.label_ != old[2]]
    assert all(name.id_ == "family-name" for name in changed)
