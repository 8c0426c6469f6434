"""SQL over a corpus: DuckDB, shut in with the tables it is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from analysis.corpus.schema import TABLES
from analysis.errors import CorpusError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus.dataset import Corpus

_LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}
"""DuckDB neither reads nor writes files, loads nothing, and does not see the variables of the caller."""


def ask(corpus: Corpus, sql: str, parameters: Sequence[Any] | None = None) -> pd.DataFrame:
    """Run a query over the tables of a corpus; see `Corpus.query`.

    Raises:
        CorpusError: DuckDB does not take the query.
    """
    import duckdb
    import pyarrow.dataset as ds

    with duckdb.connect(":memory:", config=_LOCKED) as connection:
        for name in TABLES:
            raw = f"{name}_raw" if name in ("statements", "positions") else name
            connection.register(raw, corpus.dataset(name))
        everything = corpus._dataset("articles", duplicates=True)
        connection.register("duplicates", everything.filter(~ds.field("duplicate_of").is_null()))
        connection.register("errors", corpus.table("errors"))
        connection.register("issues", corpus.issues.table)
        connection.register("groups", corpus.issues.keys)
        connection.execute(
            "CREATE VIEW statements AS SELECT s.*, g.issue_group FROM statements_raw s LEFT JOIN groups g "
            "USING (issue_key)"
        )
        actor = (corpus.actor or "").replace("'", "''")
        of_actor = f" WHERE list_contains(actors, '{actor}')" if actor else ""
        connection.execute(f"CREATE VIEW positions AS SELECT * FROM positions_raw{of_actor}")
        connection.execute("SET lock_configuration = true")
        try:
            return connection.execute(sql, parameters).df()
        except (duckdb.Error, AttributeError) as error:
            raise CorpusError(
                f"DuckDB does not take the query: {' '.join(str(error).split())[:300]}",
                remedy=f"tables: {', '.join(TABLES)}, duplicates, errors, issues",
            ) from None
