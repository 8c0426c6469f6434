"""Whether model and lexicons are the files that were shipped: fingerprints, written down and compared.

Beside them lies a file `SHA256SUMS`, which `sha256sum --check` reads too. What is damaged or was swapped is
refused when it is loaded. Who edits a lexicon, or puts another model in, says so with one command::

    python -m analysis.integrity

It guards against accidents (a download that broke off, a disk error, a merge gone wrong) and against a file
that somebody else put there unseen; whoever can write to this folder can write the fingerprints as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

MANIFEST = "SHA256SUMS"
RENEW = "install Wortlaut again; if you changed it yourself: python -m analysis.integrity"
"""What to do about a file that is not as it was."""
_ROOT = Path(__file__).parent
FOLDERS: Mapping[Path, str] = {_ROOT / "language" / "model": "**/*", _ROOT / "lexicon": "*.t*"}
"""The folders that are sealed, and which of their files."""


def fingerprint(content: bytes) -> str:
    """SHA-256 in hexadecimal figures.

    >>> fingerprint("Moskau lehnt ab.".encode())[:12]
    '2935e17cdda8'
    """
    return hashlib.sha256(content).hexdigest()


def seal(folder: Path, pattern: str = "**/*") -> None:
    """Write the fingerprints of the files of a folder beside them.

    Args:
        folder: where they lie.
        pattern: which of them, as in `Path.glob`.
    """
    files = sorted(path for path in folder.glob(pattern) if path.is_file() and path.name != MANIFEST)
    lines = [f"{fingerprint(path.read_bytes())}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8", newline="\n")


@cache
def sealed(folder: Path) -> dict[str, str]:
    """The fingerprints written down for a folder, by file; none where nothing is."""
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def damaged(folder: Path) -> str | None:
    """The first file of a folder that is missing or not the one that was sealed, or None.

    A folder without fingerprints has nothing to compare with: another model that a user has named.
    """
    for name, digest in sealed(folder).items():
        path = folder / name
        if not path.is_file() or fingerprint(path.read_bytes()) != digest:
            return name
    return None


if __name__ == "__main__":
    for one, which in FOLDERS.items():
        seal(one, which)
