"""The spaCy component that finds expressions of time and resolves them."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from analysis.language.columns import columns, reads_only
from analysis.layers.times import calendar, clause
from analysis.layers.times.context import Context
from analysis.layers.times.record import Time, article_date, keep, set_article_date, times
from analysis.layers.times.rules import Match, find
from analysis.layers.times.values import resolve
from analysis.layers.times.words import Word, words_of

COMPONENT = "wortlaut_times"

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T|\Z)")
_DAILY = frozenset(
    (
        "day.deictic",
        "day.weekday",
        "day.rel-weekday",
        "day.this-weekday",
        "day.today-weekday",
        "day.yesterday-adj",
        "part.weekday",
        "part.compound",
        "part.deictic",
        "part.night-to",
    )
)
"""Rules whose expressions a text has that counts in days; „heute“ itself says nothing."""
_HOURLY = frozenset({"clock", "part"})
"""Families of rules that make „heute“ a day if they stand in its sentence („heute um 20 Uhr“)."""
_FROM_FOCUS = {"after": "ahead", "before": "ago"}
"""Durations that are counted from the day the text spoke of last („zwei Tage später“)."""

for _name, _getter, _setter in (("times", times, None), ("article_date", article_date, set_article_date)):
    Doc.set_extension(_name, getter=_getter, setter=_setter, force=True)


@Language.component(COMPONENT)
@reads_only
def find_times(doc: Doc) -> Doc:
    """Find the expressions of time of a text and work out what days they mean.

    Args:
        doc: a Doc with tags, features and tree (without them tenses are unknown); `doc._.article_date`, if
            set, is the day from which relative expressions count.

    Returns:
        The same Doc with `doc._.times`.

    >>> import datetime, spacy
    >>> doc = spacy.blank("de")("Gestern trafen sich beide Seiten.")
    >>> doc._.article_date = datetime.date(2025, 12, 6)
    >>> [(time.text, time.value) for time in find_times(doc)._.times]
    [('Gestern', '2025-12-05')]
    """
    words = words_of(columns(doc).whole)
    matches = find(words)
    reader = _Reader(doc, words)
    reader.daily = any(match.rule.name in _DAILY for match in matches)
    reader.hourly = {reader.sentence(match) for match in matches if match.rule.family in _HOURLY}
    keep(doc, [time for match in matches if (time := reader.read(match)) is not None])
    return doc


class _Reader:
    """Goes through the matches of a text in order and remembers what day and year it spoke of last."""

    def __init__(self, doc: Doc, words: list[Word]) -> None:
        self.doc = doc
        self.words = words
        self.context = Context(article_date(doc))
        self.columns = columns(doc)
        self.place = 0
        self.daily = False
        self.listed = False
        self.hourly: set[int] = set()

    def sentence(self, match: Match) -> int:
        """The index of the sentence that a match begins in."""
        return self.columns.sentence[self._token(self.words[match.start].start).i] or 0

    def read(self, match: Match) -> Time | None:
        """The expression behind a match, or None if it is none."""
        start, end = self.words[match.start].start, self.words[match.end - 1].end
        first, last = self._token(start), self._token(end - 1)
        if self._is_name(first, last) or self._counts_things(match, last):
            return None
        self._forget(match)
        sentence = self.columns.sentence[first.i] or 0
        self.context.daily = self.daily or sentence in self.hourly
        head = _head(self.doc[first.i : last.i + 1])
        self.context.direction = self._direction(match, head)
        rule = match.rule
        value = resolve(rule.value, match.bound, self.context)
        if value is None:
            return None
        mod = str(match.bound.get("edge", ""))
        begin, end_date = self._days(rule.timex_type, rule.anchor, value, mod)
        self._remember(match, value)
        return Time(
            start=start,
            end=end,
            text=self.columns.whole[start:end],
            timex_type=rule.timex_type,
            value=value,
            begin=begin,
            end_date=end_date,
            event=clause.dated(head),
            sentence=sentence,
            rule=rule.name,
            mod=mod,
        )

    def _token(self, offset: int) -> Token:
        return self.doc[max(0, bisect_right(self.columns.idx, offset) - 1)]

    def _is_name(self, first: Token, last: Token) -> bool:
        """Whether it is part of a longer name of a person („Theo Sommer“)."""
        if first.ent_type_ != "PER" or first.i != last.i:
            return False
        before = first.i > 0 and first.ent_iob_ == "I"
        behind = first.i + 1 < len(self.doc) and self.doc[first.i + 1].ent_iob_ == "I"
        return before or behind

    def _counts_things(self, match: Match, token: Token) -> bool:
        """Whether a bare number is no year but says how many („2000 Menschen“)."""
        if match.rule.name != "year.bare" or token.i + 1 >= len(self.doc):
            return False
        noun = token.nbor(1)
        return token.dep_ == "nummod" and noun == token.head and "Plur" in noun.morph.get("Number", [])

    def _direction(self, match: Match, head: Token) -> int:
        before = self.words[match.start - 1].low if match.start else ""
        tense = clause.direction(head)
        behind = self.words[match.end].low if match.end < len(self.words) else ""
        if before in ("seit", "seitdem") or (before == "vom" and behind not in ("bis", "zum")):
            return -1
        if before in ("bis", "ab"):
            return tense or 1
        return tense

    def _forget(self, match: Match) -> None:
        """A new paragraph speaks of the article's own year until it says otherwise."""
        if any(word.breaks for word in self.words[self.place : match.start + 1]):
            self.context.focus_year = None
            self.context.focus_here = self.context.several = False
        self.place = match.start + 1

    def _remember(self, match: Match, value: str) -> None:
        if match.rule.timex_type in ("DATE", "TIME") and _DAY.match(value):
            day = datetime.date.fromisoformat(value[:10])
            if match.rule.value[0] != "ref":
                self.context.focus = day
                self.context.focus_here = True
            if match.rule.timex_type == "DATE":
                self.context.several = self._goes_on(match)
        if "year" in match.bound and value[:4].isdigit():
            self.context.focus_year = int(value[:4])

    def _goes_on(self, match: Match) -> bool:
        """Whether a date is the last one of several („am 3. und 4. Mai“)."""
        listed = match.rule.name == "date.list"
        goes_on, self.listed = self.listed or listed, listed
        return goes_on

    def _days(
        self, kind: str, anchor: str, value: str, mod: str
    ) -> tuple[datetime.date | None, datetime.date | None]:
        if kind in ("DATE", "TIME"):
            return calendar.interval(value, mod) or (None, None)
        start = self.context.focus if anchor in _FROM_FOCUS else self.context.anchor
        if kind != "DURATION" or start is None or (anchor == "ahead" and self.context.direction < 0):
            return None, None
        return calendar.reach(start, value, _FROM_FOCUS.get(anchor, anchor))


def _head(span: Span) -> Token:
    inside = {token.i for token in span}
    for token in span:
        if token.head.i not in inside or token.head == token:
            return token
    return span[0]
