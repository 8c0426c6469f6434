"""The same matter in other words: issues grouped across articles, shown with evidence, corrected in a TSV.

How alike two issues are says `analysis.corpus.similarity`; groups are joined by average linkage.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.corpus.clustering import average_linkage
from analysis.corpus.similarity import Vectors, embedded_vectors, similarities
from analysis.errors import CorpusError
from analysis.exports import guarded, write_atomically
from analysis.reading.encoding import decode

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus.dataset import Corpus

FILE = "issues.tsv"
COLUMNS = {
    "group": "what the matter is called; the one column to edit",
    "member": "an issue: its nouns in dictionary form, the head first",
    "statements": "number of statements about it",
    "example": "the words of the first statement about it",
    "article": "id of the article in which they stand",
    "like": "the member of the group that is most like it, and how much (0 to 1); empty for a group of one",
}
THRESHOLD = 0.35
"""Chosen on half a of the 100 issues in tests/fixtures/issue_groups.tsv (pairs: precision 1.00, recall .85);
half b then reaches .69 and .89. The keys alone: 1 and .07 in both."""
MOST = 2000
"""Members that are clustered, the most frequent ones; rarer ones go to the group they are most like."""


@dataclass(frozen=True)
class Grouping:
    """Which issue belongs to which group.

    Attributes:
        table: one row per issue, with `COLUMNS`; groups by number of statements.
    """

    table: pd.DataFrame

    @property
    def keys(self) -> pd.DataFrame:
        """Columns issue_key and issue_group, to join statements with."""
        return self.table[["member", "group"]].rename(columns={"member": "issue_key", "group": "issue_group"})

    def groups_of(self, keys: pd.Series) -> pd.Series:
        """The group of each key; null where there is no issue, and the key itself where it is not listed."""
        group = dict(zip(self.table["member"], self.table["group"], strict=True))
        return keys.map(lambda key: group.get(key, key), na_action="ignore").astype("str")


def grouping(corpus: Corpus) -> Grouping:
    """The grouping of a corpus: what `issues.tsv` says, or where there is none what the machine proposes."""
    import pandas as pd

    path = corpus.folder / FILE
    if not path.exists():
        return propose(_members(corpus))
    listed = read_issues(path)
    table = pd.DataFrame([dict.fromkeys(COLUMNS) | row for row in listed], columns=list(COLUMNS))
    return Grouping(table.astype(dict.fromkeys(("group", "member", "example", "article", "like"), "str")))


def write_issues(corpus: Corpus) -> Path:
    """Write `issues.tsv` into the folder of a corpus; lines that are there keep their group.

    A file that lists every issue already is left as it is.

    Raises:
        CorpusError: the file that is there cannot be read.
        ExportError: the file cannot be written.
    """
    path = corpus.folder / FILE
    fixed = {row["member"]: row["group"] for row in read_issues(path)} if path.exists() else {}
    members = _members(corpus)
    if fixed and set(members["member"]) <= set(fixed):
        return path
    table = propose(members, fixed).table
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in table.itertuples(index=False):
        writer.writerow([guarded(_shown(cell)) if isinstance(cell, str) else cell for cell in row])
    return write_atomically(path, lambda place: place.write_text(text.getvalue(), "utf-8"))


def read_issues(path: Path) -> list[dict[str, str]]:
    """Read `issues.tsv`; only the columns group and member are needed.

    Raises:
        CorpusError: a column is missing, a cell is empty, or a member stands in two groups.
    """
    reader = csv.DictReader(io.StringIO(decode(path.read_bytes(), path)), delimiter="\t")
    remedy = "the first line must be: group, member, with a tab between them"
    if not {"group", "member"} <= set(reader.fieldnames or ()):
        raise CorpusError("there is no column group or member", path, "line 1", remedy)
    seen: dict[str, str] = {}
    found = []
    for row in reader:
        row = {key: _unguarded((row[key] or "").strip()) for key in COLUMNS if row.get(key) is not None}
        if not any(row.values()):
            continue
        place = f"line {reader.line_num}"
        if not row.get("group") or not row.get("member"):
            raise CorpusError("group or member is empty", path, place, "write both, or delete the line")
        if seen.setdefault(row["member"], row["group"]) != row["group"]:
            raise CorpusError(f"{row['member']!r} stands in two groups", path, place, "keep one of them")
        found.append(row)
    return found


def propose(
    members: pd.DataFrame,
    fixed: Mapping[str, str] | None = None,
    *,
    threshold: float = THRESHOLD,
    vector: Vectors | None = None,
) -> Grouping:
    """Group issues by similarity.

    Args:
        members: one row per issue with member, statements, example and article, the most frequent first.
        fixed: groups that a person has given; they stay, and take in what is like their members.
        threshold: smallest mean similarity at which groups are joined.
        vector: the vector of a word; by default that of the embedded model.
    """
    import numpy as np

    fixed = fixed or {}
    table = members.reset_index(drop=True).copy()
    words = [member.split() for member in table["member"]]
    core = [row for row in range(len(table)) if row < MOST or table["member"][row] in fixed]
    alike = similarities([words[row] for row in core], vector or embedded_vectors())
    names = [table["member"][row] for row in core]
    bound = alike.copy()
    for one, name in enumerate(names):
        for other in range(one):
            if name in fixed and names[other] in fixed:
                same = fixed[name] == fixed[names[other]]
                bound[one, other] = bound[other, one] = len(core) + 1.0 if same else -len(core) - 1.0
    firsts = average_linkage(bound, threshold)
    group: dict[int, str] = {}
    for first in dict.fromkeys(firsts):
        inside = [row for row, of in enumerate(firsts) if of == first]
        given = [fixed[names[row]] for row in inside if names[row] in fixed]
        group[first] = given[0] if given else _name(table, [core[row] for row in inside], set(group.values()))
    table["group"], table["like"] = "", ""
    for row, first in enumerate(firsts):
        table.loc[core[row], "group"] = group[first]
        others = [o for o, of in enumerate(firsts) if of == first and o != row]
        if others:
            best = max(others, key=lambda o: alike[row, o])
            table.loc[core[row], "like"] = f"{names[best]} {alike[row, best]:.2f}"
    for row in (r for r in range(len(table)) if r not in set(core)):
        near = similarities(
            [words[row], *[words[c] for c in core]], vector or embedded_vectors(), only_first=True
        )[0, 1:]
        best = int(np.argmax(near)) if len(near) else 0
        close = len(near) > 0 and near[best] >= threshold
        table.loc[row, "group"] = table["group"][core[best]] if close else table["example"][row]
        table.loc[row, "like"] = f"{names[best]} {near[best]:.2f}" if close else ""
    order = Counter(dict(table.groupby("group")["statements"].sum()))
    table["_size"] = table["group"].map(order)
    table = table.sort_values(
        ["_size", "group", "statements", "member"], ascending=[False, True, False, True], ignore_index=True
    )
    return Grouping(table[list(COLUMNS)].astype({"group": "str", "like": "str"}))


def _name(table: pd.DataFrame, rows: list[int], taken: set[str]) -> str:
    """A group is called by the words of its most frequent member."""
    name = str(table["example"][max(rows, key=lambda row: (table["statements"][row], -row))])
    return name if name not in taken else f"{name} ({table['member'][rows[0]]})"


def _members(corpus: Corpus) -> pd.DataFrame:
    """The issues of the whole corpus, whatever filters are set, the most frequent first."""
    from analysis.corpus.dataset import Corpus as Whole

    columns = ["issue_key", "issue", "article", "date"]
    rows = Whole(corpus.folder)._read("statements", columns, False)
    rows = rows[rows["issue_key"].notna()]
    rows = rows.sort_values(["date", "article"], kind="stable", na_position="last")
    found = rows.groupby("issue_key", sort=False).agg(
        statements=("issue", "size"), example=("issue", "first"), article=("article", "first")
    )
    found = found.reset_index(names="member").astype({"member": "str", "example": "str", "article": "str"})
    return found.sort_values(
        ["statements", "member"], ascending=[False, True], ignore_index=True, kind="stable"
    )


def _shown(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _unguarded(text: str) -> str:
    """Take back the apostrophe that `guarded` put before what a spreadsheet would run."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text
