"""spaCy's tokenizer, kept from getting lost in characters without a blank."""

from __future__ import annotations

import re

from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc

LONGEST = 300
"""Characters. No word, and hardly an address, is longer; what is longer is damage, and is cut."""
_ENDLESS = re.compile(rf"\S{{{LONGEST + 1},}}")


class BoundedTokenizer(Tokenizer):
    """A Tokenizer whose time grows with the length of a text, whatever stands in it.

    spaCy takes mark after mark from the two ends of what stands between blanks, and looks at all the rest
    each time: 10,000 brackets took 11 s. Here such a run is first cut into stretches of `LONGEST` characters.
    """

    @classmethod
    def like(cls, tokenizer: Tokenizer) -> Tokenizer:
        """The same rules, bounded; a tokenizer of another kind is left as it is."""
        if type(tokenizer) is not Tokenizer:
            return tokenizer
        return cls(
            tokenizer.vocab,
            rules=tokenizer.rules,
            prefix_search=tokenizer.prefix_search,
            suffix_search=tokenizer.suffix_search,
            infix_finditer=tokenizer.infix_finditer,
            token_match=tokenizer.token_match,
            url_match=tokenizer.url_match,
            faster_heuristics=tokenizer.faster_heuristics,
        )

    def __call__(self, string: str) -> Doc:
        """Cut a text into tokens.

        >>> import spacy
        >>> tokenizer = BoundedTokenizer.like(spacy.blank("de").tokenizer)
        >>> doc = tokenizer("Ein Riss: " + "(" * 1000)
        >>> len(doc), doc.text == "Ein Riss: " + "(" * 1000
        (1003, True)
        """
        if max(map(len, string.split()), default=0) <= LONGEST:
            return super().__call__(string)
        words: list[str] = []
        spaces: list[bool] = []
        for part in _parts(string):
            for token in super().__call__(part):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def _parts(string: str) -> list[str]:
    cuts = [
        cut for run in _ENDLESS.finditer(string) for cut in range(run.start() + LONGEST, run.end(), LONGEST)
    ]
    return [string[first:last] for first, last in zip([0, *cuts], [*cuts, len(string)], strict=True)]
