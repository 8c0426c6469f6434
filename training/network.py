"""The layers of the pipeline: one place for every size."""

from __future__ import annotations

from typing import Any

from spacy.attrs import NORM
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.language import Language
from spacy.util import add_lookups

# Docs in training are short; cutting them costs a fifth of the time (oracle sequences) and brings nothing.
WHOLE = {"update_with_oracle_cut_size": 5000}
WINDOW = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "window_size": 1, "maxout_pieces": 3}

# Rows of the hash tables. NORM is the lexicon's class of the word (training/classes.py), LOWER the word.
FORM = {"LOWER": 6000, "NORM": 4000, "PREFIX": 1000, "SUFFIX": 3000, "SHAPE": 1500}
# The first model knows no classes: its norm is the word in lower case.
PLAIN_FORM = {"NORM": 6000, "PREFIX": 1000, "SUFFIX": 3000, "SHAPE": 1500}
# Names also see the STTS tag that the tagger gave.
NAME_FORM = {"LOWER": 4000, "NORM": 3000, "PREFIX": 500, "SUFFIX": 1500, "SHAPE": 500, "TAG": 100}

Encoder = dict[str, Any]


def tok2vec(*, width: int, depth: int, attributes: dict[str, int] | None = None) -> Encoder:
    """Configuration of a token encoder; `attributes` maps token attributes to rows of their hash tables."""
    attributes = FORM if attributes is None else attributes
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": list(attributes),
            "rows": list(attributes.values()),
            "include_static_vectors": True,
        },
        "encode": {**WINDOW, "width": width, "depth": depth},
    }


def set_classes(nlp: Language, table: dict[str, str]) -> None:
    """Let the norms of words come from `table`; saved with the vocabulary and used again by `spacy.load`."""
    for name in ("lexeme_norm",):
        if name in nlp.vocab.lookups:
            nlp.vocab.lookups.remove_table(name)
        nlp.vocab.lookups.add_table(name, table)
    getter = nlp.vocab.lex_attr_getters.get(NORM, LEX_ATTRS[NORM])
    nlp.vocab.lex_attr_getters[NORM] = add_lookups(getter, nlp.vocab.lookups.get_table("lexeme_norm"))


def listener(width: int) -> dict[str, Any]:
    """Configuration of a component that reads the shared encoder."""
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}


def add_morphology(
    nlp: Language, *, width: int, depth: int, attributes: dict[str, int] | None = None
) -> None:
    """Shared encoder, STTS tagger, morphologizer (UPOS and FEATS) and edit-tree lemmatizer."""
    encoder = tok2vec(width=width, depth=depth, attributes=attributes)
    nlp.add_pipe("tok2vec", config={"model": encoder})
    head = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener(width)}
    nlp.add_pipe("tagger", config={"model": head, "label_smoothing": 0.05})
    nlp.add_pipe("morphologizer", config={"model": head, "label_smoothing": 0.05})
    lemmas = {"model": head, "min_tree_freq": 2, "top_k": 3, "backoff": "orth"}
    nlp.add_pipe("trainable_lemmatizer", config=lemmas)


def add_parser(nlp: Language, *, encoder: dict[str, Any], hidden: int = 96) -> None:
    """Transition-based dependency parser on `encoder`."""
    model = _transitions("parser", encoder, hidden)
    nlp.add_pipe("parser", config={"model": model, "min_action_freq": 5, **WHOLE})


def add_ner(nlp: Language, *, encoder: dict[str, Any], hidden: int = 64) -> None:
    """Transition-based name recogniser on `encoder`."""
    model = _transitions("ner", encoder, hidden)
    nlp.add_pipe("ner", config={"model": model, **WHOLE})


def _transitions(state: str, encoder: dict[str, Any], hidden: int) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": encoder,
    }
