"""The pipeline: the embedded model with Wortlaut's own components around it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import ModelError
from analysis.integrity import RENEW, damaged

if TYPE_CHECKING:
    from spacy.language import Language

EMBEDDED = Path(__file__).parent / "model"

# What the layers read, and a component that provides it.
NEEDED = {"tagger": "STTS tags", "morphologizer": "UPOS and features", "lemmatizer": "lemmas"}
_LEMMATIZERS = ("lemmatizer", "trainable_lemmatizer", "edit_tree_lemmatizer")
_UD_RELATIONS = frozenset({"nsubj", "obj", "obl", "ccomp", "aux", "case"})
_WHOLE_PARSERS = ("stanza", "spacy_stanza", "udpipe", "StanzaTokenizer")


def load_pipeline(model: str | Path | None = None) -> Language:
    """Load spaCy with a German model and Wortlaut's components.

    Args:
        model: a folder or the name of an installed spaCy pipeline for German with Universal Dependencies
            relations; by default the embedded model, which needs no download.

    Returns:
        A pipeline: `wortlaut_sentences` (sentence starts), then the model's own components, then
        `wortlaut_relations`, `wortlaut_names` and one component for each layer.

    Raises:
        ModelError: the model cannot be loaded, or lacks what the layers read; the message says what.

    >>> nlp = load_pipeline()
    >>> nlp.pipe_names[0], "wortlaut_actors" in nlp.pipe_names
    ('wortlaut_sentences', True)
    """
    import spacy
    from thinc.api import use_ops

    from analysis.language import relations, sentences
    from analysis.language.tokenizer import BoundedTokenizer
    from analysis.layers import actors, entities, phrasing, positions, quotes, times

    source = EMBEDDED if model is None else model
    broken = _damaged(Path(source))
    if broken is not None:
        raise ModelError(
            f"the language model is damaged: {broken} is not as it was shipped", source, remedy=RENEW
        )
    try:
        # numpy's matrix product is twice as fast here as the one that thinc brings (3,700 and 7,900 words/s).
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(source)
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
        remedy = "install Wortlaut again" if model is None else "name a folder or an installed spaCy pipeline"
        raise ModelError(f"the language model cannot be loaded: {reason}", source, remedy=remedy) from None
    _require(nlp, source)
    nlp.tokenizer = BoundedTokenizer.like(nlp.tokenizer)
    nlp.add_pipe(sentences.COMPONENT, first=True)
    nlp.add_pipe(relations.COMPONENT, last=True)
    nlp.add_pipe(entities.COMPONENT, last=True)
    nlp.add_pipe(times.COMPONENT, last=True)
    nlp.add_pipe(actors.COMPONENT, last=True)
    nlp.add_pipe(quotes.COMPONENT, last=True)
    nlp.add_pipe(phrasing.COMPONENT, last=True)  # it reads quotations and actors
    nlp.add_pipe(positions.COMPONENT, last=True)  # so does it
    return nlp


@cache
def _damaged(folder: Path) -> str | None:
    """Once in a process: reading 39 MB takes a tenth of a second."""
    return damaged(folder)


def _require(nlp: Language, source: object) -> None:
    """Check language, components and relation labels once, so that no layer fails in the middle of a text."""
    if nlp.lang != "de":
        raise ModelError(f"the model is for the language {nlp.lang!r}, not German", source)
    if type(nlp.tokenizer).__name__ in _WHOLE_PARSERS:
        return  # such a tokenizer annotates the whole Doc by itself
    lacks = [f"{name} ({gives})" for name, gives in NEEDED.items() if not _has(nlp, name)]
    if "parser" not in nlp.pipe_names:
        lacks.append("parser (relations)")
    if "ner" not in nlp.pipe_names:
        lacks.append("ner (names)")
    if lacks:
        raise ModelError(f"the model lacks {', '.join(lacks)}", source, remedy="use a full pipeline")
    missing = sorted(_UD_RELATIONS - set(nlp.get_pipe("parser").labels))  # type: ignore[attr-defined]
    if missing:
        raise ModelError(
            f"the model's relations are not those of Universal Dependencies: it has no {', '.join(missing)}",
            source,
            remedy="spaCy's own German models use TIGER labels; use one trained on a UD treebank",
        )


def _has(nlp: Language, name: str) -> bool:
    return any(pipe in nlp.pipe_names for pipe in (_LEMMATIZERS if name == "lemmatizer" else (name,)))
