"""A document as one web page that needs nothing else: no script, no file beside it, no network.

The same nodes that go to the PDF become HTML here. All text is escaped, colours are checked, pictures are
data, and the page forbids everything else itself (Content-Security-Policy), so that nothing in an article or
in a cell's output can act.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from analysis.briefing.html_lines import COLOUR, LineWriter, data_url, identifier, lang_of, marked_style
from analysis.briefing.nodes import Node, plain
from analysis.marking import escaped

if TYPE_CHECKING:
    from analysis.briefing.compiler import Document
    from analysis.briefing.words import Words

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def fragment(nodes: Sequence[Node]) -> str:
    """Return blocks as HTML for a place in a notebook; pictures stay out.

    >>> fragment([{"t": "para", "c": ["Kiew <b>", {"t": "strong", "c": ["lehnt ab"]}]}])
    '<p>Kiew &lt;b&gt;<b>lehnt ab</b></p>'
    """
    return _Writer({}).blocks(nodes)


def to_html(document: Document, words: Words) -> str:
    """Return the document as a web page of its own."""
    writer = _Writer(document.files, words)
    head = document.head or {}
    facts = " · ".join(
        f"<span{lang_of(fact.get('lang'))}>{escaped(fact['s'])}</span>" for fact in head.get("facts", ())
    )
    kicker = f'<p class="kicker">{escaped(head["kicker"])}</p>' if head else ""
    title = f"<h1{lang_of(document.title_lang)}>{escaped(document.title)}</h1>"
    body = writer.sections(document.blocks)
    entries = [
        f'<li><a href="#{anchor}">{name}</a></li>' for level, anchor, name in writer.headings if level == 1
    ]
    contents = f'<nav aria-label="{escaped(words["contents"])}"><ul>{"".join(entries)}</ul></nav>'
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(document.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="Wortlaut">\n<title>{escaped(document.title)}</title>\n'
        f"<style>{_style(document.house)}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#content">{escaped(words["skip"])}</a>\n'
        f'<header>{_logo(document.house, words)}{kicker}{title}<p class="facts-line">{facts}</p></header>\n'
        f'{contents}\n<main id="content">\n{body}\n</main>\n'
        f"<footer><p>{escaped(words['product'])}</p></footer>\n</body>\n</html>\n"
    )


def _style(house: Mapping[str, Any]) -> str:
    sheet = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    # The others step in for single characters, which browsers do by themselves.
    font = re.sub(r"[^\w .-]", "", house["fonts"][0])
    for name in ("ink", "accent", "soft", "hair", "pale", "alarm"):
        sheet = sheet.replace(f"{{{{{name}}}}}", house[name])
    return sheet.replace("{{font}}", f'"{font}"')


def _logo(house: Mapping[str, Any], words: Words) -> str:
    if not house.get("logo"):
        return ""
    kind, data = house["logo"]
    return f'<img class="logo" src="{data_url(kind, data)}" alt="{escaped(words["logo"])}">'


class _Writer(LineWriter):
    """Writes the nodes of one document; anchors are unique in it."""

    def __init__(self, files: Mapping[str, bytes], words: Words | None = None) -> None:
        super().__init__(files)
        self.words = words
        self.headings: list[tuple[int, str, str]] = []
        self._figures = {"figure": 0, "table": 0}

    def sections(self, nodes: Sequence[Node]) -> str:
        """Return blocks as HTML, each heading of the first level in a section with what follows."""
        nodes = [
            part for node in nodes for part in (node["variants"][0] if node["t"] == "onepage" else [node])
        ]
        parts: list[str] = []
        for node in nodes:
            if node["t"] == "heading" and node["level"] == 1:
                opened = any(part.startswith("<section") for part in parts)
                parts.append("</section>" if opened else "")
                heading = self.block(node)
                parts.append(f'<section aria-labelledby="{self.headings[-1][1]}">{heading}')
            else:
                parts.append(self.block(node))
        if any(part.startswith("<section") for part in parts):
            parts.append("</section>")
        return "\n".join(part for part in parts if part)

    def blocks(self, nodes: Sequence[Node]) -> str:
        return "".join(self.block(node) for node in nodes)

    def block(self, node: Node) -> str:
        write = getattr(self, f"_{node['t']}", None)
        return write(node) if write else f"<p>{escaped(plain(node))}</p>"

    # Blocks, one method for each kind of node

    def _para(self, node: Node) -> str:
        align = node.get("align")
        style = f' style="text-align:{align}"' if align in ("center", "right") else ""
        return f"<p{style}>{self.line(node['c'])}</p>"

    def _heading(self, node: Node) -> str:
        # The title is h1.
        level, content = min(node["level"] + 1, 6), self.line(node["c"])
        target = self.target(node.get("id")) or self.target(f"heading-{len(self.headings)}")
        self.headings.append((node["level"], target[5:-1], content))
        return f"<h{level}{target}>{content}</h{level}>"

    def _list(self, node: Node) -> str:
        items = "".join(f"<li>{self._item(item)}</li>" for item in node["items"])
        start = f' start="{int(node["start"])}"' if node["ordered"] and node["start"] != 1 else ""
        tag = "ol" if node["ordered"] else "ul"
        return f"<{tag}{start}>{items}</{tag}>"

    def _item(self, blocks: Sequence[Node]) -> str:
        if len(blocks) == 1 and blocks[0]["t"] == "para":
            return self.line(blocks[0]["c"])
        return self.blocks(blocks)

    def _quote(self, node: Node) -> str:
        return f"<blockquote>{self.blocks(node['c'])}</blockquote>"

    def _code(self, node: Node) -> str:
        role = node["role"] if node["role"] in ("output", "source", "stderr", "error") else "output"
        return f'<pre class="{role}" tabindex="0"><code>{escaped(node["s"])}</code></pre>'

    def _rule(self, node: Node) -> str:
        return "<hr>"

    def _pagebreak(self, node: Node) -> str:
        return '<hr class="page">'

    def _note(self, node: Node) -> str:
        label = node["label"] or (self.words["note"] if self.words else "")
        detail = f'<pre tabindex="0">{escaped(node["code"])}</pre>' if node["code"] else ""
        return f'<div class="note" role="note"><b>{escaped(label)}</b> {escaped(node["s"])}{detail}</div>'

    def _picture(self, node: Node) -> str:
        caption = self._caption(node, "figure")
        caption = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure>{self.image(node, '')}{caption}</figure>"

    def _formula(self, node: Node) -> str:
        return f'<p class="display">{self.inline(node)}</p>'

    def _raw_formula(self, node: Node) -> str:
        return f"<p>{self.inline(node)}</p>"

    def _caption(self, node: Node, kind: str) -> str:
        if not node["caption"]:
            return ""
        self._figures[kind] += 1
        label = f"<b>{escaped(self.words[kind])} {self._figures[kind]}</b> " if self.words else ""
        return label + self.line(node["caption"])

    def _table(self, node: Node) -> str:
        caption = self._caption(node, "table")
        rows: dict[int, list[str]] = {y: [] for y in range(node["n_head"] + node["n_body"])}
        for cell in sorted(node["cells"], key=lambda cell: (cell["y"], cell["x"])):
            rows[cell["y"]].append(self._cell(cell, in_head=cell["y"] < node["n_head"]))
        head = "".join(f"<tr>{''.join(rows[y])}</tr>" for y in sorted(rows) if y < node["n_head"])
        body = "".join(f"<tr>{''.join(rows[y])}</tr>" for y in sorted(rows) if y >= node["n_head"])
        label = plain(node["caption"]) or (self.words["table"] if self.words else "")
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escaped(label)}"><table>'
            f"{f'<caption>{caption}</caption>' if caption else ''}"
            f"{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table></div>"
        )

    def _cell(self, cell: Node, *, in_head: bool) -> str:
        content = self.blocks(cell["c"]) if cell["blocks"] else self.line(cell["c"])
        # An empty head names nothing: it is a cell.
        tag = "th" if cell["header"] and plain(cell["c"]).strip() else "td"
        scope = f' scope="{"col" if in_head else "row"}"' if tag == "th" else ""
        spans = "".join(
            f' {name}="{int(cell[key])}"'
            for name, key in (("colspan", "cs"), ("rowspan", "rs"))
            if cell[key] > 1
        )
        return f"<{tag}{scope}{spans}{_cell_style(cell)}>{content}</{tag}>"

    def _facts(self, node: Node) -> str:
        items = "".join(
            f"<div><dt>{escaped(fact['label'])}</dt><dd>{escaped(fact['value'])}</dd></div>"
            for fact in node["facts"]
        )
        return f'<dl class="facts">{items}</dl>'

    def _summary(self, node: Node) -> str:
        items = (
            f"<li><span>{self.line(item['c'])}</span> "
            f'<span class="refs">{self.line(item["refs"])}</span></li>'
            for item in node["items"]
        )
        return f'<ul class="summary">{"".join(items)}</ul>'

    def _onepage(self, node: Node) -> str:
        return self.blocks(node["variants"][0])

    def _columns(self, node: Node) -> str:
        return (
            f'<div class="columns">{"".join(f"<div>{self.blocks(c)}</div>" for c in node["columns"])}</div>'
        )

    def _contents(self, node: Node) -> str:
        items = (
            f'<li><a href="#{identifier(item["id"])}">{self.line(item["c"])}</a></li>'
            for item in node["items"]
        )
        return f'<ol class="contents">{"".join(items)}</ol>'

    def _lined(self, node: Node) -> str:
        paragraphs: list[list[str]] = []
        for line in node["lines"]:
            if line["first"] or not paragraphs:
                paragraphs.append([])
            text = self.line(line["c"])
            text = f"<b>{text}</b>" if line["bold"] else text
            label = f'<span class="hidden">{escaped(node["word"])} </span>{escaped(line["n"])}'
            paragraphs[-1].append(
                f'<div class="line"{self.target(line["id"])}><span class="n">{label}</span>'
                f"<span{lang_of(node['lang'])}>{text}</span> "
                f'<span class="refs">{self.line(line["refs"])}</span></div>'
            )
        return self._legend(node) + "".join(
            f'<div class="paragraph">{"".join(lines)}</div>' for lines in paragraphs
        )

    def _article(self, node: Node) -> str:
        paragraphs = (
            f"<p>{'<b>' if p['bold'] else ''}{self.line(p['c'])}{'</b>' if p['bold'] else ''}</p>"
            for p in node["paragraphs"]
        )
        return f"{self._legend(node)}<div{lang_of(node['lang'])}>{''.join(paragraphs)}</div>"

    def _legend(self, node: Node) -> str:
        entries = (
            f"<li><mark{marked_style(entry['look'])}>{escaped(entry['look'].get('symbol', ''))} "
            f"{escaped(entry['name'])}</mark></li>"
            for entry in node["legend"]
        )
        return f'<ul class="legend">{"".join(entries)}</ul>' if node["legend"] else ""


def _cell_style(cell: Node) -> str:
    css = [f"text-align:{cell['align']}"] if cell["align"] in ("center", "right") else []
    if cell["bar"] and COLOUR.fullmatch(str(cell["bar"][0])):
        shade, part = cell["bar"]
        css.append(f"background:linear-gradient(90deg,{shade} {float(part):g}%,transparent {float(part):g}%)")
    elif cell["fill"] and COLOUR.fullmatch(str(cell["fill"])):
        css.append(f"background:{cell['fill']};color:#111")
    if cell["colour"] and COLOUR.fullmatch(str(cell["colour"])):
        css.append(f"color:{cell['colour']}")
    css += ["font-weight:bold"] if cell["bold"] else []
    css += ["font-style:italic"] if cell["italic"] else []
    return f' style="{";".join(css)}"' if css else ""
