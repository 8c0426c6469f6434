"""Maximum spanning tree over arc scores: the best tree with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy


def best_tree(scores: numpy.ndarray) -> numpy.ndarray:
    """Heads of the best tree: `scores[dependent, head]`, position 0 is the artificial root.

    >>> scores = numpy.array([[0, 0, 0], [0.0, -9, 3.0], [1.0, 2.0, -9]])
    >>> best_tree(scores).tolist()
    [-1, 2, 0]
    """
    scores = scores.astype("float64").copy()
    numpy.fill_diagonal(scores, -numpy.inf)
    scores[0] = -numpy.inf
    heads = _arborescence(scores)
    roots = numpy.flatnonzero(heads == 0)
    if len(roots) <= 1:
        return heads
    best, best_value = heads, -numpy.inf
    for root in roots:
        some = scores.copy()
        some[:, 0] = -numpy.inf
        some[root] = -numpy.inf
        some[root, 0] = scores[root, 0]
        tree = _arborescence(some)
        value = sum(scores[n, tree[n]] for n in range(1, len(tree)))
        if value > best_value:
            best, best_value = tree, value
    return best


def _cycle(heads: numpy.ndarray) -> list[int]:
    """Some cycle among `heads`, or nothing."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node > 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if node > 0 and state[node] == 1:
            return path[path.index(node) :]
        for done in path:
            state[done] = 2
    return []


def _arborescence(scores: numpy.ndarray) -> numpy.ndarray:
    heads = scores.argmax(axis=1)
    heads[0] = -1
    cycle = _cycle(heads)
    if not cycle:
        return heads
    size = len(scores)
    inside = numpy.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = numpy.flatnonzero(~inside)
    inner = scores[cycle, heads[cycle]]
    # The cycle becomes one node, the last of a smaller graph.
    small = numpy.full((len(outside) + 1, len(outside) + 1), -numpy.inf)
    small[:-1, :-1] = scores[numpy.ix_(outside, outside)]
    into = scores[numpy.ix_(cycle, outside)] - inner[:, None]
    out_of = scores[numpy.ix_(outside, cycle)]
    small[-1, :-1] = into.max(axis=0)
    small[:-1, -1] = out_of.max(axis=1)
    small[0] = -numpy.inf
    tree = _arborescence(small)
    result = heads.copy()
    for place, node in enumerate(outside):
        if place == 0:
            continue
        head = tree[place]
        result[node] = cycle[out_of[place].argmax()] if head == len(outside) else outside[head]
    entry = tree[-1]
    result[cycle[into[:, entry].argmax()]] = outside[entry]
    return result
