"""The reporting verbs, nouns and particles of the lexicon, with all their forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from analysis import lexicon

FINITE, PARTICIPLE, INFINITIVE = "finite", "participle", "infinitive"


@dataclass(frozen=True)
class Verb:
    """An entry of `reporting_verbs.tsv`."""

    entry: str
    particle: str
    words: tuple[str, ...]
    reflexive: bool
    colour: str
    complements: frozenset[str]
    addressee: str
    correlate: str

    @property
    def weight(self) -> int:
        """How much of the clause it explains; the heaviest entry wins („sprach sich aus“ over „sprach“)."""
        return 4 * bool(self.particle) + 2 * len(self.words) + self.reflexive


@cache
def forms() -> dict[str, list[tuple[Verb, str, bool]]]:
    """Each form of a reporting verb: the entry, what kind of form, and whether its prefix stands apart."""
    table: dict[str, list[tuple[Verb, str, bool]]] = {}
    for row in lexicon.load("reporting_verbs"):
        verb = Verb(
            row["entry"],
            row["particle"],
            tuple(row["words"].lower().split()),
            bool(row["reflexive"]),
            row["colour"],
            frozenset(row["complements"].split()),
            row["addressee"],
            row["correlate"],
        )
        particle, infinitive = row["particle"], row["verb"]
        for form in finite_forms(infinitive, row["present"], row["preterite"]):
            table.setdefault(form, []).append((verb, FINITE, bool(particle)))
            if particle:
                table.setdefault(particle + form, []).append((verb, FINITE, False))
        table.setdefault(particle + row["participle"], []).append((verb, PARTICIPLE, False))
        table.setdefault(particle + infinitive, []).append((verb, INFINITIVE, False))
        if particle:
            table.setdefault(particle + "zu" + infinitive, []).append((verb, INFINITIVE, False))
    return table


def finite_forms(infinitive: str, present: str, preterite: str) -> set[str]:
    """The forms of the third person: present, preterite and Konjunktiv I.

    >>> sorted(finite_forms("sprechen", "spricht", "sprach"))
    ['sprach', 'sprachen', 'spreche', 'sprechen', 'spricht']
    """
    if infinitive == "sein":
        return {"ist", "sind", "war", "waren", "sei", "seien"}
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    plural = preterite + ("n" if preterite.endswith("e") else "en")
    return {infinitive, present, preterite, plural, stem + "e"}


@cache
def colours() -> dict[str, str]:
    """Colour of each reporting verb by its entry („betonen“: asserting)."""
    return {row["entry"]: row["colour"] for row in lexicon.load("reporting_verbs")}


@cache
def reporting_finites() -> frozenset[str]:
    """The forms that can be finite, those whose prefix stands far behind („kündigt … an“) included."""
    return frozenset(form for form, uses in forms().items() if any(kind == FINITE for _, kind, _ in uses))


@cache
def particle_kinds() -> dict[str, str]:
    """Kind of each form in `reporting_particles.tsv`; the first entry of a form counts."""
    found: dict[str, str] = {}
    for row in lexicon.load("reporting_particles"):
        found.setdefault(row["form"], row["kind"])
    return found


@cache
def source_nouns() -> frozenset[str]:
    """Reporting nouns that make „nach …“ an attribution, in lower case."""
    rows = lexicon.load("reporting_nouns")
    return frozenset(row["lemma"].lower() for row in rows if "source" in row["uses"].split())


@lru_cache(maxsize=2**14)
def is_source_noun(text: str, lemma: str = "") -> bool:
    """Whether a noun names words or findings („Angaben“, „Medienberichten“, „Polizeiangaben“).

    >>> is_source_noun("Polizeiangaben"), is_source_noun("Berichten"), is_source_noun("Ende")
    (True, True, False)
    """
    form = text.lower()
    candidates = {
        form,
        lemma.lower(),
        *(form[: -len(e)] for e in ("en", "n", "s", "es", "e") if form.endswith(e)),
    }
    nouns = source_nouns()
    if candidates & nouns:
        return True
    return any(
        c.endswith(noun) and len(c) > len(noun) + 2 for c in candidates for noun in _TAILS if noun in nouns
    )


_TAILS = (
    "angabe",
    "bericht",
    "aussage",
    "information",
    "meldung",
    "schätzung",
    "auskunft",
    "mitteilung",
    "ansicht",
    "meinung",
    "auffassung",
    "darstellung",
    "studie",
    "umfrage",
    "erklärung",
    "prognose",
    "einschätzung",
    "berechnung",
    "statistik",
)
_ENDINGS = ("en", "n", "s", "es", "e")


def reporting_nouns(text: str, lemma: str) -> frozenset[str]:
    """The uses of a reporting noun, empty for another noun.

    >>> sorted(reporting_nouns("Forderungen", "Forderung"))
    ['clause', 'infinitive']
    """
    known = _uses()
    form = text.lower()
    for candidate in (lemma.lower(), form, *(form[: -len(e)] for e in _ENDINGS if form.endswith(e))):
        if candidate in known:
            return known[candidate]
    return frozenset()


@cache
def _uses() -> dict[str, frozenset[str]]:
    return {row["lemma"].lower(): frozenset(row["uses"].split()) for row in lexicon.load("reporting_nouns")}
