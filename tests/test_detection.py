"""Is this German?"""

from pathlib import Path

import pytest

from analysis import Article, analyse
from analysis.errors import LanguageError
from analysis.language.detection import require_german

ARTICLES = Path(__file__).parents[1] / "data" / "articles"

FOREIGN = {
    "en": "The United States and Ukraine agree that an end to the war depends on Russia's readiness. "
    "That was said by the envoy after a meeting with the delegation in Florida. So far there is no deal.",
    "nl": "De Verenigde Staten en Oekraïne zijn het erover eens dat het einde van de oorlog afhangt van de "
    "bereidheid van Rusland om vrede te sluiten. Dat zei de gezant na een gesprek met de delegatie.",
    "fr": "Les États-Unis et l'Ukraine sont d'accord pour dire que la fin de la guerre dépend de "
    "la volonté de la Russie de faire la paix. Les discussions se poursuivent en Floride.",
    # Their small words look like German ones.
    "da": "Den amerikanske udsending er i Moskva, og der er endnu ikke en aftale. Man er enig om, at "
    "krigen skal slutte, men den russiske præsident er imod. Alle er nu i Florida, hvor der er møder.",
    "no": "Den amerikanske utsendingen er i Moskva, og der er det ennå ikke en avtale. Man er enige om at "
    "krigen må slutte, men den russiske presidenten er imot.",
    "af": "Die Verenigde State en die Oekraïne stem saam dat die einde van die oorlog afhang van Rusland se "
    "bereidheid vir vrede. Die gesant was in Florida en het gesê die gesprekke in die staat gaan voort.",
    "lb": "D'USA an d'Ukrain sinn sech eens, datt en Enn vum Krich vun der Bereetschaft vu Russland "
    "zum Fridden ofhänkt. Dat huet de Sonnergesandten no engem Gespréich mat der Delegatioun gesot.",
    "pl": "Stany Zjednoczone i Ukraina zgadzają się, że koniec wojny zależy od gotowości Rosji do pokoju.",
    "ru": "США и Украина согласны с тем, что конец войны зависит от готовности России к миру.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages(language):
    with pytest.raises(LanguageError, match=f"\\({language}\\)") as caught:
        require_german(FOREIGN[language], "a.txt")
    assert caught.value.file == "a.txt"
    assert "--insist" in caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "Trump trifft Putin. Kiew warnt Moskau. Brüssel bremst. Merz mahnt Washington. Moskau lehnt ab.",
        "Wladimir Putin, Donald Trump, Wolodymyr Selenskyj, Steve Witkoff, Jared Kushner, Rustem Umjerow",
        "D Lüt hei gseit, si göngi nid hei, wüu s Wätter z schlächt isch gsi. Mir hei du gwartet.",
        "DIE DELEGATIONEN VERHANDELN SEIT DEM MORGEN WEITER, HEISST ES IN MOSKAU.",
        "Short text.",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29",
        "!?" * 100,
        "🙂" * 100,
        "Die Gespräche dauern an, sagte der Sprecher. „We agree to disagree“, zitierte er den Gesandten.",
    ],
)
def test_german_and_what_cannot_be_told(text):
    require_german(text)


@pytest.mark.parametrize("file", sorted(ARTICLES.glob("*.txt")), ids=lambda file: file.stem)
def test_our_articles(file):
    require_german(file.read_text("utf-8"))


def test_the_sample_does_not_grow_with_the_text():
    require_german("Die Delegationen verhandeln seit dem Morgen weiter. " * 400 + FOREIGN["en"] * 2000)


def test_insisting(nlp):
    article = Article(text=FOREIGN["en"])
    with pytest.raises(LanguageError):
        analyse(article, nlp=nlp)
    assert len(analyse(article, nlp=nlp, insist=True).sentences) == 3
