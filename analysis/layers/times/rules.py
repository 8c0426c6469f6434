"""The rules for time: patterns over words, compiled from `times_rules.tsv`, and how a text is searched.

A pattern is a row of elements. `im|am` is one of these words, `{unit}` a word with a reading of that class
(the value is kept under the name; `{n:number}` keeps it under n), `@date` a place where a rule whose name
begins with `date.` matches (its values are borrowed), `[` and `]` mark what belongs to the expression; what
stands outside is context. `x?` may be missing, `!x` must not stand there, `~x` has no blank before it, `^x`
begins with a capital letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from analysis import lexicon
from analysis.errors import FormatError
from analysis.layers.times.starts import Starts
from analysis.layers.times.words import Word

BLOCK = "NOT"
"""Type of a rule that says what is no expression of time."""


@dataclass(frozen=True)
class Element:
    """One place of a pattern."""

    words: frozenset[str] = frozenset()
    classes: tuple[str, ...] = ()
    name: str = ""
    family: str = ""
    optional: bool = False
    negated: bool = False
    glued: bool = False
    capital: bool = False


@dataclass(frozen=True)
class Rule:
    """One line of `times_rules.tsv`.

    Attributes:
        name: family and name, joined by a dot.
        timex_type: DATE, TIME, DURATION, SET, or NOT.
        elements: the pattern.
        first, last: indices of the elements between which the expression lies.
        value: operation and arguments that make the TIMEX3 value (see `values`).
        anchor: how a duration lies to the article's date: since, ago, ahead, last, next, or "".
        order: line number; of two rules that match the same words the earlier one decides.
    """

    name: str
    timex_type: str
    elements: tuple[Element, ...]
    first: int
    last: int
    value: tuple[str, ...]
    anchor: str
    order: int

    @property
    def family(self) -> str:
        """What stands before the dot of the name."""
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Match:
    """A rule and the words it found: first and last (end exclusive), with context, and what was bound."""

    rule: Rule
    start: int
    end: int
    context_start: int
    context_end: int
    bound: dict[str, object] = field(hash=False)


def find(words: list[Word]) -> list[Match]:
    """The expressions of a text: of matches that overlap the longest, then the earlier rule.

    >>> from analysis.layers.times.words import words_of
    >>> [match.rule.name for match in find(words_of("Man traf sich am 3. und 4. Mai."))]
    ['date.list', 'date.day-month']
    """
    by_start: dict[int, list[Match]] = {}
    for index in range(len(words) - 1, -1, -1):
        for rule in _rules_for(words, index):
            match = _match(rule, words, index, by_start)
            if match is not None:
                by_start.setdefault(match.start, []).append(match)
    return _longest([match for matches in by_start.values() for match in matches], len(words))


def _longest(matches: list[Match], size: int) -> list[Match]:
    taken = bytearray(size)
    chosen = []
    for match in sorted(matches, key=_rank):
        if not any(taken[match.start : match.end]):
            taken[match.start : match.end] = b"\x01" * (match.end - match.start)
            if match.rule.timex_type != BLOCK:
                chosen.append(match)
    return sorted(chosen, key=lambda match: match.start)


def _rank(match: Match) -> tuple[int, int, int, int]:
    context = match.context_end - match.context_start
    return (-(match.end - match.start), -context, match.rule.order, match.start)


def _match(rule: Rule, words: list[Word], index: int, by_start: dict[int, list[Match]]) -> Match | None:
    best: Match | None = None
    for marks, bound in _walk(rule, words, 0, index, by_start, index):
        start, end, stop = marks
        if end > start and (best is None or end - start > best.end - best.start):
            best = Match(rule, start, end, index, stop, bound)
    return best


def _walk(
    rule: Rule,
    words: list[Word],
    place: int,
    index: int,
    by_start: dict[int, list[Match]],
    origin: int,
    start: int = -1,
    end: int = -1,
) -> Iterator[tuple[tuple[int, int, int], dict[str, object]]]:
    """All ways to lay the pattern over the words; patterns are short and repeat nothing, so they are few."""
    if place == rule.first:
        start = index
    if place == rule.last:
        end = index
    if place == len(rule.elements):
        yield (start, end, index), {}
        return
    element = rule.elements[place]
    if element.negated:
        # In front of the expression it speaks of the word before, elsewhere of the next one.
        other = index - 1 if place == 0 else index
        if not (0 <= other < len(words)) or not any(_options(element, words, other, by_start)):
            yield from _walk(rule, words, place + 1, index, by_start, origin, start, end)
        return
    if index < len(words) and (index == origin or not words[index].breaks):
        for bound, length in _options(element, words, index, by_start):
            for marks, rest in _walk(rule, words, place + 1, index + length, by_start, origin, start, end):
                yield marks, rest | bound  # what is borrowed further on never replaces what was read
    if element.optional:
        yield from _walk(rule, words, place + 1, index, by_start, origin, start, end)


def _options(
    element: Element, words: list[Word], index: int, by_start: dict[int, list[Match]]
) -> Iterator[tuple[dict[str, object], int]]:
    word = words[index]
    if (element.glued and not word.glued) or (element.capital and not word.text[0].isupper()):
        return
    if word.low in element.words:
        yield {}, 1
    for cls in element.classes:
        for value, length in word.readings.get(cls, ()):
            yield {element.name or cls: value}, length
    if element.family:
        for match in by_start.get(index, ()):
            if match.rule.family == element.family:
                yield dict(match.bound), match.end - match.start
                break


def _rules_for(words: list[Word], index: int) -> Iterable[Rule]:
    """The rules that may match here, by this word and the one behind what it reads as."""
    word = words[index]
    by_word, by_class = _index()
    readings = word.readings
    source = by_word.get(word.low)
    if not readings:
        if source is None:
            return ()
        return source.followed_by(_keys(words[index + 1])) if index + 1 < len(words) else source.always
    sources = [source] if source is not None else []
    sources += [by_class[cls] for cls in readings if cls in by_class]
    if not sources:
        return ()
    ahead: list[str] = []
    for length in {1, *(length for read in readings.values() for _, length in read)}:
        if index + length < len(words):
            ahead += _keys(words[index + length])
    found: dict[int, Rule] = {}
    for source in sources:
        for rule in source.followed_by(ahead):
            found.setdefault(rule.order, rule)
    return found.values()


def _keys(word: Word) -> tuple[str, ...]:
    """What a rule may ask of a word: its form and its classes."""
    return (word.low, *word.readings) if word.readings else (word.low,)


@cache
def _index() -> tuple[dict[str, Starts], dict[str, Starts]]:
    """Rules by the word, and by the class, that they can begin with; each with what it can go on with.

    Most words of a text meet no rule, and an article („die“) only those that know what stands behind it.
    """
    by_word: dict[str, Starts] = {}
    by_class: dict[str, Starts] = {}
    for rule in load_rules():
        for place, element in enumerate(rule.elements):
            if element.negated:
                continue
            nexts = _next(rule.elements[place + 1 :])
            for form in element.words:
                by_word.setdefault(form, Starts()).add(rule, nexts)
            for cls in element.classes:
                by_class.setdefault(cls, Starts()).add(rule, nexts)
            if not element.optional:
                break
    return by_word, by_class


def _next(elements: tuple[Element, ...]) -> frozenset[str] | None:
    """What the next word of a pattern can be; None if there need not be one, or it is a family of rules."""
    keys: frozenset[str] = frozenset()
    for element in elements:
        if element.negated:
            continue
        if element.family:
            return None
        keys |= element.words | frozenset(element.classes)
        if not element.optional:
            return keys
    return None


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules in the order of the file.

    Raises:
        FormatError: a pattern that marks no words, or mixes a class with words.
    """
    return tuple(_compile(entry, order) for order, entry in enumerate(lexicon.load("times_rules")))


