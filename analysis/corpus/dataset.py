"""A corpus that has been analysed: its tables as DataFrames, filtered, and through SQL."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corpus.schema import TABLES, empty, schema
from analysis.corpus.store import ERRORS, read_manifest
from analysis.errors import CorpusError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow.dataset as ds

    from analysis.corpus.issues import Grouping

_BY_ACTOR = {"statements": "actor", "actors": "actor", "entities": "actor", "quotes": "speaker_name"}
"""Tables whose rows belong to one actor, and the column that names it."""


@dataclass(frozen=True)
class Corpus:
    """Many analysed articles on disk; only what is asked for is read.

    Attributes:
        folder: where `build` wrote them.
        since, until: first and last day of publication that count, or None.
        sources: publishers that count; none means all.
        actor: the actor whose rows count, or None.
    """

    folder: Path
    since: datetime.date | None = None
    until: datetime.date | None = None
    sources: tuple[str, ...] = ()
    actor: str | None = None

    def where(
        self,
        *,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
        source: str | Iterable[str] | None = None,
        actor: str | None = None,
    ) -> Corpus:
        """The same corpus, seen through a filter; filters add up.

        Args:
            since, until: first and last day of publication („2025-09-01“); articles without a date drop out.
            source: a publisher, or several.
            actor: canonical name. Statements, actors, names, quotations and positions are then its own; of
                the other tables those articles are left in which it occurs.
        """
        changes: dict[str, Any] = {"since": _day(since), "until": _day(until), "actor": actor}
        if source is not None:
            changes["sources"] = (source,) if isinstance(source, str) else tuple(source)
        return replace(self, **{name: value for name, value in changes.items() if value is not None})

    def table(
        self, name: str, *, columns: Sequence[str] | None = None, duplicates: bool = False
    ) -> pd.DataFrame:
        """A table as a DataFrame, in the order of the articles.

        Args:
            name: a table of `analysis.corpus.TABLES`, "errors" or "issues".
            columns: only these; saves memory.
            duplicates: count articles with a text that was there before. Their rows are those of the first
                article with this text, under their own id, date and source.

        Returns:
            The columns of `analysis.corpus.schema`; `date` is a datetime. `statements` also has
            `issue_group`, the issue as grouped across articles.
        """
        if name == "errors":
            import pandas as pd

            return pd.read_parquet(self.folder / ERRORS)
        if name == "issues":
            return self.issues.table
        grouped = name == "statements" and (columns is None or "issue_group" in columns)
        wanted = None if columns is None else [column for column in columns if column != "issue_group"]
        if grouped and wanted is not None and "issue_key" not in wanted:
            wanted.append("issue_key")
        found = self._read(name, wanted, duplicates)
        if grouped:
            found["issue_group"] = self.issues.groups_of(found["issue_key"])
        return found if columns is None else found[list(columns)]

    def query(self, sql: str, parameters: Sequence[Any] | None = None) -> pd.DataFrame:
        """Ask the tables in SQL, through DuckDB.

        The tables have the names of `analysis.corpus.TABLES`; `articles` holds no duplicates (they are in
        `duplicates`), `statements` has `issue_group`, and there are `errors` and `issues`. The filters of
        `where` hold. The query sees these tables only: no files, no network, no extensions.

        Args:
            sql: one statement, in the dialect of DuckDB.
            parameters: values for `?` in it.

        Raises:
            CorpusError: DuckDB does not take the query.
        """
        from analysis.corpus.query import ask

        return ask(self, sql, parameters)

    @property
    def complete(self) -> bool:
        """Whether the run that writes the corpus came to its end."""
        return bool(read_manifest(self.folder)["complete"])

    @cached_property
    def issues(self) -> Grouping:
        """How issues are grouped across articles: `issues.tsv`, or what the machine proposes."""
        from analysis.corpus.issues import grouping

        return grouping(self)

    def dataset(self, name: str) -> ds.Dataset:
        """A table as a `pyarrow.dataset`, with the filters of `where` that Arrow can apply itself.

        Raises:
            CorpusError: there is no such table.
        """
        return self._dataset(name, duplicates=False)

    def __repr__(self) -> str:
        """Folder and filters."""
        filters = [f"{key}={value}" for key in ("since", "until", "sources", "actor")
                   if (value := getattr(self, key))]  # fmt: skip
        return f"<Corpus in {self.folder.name}{': ' if filters else ''}{', '.join(filters)}>"

    def _dataset(self, name: str, *, duplicates: bool) -> ds.Dataset:
        import pyarrow.dataset as ds

        if name not in TABLES:
            raise CorpusError(f"there is no table {name!r}", remedy=f"known tables: {', '.join(TABLES)}")
        files = sorted((self.folder / name).glob("part-*.parquet"))
        found: ds.Dataset = (
            ds.dataset([str(file) for file in files], schema=schema(name), format="parquet")
            if files
            else ds.dataset(empty(name))
        )
        for condition in self._conditions(name):
            found = found.filter(condition)
        if name == "articles" and not duplicates:
            found = found.filter(ds.field("duplicate_of").is_null())
        return found

    def _conditions(self, name: str) -> list[Any]:
        import pyarrow.compute as pc
        import pyarrow.dataset as ds

        conditions: list[Any] = []
        if self.since:
            conditions.append(ds.field("date") >= self.since)
        if self.until:
            conditions.append(ds.field("date") <= self.until)
        if self.sources:
            conditions.append(ds.field("source").isin(self.sources))
        if self.actor and name == "quotes":
            # Joint speakers stand in one cell, with a semicolon between them.
            pattern = rf"(^|; ){re.escape(self.actor)}($|; )"
            conditions.append(pc.match_substring_regex(ds.field("speaker_name"), pattern))
        elif self.actor and name in _BY_ACTOR:
            conditions.append(ds.field(_BY_ACTOR[name]) == self.actor)
        elif self.actor:
            # Positions of several actors are stored with the list; where it stands is what `statements` say.
            rows = "statements" if name == "positions" else "actors"
            ids = self.dataset(rows).to_table(columns=["article"]).column("article").unique()
            conditions.append(ds.field("article").isin(ids))
        return conditions

    def _read(self, name: str, columns: list[str] | None, duplicates: bool) -> pd.DataFrame:
        import pandas as pd

        if columns is not None and (unknown := set(columns) - set(schema(name).names)):
            raise CorpusError(f"{name} has no column {', '.join(sorted(unknown))}")
        found = _frame(self._dataset(name, duplicates=duplicates).to_table(columns=columns))
        if duplicates and name != "articles":
            copies = [found, *self._copies(name, columns)]
            found = pd.concat(copies, ignore_index=True)
        if self.actor and name == "positions" and "actors" in found:
            found = found[[self.actor in actors for actors in found["actors"]]].reset_index(drop=True)
        return found

    def _copies(self, name: str, columns: list[str] | None) -> Iterable[pd.DataFrame]:
        """The rows of a table once more for each duplicate that the filter lets through."""
        import pyarrow.dataset as ds

        again = self.table("articles", columns=["article", "date", "source", "duplicate_of"], duplicates=True)
        unfiltered = replace(self, since=None, until=None, sources=())
        for row in again[again["duplicate_of"].notna()].to_dict("records"):
            rows = unfiltered._dataset(name, duplicates=False)
            copy = _frame(rows.filter(ds.field("article") == row["duplicate_of"]).to_table(columns=columns))
            for column in ("article", "date", "source"):
                if column in copy:
                    copy[column] = copy[column].astype("str") if column != "date" else copy[column]
                    copy[column] = row[column]
            yield copy


def open_corpus(folder: str | Path) -> Corpus:
    """Open a corpus that `wortlaut corpus` or `build` has written.

    Args:
        folder: its folder; a run that is not through yet shows the parts that are.

    Raises:
        CorpusError: there is no corpus, or a damaged one.
    """
    found = Corpus(Path(folder))
    read_manifest(found.folder)
    return found


def _day(value: str | datetime.date | None) -> datetime.date | None:
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise CorpusError(f"{value!r} is no date", remedy="write the date as 2025-12-06") from None


def _frame(found: Any) -> pd.DataFrame:
    """Arrow to pandas; lists stay lists, and (start, end) pairs stay pairs."""
    import pyarrow as pa

    frame = found.to_pandas(date_as_object=False)
    for field in found.schema:
        if pa.types.is_list(field.type):
            values = found.column(field.name).to_pylist()
            if pa.types.is_list(field.type.value_type):
                values = [[tuple(pair) for pair in cell] if cell is not None else None for cell in values]
            elif pa.types.is_integer(field.type.value_type):
                values = [tuple(cell) if cell is not None else None for cell in values]
            frame[field.name] = values
    return frame
