"""Degrees and plural nouns by the form lexicon, on a few of its rows."""

from __future__ import annotations

from training.forms import Forms
from training.sentence import Sentence

FORMS = Forms.collect(
    [
        ("größten", "ADJ:NOM:PLU:FEM:SUP:DEF"),
        ("größten", "ADJ:DAT:PLU:MAS:SUP:IND"),
        ("besser", "ADJ:PRD:KOM"),
        ("später", "ADJ:NOM:SIN:MAS:GRU:SOL"),
        ("später", "ADJ:PRD:KOM"),
        ("höher", "ADJ:NOM:SIN:MAS:KOM:SOL"),
        ("höher", "ADJ:NOM:SIN:MAS:GRU:SOL"),
        ("Kosten", "SUB:NOM:PLU:NOG"),
        ("Kosten", "SUB:DAT:PLU:NOG"),
        ("Häfen", "SUB:NOM:PLU:MAS"),
    ]
)


def sentence(*rows: tuple[str, str, str, str], chances=None) -> Sentence:
    words, tags, pos, feats = zip(*rows, strict=True)
    return Sentence(
        "a", "raw", words, (True,) * len(words), tags=tags, pos=pos, feats=feats, label_chances=chances
    )


def test_a_form_of_one_degree_has_it_and_a_form_of_two_keeps_what_it_has() -> None:
    assert FORMS.degrees["ADJA"] == {"größten": "Sup", "später": "Pos"}
    found = FORMS.mended(
        sentence(
            ("größten", "ADJA", "ADJ", "Case=Nom|Degree=Pos|Number=Plur"),
            ("Besser", "ADJD", "ADJ", "Degree=Pos"),
            ("später", "ADJD", "ADJ", "Degree=Pos"),
            ("später", "ADJA", "ADJ", "Case=Nom|Degree=Pos|Gender=Masc|Number=Sing"),
            ("höher", "ADJA", "ADJ", "Case=Nom|Degree=Cmp|Gender=Masc|Number=Sing"),
            ("besser", "ADV", "ADV", ""),
        )
    )
    assert [dict(item.split("=") for item in f.split("|") if item).get("Degree") for f in found.feats] == [
        "Sup",
        "Cmp",
        "Cmp",
        "Pos",
        "Cmp",
        None,
    ]


def test_nouns_that_have_a_plural_only_have_no_gender() -> None:
    found = FORMS.mended(
        sentence(
            ("Kosten", "NN", "NOUN", "Case=Acc|Gender=Fem|Number=Sing"),
            ("Häfen", "NN", "NOUN", "Case=Acc|Gender=Masc|Number=Plur"),
        )
    )
    assert found.feats == ("Case=Acc|Number=Plur", "Case=Acc|Gender=Masc|Number=Plur")


def test_chances_move_with_the_label_if_the_component_has_it() -> None:
    pos, sup = "Case=Nom|Degree=Pos|POS=ADJ", "Case=Nom|Degree=Sup|POS=ADJ"
    rare, other = "Case=Gen|Degree=Pos|POS=ADJ", "Case=Nom|POS=NOUN"
    chances = (((pos, 0.5), (sup, 0.2), (rare, 0.2), (other, 0.1)),)
    word = sentence(("größten", "ADJA", "ADJ", "Case=Nom|Degree=Pos"), chances=chances)
    found = FORMS.mended(word, {pos, sup, rare, other})
    assert dict(found.label_chances[0]) == {sup: 0.7, rare: 0.2, other: 0.1}
    assert FORMS.mended(sentence(("das", "ART", "DET", "Case=Nom"))).label_chances is None
