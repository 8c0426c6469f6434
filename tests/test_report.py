"""The whole pipeline on whole articles, and on any text."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis import Article, analyse, analyse_many, read_article, read_articles
from analysis.errors import LanguageError, WortlautError
from analysis.layers import entities, tokens

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
SENTENCE = "Die Delegationen verhandeln seit dem Morgen weiter, sagte „Anna“ in Genf. "


def check(report) -> None:
    """What holds for every report on any text."""
    text = report.article.text
    for name, table in report.tables().items():
        if not {"start", "end", "text", "sentence"} <= set(table.columns):
            continue
        shown = [text[start:end] for start, end in table[["start", "end"]].itertuples(index=False)]
        assert shown == table["text"].tolist()
        assert table["start"].is_monotonic_increasing, name
        assert table["sentence"].between(0, max(0, len(report.sentences) - 1)).all()
    words, sentences = report.tokens, report.sentences
    assert "".join(words["text"]) == "".join(text.split())
    assert words["head"].between(0, max(0, len(words) - 1)).all()
    heads = words["sentence"].to_numpy()[words["head"].to_numpy()] if len(words) else words["sentence"]
    assert (heads == words["sentence"]).all()
    spans = list(sentences[["start", "end"]].itertuples(index=False))
    assert all(
        spans[s][0] <= a and b <= spans[s][1] for a, b, s in words[["start", "end", "sentence"]].values
    )
    assert sentences["n_tokens"].sum() == len(words)
    assert sentences["sentence"].tolist() == list(range(len(sentences)))
    paragraphs = report.article.paragraphs
    for start, end, paragraph in sentences[["start", "end", "paragraph"]].itertuples(index=False):
        assert paragraphs[paragraph][0] <= start < end <= paragraphs[paragraph][1]
    assert set(report.entities["label"]) <= set(entities.LABELS)
    assert (report.entities["rule"] != "").all()
    assert list(words.columns) == list(tokens.COLUMNS)


@pytest.mark.parametrize("file", sorted(ARTICLES.glob("*.txt")), ids=lambda file: file.stem)
def test_every_article_of_ours(nlp, file):
    report = analyse(read_article(file), nlp=nlp)
    check(report)
    assert report.sentences["text"][0].endswith(".")
    assert len(report.entities) > 10
    assert report.article.dateline in report.sentences["text"].str.rstrip(" -–").tolist()


def test_the_real_article(report):
    check(report)
    sentences = report.sentences["text"].tolist()
    assert len(sentences) == 19
    assert sentences[3] == "Washington/Miami -"
    assert (
        'Dazu zählten auch "Schritte zur Deeskalation und zur Beendigung der Kampfhandlungen."' in sentences
    )
    assert report.sentences["paragraph"].nunique() == 6
    found = set(report.entities["text"])
    assert {"Washington", "Miami", "Ukraine", "USA", "Florida"} <= found
    assert repr(report).startswith("<Analysis of 2025-12-06-ukraine-gespraeche:")


ODD = {
    "emoji": "🙂 Moskau 🇺🇦 lehnt 👩‍👩‍👧 ab! 🎉🎉 Kiew auch. 🙂",
    "combining": "Ma\u0308rz: Die Ho\u0308he der Zo\u0308lle a\u0308rgert Bru\u0308ssel. C\u0327anakkale.",
    "soft hyphens": "Die Ver\u00adhandlungen in Wa\u00adshing\u00adton dau\u00adern an. Kiew auch.",
    "zero width": "\ufeffDie\u200b Gespräche\u200d dauern\u2060 an.\u200b Moskau\u200c schweigt.\ufeff",
    "controls": "Die\x00 Gespräche\x07 dauern\x1b[2J an.\x1c Moskau\x1f schweigt.\x85 Kiew\x7f auch.",
    "white space": "\n \t\u3000Die\u2003Gespräche\u00a0dauern\u202fan.\u2028Kiew\u2029auch.\x0b\x0c\r\n ",
    "direction": "Die \u202eGespräche\u202c dauern \u2066an\u2069. שלום עליכם. مرحبا بالعالم. 你好。世界",
    "quotation marks": '„A“ »B« «C» ›D‹ ‹E› ‚F‘ “G” ‘H’ "I" \'J\' ``K\'\' „„L““ »„M«“ "N“ „O" (P] [Q) “““ ""',
    "marks": "... !!! ??? — – - ,,, ;;; ::: … ((( ))) „ “ » « ' \" ` ´ § % & / \\ # * ~ ^ | < > { }",
    "one letter": "A",
    "one mark": ".",
    "invisible": "\u200b",
    "astral": "𝕯𝖎𝖊 𝕲𝖊𝖘𝖕𝖗ä𝖈𝖍𝖊 dauern 𝟏𝟐 Tage. \U0010ffff Ende.",
    "last code points": "\ufffe\uffff\ufffd Moskau.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_characters(nlp, text):
    check(analyse(Article(text=text), nlp=nlp, insist=True))


LONG = {
    "500 paragraphs": (SENTENCE + "\n\n") * 500,
    "a sentence of 10,000 characters": "Die Delegation aus Genf "
    + "und die aus Kiew, die Anna schickt, " * 280
    + "reist.",
    "100,000 characters without a blank": "Verhandlung" * 9_100,
    "2,000 marks": "„" * 1_000 + "." * 1_000,
    "10,000 lines": "Moskau lehnt ab.\n" * 10_000,
    "2,000 brackets": "(" * 1_000 + "a" + ")" * 1_000,
    "10,000 abbreviations": "z. B. u. a. Dr. " * 2_500,
    "a word of hyphens": "Nord-" * 20_000 + "Süd",
    "a word of apostrophes": "a'" * 20_000,
    "an endless address": "https://example.org/" + "a.b/" * 20_000,
    "numbers": "1.000,5 " * 10_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_rules_take_time_in_proportion_to_the_text(bare, text):
    begin = time.perf_counter()
    doc = bare(text)
    tokens.tokens_table(doc), tokens.sentences_table(doc), entities.entities_table(doc)
    assert time.perf_counter() - begin < 12


@pytest.mark.parametrize("name", ["500 paragraphs", "a sentence of 10,000 characters", "2,000 marks"])
def test_long_texts(nlp, name):
    check(analyse(Article(text=LONG[name]), nlp=nlp, insist=True))


def test_a_long_word(nlp):
    check(analyse(Article(text="Verhandlung" * 2_000), nlp=nlp, insist=True))


MARKS = list("„“”»«›‹‚‘’\"'.!?…,:–()\u00ad\u200b\u0308\x00\\🙂")
GAPS = [" ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", " - "]
WORDS = ["Moskau", "die", "Die", "lehnt", "ab", "sagte", "Anna", "Nato", "Russlands", "ß", "Łódź", "İ", "ﬁ"]
POINTS = ["z. B.", "Dr.", "US-Präs.", "3.", "März", "2022", "3,5", "X", "...", "🇺🇦", "<b>"]
OTHERS = ["Genf (dpa) - ", "www.example.org", "@a", "#b", "=1"]
PIECES = st.sampled_from(MARKS + GAPS + WORDS + POINTS + OTHERS)
ANY_TEXT = st.one_of(
    st.lists(PIECES, min_size=1, max_size=40).map("".join), st.text(min_size=1, max_size=120)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
@example(text="\n\u200b\n")
@example(text=" \x1c \n a")
def test_any_text(nlp, text):
    try:
        report = analyse(Article(text=text), nlp=nlp, insist=True)
    except WortlautError:
        return
    check(report)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT)
def test_any_text_without_insisting(nlp, text):
    with suppress(WortlautError):
        analyse(Article(text=text), nlp=nlp)


# Several articles


def test_in_order_and_lazily(nlp):
    seen = []

    def articles():
        for number in range(100):
            seen.append(number)
            yield Article(text=f"Moskau lehnt Punkt {number} ab.", id=str(number))

    reports = analyse_many(articles(), nlp=nlp)
    assert not seen
    assert next(reports).article.id == "0"
    assert len(seen) < 70
    assert [report.article.id for report in reports] == [str(n) for n in range(1, 100)]


def test_those_before_an_error_come_through(nlp):
    english = (
        "The talks go on, the envoy said after a long meeting with the delegation in the city of Geneva."
    )
    articles = [Article(text=SENTENCE, id="a"), Article(text=english, id="b"), Article(text=SENTENCE, id="c")]
    reports = analyse_many(articles, nlp=nlp)
    assert next(reports).article.id == "a"
    with pytest.raises(LanguageError) as caught:
        next(reports)
    assert caught.value.file == "b"


def test_an_unreadable_file_in_between(nlp, tmp_path):
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"%PDF")
    reports = analyse_many(read_articles(tmp_path), nlp=nlp)
    assert next(reports).article.id == "a"
    with pytest.raises(WortlautError):
        next(reports)


def test_none(nlp):
    assert list(analyse_many([], nlp=nlp)) == []


@pytest.mark.parametrize("workers", [0, -1])
def test_no_worker(nlp, workers):
    with pytest.raises(ValueError, match="workers"):
        list(analyse_many([], workers=workers, nlp=nlp))


def test_two_workers_give_the_same(nlp, report):
    articles = list(read_articles(ARTICLES))
    one = list(analyse_many(articles, nlp=nlp))
    two = list(analyse_many(articles, nlp=nlp, workers=2))
    for left, right in zip(one, two, strict=True):
        assert left.article == right.article
        assert all(left.tables()[name].equals(right.tables()[name]) for name in left.tables())


def test_the_same_text_gives_the_same_tables(nlp, report):
    again = analyse(report.article, nlp=nlp)
    assert all(again.tables()[name].equals(table) for name, table in report.tables().items())
