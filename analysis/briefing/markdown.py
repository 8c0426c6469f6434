r"""Markdown cells as HTML, in JupyterLab's dialect: CommonMark, tables, ~~strike~~, and LaTeX formulas.

HTML is the common ground: `markup.py` turns it into nodes, whether it comes from here or from an output.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MAX_MARKERS = 40
"""Most quotation and list marks at the beginning of a line; what is nested too deep, the parser drops."""

# Lengths are bounded so that a text full of opening marks costs no more than a long one.
_FORMULA = re.compile(
    r"\$\$(?P<display>.{1,4000}?)(?<!\\)\$\$"
    r"|\$(?P<inline>(?!\s)(?:\\.|[^$\\\n]){0,1000}?(?:\\.|[^\s$\\]))\$(?!\d)"
    r"|\\\\\[(?P<square>.{1,4000}?)\\\\\]"
    r"|\\\\\((?P<round>.{1,1000}?)\\\\\)"
    r"|(?P<environment>\\begin\{(?P<name>[a-zA-Z]+\*?)\}.{0,4000}?\\end\{(?P=name)\})",
    re.DOTALL,
)
_KINDS = ("display", "inline", "square", "round", "environment")


def to_html(source: str) -> str | None:
    r"""Return Markdown as HTML; None if it is nested too deep for the parser.

    >>> to_html("**Kiew** zahlt $x$")
    '<p><strong>Kiew</strong> zahlt <wortlaut-formula data-display="no">x</wortlaut-formula></p>\n'
    """
    if re.search(rf"^(?:[ \t]*(?:>|[-*+]|\d+[.)])){{{MAX_MARKERS},}}", source, re.MULTILINE):
        return None
    return str(_parser().render(source))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
    parser.inline.ruler.before("escape", "formula", _formula)
    parser.add_render_rule("formula", _render_formula)
    return parser


def _formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    found = _FORMULA.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        kind = next(name for name in _KINDS if found[name] is not None)
        token.content = found[kind]
        token.meta = {"display": kind not in ("inline", "round")}
    state.pos = found.end()
    return True


def _render_formula(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    display = "yes" if token.meta["display"] else "no"
    return f'<wortlaut-formula data-display="{display}">{html.escape(token.content)}</wortlaut-formula>'
