"""Articles and the files that they come from."""

import dataclasses
import datetime
import hashlib
import os
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import errors
from analysis.article import MAX_BYTES, Article, read_article, read_articles

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
UKRAINE = ARTICLES / "2025-12-06-ukraine-gespraeche.txt"

TEXT = "Die Gespräche über „Sicherheit“ in Łódź dauern an.\n\nMoskau schweigt."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


# The article itself


def test_the_real_article():
    article = read_article(UKRAINE)
    raw = UKRAINE.read_text("utf-8")
    assert article.text == raw.removeprefix(" date 2025-12-06 ")
    assert article.date == datetime.date(2025, 12, 6)
    assert (article.id, article.title, article.source) == ("2025-12-06-ukraine-gespraeche", None, None)
    assert article.dateline == "Washington/Miami"
    assert article.dateline_parts.places == ("Washington", "Miami")
    assert len(article.paragraphs) == 6
    assert article.lead.startswith("Seit fast vier Jahren") and article.lead.endswith("Verantwortung.")
    assert hashlib.sha256(raw.encode()).hexdigest() == hashlib.sha256(UKRAINE.read_bytes()).hexdigest()


@pytest.mark.parametrize("file", sorted(ARTICLES.glob("*.txt")), ids=lambda file: file.stem)
def test_every_article_of_ours(file):
    article = read_article(file)
    assert article.date.isoformat() == file.name[:10]
    assert article.dateline and article.lead
    assert article.headline_span is None
    first, last = article.paragraphs[0], article.paragraphs[-1]
    assert (first[0], last[1]) == (0, len(article.text.rstrip()))


def test_an_article_is_a_value():
    article = Article(text=TEXT)
    assert article == Article(text=TEXT) and hash(article) == hash(Article(text=TEXT))
    assert pickle.loads(pickle.dumps(article)) == article
    assert article.paragraphs == [(0, 50), (52, 68)]
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.text = "anders"


def test_text_is_kept_as_it_is_given():
    text = "  \r\n Erster Absatz.\r\n\r\nZweiter\u00ad Absatz. \u200b"
    assert Article(text=text).text == text


def test_a_moment_becomes_a_day():
    assert Article(text=TEXT, date=datetime.datetime(2025, 12, 6, 23)).date == datetime.date(2025, 12, 6)


def test_lead():
    assert Article(text="Nur ein Absatz.").lead is None
    article = Article(
        text="Überschrift\n\nGenf - Die Delegationen verhandeln seit dem Morgen weiter.\n\nEnde."
    )
    assert article.lead == "Die Delegationen verhandeln seit dem Morgen weiter."
    assert article.headline_span == (0, 11)


@pytest.mark.parametrize(
    "kind, fields",
    [
        (errors.EmptyArticleError, {"text": ""}),
        (errors.EmptyArticleError, {"text": " \n\t\u2003"}),
        (errors.FormatError, {"text": b"bytes"}),
        (errors.FormatError, {"text": None}),
        (errors.FormatError, {"text": TEXT, "title": 3}),
        (errors.FormatError, {"text": TEXT, "id": None}),
        (errors.EncodingError, {"text": "Halb \ud800 und halb"}),
        (errors.EncodingError, {"text": TEXT, "title": "\udc00"}),
        (errors.EncodingError, {"text": TEXT, "id": "\udc00"}),
        (errors.DateError, {"text": TEXT, "date": "2025-12-06"}),
    ],
)
def test_what_is_no_article(kind, fields):
    with pytest.raises(kind):
        Article(**fields)


def test_the_half_of_a_pair_is_located():
    with pytest.raises(errors.EncodingError) as caught:
        Article(text="a\nb\ud800", id="x")
    assert (caught.value.file, caught.value.place) == ("x", "line 2, column 2")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text):
    try:
        article = Article(text=text)
    except errors.WortlautError:
        return
    assert all(text[start:end].strip() for start, end in article.paragraphs)
    if article.dateline:
        assert article.dateline in text
    if article.lead:
        assert article.lead in text


