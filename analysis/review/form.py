"""The form in which a person changes a position: fields of a widget, and what is read from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from analysis.errors import ReviewError
from analysis.layers.positions import MODALITIES, STANCES
from analysis.review.decision import Evidence, Statement

if TYPE_CHECKING:
    from analysis.report import Analysis

_WIDE = {"width": "40em", "max_width": "98%"}
_LABEL = {"description_width": "8em"}
_GAP = " … "
"""Between the parts of words that do not stand together („lehnt … ab“)."""


class Form:
    """Fields for all that a position says.

    Attributes:
        fields: the widgets by column of the table `positions`, and `note`.
        box: all of them, for display.
    """

    def __init__(self, report: Analysis) -> None:
        self._text = report.article.text
        names = tuple(report.actors["actor"])
        self.fields: dict[str, Any] = {
            "stance": w.Dropdown(options=STANCES, description="stance"),
            "cue": w.Text(description="words"),
            "actors": w.Text(description="actors", placeholder="USA; Ukraine"),
            "actor_spans": w.Text(description="actors' words"),
            "issue": w.Textarea(description="issue", rows=2),
            "target": w.Combobox(description="target", options=names, placeholder="nobody"),
            "source": w.Combobox(description="source", options=names, placeholder="the article itself"),
            "modality": w.Dropdown(options=MODALITIES, description="modality"),
            "negated": w.Checkbox(description="negated"),
            "note": w.Text(description="note"),
        }
        for widget in self.fields.values():
            widget.layout = w.Layout(**_WIDE)
            widget.style = _LABEL
        hint = w.HTML(
            "Copy words from the article; put „ … “ between parts that stand apart, „; “ between actors."
        )
        self.box = w.VBox([*self.fields.values(), hint])
        self._shown: Statement | None = None

    def show(self, statement: Statement, note: str = "") -> None:
        """Fill the fields with a position."""
        self._shown = statement
        self.fields["stance"].value = statement.stance
        self.fields["cue"].value = _words(statement.cue)
        self.fields["actors"].value = "; ".join(statement.actors)
        self.fields["actor_spans"].value = _words(statement.actor_spans)
        self.fields["issue"].value = statement.issue.text if statement.issue else ""
        self.fields["target"].value = statement.target or ""
        self.fields["source"].value = statement.source or ""
        self.fields["modality"].value = statement.modality
        self.fields["negated"].value = statement.negated
        self.fields["note"].value = note

    def values(self) -> dict[str, Any]:
        """What the fields say, by column, places as offsets.

        Raises:
            ReviewError: words that do not stand in the article.
        """
        shown = self._shown
        before: dict[str, Any] = {"cue": (), "actor_spans": (), "issue": ()}
        if shown is not None:
            issue = (shown.issue,) if shown.issue else ()
            before = {"cue": shown.cue, "actor_spans": shown.actor_spans, "issue": issue}
        near = before["cue"][0].start if before["cue"] else 0
        places = {name: self._places(name, before[name], near) for name in before}
        fields = self.fields
        return {
            "stance": fields["stance"].value,
            "cue": places["cue"],
            "actors": [name.strip() for name in fields["actors"].value.split(";") if name.strip()],
            "actor_spans": places["actor_spans"],
            "issue": (places["issue"][0][0], places["issue"][-1][1]) if places["issue"] else None,
            "target": fields["target"].value.strip() or None,
            "source": fields["source"].value.strip() or None,
            "modality": fields["modality"].value,
            "negated": fields["negated"].value,
        }

    def _places(self, name: str, before: tuple[Evidence, ...], near: int) -> list[tuple[int, int]]:
        words = self.fields[name].value
        if words == (_words(before) if name != "issue" else "".join(part.text for part in before)):
            return [(part.start, part.end) for part in before]  # nobody touched it
        return find_words(self._text, words, near)


def find_words(text: str, words: str, near: int) -> list[tuple[int, int]]:
    """Where words stand in a text: the occurrence nearest to a place, part by part.

    White space counts as equal, so that words copied from a page are found across a line break.

    Args:
        text: the article.
        words: the words; „ … “ between parts that stand apart.
        near: offset around which to look.

    Raises:
        ReviewError: they do not stand in the text.

    >>> find_words("Moskau lehnt das ab. Kiew lehnt ab.", "lehnt … ab", near=22)
    [(26, 31), (32, 34)]
    """
    spaced = "".join(" " if character.isspace() else character for character in text)
    found: list[tuple[int, int]] = []
    for part in words.split(_GAP):
        wanted = "".join(" " if character.isspace() else character for character in part).strip()
        if not wanted:
            continue
        starts = list(_occurrences(spaced, wanted, found[-1][1] if found else 0))
        if not starts:
            raise ReviewError(f"„{wanted}“ does not stand there", remedy="copy the words from the article")
        start = min(starts, key=lambda place: abs(place - near))
        found.append((start, start + len(wanted)))
        near = found[-1][1]
    return found


def _occurrences(text: str, wanted: str, first: int) -> Iterable[int]:
    place = text.find(wanted, first)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _words(parts: Iterable[Evidence]) -> str:
    return _GAP.join(" ".join(part.text.split()) for part in parts)
