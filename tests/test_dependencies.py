"""Every dependency says why it is there."""

import re
import tomllib

import pytest
from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def names(requirements):
    return {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in requirements}


def explained(heading):
    text = (ROOT / "DEPENDENCIES.md").read_text("utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("|")]
    assert all(cell.strip() for row in rows for cell in row)
    return {row[0].strip() for row in rows[2:]}


@pytest.mark.parametrize(
    "heading, requirements",
    [("To run", PROJECT["dependencies"]), ("To develop", PROJECT["optional-dependencies"]["dev"])],
)
def test_each_dependency_says_why_it_is_there(heading, requirements):
    assert explained(heading) == names(requirements)
