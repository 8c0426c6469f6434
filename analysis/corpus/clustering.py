"""Grouping by similarity: agglomerative clustering with average linkage, the same result each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def average_linkage(similarity: np.ndarray, threshold: float) -> list[int]:
    """Join the two most similar groups until none are as similar as the threshold.

    The similarity of two groups is the mean over all pairs of their members. Of equal pairs the first is
    taken, so that the result depends on the order of the rows alone.

    Args:
        similarity: a symmetric matrix.
        threshold: smallest similarity at which groups are joined.

    Returns:
        For each row the index of the first row of its group.

    >>> import numpy
    >>> average_linkage(numpy.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]]), 0.5)
    [0, 0, 2]
    """
    import numpy as np

    n = len(similarity)
    member = list(range(n))
    if n < 2:
        return member
    between = similarity.astype("float64").copy()
    np.fill_diagonal(between, -np.inf)
    size = np.ones(n)
    nearest = between.argmax(axis=1)
    best = between[np.arange(n), nearest]
    while True:
        one = int(best.argmax())
        if not best[one] >= threshold:
            return member
        other = int(nearest[one])
        one, other = min(one, other), max(one, other)
        joined = (size[one] * between[one] + size[other] * between[other]) / (size[one] + size[other])
        joined[[one, other]] = -np.inf
        between[one, :] = between[:, one] = joined
        between[other, :] = between[:, other] = -np.inf
        size[one] += size[other]
        best[other] = -np.inf
        member = [one if group == other else group for group in member]
        # Only rows whose nearest was one of the two, and the new group itself, may have another nearest now.
        for row in {one, *np.flatnonzero((nearest == one) | (nearest == other)).tolist()}:
            if best[row] > -np.inf:
                nearest[row] = int(between[row].argmax())
                best[row] = between[row, nearest[row]]
        # With average linkage the joined group may be nearer to others than what they had.
        closer = np.flatnonzero(joined > best)
        nearest[closer], best[closer] = one, joined[closer]
