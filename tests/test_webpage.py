"""Saved web pages, with all that stands around an article there."""

import datetime

import pytest

from analysis.article import read_article
from analysis.errors import NoArticleInPageError
from analysis.reading.webpage import decode_page, read_webpage

PARAGRAPHS = [
    "Genf - Die Delegationen der Ukraine und Russlands haben sich am Freitag nicht auf einen "
    "Waffenstillstand geeinigt. Das teilte der Schweizer Vermittler Urs Bernhard nach dem Treffen mit.",
    "„Wir sind einer Einigung näher als je zuvor“, sagte Bernhard vor Journalisten. Beide Seiten hätten sich "
    "bewegt, strittig seien noch der Verlauf der Waffenstillstandslinie und die Zahl der Beobachter.",
    "Die Ukraine verlangt, dass die Beobachter noch vor dem Jahreswechsel eintreffen. Russland lehnt das ab "
    "und verweist auf offene Fragen bei der Ausrüstung. Am Montag wollen die Delegationen weiter verhandeln.",
]
PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="{charset}"><title>Keine Einigung in Genf | Der Bote</title>
<meta property="og:title" content="Keine Einigung in Genf"><meta property="og:site_name" content="Der Bote">
<meta property="article:published_time" content="2025-12-05T18:30:00+01:00">
<script>var consent = "Wir verwenden Cookies";</script><style>p {{ color: red }}</style></head>
<body>
<div id="cookie-banner" class="cookie-consent"><p>Wir und unsere 214 Partner verwenden Cookies, um Inhalte zu
personalisieren.</p><button>Alle akzeptieren</button></div>
<header><nav><ul><li><a href="/">Startseite</a></li><li><a href="/politik">Politik</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/abo">Abo</a></li></ul></nav></header>
<main><article><h1>Keine Einigung in Genf</h1>
<p class="byline">Von Mara Klein</p>
<p>{0}</p>
<aside class="advertisement"><p>ANZEIGE: Jetzt Heizung tauschen und sparen!</p></aside>
<p>{1}</p>
<p>{2}</p></article>
<section class="related"><h2>Mehr zum Thema</h2><ul><li><a href="/1">Was Moskau fordert</a></li>
<li><a href="/2">Wer in Genf verhandelt</a></li></ul></section>
<section id="comments"><p>Kommentar von Otto47: Das wird doch nie etwas!</p></section></main>
<footer><p>© 2025 Der Bote. Alle Rechte vorbehalten. <a href="/impressum">Impressum</a></p></footer>
</body></html>"""


@pytest.mark.parametrize(
    "charset, encoding",
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),  # declared so, and meant as every browser reads it
        ("x-unknown", "utf-8"),
        ("undefined", "utf-8"),
        ("utf-16", "utf-16"),
    ],
)
def test_a_saved_page(tmp_path, charset, encoding):
    file = tmp_path / "seite.html"
    file.write_bytes(PAGE.format(*PARAGRAPHS, charset=charset).encode(encoding))
    article = read_article(file)
    assert article.title == "Keine Einigung in Genf"
    assert article.date == datetime.date(2025, 12, 5)
    assert article.source == "Der Bote"
    assert article.dateline == "Genf"
    for paragraph in PARAGRAPHS:
        assert paragraph in article.text.split("\n\n")
    for rubbish in (
        "Cookies",
        "Startseite",
        "ANZEIGE",
        "Otto47",
        "Impressum",
        "Mehr zum Thema",
        "<",
        "color:",
    ):
        assert rubbish not in article.text


@pytest.mark.parametrize(
    "page",
    [
        "",
        " ",
        "<html><body></body></html>",
        "<p>Zu kurz.</p>",
        "Kein HTML, nur ein Satz.",
        '<html><body><nav><a href="/">Startseite</a></nav><script>let text = "x";</script></body></html>',
        "<" * 5000,
        "<div>" * 3000,
        "\x00<p>a</p>",
    ],
)
def test_no_article(page):
    with pytest.raises(NoArticleInPageError) as caught:
        read_webpage(page, "seite.html")
    assert caught.value.file == "seite.html"
    assert ".txt" in caught.value.remedy


@pytest.mark.parametrize(
    "charset", ["undefined", "idna", "punycode", "hex", "rot13", "unicode_escape", "utf-7"]
)
def test_a_page_cannot_choose_an_odd_codec_to_crash_the_reader(charset):
    page = f'<meta charset="{charset}"><p>{"Gespräche.." * 40}</p>'.encode()
    assert isinstance(decode_page(page), str)


def test_a_charset_far_behind_the_head_does_not_count():
    page = b"<p>" + b"a" * 5000 + b'<meta charset="utf-16">'
    assert decode_page(page).endswith('<meta charset="utf-16">')