# Files

BAD_FILES = {
    "empty": ("a.txt", "", errors.EmptyArticleError),
    "blank": ("a.txt", " \n\n\t", errors.EmptyArticleError),
    "only a byte order mark": ("a.txt", b"\xef\xbb\xbf", errors.EmptyArticleError),
    "only a header": ("a.txt", "title: x\ndate: 2025-12-06\n", errors.EmptyArticleError),
    "only the first header": ("a.txt", " date 2025-12-06 ", errors.EmptyArticleError),
    "only front matter": ("a.md", "---\ntitle: x\n---\n", errors.EmptyArticleError),
    "only a heading": ("a.md", "# Titel", errors.EmptyArticleError),
    "only code": ("a.md", "```\ncode\n```", errors.EmptyArticleError),
    "empty json text": ("a.json", '{"text": " "}', errors.EmptyArticleError),
    "empty json": ("a.json", "", errors.EmptyArticleError),
    "pdf": ("a.txt", b"%PDF-1.7\n%\xe2\xe3", errors.BinaryFileError),
    "pdf as html": ("a.html", b"%PDF-1.7\n%\xe2\xe3", errors.BinaryFileError),
    "docx as txt": ("a.txt", b"PK\x03\x04\x14\x00", errors.BinaryFileError),
    "random": ("a.txt", bytes(range(256)) * 20, errors.BinaryFileError),
    "undecodable": ("a.txt", b"Gespr\x81che", errors.EncodingError),
    "damaged": ("a.md", "Gespräche ".encode() + b"\xe4", errors.EncodingError),
    "half pair": ("a.json", '{"text": "a \\ud800 b"}', errors.EncodingError),
    "half pair in the title": ("a.json", '{"text": "ab", "title": "\\ud800"}', errors.EncodingError),
    "too large": ("a.txt", b"a" * (MAX_BYTES + 1), errors.ArticleTooLargeError),
    "impossible date": ("a.txt", "date: 2025-02-30\n\nText", errors.DateError),
    "unreadable date": ("a.txt", "date: gestern\n\nText", errors.DateError),
    "impossible json date": ("a.json", '{"text": "a", "date": "31.11.2025"}', errors.DateError),
    "open front matter": ("a.md", "---\ntitle: x\nText", errors.FormatError),
    "no json": ("a.json", "Die Gespräche", errors.FormatError),
    "two articles": ("a.json", '[{"text": "a"}, {"text": "b"}]', errors.FormatError),
    "no article in the list": ("a.json", "[]", errors.FormatError),
    "unknown ending": ("a.docx", b"PK\x03\x04", errors.FormatError),
    "no ending": ("bericht", TEXT, errors.FormatError),
    "empty page": ("a.html", "", errors.NoArticleInPageError),
    "page without article": ("a.htm", "<html><p>kurz</p></html>", errors.NoArticleInPageError),
}


@pytest.mark.parametrize("name, content, kind", BAD_FILES.values(), ids=BAD_FILES)
def test_bad_files(tmp_path, name, content, kind):
    file = write(tmp_path, name, content)
    with pytest.raises(errors.WortlautError) as caught:
        read_article(file)
    assert type(caught.value) is kind
    assert caught.value.file == str(file)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "path, kind",
    [
        ("gibt-es-nicht.txt", errors.ArticleNotFoundError),
        ("gibt-es-nicht", errors.ArticleNotFoundError),
        ("a" * 300, errors.ArticleNotFoundError),
        ("a" * 300 + ".txt", errors.ArticleNotFoundError),
        ("a\0b.txt", errors.ArticleNotFoundError),
        ("", errors.NotAFileError),
        (".", errors.NotAFileError),
        (os.devnull, errors.NotAFileError),
    ],
)
def test_bad_paths(path, kind):
    with pytest.raises(errors.WortlautError) as caught:
        read_article(path)
    assert type(caught.value) is kind
    with pytest.raises(errors.WortlautError):
        list(read_articles("gibt-es-nicht" if path in ("", ".") else path))


