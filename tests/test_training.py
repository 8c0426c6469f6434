"""Readers, mappings and variants of training/, on tiny hand-made data, and the annotated data of our own."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
import spacy

from training import names, treebanks, unimorph
from training.augment import insert_blanks, join_hyphens, swap_quotes, variant
from training.classes import class_table, way_to_lemma
from training.lexicon import Lexicon, Reading, bundle
from training.score import name_spans
from training.sentence import Sentence, guess_spaces, spaces_from_text, to_doc
from training.silver import KINDS
from training.tokenizer import blank

ANNOTATED = Path(__file__).parent.parent / "training" / "annotated"

CONLLU = """\
# sent_id = s1
# text = Er sprach im CDU-Haus.
1	Er	er	PRON	PPER	Case=Nom|Number=Sing	2	nsubj	_	_
2	sprach	sprechen	VERB	VVFIN	Mood=Ind|VerbForm=Fin	0	root	_	_
3-4	im	_	_	_	_	_	_	_	_
3	in	in	ADP	APPR	_	7	case	_	_
4	dem	der	DET	ART	Case=Dat|Gender=Neut	7	det	_	_
5	CDU	CDU	PROPN	NE	Case=Dat	7	compound	_	SpaceAfter=No
6	-	-	PUNCT	$(	_	5	punct	_	SpaceAfter=No
7	Haus	Haus	NOUN	NN	Case=Dat|Gender=Neut	2	obl	_	SpaceAfter=No
8	.	.	PUNCT	$.	_	2	punct	_	_

"""


@pytest.fixture
def sentence(tmp_path: Path) -> Sentence:
    path = tmp_path / "tiny.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (found,) = treebanks.read_treebank(path, source="tiny")
    return found


def test_contractions_are_one_token(sentence: Sentence) -> None:
    assert sentence.words == ("Er", "sprach", "im", "CDU", "-", "Haus", ".")
    assert sentence.tags[2] == "APPRART" and sentence.feats[2] == "Case=Dat|Gender=Neut"
    assert sentence.heads == (1, 1, 5, 5, 3, 1, 1)
    assert sentence.text == "Er sprach im CDU-Haus."


def test_hyphen_compounds_join(sentence: Sentence) -> None:
    joined = join_hyphens(sentence)
    assert joined.words == ("Er", "sprach", "im", "CDU-Haus", ".")
    assert joined.lemmas[3] == "CDU-Haus" and joined.pos[3] == "NOUN" and joined.deps[3] == "obl"
    assert joined.heads == (1, 1, 3, 1, 1)


def test_blanks_hang_on_the_word_before(sentence: Sentence) -> None:
    longer = insert_blanks(sentence, [1], "\n")
    assert longer.words[2] == "\n" and longer.pos[2] == "SPACE" and longer.heads[2] == 1
    assert longer.heads[0] == 1 and longer.heads[3] == 6
    doc = to_doc(spacy.blank("de").vocab, [longer, sentence])
    assert len(list(doc.sents)) == 2


@pytest.mark.parametrize("seed", range(20))
def test_variants_stay_trees(sentence: Sentence, seed: int) -> None:
    changed = variant(sentence, random.Random(seed))
    treebanks.check_tree(changed.heads, "variant")
    lengths = {
        len(column) for column in (changed.words, changed.spaces, changed.pos, changed.deps, changed.heads)
    }
    assert len(lengths) == 1


def test_quotes_open_and_close() -> None:
    words = ("``", "Ja", "''", ",", "sagt", "er", ".")
    quoted = swap_quotes(Sentence("q", "x", words, guess_spaces(words)), ("„", "“"))
    assert quoted.words[0] == "„" and quoted.words[2] == "“"


def test_a_tree_with_two_roots_is_refused() -> None:
    with pytest.raises(treebanks.TreebankError, match="2 roots"):
        treebanks.check_tree((0, 1), "place")
    with pytest.raises(treebanks.TreebankError, match="cycle"):
        treebanks.check_tree((0, 2, 1), "place")


def test_words_that_are_not_in_the_text() -> None:
    with pytest.raises(ValueError, match="Bonn"):
        spaces_from_text(["Bonn"], "Berlin")


def test_contractions_of_unimorph() -> None:
    bundles = [frozenset({"ADP"}), frozenset({"DET", "DEF", "DAT", "SG"})]
    words, lemmas, joined = unimorph.contract(["In", "dem"], ["in", "der"], bundles, lambda i, form: True)
    assert (words, lemmas) == (["Im"], ["in"])
    assert joined == [frozenset({"ADP", "DEF", "DAT", "SG"})]


@pytest.mark.parametrize(
    ("pos", "feats", "items", "wrong"),
    [
        ("NOUN", {"Case": "Nom"}, {"N", "NOM"}, []),
        ("NOUN", {"Case": "Acc"}, {"N", "NOM"}, ["Case"]),
        ("AUX", {"VerbForm": "Fin"}, {"V", "FIN"}, []),
        ("NOUN", {}, {"V"}, ["POS"]),
    ],
)
def test_contradictions(pos: str, feats: dict[str, str], items: set[str], wrong: list[str]) -> None:
    assert unimorph.contradictions(pos, feats, frozenset(items)) == wrong


def test_lexicon_reads_compounds_by_their_last_part() -> None:
    lexicon = Lexicon({"Handlungen": {Reading("Handlung", bundle("SUB:NOM:PLU:FEM"))}}, {"first": {"Anna"}})
    (reading,) = lexicon.readings("Kampfhandlungen", "N")
    assert reading.lemma == "Kampfhandlung"
    assert class_table(["Kampfhandlungen", "und"], lexicon) == {"Kampfhandlungen": "NFpn-2"}
    assert way_to_lemma("Häuser", "Haus") == "~"
    assert set(KINDS.values()) == {"N", "V", "ADJ", "PROPN"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Das war 2014.", "Das war 2014 ."),
        ("Er zahlte 3,5.", "Er zahlte 3,5 ."),
        ("Am 3. März kam er.", "Am 3. März kam er ."),
        ("US-Präs. Trump gab 3 Mrd. Euro.", "US-Präs. Trump gab 3 Mrd. Euro ."),
        ("z. B. die US-Sondergesandte", "z. B. die US-Sondergesandte"),
        ("Washington/Miami - Die USA", "Washington / Miami - Die USA"),
        ("Er sagte:„Ja.“Dann ging er.", "Er sagte : „ Ja . “ Dann ging er ."),
        ('»Nein«, ›so‹ ‚gut‘ "doch"', '» Nein « , › so ‹ ‚ gut ‘ " doch "'),
        ("Kampf\u00adhandlungen, Ukra\u200bine", "Kampf\u00adhandlungen , Ukra\u200bine"),
        ("Die Lehrer:innen streiken.", "Die Lehrer:innen streiken ."),
    ],
)
def test_tokenizer(text: str, words: str) -> None:
    doc = blank()(text)
    assert [token.text for token in doc] == words.split(" ")
    assert doc.text == text


def test_tokenizer_is_saved_with_the_model(tmp_path: Path) -> None:
    nlp = blank()
    nlp.to_disk(tmp_path)
    assert [t.text for t in spacy.load(tmp_path)("Im Jahr 2014.")] == ["Im", "Jahr", "2014", "."]


def test_markup() -> None:
    with pytest.raises(names.MarkupError):
        names.parse_markup("Er war in [Genf]LOK.")
    sentence = names.from_offsets(blank(), "In Genf.", [(3, 7, "LOC")], id="x", source="own-names")
    assert sentence.names == ("O", "B-LOC", "O")


@pytest.mark.parametrize("path", sorted((ANNOTATED / "treebank").glob("*.conllu")), ids=lambda p: p.stem)
def test_own_treebank_is_valid(path: Path) -> None:
    tokenizer, sentences = blank(), treebanks.read_treebank(path, source="own-treebank")
    assert len({s.id for s in sentences}) == len(sentences) > 0
    for sentence in sentences:
        doc = tokenizer.make_doc(sentence.text)
        assert "".join(t.text for t in doc if not t.is_space) == "".join(sentence.words)
        name_spans(sentence.names)
        for before, label in zip(("O", *sentence.names), sentence.names, strict=False):
            assert not label.startswith("I-") or before[2:] == label[2:], (
                f"{sentence.id}: {label} after {before}"
            )


@pytest.mark.parametrize("path", sorted((ANNOTATED / "names").glob("*.txt")), ids=lambda p: p.stem)
def test_own_names_are_valid(path: Path) -> None:
    sentences = names.read_markup(path, blank())
    texts = Counter(sentence.text for sentence in sentences)
    assert [text for text, count in texts.items() if count > 1] == []
    unaligned = [s.id for s in sentences if None in s.names]
    assert len(unaligned) <= len(sentences) * 0.03, unaligned
