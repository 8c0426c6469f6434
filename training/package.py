"""From a trained pipeline to the folder that ships: model card, licence, fingerprints of what was learned."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import spacy
import srsly
from spacy.language import Language

from analysis.evaluation import TRAINED_ON, fingerprint
from analysis.integrity import seal

TARGET = Path(__file__).parent.parent / "analysis" / "language" / "model"
NAME, VERSION = "wortlaut_news", "1.3.0"
LICENCE = """\
The files in this folder are the trained pipeline de_{name} {version}.
Copyright: the Wortlaut team.
Licence: Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0),
https://creativecommons.org/licenses/by-sa/4.0/

It was trained on, and its licence follows from:
{sources}
"""
NO_TREE, SUBTREES = 2**32 - 1, ("prefix_tree", "suffix_tree")
"""How spaCy writes that an edit tree ends, and where its parts are."""
SOURCES = Path(__file__).with_name("sources.tsv")


def read_sources(path: Path = SOURCES) -> list[dict[str, str]]:
    """Name, licence and address of everything the model was trained on, from the commented TSV file."""
    rows = [
        line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    return [{"name": name, "license": licence, "url": url} for name, licence, url in rows]


def package(
    source: Path, figures: dict[str, float], learned: Iterable[Sequence[str]], target: Path = TARGET
) -> None:
    """Write the pipeline at `source` to `target`, with its card; an older model is removed."""
    nlp = spacy.load(source)
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        license="CC BY-SA 4.0",
        author="The Wortlaut team",
        email="",
        url="",
        description=(
            "German news: STTS tags, UPOS, features, lemmas, UD relations, names (PER LOC ORG MISC). "
            "The norm of a word (token.norm_) is the form lexicon's class of it, an input of the network."
        ),
        sources=read_sources(),
    )
    nlp.meta["performance"] = {"held_out_" + key: round(value, 4) for key, value in figures.items()}
    fresh = target.with_name("model.new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    sources = "\n".join(f"- {s['name']}, {s['license']}: {s['url']}" for s in read_sources())
    (fresh / "LICENSE").write_text(
        LICENCE.format(name=NAME, version=VERSION, sources=sources), encoding="utf-8"
    )
    marks = sorted({fingerprint(words) for words in learned})
    (fresh / TRAINED_ON).write_text("\n".join(marks) + "\n", encoding="ascii")
    trim_trees(fresh)
    trim_strings(nlp, fresh)
    # The card comes last in the file otherwise; sorted keys make two versions comparable.
    meta = json.loads((fresh / "meta.json").read_text(encoding="utf-8"))
    (fresh / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    seal(fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def trim_trees(folder: Path) -> None:
    """Leave out the edit trees that no label uses: training adds one for each form it meets."""
    lemmatizer = folder / "trainable_lemmatizer"
    trees = srsly.read_msgpack(lemmatizer / "trees")["trees"]
    settings = srsly.read_json(lemmatizer / "cfg")
    used: set[int] = set()
    waiting = list(settings["labels"])
    while waiting:
        tree = waiting.pop()
        if tree != NO_TREE and tree not in used:
            used.add(tree)
            waiting += [trees[tree][key] for key in SUBTREES if key in trees[tree]]
    number = {tree: place for place, tree in enumerate(sorted(used))} | {NO_TREE: NO_TREE}
    kept = [
        {key: number[value] if key in SUBTREES else value for key, value in trees[tree].items()}
        for tree in sorted(used)
    ]
    srsly.write_msgpack(lemmatizer / "trees", {"trees": kept})
    settings["labels"] = [number[label] for label in settings["labels"]]
    srsly.write_json(lemmatizer / "cfg", settings)


def trim_strings(nlp: Language, folder: Path) -> None:
    """Leave the words met in training out of the saved string store; labels and lemma trees keep theirs."""
    needed = {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    needed = {label for label in needed if isinstance(label, str)}
    for label in list(needed):
        needed |= {part for part in re.split(r"[|-]", label) if part}
    for tree in srsly.read_msgpack(folder / "trainable_lemmatizer" / "trees")["trees"]:
        for key in ("orig", "subst"):
            if tree.get(key):
                needed.add(nlp.vocab.strings[tree[key]])
    (folder / "vocab" / "strings.json").write_text(
        json.dumps(sorted(needed), ensure_ascii=False), encoding="utf-8"
    )