def test_a_file_of_the_greatest_size_is_read(tmp_path):
    assert len(read_article(write(tmp_path, "a.txt", b"a" * MAX_BYTES)).text) == MAX_BYTES


def test_a_path_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    file = write(tmp_path, "a.txt", TEXT)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(errors.ArticleNotFoundError, match="Permission denied"):
        read_article(file)
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(errors.ArticleNotFoundError, match="Permission denied"):
        list(read_articles(tmp_path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path, encoding, newline):
    content = f"title: Gespräche\ndate: 2025-12-06\n\n{TEXT}".replace("\n", newline).encode(encoding)
    article = read_article(write(tmp_path, "a.txt", content))
    assert (article.text, article.title, article.date) == (TEXT, "Gespräche", datetime.date(2025, 12, 6))


def test_windows_1252(tmp_path):
    text = TEXT.replace("Łódź", "Köln")
    assert read_article(write(tmp_path, "a.txt", text.encode("cp1252"))).text == text


@pytest.mark.parametrize(
    "name, content, date",
    [
        ("2025-12-06-a.txt", TEXT, "2025-12-06"),
        ("2025-12-06-a.txt", f"date: 2025-12-07\n\n{TEXT}", "2025-12-07"),
        ("2025-12-06-a.txt", f"Genf, 8.12.2025 - {TEXT}", "2025-12-08"),
        ("2025-12-06-a.txt", f"Genf, 8. Dezember - {TEXT}", "2025-12-06"),
        ("a.txt", f"Genf, 31.11.2025 - {TEXT}", None),
        ("a.txt", TEXT, None),
        ("20251206.json", '{"text": "Kiew schweigt."}', "2025-12-06"),
        ("2025-12-06.md", f"# Titel\n\n{TEXT}", "2025-12-06"),
    ],
)
def test_where_the_date_comes_from(tmp_path, name, content, date):
    found = read_article(write(tmp_path, name, content)).date
    assert (found.isoformat() if found else None) == date


def test_a_headline_in_the_text_is_the_title(tmp_path):
    article = read_article(write(tmp_path, "a.txt", "Einigung in Genf\n\nDie Gespräche sind beendet."))
    assert article.title == "Einigung in Genf" == article.text[slice(*article.headline_span)]


def test_markdown(tmp_path):
    content = "---\ndate: 2025-12-06\n---\n\n# Einigung\n\nDie *Gewerkschaft* stimmte zu."
    article = read_article(write(tmp_path, "a.MD", content))
    assert (article.title, article.text) == ("Einigung", "Die Gewerkschaft stimmte zu.")


def test_several_files_and_folders(tmp_path):
    write(tmp_path, "b.txt", TEXT)
    write(tmp_path, "a.json", '[{"text": "a", "id": "b"}, {"text": "c", "id": "b-2"}, {"text": "d"}]')
    write(tmp_path, "c.png", b"\x89PNG")
    (tmp_path / "unter.txt").mkdir()
    found = list(read_articles([tmp_path, str(tmp_path / "b.txt")]))
    assert [article.id for article in found] == ["b", "b-2", "a", "b-3", "b-4"]
    assert len({article.id for article in found}) == len(found)


def test_an_empty_folder(tmp_path):
    with pytest.raises(errors.ArticleNotFoundError) as caught:
        list(read_articles(tmp_path))
    assert ".txt" in caught.value.remedy


def test_articles_are_read_when_they_are_reached(tmp_path):
    found = read_articles([write(tmp_path, "a.txt", TEXT), tmp_path / "fehlt.txt"])
    assert next(found).id == "a"
    with pytest.raises(errors.ArticleNotFoundError):
        next(found)


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_a_file_name_that_is_no_text(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/bericht\xff.txt")
    try:
        Path(path).write_text(TEXT, "utf-8")
    except OSError:
        pytest.skip("this file system allows no such names")
    assert read_article(path).id == "bericht?"


def test_public_name():
    assert analysis.Article is Article