def _compile(entry: dict[str, str], order: int) -> Rule:
    elements: list[Element] = []
    first, last = 0, -1
    for part in entry["pattern"].split():
        if part == "[":
            first = len(elements)
        elif part == "]":
            last = len(elements)
        else:
            elements.append(_element(part))
    last = len(elements) if last < 0 else last
    if last <= first:
        raise FormatError("the pattern marks no words", "times_rules.tsv", entry["rule"])
    return Rule(
        name=entry["rule"],
        timex_type=entry["type"],
        elements=tuple(elements),
        first=first,
        last=last,
        value=tuple(entry["value"].split()),
        anchor=entry["anchor"],
        order=order,
    )


def _element(part: str) -> Element:
    marks = ""
    while len(part) > 1 and part[0] in "!~^":
        marks += part[0]
        part = part[1:]
    optional = len(part) > 1 and part.endswith("?")
    part = part[:-1] if optional else part
    name, classes = "", ""
    if part.startswith("{"):
        if not part.endswith("}"):
            raise FormatError("an element is a class or words, not both", "times_rules.tsv", part)
        name, _, classes = part[1:-1].rpartition(":")
    family = part[1:] if part.startswith("@") else ""
    return Element(
        words=frozenset() if classes or family else frozenset(part.split("|")),
        classes=tuple(classes.split("|")) if classes else (),
        name=name,
        family=family,
        optional=optional,
        negated="!" in marks,
        glued="~" in marks,
        capital="^" in marks,
    )
