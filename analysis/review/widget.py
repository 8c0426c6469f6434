"""A walk through the proposed positions in JupyterLab: one after the other, with buttons to decide.

Everything is made of ipywidgets, so nothing is fetched from the network; what comes from the article is
escaped. Each decision is saved at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from analysis.errors import WortlautError
from analysis.marking import escaped, highlight_html
from analysis.review.application import Status, apply, status
from analysis.review.deciding import add, decide, proposals, undecided
from analysis.review.decision import Decision, Statement, statement_of
from analysis.review.file import load, save
from analysis.review.form import Form
from analysis.review.view import DONE, context, facts_html, overview_html

if TYPE_CHECKING:
    from analysis.report import Analysis

Listener = Callable[["Analysis", Status], object]
_BUTTONS = {
    "previous": ("◀ previous", "", "Go to the position before"),
    "next": ("next ▶", "", "Go to the next position"),
    "accept": ("✓ accept", "success", "It is right: keep it and go on"),
    "reject": ("✗ reject", "danger", "It is no position: strike it out and go on"),
    "edit": ("✎ save edit", "info", "Keep it as the form says and go on"),
    "add": ("+ add", "info", "Add what the form says as a further position"),
    "reopen": ("↺ reopen", "", "Forget what was decided about this position"),
}


class Walk:
    """The widget, and what has been decided so far.

    Attributes:
        report: the analysed article, as the machine left it.
        path: the file of decisions.
        decisions: what the file holds.
        widget: what JupyterLab shows; may stand in another widget.
        buttons: by name: previous, next, accept, reject, edit, add, reopen.
        form: the fields that `edit` and `add` read.

    >>> import tempfile
    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Moskau lehnt eine Waffenruhe ab. Kiew fordert Garantien."))
    >>> walk = Walk(report, Path(tempfile.mkdtemp()) / "genf.review.tsv", reviewer="Ada")
    >>> walk.buttons["accept"].click()
    >>> print(walk)
    1 of 2 positions reviewed: 1 accepted, 0 rejected, 0 edited, 0 added
    """

    def __init__(self, report: Analysis, path: str | Path, *, reviewer: str = "") -> None:
        self.report = report
        self.path = Path(path)
        self.decisions: tuple[Decision, ...] = load(self.path)
        rows = proposals(report).to_dict("records")
        self.statements: list[Statement] = [statement_of(row, report.article.text) for row in rows]
        self._rules = [row["rule"] for row in rows]
        self._listeners: list[Listener] = []
        self.form = Form(report)
        self.buttons = {
            name: w.Button(description=label, button_style=look, tooltip=tip)
            for name, (label, look, tip) in _BUTTONS.items()
        }
        self.reviewer = w.Text(value=reviewer, description="reviewer", placeholder="your name")
        self.choice = w.Dropdown(description="position", layout=w.Layout(width="40em", max_width="98%"))
        self._progress = w.IntProgress(max=max(1, len(rows)), description="reviewed")
        self._count, self._context, self._facts, self._message = (w.HTML() for _ in range(4))
        for name, button in self.buttons.items():
            button.on_click(lambda _, name=name: self._do(name))
        self.choice.observe(self._chosen, names="value")
        self.widget = self._laid_out()
        first = next((n for n in range(len(rows)) if self.decision(n) is None), 0)
        self._refresh(first)

    @property
    def reviewed(self) -> Analysis:
        """The report with the decisions applied."""
        return apply(self.report, self.decisions)

    @property
    def status(self) -> Status:
        """How far the review has come."""
        return status(self.report, self.decisions)

    @property
    def current(self) -> int | None:
        """Index of the position that is shown; None where there is none at all."""
        return self.choice.value if self.statements else None

    def decision(self, row: int) -> Decision | None:
        """What was decided about a proposed position, or None."""
        return next((d for d in self.decisions if d.proposed == self.statements[row]), None)

    def observe(self, listener: Listener) -> None:
        """Call a function with the reviewed report and its status after each decision."""
        self._listeners.append(listener)

    def __str__(self) -> str:
        return str(self.status)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The widget where there is a kernel; elsewhere a table of all positions."""
        shown = self.widget._repr_mimebundle_(**kwargs)
        state = f"<p>{escaped(self)}</p>" + overview_html(self.statements, self.decisions)
        return {**shown, "text/html": state, "text/plain": str(self)}

    def _laid_out(self) -> w.VBox:
        bar = [self.buttons[name] for name in ("previous", "accept", "reject", "reopen", "next")]
        change = w.Accordion([w.VBox([self.form.box, w.HBox([self.buttons["edit"], self.buttons["add"]])])])
        change.set_title(0, "change, or add a position")
        parts = [
            w.HBox([self._progress, self._count]),
            self.choice,
            self._context,
            self._facts,
            w.HBox(bar, layout=w.Layout(flex_flow="row wrap")),
            self._message,
            change,
            self.reviewer,
        ]
        return w.VBox(parts)

    def _do(self, name: str) -> None:
        """What a button does; an error of the input becomes a message."""
        row = self.current
        try:
            self.decisions = load(
                self.path
            )  # another walk, or an editor, may have changed the file meanwhile
            if name == "add":
                self._keep(add(self.report, self.decisions, **self._signed(), **self.form.values()), row)
            elif row is None:
                self._say("There is no position to decide about.")
            elif name in ("previous", "next"):
                self._refresh((row + (1 if name == "next" else -1)) % len(self.statements))
            elif name == "reopen":
                self._keep(undecided(self.report, self.decisions, row), row)
            else:
                changes = self.form.values() if name == "edit" else {}
                made = decide(self.report, self.decisions, row, name, **self._signed(), **changes)
                self._keep(made, self._next_open(row, made))
        except WortlautError as error:
            self._say(str(error))

    def _signed(self) -> dict[str, Any]:
        return {"reviewer": self.reviewer.value.strip(), "note": self.form.fields["note"].value.strip()}

    def _keep(self, decisions: tuple[Decision, ...], row: int | None) -> None:
        save(decisions, self.path)
        self.decisions = decisions
        self._refresh(row or 0)
        for listener in self._listeners:
            listener(self.reviewed, self.status)

    def _next_open(self, row: int, decisions: tuple[Decision, ...]) -> int:
        """The next position that nobody has decided about; the one behind where there is none."""
        done = {decision.proposed for decision in decisions}
        count = len(self.statements)
        following = [(row + step) % count for step in range(1, count + 1)]
        return next((n for n in following if self.statements[n] not in done), following[0])

    def _refresh(self, row: int) -> None:
        """Show a position, and how far the review has come."""
        now = self.status
        self._progress.value = now.decided
        self._count.value = escaped(now)
        self._say("\n".join(map(str, now.stale)))
        self.choice.unobserve(self._chosen, names="value")
        self.choice.options = [(self._label(n), n) for n in range(len(self.statements))]
        if self.statements:
            self.choice.value = row
        self.choice.observe(self._chosen, names="value")
        self._show(row)

    def _chosen(self, change: Any) -> None:
        if change["new"] is not None:
            self._show(change["new"])

    def _show(self, row: int) -> None:
        for name in ("previous", "next", "accept", "reject", "edit", "reopen"):
            self.buttons[name].disabled = not self.statements
        if not self.statements:
            self._context.value = "The machine proposes no position in this article."
            return
        decision = self.decision(row)
        statement = decision.statement if decision else self.statements[row]
        self.buttons["reopen"].disabled = decision is None
        self._context.value = highlight_html(context(self.report, statement))
        self._facts.value = facts_html(statement, self._rules[row])
        self.form.show(statement, decision.note if decision else "")

    def _label(self, row: int) -> str:
        statement, decision = self.statements[row], self.decision(row)
        actors = ", ".join(statement.actors) or "–"
        state = DONE[decision.kind] if decision else "open"
        return f"{row + 1}. {statement.stance} · {statement.cue_text} · {actors} · {state}"

    def _say(self, message: str) -> None:
        lines = "<br>".join(escaped(line) for line in message.split("\n"))
        self._message.value = f'<div role="status">{lines}</div>'
