"""The README says what was measured, on the model that is shipped."""

import csv
import json

from training import accuracy


def test_the_readme_shows_the_measured_table():
    readme = accuracy.README.read_text("utf-8")
    assert accuracy.with_block(readme, accuracy.block()) == readme


def test_the_table_was_measured_on_the_shipped_model():
    model = json.loads((accuracy.README.parent / "analysis/language/model/meta.json").read_text("utf-8"))
    with accuracy.TABLE.open(encoding="utf-8", newline="") as file:
        versions = {row["model version"] for row in csv.DictReader(file)}
    assert versions == {f"{model['lang']}_{model['name']} {model['version']}"}
