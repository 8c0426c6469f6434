"""Where the articles of a corpus come from, and what happens to those that cannot be read."""

from __future__ import annotations

import datetime
import json

import pandas as pd
import pytest

from analysis.corpus.sources import NO_ARTICLE, count_articles, find_articles
from analysis.errors import ArticleNotFoundError

TEXT = "Moskau lehnt den Vorschlag ab. Kiew fordert Garantien."
ROWS = [
    {
        "text": TEXT,
        "date": "2025-09-01",
        "source": "Küstenbote",
        "title": "Eins",
        "id": "a1",
        "ressort": "Politik",
    },
    {
        "text": "Paris schweigt seit Montag.",
        "date": "2025-09-02",
        "source": "Küstenbote",
        "title": "",
        "id": "",
    },
]


def read(*inputs, **options):
    return list(find_articles(inputs, **options))


def articles(found):
    return [entry.article for entry in found if entry.article]


def test_a_folder_is_read_with_its_subfolders_in_the_order_of_names(tmp_path):
    for name in ("b/zwei.txt", "a/eins.txt", "a/.verborgen.txt", ".git/nie.txt", "liesmich.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, "utf-8")
    found = read(tmp_path)
    assert [entry.where for entry in found] == ["a/eins.txt", "b/zwei.txt"]
    assert count_articles([tmp_path]) == 2


def test_the_folder_of_the_results_is_passed_over(tmp_path):
    (tmp_path / "eins.txt").write_text(TEXT, "utf-8")
    (tmp_path / "korpus" / "articles").mkdir(parents=True)
    pd.DataFrame(ROWS).to_parquet(tmp_path / "korpus" / "articles" / "part-00000.parquet")
    for inputs in (tmp_path, f"{tmp_path}/**/*"):
        assert len(read(inputs, leave_out=tmp_path / "korpus")) == 1


def test_a_pattern(tmp_path):
    for name in ("2025-01.txt", "2025-02.txt", "2026-01.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert len(read(f"{tmp_path}/2025-*.txt")) == 2
    with pytest.raises(ArticleNotFoundError, match="known endings"):
        read(f"{tmp_path}/2024-*.txt")


def write(path, kind):
    frame = pd.DataFrame(ROWS).rename(columns={"text": "Volltext"})
    if kind == "csv":
        frame.to_csv(path, index=False)
    elif kind == "semicolon.csv":
        frame.to_csv(path, index=False, sep=";", encoding="cp1252")
    elif kind == "tsv":
        frame.to_csv(path, index=False, sep="\t", encoding="utf-16")
    elif kind == "parquet":
        frame.assign(date=pd.to_datetime(frame["date"])).to_parquet(path)
    else:
        path.write_text("\n".join(json.dumps(row) for row in frame.to_dict("records")), "utf-8")


@pytest.mark.parametrize("kind", ["csv", "semicolon.csv", "tsv", "parquet", "jsonl"])
def test_tables_of_articles(tmp_path, kind):
    path = tmp_path / f"presse.{kind}"
    write(path, kind)
    first, second = read(path, columns={"text": "volltext"})
    assert first.article.text == TEXT
    assert first.article.date == datetime.date(2025, 9, 1)
    assert (first.article.id, first.article.title, first.article.source) == ("a1", "Eins", "Küstenbote")
    assert json.loads(first.metadata) == {"ressort": "Politik"}
    assert second.article.id.endswith("-2") and second.article.title is None
    assert second.where.endswith("row 2")
    assert count_articles([path]) == 2 or kind == "tsv"  # lines of UTF-16 are only guessed


def test_a_table_without_a_text_says_which_columns_there_are(tmp_path):
    write(tmp_path / "presse.csv", "csv")
    (found,) = read(tmp_path / "presse.csv")
    assert "Volltext" in found.problem.error and "--column text=NAME" in found.problem.remedy


def test_bad_rows_stop_nothing(tmp_path):
    lines = ["{kaputt", "[1]", json.dumps({"text": "  "}), json.dumps({"text": TEXT, "date": "gestern"}),
             json.dumps({"text": 3}), "[" * 100_000, json.dumps({"text": TEXT})]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    found = read(tmp_path)
    assert [entry.where for entry in found if entry.problem] == [
        f"a.jsonl, row {n}" for n in range(1, 7) if n != 5
    ]
    assert len(articles(found)) == 2
    assert all(entry.problem.article == NO_ARTICLE for entry in found if entry.problem)


def test_bad_files_stop_nothing(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 kaputt")
    (tmp_path / "d.csv").write_bytes(b"")
    (tmp_path / "e.json").write_text(json.dumps([{"text": TEXT}, 3, {"text": ""}]), "utf-8")
    (tmp_path / "f.html").write_text("<p>kurz", "utf-8")
    (tmp_path / "g.txt").write_text(TEXT, "utf-8")
    found = read(tmp_path)
    assert [entry.where for entry in found if entry.article] == ["e.json, record 1", "g.txt"]
    kinds = [entry.problem.error.split(":")[0] for entry in found if entry.problem]
    assert {"BinaryFileError", "EmptyArticleError", "FormatError"} <= set(kinds)
    assert all(str(tmp_path) not in entry.problem.error for entry in found if entry.problem)


def test_every_id_is_there_once(tmp_path):
    rows = [{"text": TEXT, "id": name} for name in ("x", "x", "x-2", "../../etc/passwd")]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = [article.id for article in articles(read(tmp_path))]
    assert len(set(found)) == 4
    assert found[0] == "x" and found[3] == "../../etc/passwd"
