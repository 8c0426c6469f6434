"""The looks of actors: in all figures on the same articles an actor has the same colour and marker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analysis import palette
from analysis.network import several

if TYPE_CHECKING:
    from matplotlib.text import Text

    from analysis.report import Analysis

JOINED = "; "
"""What joins the names of those who speak together."""


def actor_styles(reports: Analysis | Iterable[Analysis]) -> dict[str, palette.Style]:
    """Return the style of each actor of an article, or of several: the most mentioned get the plainest.

    >>> from analysis import Article, analyse
    >>> looks = actor_styles(analyse(Article(text="Kiew fordert Garantien. Moskau lehnt ab. Kiew wartet.")))
    >>> list(looks), looks["Ukraine"] != looks["Russland"]
    (['Ukraine', 'Russland'], True)
    """
    mentions: Counter[str] = Counter()
    for report in several(reports):
        for actor, number in zip(report.actors["actor"], report.actors["mentions"], strict=True):
            mentions[actor] += int(number)
    return palette.actors(name for name, _ in mentions.most_common())


def style_of(name: str, styles: dict[str, palette.Style]) -> palette.Style | None:
    """Return the style of a name in a figure; those who speak together look like the first of them."""
    return styles.get(name) or styles.get(name.split(JOINED)[0])


def paint(texts: Sequence[Text], names: Iterable[str], styles: dict[str, palette.Style]) -> None:
    """Give the labels of an axis the colour of the actor that they name; others stay as they are."""
    for text, name in zip(texts, names, strict=True):
        look = style_of(name, styles)
        if look is not None:
            text.set_color(look.line)
