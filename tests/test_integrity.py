"""Damaged and swapped files are refused, and whoever changes one on purpose can say so."""

import pytest

from analysis import lexicon
from analysis.errors import LexiconError, ModelError
from analysis.integrity import FOLDERS, MANIFEST, damaged, fingerprint, seal, sealed
from analysis.language.pipeline import EMBEDDED, load_pipeline


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "parser").mkdir()
    (tmp_path / "parser" / "model").write_bytes(b"Gewichte")
    (tmp_path / "meta.json").write_text("{}", "utf-8")
    seal(tmp_path)
    return tmp_path


def test_what_is_sealed_is_whole(folder):
    assert sorted(sealed(folder)) == ["meta.json", "parser/model"]
    assert damaged(folder) is None


@pytest.mark.parametrize("change", ["edit", "cut", "remove"])
def test_what_was_changed_is_named(folder, change):
    path = folder / "parser" / "model"
    if change == "remove":
        path.unlink()
    else:
        path.write_bytes(b"gewichte" if change == "edit" else b"Gew")
    assert damaged(folder) == "parser/model"


def test_a_folder_without_fingerprints_is_taken_as_it_is(tmp_path):
    (tmp_path / "meta.json").write_text("{}", "utf-8")
    assert sealed(tmp_path) == {} and damaged(tmp_path) is None


def test_sealing_twice_gives_the_same_file(folder):
    before = (folder / MANIFEST).read_bytes()
    seal(folder)
    assert (folder / MANIFEST).read_bytes() == before


def test_sha256sum_reads_the_manifest(folder):
    lines = (folder / MANIFEST).read_text("utf-8").splitlines()
    assert lines[1] == f"{fingerprint(b'Gewichte')}  parser/model"


def test_a_damaged_model_is_refused(folder):
    (folder / "parser" / "model").write_bytes(b"anderes")
    with pytest.raises(ModelError, match="parser/model") as caught:
        load_pipeline(folder)
    assert "analysis.integrity" in caught.value.remedy


def test_a_damaged_lexicon_is_refused(monkeypatch):
    monkeypatch.setattr(lexicon, "sealed", lambda folder: {"months.tsv": fingerprint(b"anderes")})
    lexicon.load.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"months\.tsv") as caught:
            lexicon.load("months")
        assert "analysis.integrity" in caught.value.remedy
        assert lexicon.load("numbers")  # nothing is written down about it
    finally:
        lexicon.load.cache_clear()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_what_ships_is_sealed(folder):
    """Fails after an edit of a lexicon or with a new model: `make seal`."""
    files = {path.relative_to(folder).as_posix() for path in folder.glob(FOLDERS[folder]) if path.is_file()}
    assert set(sealed(folder)) == files - {MANIFEST}
    assert damaged(folder) is None


def test_the_embedded_model_is_among_them():
    assert EMBEDDED in FOLDERS
