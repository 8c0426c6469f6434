"""Floret vectors: subword embeddings from the Bundestag debates and the news sentences of the corpora."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training import corpora as corpus_files
from training.corpora import Corpora

ROWS = 36_000  # 36,000 rows of 100 float32 are 14.4 MB; no file of the model may be over 15 MB
DIMENSIONS = 100
EPOCHS = 3
NEWS_REPEATED = 3  # the debates are 40 times as long; what is read later is news

WORD = re.compile(r"\w+(?:[-–'’/&.]\w+)*|[^\w\s]")


def news_texts(corpora: Corpora) -> Iterator[str]:
    """News and encyclopedia sentences that no figure is measured on."""
    for path in [corpora.pud, *corpora.hdt, corpora.unimorph_sentences]:
        yield from corpus_files.conllu_texts(path)
    for rows in corpus_files.word_list_sentences(corpora.unimorph_words):
        yield " ".join(row.split("\t")[0] for row in rows)
    yield from corpus_files.gerntsa_texts(corpora.gerntsa)
    for path in corpora.smartdata:
        for document in corpus_files.smartdata_documents(path):
            yield from document["text"]["string"].split("\n")


def write_text(corpora: Corpora, target: Path) -> int:
    """Write one tokenised paragraph per line for floret; returns the number of tokens."""
    count = 0
    with target.open("w", encoding="utf-8") as out:
        news = list(news_texts(corpora)) * NEWS_REPEATED
        for paragraphs in (news, corpus_files.bundestag_paragraphs(corpora.bundestag)):
            for paragraph in paragraphs:
                words = WORD.findall(paragraph)
                if len(words) > 2:
                    count += len(words)
                    out.write(" ".join(words) + "\n")
    return count


def train_vectors(text: Path, target: Path, *, threads: int = 2) -> None:
    """Train the vectors on `text` and write floret's table to `target` (`.floret`)."""
    import floret

    model = floret.train_unsupervised(
        str(text),
        model="cbow",
        mode="floret",
        hashCount=2,
        bucket=ROWS,
        dim=DIMENSIONS,
        minn=4,
        maxn=5,
        minCount=5,
        epoch=EPOCHS,
        thread=threads,
    )
    model.save_floret_vectors(str(target))
