"""From records to a DataFrame: each table has the same types in every article, also where it is empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def frame(rows: Iterable[Sequence[Any]], columns: Iterable[str], kinds: Mapping[str, str]) -> pd.DataFrame:
    """Make a table of rows.

    pandas finds the type of a column by looking at every value, and changes it with `astype` afterwards; for
    the small tables of an article that took longer than finding what stands in them (21 ms, now 2).

    Args:
        rows: as many values each as there are columns.
        columns: names of the columns.
        kinds: type of each column: str (None is null), int64, float64, bool or object.

    >>> frame([("Kiew", 2), (None, 1)], ["actor", "mentions"], {"actor": "str", "mentions": "int64"})
      actor  mentions
    0  Kiew         2
    1   NaN         1
    """
    names = list(columns)
    values = list(zip(*rows, strict=True)) or [()] * len(names)
    return frame_of(dict(zip(names, values, strict=True)), kinds)


def frame_of(columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, str]) -> pd.DataFrame:
    """Make a table of columns; see `frame`.

    >>> frame_of({"start": [], "text": []}, {"start": "int64", "text": "str"}).dtypes.tolist()
    [dtype('int64'), <StringDtype(na_value=nan)>]
    """
    import pandas as pd

    arrays = {name: _array(values, kinds[name]) for name, values in columns.items()}
    # The constructor makes sure of what is so by construction here, which takes five times as long as all
    # the rest; the way past it is pandas' own (its readers take it), but not one that it promises to keep.
    if (unchecked := getattr(pd.DataFrame, "_from_arrays", None)) is None:
        return pd.DataFrame(arrays, copy=False)
    rows = pd.RangeIndex(len(next(iter(arrays.values()))))
    # A view, because whoever names the columns of one table must not name those of all.
    header = _header(tuple(arrays)).view()
    table: pd.DataFrame = unchecked(list(arrays.values()), header, rows, verify_integrity=False)
    return table


@cache
def _header(names: tuple[str, ...]) -> pd.Index:
    import pandas as pd

    return pd.Index(names)


def _array(values: Sequence[Any], kind: str) -> Any:
    import numpy as np

    if kind == "str":
        return _strings(values)
    if kind == "object":
        return np.fromiter(values, dtype=object, count=len(values))  # np.array would take lists apart
    return np.array(values, dtype=kind)


def _strings(values: Sequence[str | None]) -> Any:
    import pandas as pd
    import pyarrow as pa

    kind = _arrow_kind()
    if kind is None:
        return pd.array(values, dtype="str")
    return pd.arrays.ArrowStringArray(pa.array(values, type=pa.large_string()), dtype=kind)


@cache
def _arrow_kind() -> pd.StringDtype | None:
    """The type of text if pandas keeps it in Arrow here: then an array of Arrow is a column as it is."""
    import pandas as pd

    if isinstance(pd.array(["a"], dtype="str"), pd.arrays.ArrowStringArray):
        return pd.StringDtype(na_value=float("nan"))
    return None
