r"""The file of decisions: tab-separated, one decision a line, sorted by place, made to be read and compared.

A place is written with its words, „7-12 lehnt; 13-15 ab“, so that a person sees what is meant and a changed
article is noticed. The column `proposed` holds, for an edit, what the machine had where it differs (JSON). In
all other cells a backslash guards what would otherwise be markup: `\t`, `\n`, `\\`, `\;`, `\u00ad` and the
first character of what a spreadsheet would run as a formula.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReviewError
from analysis.exports import file_name, write_atomically
from analysis.review.decision import Decision, Evidence, Statement, ordered

if TYPE_CHECKING:
    from analysis.article import Article
    from analysis.report import Analysis

ENDING = ".review.tsv"
COLUMNS = (
    "decision", "cue", "stance", "actors", "actor_spans", "issue", "target", "source", "negated", "modality",
    "proposed", "reviewer", "date", "note",
)  # fmt: skip
_STATEMENT = COLUMNS[1:10]
_HEAD = (
    "# Decisions about the positions that Wortlaut proposed; one a line, sorted by place in the article.",
    "# decision: accept, reject, edit, add. A place counts code points, end exclusive, its words behind it.",
)
_REMEDY = "mend the line, or delete it and decide anew"
_NAMED = {"t": "\t", "n": "\n", "r": "\r"}
_ESCAPES = {value: key for key, value in _NAMED.items()}
_ESCAPED = re.compile(r"\\(u[0-9a-f]{4}|U[0-9a-f]{8}|.)", re.DOTALL)
_SPLIT = re.compile(r"(?<!\\)((?:\\\\)*); ")
_EVIDENCE = re.compile(r"(\d{1,9})-(\d{1,9}) (.+)", re.DOTALL)


def review_path(source: Article | Analysis | str | Path) -> Path:
    """Where the decisions about an article are kept: beside it, with its name.

    Args:
        source: an article (or its report) that was read from a file, or the path of that file. A `.json` file
            may hold several articles, so there the article's id stands in the name, too.

    Raises:
        ReviewError: the article was not read from a file.

    >>> review_path("berichte/genf.txt").name
    'genf.review.tsv'
    """
    if isinstance(source, str | Path):
        return Path(source).with_name(Path(source).stem + ENDING)
    article: Any = getattr(source, "article", source)
    if article.file is None:
        raise ReviewError(
            "the article comes from no file, so there is no place beside it",
            article.id,
            remedy="say where the decisions are: path=…",
        )
    path = Path(article.file)
    name = f"{path.stem}.{file_name(article.id)}" if path.suffix.lower() == ".json" else path.stem
    return path.with_name(name + ENDING)


def save(decisions: Iterable[Decision], path: str | Path) -> Path:
    """Write decisions, whole or not at all; the same decisions always make the same file.

    Args:
        decisions: in any order.
        path: see `review_path`.

    Raises:
        ExportError: the place cannot be written.
    """
    lines = [*_HEAD, "\t".join(COLUMNS), *map(_line, ordered(decisions))]
    data = "".join(line + "\n" for line in lines).encode("utf-8")
    return write_atomically(path, lambda place: place.write_bytes(data))


def load(path: str | Path) -> tuple[Decision, ...]:
    """Read decisions; none where there is no file yet.

    Whether they still fit the article is seen when they are applied.

    Args:
        path: see `review_path`.

    Raises:
        ReviewError: the file is damaged or a decision in it is impossible; names file, line and remedy.
    """
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise ReviewError(
            f"the decisions cannot be read: {reason}", path, remedy="save it as UTF-8"
        ) from None
    numbered = [
        (number, line)
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not numbered:
        return ()
    first, head = numbered[0]
    if tuple(head.split("\t")) != COLUMNS:
        expected = "the first line without # names the columns: " + " ".join(COLUMNS)
        raise ReviewError("these are not the columns of decisions", path, f"line {first}", expected)
    found: dict[object, int] = {}
    decisions = []
    for number, line in numbered[1:]:
        decision = _read(line, path, number)
        about = decision.proposed or ("add", decision.statement)
        if about in found:
            problem = f"a second decision about the same position; the first is in line {found[about]}"
            raise ReviewError(problem, path, f"line {number}", "keep one of them")
        found[about] = number
        decisions.append(decision)
    return ordered(decisions)


def _read(line: str, path: Path, number: int) -> Decision:
    cells = line.split("\t")
    # Editors cut blanks at the end of a line, and with them the empty cells of reviewer, date and note.
    cells += [""] * (len(COLUMNS) - len(cells) if len(cells) >= len(COLUMNS) - 4 else 0)
    try:
        if len(cells) != len(COLUMNS):
            raise ReviewError(f"{len(cells)} cells instead of {len(COLUMNS)}")
        row = dict(zip(COLUMNS, cells, strict=True))
        statement = Statement(**{name: _READERS[name](row[name]) for name in _STATEMENT})
        kind = row["decision"]
        if bool(row["proposed"]) != (kind == "edit"):
            raise ReviewError("the column proposed is filled for edits, and only for them")
        before = _before(row["proposed"], statement) if kind == "edit" else statement
        return Decision(
            kind,
            statement,
            None if kind == "add" else before,
            _unescaped(row["reviewer"]),
            datetime.date.fromisoformat(row["date"]) if row["date"] else None,
            _unescaped(row["note"]),
            str(path),
            number,
        )
    except ReviewError as error:
        raise ReviewError(error.problem, path, f"line {number}", error.remedy or _REMEDY) from None
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError) as error:
        raise ReviewError(f"a damaged cell: {error}", path, f"line {number}", _REMEDY) from None


def _before(cell: str, statement: Statement) -> Statement:
    """What the machine had proposed: the edited statement with the old values put back."""
    old = json.loads(cell)
    return replace(statement, **{name: _READERS[name](old[name]) for name in old})


def _line(decision: Decision) -> str:
    row = _cells(decision.statement)
    proposed = ""
    if decision.kind == "edit" and decision.proposed is not None:
        before = _cells(decision.proposed)
        changed = {name: before[name] for name in _STATEMENT if before[name] != row[name]}
        proposed = json.dumps(changed, ensure_ascii=False)
    date = decision.date.isoformat() if decision.date else ""
    end = (proposed, _escaped(decision.reviewer), date, _escaped(decision.note))
    return "\t".join((decision.kind, *(row[name] for name in _STATEMENT), *end))


def _cells(statement: Statement) -> dict[str, str]:
    issue = (statement.issue,) if statement.issue else ()
    return {
        "cue": _places(statement.cue),
        "stance": statement.stance,
        "actors": "; ".join(map(_escaped, statement.actors)),
        "actor_spans": _places(statement.actor_spans),
        "issue": _places(issue),
        "target": _escaped(statement.target or ""),
        "source": _escaped(statement.source or ""),
        "negated": "yes" if statement.negated else "no",
        "modality": statement.modality,
    }


def _places(parts: Iterable[Evidence]) -> str:
    return "; ".join(f"{part.start}-{part.end} {_escaped(part.text)}" for part in parts)


def _evidence(cell: str) -> tuple[Evidence, ...]:
    found = []
    for part in _parts(cell):
        match = _EVIDENCE.fullmatch(part)
        if not match:
            raise ReviewError(f"„{part}“ is no place", remedy="write a place as „7-12 lehnt“")
        found.append(Evidence(int(match[1]), int(match[2]), _unescaped(match[3])))
    return tuple(found)


def _issue(cell: str) -> Evidence | None:
    found = _evidence(cell)
    if len(found) > 1:
        raise ReviewError("an issue is one place", remedy="keep one of them")
    return found[0] if found else None


def _negated(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ReviewError(f"negated is „{cell}“", remedy="write yes or no")
    return cell == "yes"


def _name(cell: str) -> str | None:
    return _unescaped(cell) or None


_READERS: dict[str, Callable[[str], Any]] = {
    "cue": _evidence,
    "stance": str,
    "actors": lambda cell: tuple(map(_unescaped, _parts(cell))),
    "actor_spans": _evidence,
    "issue": _issue,
    "target": _name,
    "source": _name,
    "negated": _negated,
    "modality": str,
}


def _parts(cell: str) -> list[str]:
    """A cell cut at „; “, unless a backslash guards the semicolon."""
    if not cell:
        return []
    pieces = _SPLIT.split(cell)
    # The group holds pairs of backslashes, which belong to the piece before them.
    return [first + guard for first, guard in zip(pieces[::2], [*pieces[1::2], ""], strict=True)]


def _escaped(text: str) -> str:
    """A text for a cell; `_unescaped` gives it back."""
    shown = "".join(_character(character) for character in text)
    return "\\" + shown if shown[:1] in tuple("=+-@\"'#") else shown


def _character(character: str) -> str:
    if character in ("\\", ";"):
        return "\\" + character
    if character.isprintable():
        return character
    if character in _ESCAPES:
        return "\\" + _ESCAPES[character]
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


def _unescaped(cell: str) -> str:
    def plain(match: re.Match[str]) -> str:
        code = match[1]
        if len(code) > 1:
            character = chr(int(code[1:], 16))
            character.encode("utf-8")  # half of a surrogate pair is a ValueError
            return character
        return _NAMED.get(code, code)

    return _ESCAPED.sub(plain, cell)
