"""The record of a marked word or phrase: what the wording does, whose words they are, whom they are about."""

from __future__ import annotations

from dataclasses import dataclass, field

TONED = ("evaluation", "conflict", "cooperation", "euphemism", "loaded")
"""Categories whose value is a tone from -1 to 1; together they make up `sentences.tone`."""

CATEGORIES = (
    *TONED,
    "booster",
    "downtoner",
    "hedge",
    "necessity",
    "distance",
    "fragment",
    "passive",
    "negation",
    "irony",
)

COLUMNS = {
    "start": "first code point",
    "end": "code point behind the last",
    "text": "the word or phrase as written",
    "category": "evaluation; conflict, cooperation (frames); euphemism, loaded; booster, downtoner, hedge, "
    "necessity, distance, fragment (verbatim, in quotation marks), passive (without agent), negation, irony",
    "value": "tone from -1 to 1 where it stands (evaluation, frames, euphemism, loaded); else the degree: "
    "booster and necessity 0..1, downtoner, hedge and negation -1..0, distance, fragment, passive, irony 0",
    "holder": "who speaks so: canonical name of the speaker; null: the report itself",
    "target": "about whom: canonical name; null where the text does not say",
    "scope": "what changed the value of the dictionary: „negated: kaum“, „raised: echte“; may be empty",
    "plain": "a plainer word for a euphemism or loaded word; null elsewhere",
    "sentence": "index of the sentence",
    "rule": "what decided: the entry of the lexicon, or the rule of grammar",
}


@dataclass(frozen=True)
class Phrase:
    """A marked word or phrase.

    Attributes:
        start, end: code points.
        text: as written.
        category: one of `CATEGORIES`.
        value: tone (-1..1) or degree; see `COLUMNS`.
        holder: canonical name of the speaker; None is the report itself.
        target: canonical name of the actor it is about, or None.
        scope: what changed the value of the dictionary, in words.
        plain: a plainer counterpart, or None.
        sentence: index of the sentence.
        rule: what decided.
    """

    start: int
    end: int
    text: str
    category: str
    value: float
    holder: str | None
    target: str | None
    scope: str
    plain: str | None
    sentence: int
    rule: str


@dataclass
class Mark:
    """A phrase in the making: the tokens it covers (`first` to `last`, both included) and what is known.

    `head` is the token that stands for it in the tree; `effect` what it does to others („negates“, „raises“,
    „reverses“ …); `base` the value of the dictionary, `value` the one where it stands.
    """

    first: int
    last: int
    category: str
    base: float
    rule: str
    effect: str = ""
    head: int = -1
    plain: str | None = None
    value: float = 0.0
    scope: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.value = self.base
        if self.head < 0:
            self.head = self.last
