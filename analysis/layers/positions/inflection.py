"""Forms of German verbs, made from the infinitive and, for strong verbs, their principal parts.

The cues of the stance lexicon are found by form, not by the lemma that the model guesses: a list of forms is
right for every verb in it, and a separable verb is told from its simple one („stimmen“, „zustimmen“).
"""

from __future__ import annotations

from functools import cache

from analysis import lexicon

_INSEPARABLE = (
    "be",
    "emp",
    "ent",
    "er",
    "ge",
    "miss",
    "ver",
    "zer",
    "wider",
    "unter",
    "über",
    "hinter",
    "voll",
)
_UMLAUT = str.maketrans("aou", "äöü")


@cache
def finite_forms(infinitive: str) -> frozenset[str]:
    """Forms of a simple verb that its separable prefix may stand apart from: „lehnt“, „lehnte“, „lehnen“ …

    Args:
        infinitive: without the separable prefix.

    >>> sorted(form for form in finite_forms("bieten") if form.startswith("bo"))
    ['bot', 'boten', 'botest', 'bott']
    """
    stem = _stem(infinitive)
    third, preterite, _ = principal_parts(infinitive)
    e = "e" if stem.endswith(("d", "t", "chn", "ffn", "tm", "dm", "gn", "dn")) else ""
    forms = {
        stem + "e",
        stem + "en",
        infinitive,
        stem + e + "t",
        third,
        third[:-1] + "st",
        stem + "est",
        stem + "et",
    }
    if infinitive.endswith("ern"):
        forms |= {stem[:-2] + "re"}
    if preterite.endswith("te"):
        forms |= {preterite, preterite + "n", preterite + "st", preterite + "t"}
        if preterite in ("brachte", "dachte"):
            forms |= {preterite.translate(_UMLAUT), preterite.translate(_UMLAUT) + "n"}
    else:
        second = _last_umlaut(preterite)
        en = "n" if preterite.endswith("e") else "en"
        forms |= {preterite, preterite + en, preterite + "est", preterite + "t"}
        forms |= {second + "e", second + "en"}
    return frozenset(forms)


@cache
def principal_parts(infinitive: str) -> tuple[str, str, str]:
    """Third person singular of the present, preterite, participle II of a simple verb.

    >>> principal_parts("verhandeln"), principal_parts("versprechen")
    (('verhandelt', 'verhandelte', 'verhandelt'), ('verspricht', 'versprach', 'versprochen'))
    """
    strong = _strong()
    if infinitive in strong:
        return strong[infinitive]
    for prefix in _INSEPARABLE:
        base = infinitive.removeprefix(prefix)
        if base != infinitive and base in strong:
            present, preterite, participle = strong[base]
            return prefix + present, prefix + preterite, prefix + participle.removeprefix("ge")
    stem = _stem(infinitive)
    e = "e" if stem.endswith(("d", "t", "chn", "ffn", "tm", "dm", "gn", "dn")) else ""
    ge = "" if infinitive.endswith("ieren") or infinitive.startswith(_INSEPARABLE) else "ge"
    return f"{stem}{e}t", f"{stem}{e}te", f"{ge}{stem}{e}t"


@cache
def whole_forms(infinitive: str, particle: str = "") -> frozenset[str]:
    """Forms in which verb and prefix are one word („ablehnt“, „abzulehnen“); of a simple verb, all.

    >>> {"ablehnt", "abzulehnen", "abgelehnt", "ablehnen"} <= whole_forms("lehnen", "ab")
    True
    """
    forms = {particle + form for form in finite_forms(infinitive)}
    if particle:
        forms.add(f"{particle}zu{infinitive}")
    return frozenset(forms | {participle(infinitive, particle)})


def participle(infinitive: str, particle: str = "") -> str:
    """Participle II: „abgelehnt“, „zugestimmt“, „kritisiert“."""
    return particle + principal_parts(infinitive)[2]


def attributive_forms(infinitive: str, particle: str = "") -> frozenset[str]:
    """Participle II before a noun: „(der von Moskau) abgelehnte (Plan)“."""
    form = participle(infinitive, particle)
    return frozenset(form + ending for ending in ("e", "en", "er", "es", "em"))


def _stem(infinitive: str) -> str:
    return infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]


def _last_umlaut(preterite: str) -> str:
    for place in range(len(preterite) - 1, -1, -1):
        if preterite[place] in "aou":
            return preterite[:place] + preterite[place].translate(_UMLAUT) + preterite[place + 1 :]
    return preterite


@cache
def _strong() -> dict[str, tuple[str, str, str]]:
    return {
        entry["infinitive"]: (entry["present"], entry["preterite"], entry["participle"])
        for entry in lexicon.load("strong_verbs")
    }
