"""How the name recogniser's training data are made: norms with clusters, teachers, their vote."""

from training.classes import Norms
from training.clusters import Clusters
from training.crf import Features, Marking, sample, shape
from training.data import Gold
from training.lexicon import Lexicon, Reading
from training.name_silver import pool, vote
from training.name_steps import marked_in_debates
from training.sentence import Sentence
from training.standoff import fingerprint

NAMES, PLACES, THINGS = 40, 208, 77


def reading(lemma: str, *items: str) -> Reading:
    return Reading(lemma, frozenset(items))


LEXICON = Lexicon(
    {
        "Berlin": {reading("Berlin", "PROPN", "NOM")},
        "Loch": {reading("Loch", "N", "SG", "NEUT", case) for case in ("NOM", "ACC", "DAT")},
        "Nato": {reading("Nato", "N", "SG", "FEM", case) for case in ("NOM", "ACC", "DAT", "GEN")},
        "Gründe": {reading("Grund", "N", "PL", "MASC", "NOM")},
    },
    {"place": {"Berlin"}},
)
CLUSTERS = Clusters(
    {
        "Berlin": PLACES,
        "Degerloch": PLACES,
        "Kushner": NAMES,
        "Nato": PLACES,
        "Der": THINGS,
        "Gründe": THINGS,
    },
    {"der": 1, "Der": 5, "Berlin": 400, "Gründe": 900, "Nato": 2000, "Degerloch": 90_000, "Kushner": 390_000},
)
NORMS = Norms(LEXICON, CLUSTERS, {"Berlin": "E=l", "Nato": "NFs*"}, frozenset({NAMES, PLACES}))


def sentence(*words: str, names: tuple[str | None, ...] | None = None, source: str = "germeval") -> Sentence:
    return Sentence(
        id="a",
        source=source,
        words=words,
        spaces=(True,) * len(words),
        names=names,
        seen_tags=("NN",) * len(words),
    )


def test_names_get_their_cluster_and_words_that_begin_a_sentence_do_not() -> None:
    assert NORMS.norm("Berlin") == "E|208"
    assert NORMS.norm("Nato") == "NFs*|208"
    assert NORMS.norm("Kushner") == "K40"
    assert NORMS.norm("Der") is None


def test_a_place_that_looks_like_a_compound_is_no_hole() -> None:
    assert NORMS.norm("Degerloch") == "K208"
    assert NORMS.norm("Gründe") == "NMpn-~"


def test_rare_words_enter_the_table_only_in_clusters_of_names() -> None:
    rare = Clusters(
        CLUSTERS.cluster | {"Gurkenhobel": THINGS},
        CLUSTERS.rank | {"Gurkenhobel": 390_000, "Kushner": 390_001},
    )
    table = Norms(LEXICON, rare, {}, NORMS.of_names).table(lambda word: False)
    assert "Kushner" in table
    assert "Gurkenhobel" not in table


def test_clusters_of_names_are_found_in_sentences_and_else_in_the_lexicon() -> None:
    seen = [sentence("Kushner", "Gründe", names=("B-PER", "O"))] * 5
    assert CLUSTERS.of_names(LEXICON, seen) == {NAMES}
    assert PLACES not in CLUSTERS.of_names(Lexicon({"Berlin": {reading("Berlin", "N")}}, {}), seen)


def test_a_name_that_only_one_teacher_sees_must_be_likely() -> None:
    field = Marking(
        frozenset({(0, 1, "PER"), (4, 6, "ORG")}),
        {(0, "B-PER"): 0.9, (2, "B-LOC"): 0.02, (4, "B-ORG"): 0.9, (5, "I-ORG"): 0.5},
    )
    held, disputed = vote(frozenset({(0, 1, "PER"), (2, 3, "LOC")}), field)
    assert held == [(0, 1, "PER")]
    assert disputed == {(2, 3, "LOC"), (4, 6, "ORG")}


def test_of_two_names_that_overlap_one_holds() -> None:
    field = Marking(frozenset({(0, 2, "ORG")}), {(0, "B-ORG"): 0.9, (1, "I-ORG"): 0.9, (0, "B-LOC"): 0.3})
    held, _ = vote(frozenset({(0, 1, "LOC")}), field)
    assert held == [(0, 1, "LOC")]


def test_the_pool_holds_no_sentence_that_is_known_or_held_out() -> None:
    known, held_out, new = (sentence("Das", "ist", word) for word in ("eins", "zwei", "drei"))
    gold = Gold(trees=[], names=[known], dev_trees=[], dev_names=[held_out])
    found = pool([known, held_out, new, new, sentence("kurz")], gold)
    assert [s.words for s in found] == [("Das", "ist", "drei")]
    assert found[0].names is None


def test_marked_sentences_of_the_debates_are_found_by_their_words() -> None:
    marked = "Die Verhandlungen der Delegationen in Genf dauerten bis in den Morgen."
    other = "Die Verhandlungen der Delegationen in Bern dauerten bis in den Morgen."
    marks = {fingerprint(("Die", *marked[4:-1].split(), ".")): ((5, 6, "LOC"),)}
    found = list(marked_in_debates([f"{other} {marked}", "ausgelassen", other], marks))
    assert [s.text for s in found] == [marked]
    assert found[0].names is None or set(found[0].names) == {"O"}


def test_sentences_with_unknown_names_teach_the_field_nothing() -> None:
    whole, gap = sentence("Berlin", names=("B-LOC",)), sentence("Berlin", names=(None,))
    assert list(sample([whole, gap])) == [whole]


def test_features_of_a_word_and_of_its_neighbours() -> None:
    features = Features(CLUSTERS, {"Berlin": frozenset({"city"}), "Bad Tölz": frozenset({"city"})})
    rows = features.sentence(("Bad", "Tölz", "Berlin"), ("NE", "NE", "NE"))
    assert {"c=208", "g=city", "x3=lin"} <= set(rows[2])
    assert {"1|c=208", "1|g=city"} <= set(rows[1])
    assert "mg=city" in rows[0]
    assert shape("Berlin") == "Xxx"
