"""Markdown to plain text: the words without the marks."""

from __future__ import annotations

from dataclasses import replace

from analysis.reading.header import Header


def read_markdown(text: str, header: Header) -> tuple[Header, str]:
    """Turn the body of a Markdown file into paragraphs of plain text.

    A first heading is the title, if the header names none, and then not part of the text. Tables, code and
    raw HTML are no prose and are left out.

    Args:
        text: the file without its header block.
        header: what the header block says.

    Returns:
        The header, with the title, and the paragraphs with a blank line between them.

    >>> read_markdown("# Einigung\\n\\nDie *Gewerkschaft* stimmte zu.", Header())[1]
    'Die Gewerkschaft stimmte zu.'
    """
    from markdown_it import MarkdownIt

    title, is_heading = header.title, False
    blocks: list[str] = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "heading_open":
            is_heading = True
        elif token.type == "inline":
            words = "".join(_words(child) for child in token.children or []).strip()
            if is_heading and title is None and not blocks:
                title = words or None
            elif words:
                blocks.append(words)
            is_heading = False
    return replace(header, title=title), "\n\n".join(blocks)


def _words(token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline") else ""
