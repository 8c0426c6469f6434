"""What a result depends on beside the articles: model, lexicon, code; parts of different ones never mix."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import analysis

_PACKAGE = Path(analysis.__file__).parent
_CODE = (
    *(
        "language/**/*.py",
        "layers/**/*.py",
        "reading/*.py",
        "article.py",
        "network.py",
        "words.py",
        "report.py",
    ),
    *(f"corpus/{name}.py" for name in ("building", "rows", "schema", "sources", "statements", "worker")),
)


@cache
def fingerprint(model: str | None = None) -> dict[str, str]:
    """Version and hashes of what makes the tables.

    Args:
        model: as in `analysis.load_pipeline`.

    >>> sorted(fingerprint())
    ['code', 'lexicon', 'model', 'spacy', 'wortlaut']
    """
    embedded = _PACKAGE / "language" / "model"
    folder = Path(model) if model is not None else embedded
    # The name of an installed pipeline is looked up by spaCy; its version must do for a hash.
    trained = _hash(folder.rglob("*"), folder) if folder.is_dir() else f"{model} {version(str(model))}"
    return {
        "wortlaut": version("wortlaut"),
        "spacy": version("spacy"),
        "model": trained,
        "lexicon": _hash((_PACKAGE / "lexicon").glob("*.t*"), _PACKAGE),
        "code": _hash((file for pattern in _CODE for file in _PACKAGE.glob(pattern)), _PACKAGE),
    }


def differences(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """What is not the same, by name.

    >>> differences({"model": "a", "spacy": "3.8"}, {"model": "b", "spacy": "3.8"})
    ['model']
    """
    return sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))


def _hash(files: Iterable[Path], root: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(set(files)):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.blake2b(file.read_bytes()).digest())
    return digest.hexdigest()
