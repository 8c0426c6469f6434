"""What is learned from and what is held out, by hash of the words: the same on every machine."""

from __future__ import annotations

from training.sentence import Sentence

# In GSD's test part the reviews end with this sentence; the rest is news.
LAST_REVIEW = 301


def held_out_news(sentence: Sentence) -> bool:
    """About 300 of the 676 news sentences of GSD's test part."""
    return (
        sentence.source == "gsd"
        and int(sentence.id.removeprefix("test-s")) > LAST_REVIEW
        and sentence.bucket(9) < 4
    )


def held_out_names(sentence: Sentence) -> bool:
    """About 700 of the 5,100 sentences of GermEval."""
    return sentence.source == "germeval" and sentence.bucket(36) < 5
