"""Marks that grammar alone decides: modal verbs, Konjunktiv I, passives without agent, quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

from analysis.language import grammar, mood
from analysis.language.columns import Columns, columns
from analysis.layers.phrasing.record import Mark
from analysis.layers.phrasing.words import entry_at

_MUST = frozenset(
    {"muss", "müssen", "muß", "musst", "musste", "mussten", "müsse", "müsst", "müsste", "müssten"}
)
_MAY = frozenset({"dürfte", "dürften", "könnte", "könnten", "möchte"})
_SHALL = frozenset({"soll", "sollen", "solle", "sollte", "sollten"})
_BECOME = frozenset({"wird", "werden", "wurde", "wurden", "worden", "werde", "würde", "würden"})
_SEEM = frozenset({"scheint", "scheinen", "schien", "schienen", "scheine", "vermuten", "vermutet", "mutmaßt"})
_MODALS = _MUST | _MAY | _SHALL | _SEEM
_OPEN, _CLOSE = '„“”«»"‚‘', '“”»«"‘’'
_PAIRS = {"„": '“”"', "“": "”“", "”": "”", "«": "»", "»": "«", '"': '"', "‚": "‘’", "›": "‹", "‹": "›"}
LONGEST_FRAGMENT = 25
"""Tokens; what is longer is a quotation, no fragment."""
NEAR = 40
"""Tokens on each side in which an agent or a perfect infinitive is looked for."""
_AGENTS = frozenset({"von", "vom", "durch", "seitens"})


def grammar_marks(doc: Doc) -> Iterator[Mark]:
    """Marks of modal verbs, Konjunktiv I, agentless passives and verbatim fragments.

    >>> import spacy; from spacy.tokens import Doc
    >>> doc = Doc(spacy.blank("de").vocab, words=["Man", "müsse", "reden"], tags=["PIS", "VMFIN", "VVINF"],
    ...     lemmas=["man", "müssen", "reden"], heads=[2, 2, 2], deps=["nsubj", "aux", "ROOT"])
    >>> [(mark.category, mark.rule) for mark in grammar_marks(doc)]
    [('necessity', 'modal:müssen'), ('distance', 'mood:konjunktiv_1')]
    """
    words = columns(doc)
    for i, (form, finite) in enumerate(zip(words.lower, words.finite, strict=True)):
        if form in _MODALS:
            yield from _modal(doc[i])
        if finite and mood.may_be_reported(form) and mood.is_reported_mood(doc[i]):
            yield Mark(i, i, "distance", 0.0, "mood:konjunktiv_1")
        passive = _passive(doc[i]) if form in _BECOME else None
        if passive is not None:
            yield passive
    yield from fragments(doc)


def _modal(token: Token) -> Iterator[Mark]:
    form = token.lower_
    if form in _MUST and (not token.text[0].isupper() or token.is_sent_start):
        yield Mark(token.i, token.i, "necessity", 0.8, "modal:müssen", "obliges")
    elif form in _MAY and token.tag_ not in ("NN", "ADJA"):
        yield Mark(
            token.i,
            token.i,
            "hedge",
            -0.6,
            f"modal:{'dürfen' if form[0] == 'd' else 'können' if form[0] == 'k' else 'mögen'}",
            "uncertain",
        )
    elif form in _SHALL:
        hearsay = form in ("soll", "sollen") and _is_hearsay(token)
        if hearsay:
            yield Mark(token.i, token.i, "hedge", -0.7, "modal:sollen (hearsay)", "uncertain")
        else:
            yield Mark(token.i, token.i, "necessity", 0.4, "modal:sollen", "obliges")
    elif form in _SEEM and token.pos_ in ("VERB", "AUX"):
        yield Mark(token.i, token.i, "hedge", -0.6, f"verb:{token.lemma_.lower()}", "uncertain")


def _is_hearsay(token: Token) -> bool:
    """„soll gelogen haben“: a perfect infinitive behind the modal, whatever the parser made of it."""
    if grammar.modality(token) == "hearsay":
        return True
    rest = [t for t in token.doc[token.i : token.i + NEAR] if not t.is_space]
    for left, right in pairwise(rest):
        if left.is_punct:
            break
        if left.tag_ in ("VVPP", "VAPP") and right.lower_ in ("haben", "sein", "worden"):
            return True
    before = token.i and token.doc[token.i - 1].lower_ in ("haben", "sein")
    return bool(before and token.i > 1 and token.doc[token.i - 2].tag_ in ("VVPP", "VAPP"))


def _passive(token: Token) -> Mark | None:
    """„wurden nicht genannt“, „Vermieden wurde“: werden with a participle, and nobody who does it."""
    if token.lower_ not in _BECOME:
        return None
    participle = _participle(token)
    if participle is None or _has_agent(participle, token):
        return None
    first, last = sorted((token.i, participle.i))
    if last - first > 4:
        first = last = participle.i
    if token.lower_ != "worden" and any(t.lower_ == "worden" for t in participle.doc[last + 1 : last + 2]):
        return None  # „ist geschlossen worden“ is marked once, with „worden“
    return Mark(first, last, "passive", 0.0, "voice:agentless passive", head=participle.i)


def _participle(token: Token) -> Token | None:
    """The participle that belongs to a form of „werden“, by the tree, or else right beside it."""
    if token.dep_ == "aux:pass":
        return token.head
    if token.dep_ == "aux" and token.head.tag_ == "VVPP":
        return token.head
    before = token.doc[token.i - 1] if token.i and not token.is_sent_start else None
    opens = before is not None and bool(before.is_sent_start)
    if before is not None and (before.tag_ == "VVPP" or opens) and _looks_like_participle(before.lower_):
        return before
    return None


def _looks_like_participle(form: str) -> bool:
    prefixed = form.startswith(("ge", "be", "ver", "er", "ent", "zer", "miss")) or "ge" in form[1:6]
    return prefixed and form.endswith(("t", "en")) and len(form) > 5


def _has_agent(participle: Token, become: Token) -> bool:
    doc, forms = participle.doc, columns(participle.doc).lower
    first, last = sorted((become.i, participle.i))
    for i in range(max(0, first - NEAR), min(len(forms), last + NEAR)):
        if forms[i] not in _AGENTS:
            continue
        token = doc[i]
        noun = token.head
        if (
            token.dep_ == "case"
            and noun.head.i in (participle.i, become.i)
            and noun.dep_ in ("obl", "obl:agent", "nmod")
        ):
            return noun.ent_type_ != "" or noun.pos_ in ("NOUN", "PROPN", "PRON")
    return False


def fragments(doc: Doc) -> Iterator[Mark]:
    """Stretches in quotation marks that are no sentence of their own, marks included."""
    words = columns(doc)
    opened: int | None = None
    closers = ""
    for i, text in enumerate(words.text):
        if opened is None:
            if text in _PAIRS and i + 1 < len(words) and words.end[i] == words.idx[i + 1]:
                opened, closers = i, _PAIRS[text]
        elif text in closers or "\n\n" in text or i - opened > LONGEST_FRAGMENT * 4:
            if text in closers and _is_fragment(words, doc, opened + 1, i):
                yield Mark(opened, i, "fragment", 0.0, "marks:no sentence")
            opened = None


def _is_fragment(known: Columns, doc: Doc, first: int, behind: int) -> bool:
    inside = [token for token in doc[first:behind] if not token.is_space]
    words = [token for token in inside if token.is_alpha]
    if not words or len(inside) > LONGEST_FRAGMENT:
        return False
    if all(token.ent_type_ in ("ORG", "MISC") for token in words) and (
        len(words) > 1 or not entry_at(known, words[0].i)
    ):
        return False  # the name of a newspaper or work
    finite = any(mood.is_finite(token) for token in words)
    subject = any(token.dep_.startswith("nsubj") for token in words)
    return not (
        finite
        and (words[0].text[0].isupper() or inside[-1].text in ".!?")
        and (subject or inside[-1].text in "!?.")
    )
