"""Errors say what, where and what to do."""

import inspect
import pickle

import pytest

from analysis import errors

CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, errors.WortlautError)]


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_survives_a_worker_process(kind):
    error = kind("kein Text", "a.txt", "line 1", "schreiben")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == str(error) == "a.txt, line 1: kein Text (schreiben)"


@pytest.mark.parametrize("kind", CLASSES)
def test_one_root_and_a_docstring_each(kind):
    assert issubclass(kind, errors.WortlautError)
    assert kind.__doc__ and kind.__doc__[-1] in ".\n "


@pytest.mark.parametrize(
    "arguments, shown",
    [
        (("leer",), "leer"),
        (("leer", "a.txt"), "a.txt: leer"),
        (("leer", None, "line 2"), "line 2: leer"),
        (("leer", None, None, "füllen"), "leer (füllen)"),
    ],
)
def test_parts_may_be_missing(arguments, shown):
    assert str(errors.WortlautError(*arguments)) == shown
