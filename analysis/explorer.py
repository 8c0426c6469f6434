"""Exploring an article in JupyterLab: its layers marked in the text, and their rows as an index to it.

It needs ipywidgets and no network. Where widgets do not live (exports, GitHub, a terminal) the same
`Explorer` shows itself as a page that stands still.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets

from analysis.display import MIME
from analysis.errors import WortlautError
from analysis.explorer_page import legend, overview, page, paragraphs, row_page, text_mark
from analysis.marking import escaped
from analysis.marks import LAYERS, Mark, marks
from analysis.network import several

if TYPE_CHECKING:
    from analysis.report import Analysis

ANYONE = "(anyone)"
_WIDE = ipywidgets.Layout(width="100%")
_SHORT = 46
"""Characters of a row in the index before it is cut."""


class Explorer:
    """The text of an article, its layers to choose from, and an index of what they mark.

    Attributes:
        article: which article, where there are several.
        layers: a box to tick for each layer of `analysis.marks.LAYERS`.
        actor: whom the marks shall concern.
        index: the marks as rows; the one that is chosen shows in its sentence and is framed in the text.
        widget: all of it, as JupyterLab shows it.
    """

    def __init__(self, reports: Sequence[Analysis], layers: Sequence[str] = ("names",)) -> None:
        if not reports:
            raise ValueError("there is no report to explore")
        marks(reports[0], *layers)  # An unknown layer is an error now, not at the first click.
        self.reports = self._originals = tuple(reports)
        self.article = ipywidgets.Dropdown(
            options=[(_title(report), place) for place, report in enumerate(self.reports)],
            description="Article",
            layout=ipywidgets.Layout(width="auto", display=None if len(self.reports) > 1 else "none"),
        )
        self.layers = {
            name: ipywidgets.Checkbox(
                value=name in layers,
                description=layer.title,
                indent=False,
                layout={"width": "auto", "margin": "0 1.2em 0 0"},
            )
            for name, layer in LAYERS.items()
        }
        self.actor = ipywidgets.Dropdown(description="Actor", tooltip="Show only what concerns this actor")
        self.index = ipywidgets.Select(
            rows=10, layout=_WIDE, tooltip="Choose a row to see it in its sentence"
        )
        self.index.add_class("wortlaut-index")
        self._legend, self._row = ipywidgets.HTML(), ipywidgets.HTML()
        self._jump = ipywidgets.Button(
            description="Go to the text", tooltip="Moves to the paragraph of the row"
        )
        self._text = ipywidgets.VBox(layout={"max_height": "32em", "overflow": "auto", "padding": "0 .5em"})
        self._marks: list[Mark] = []
        self._review = ipywidgets.VBox()
        self.widget = self._assembled()
        self._open()
        self.article.observe(lambda _: self._open(), "value")
        for box in (*self.layers.values(), self.actor):
            box.observe(lambda _: self._refresh(), "value")
        self.index.observe(lambda _: self._choose(), "value")
        self._jump.on_click(lambda _: self._go())
        self.widget.observe(lambda _: self._open_review(), "selected_index")

    @property
    def report(self) -> Analysis:
        """The report that is shown."""
        return self.reports[self.article.value]

    @property
    def chosen(self) -> Mark | None:
        """The mark that is chosen in the index."""
        return None if self.index.value is None else self._marks[self.index.value]

    @property
    def marks(self) -> list[Mark]:
        """The marks in the index: those of the ticked layers that concern the actor."""
        return list(self._marks)

    def _assembled(self) -> ipywidgets.Tab:
        # The index is a list of lines; only letters of one width keep their columns.
        css = ipywidgets.HTML("<style>.wortlaut-index select {font-family: monospace}</style>")
        css.layout.display = "none"
        ticks = ipywidgets.HBox(list(self.layers.values()), layout={"flex_flow": "row wrap"})
        choice = ipywidgets.HBox([self.article, self.actor], layout={"flex_flow": "row wrap"})
        read = ipywidgets.VBox(
            [css, choice, ticks, self.index, self._row, self._jump, self._legend, self._text]
        )
        tab = ipywidgets.Tab([read, self._review], titles=("Read", "Review positions"))
        tab.selected_index = 0
        return tab

    def _open(self) -> None:
        """Take up an article: its actors, its marks; its review is opened when somebody looks at it."""
        concerned = {actor for mark in marks(self.report) for actor in mark.actors}
        known = self.report.actors.sort_values("mentions", ascending=False, kind="stable")["actor"]
        names = [name for name in known if name in concerned]
        self.actor.options = [ANYONE, *names, *sorted(concerned - set(names))]
        self.actor.index = 0
        self._review.children = ()
        self._refresh()
        self._open_review()

    def _refresh(self) -> None:
        ticked = [name for name, box in self.layers.items() if box.value]
        found = marks(self.report, *ticked) if ticked else []
        self._marks = [mark for mark in found if self.actor.value in (ANYONE, *mark.actors)]
        self.index.options = [(_line(mark, len(ticked) > 1), at) for at, mark in enumerate(self._marks)]
        self.index.index = None
        self._legend.value = legend(self._marks)
        self._choose()

    def _choose(self) -> None:
        mark = self.chosen
        self._row.value = row_page(self.report, mark) if mark else overview(self._marks)
        self._jump.disabled = mark is None
        shown = paragraphs(text_mark(self.report, self._marks, mark))
        if len(shown) != len(self._text.children):
            self._text.children = [self._paragraph(place) for place in range(len(shown))]
        for box, source in zip(self._text.children, shown, strict=True):
            if box.children[1].value != source:
                box.children[1].value = source
        if mark:
            self._go()
            self.index.focus()  # The keyboard stays where it was.

    def _paragraph(self, place: int) -> ipywidgets.HBox:
        """A paragraph and its button: it leads to the index, and takes the focus that scrolls there."""
        button = ipywidgets.Button(
            description="¶",
            tooltip=f"Choose the first row of paragraph {place + 1}",
            tabbable=False,
            layout={"width": "1.8em", "height": "auto", "flex": "0 0 auto", "padding": "0"},
        )
        button.style.button_color = "transparent"
        button.on_click(lambda _: self._enter(place))
        return ipywidgets.HBox([button, ipywidgets.HTML()], layout={"flex": "0 0 auto"})

    def _enter(self, place: int) -> None:
        here = (at for at, mark in enumerate(self._marks) if self._holds(place, mark))
        self.index.value = next(here, self.index.value)

    def _holds(self, paragraph: int, mark: Mark) -> bool:
        start, end = self.report.article.paragraphs[paragraph]
        return start <= mark.spans[0].start < end

    def _go(self) -> None:
        mark = self.chosen
        for place, box in enumerate(self._text.children):
            if mark and self._holds(place, mark):
                box.children[0].focus()

    def _open_review(self) -> None:
        """Make the page for reviewing once somebody looks at it: it works on the file beside the article."""
        if self.widget.selected_index != 1 or self._review.children:
            return
        from analysis import review

        place = self.article.value
        try:
            walk = review.walk(self._originals[place])
        except WortlautError as error:
            self._review.children = (ipywidgets.HTML(f"<p>{escaped(error)}</p>"),)
            return
        walk.observe(lambda reviewed, _: self._take(place, reviewed))
        self._review.children = (walk.widget,)

    def _take(self, place: int, reviewed: Analysis) -> None:
        """Show the report as the person who reviews it has left it."""
        self.reports = (*self.reports[:place], reviewed, *self.reports[place + 1 :])
        if place == self.article.value:
            self._refresh()

    def __repr__(self) -> str:
        return "\n".join(f"<Explorer of {report!r}>" for report in self.reports)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        # JupyterLab takes the widget; whoever cannot, the page; the briefing sets the highlighted text.
        shown = text_mark(self.report, self._marks, self.chosen)
        living = self.widget._repr_mimebundle_(include=None, exclude=None) or {}
        return {
            **living,
            "text/html": page(self.report, shown, self._marks),
            "text/plain": repr(self),
            MIME: shown.data(),
        }


def explore(reports: Analysis | Iterable[Analysis], *, layers: Iterable[str] = ("names",)) -> Explorer:
    """Explore one article or several: choose layers, rows and actors, see them in the text.

    Args:
        reports: an analysed article, or several to choose from.
        layers: what is marked at first, keys of `analysis.marks.LAYERS`.

    Raises:
        ValueError: there is no report, or no layer of that name.

    >>> from analysis import Article, analyse
    >>> explorer = explore(analyse(Article(text="Moskau lehnt eine Waffenruhe ab.")), layers=["positions"])
    >>> [(mark.kind, mark.text) for mark in explorer.marks]
    [('reject', 'lehnt … ab')]
    """
    return Explorer(list(several(reports)), list(layers))


def _title(report: Analysis) -> str:
    return report.article.title or report.article.id


def _line(mark: Mark, several_layers: bool) -> str:
    """A row of the index; hard spaces, as a browser takes a run of others for one."""
    layer = f"{LAYERS[mark.layer].title:<10}" if several_layers else ""
    who = _cut(", ".join(mark.actors), 26)
    text = _cut(" ".join(mark.text.split()), _SHORT)
    return f"{mark.sentence + 1:>3}  {layer}{mark.kind:<22.22}  {who:<26}  {text}".replace(" ", "\u00a0")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
