"""Words: what is kept of each does not grow with the corpus."""

import importlib
import inspect
import pkgutil

import pytest

import analysis
from analysis import words
from analysis.words import Kept

FEW = {"category", "categories", "of", "spelled", "office", "verbs"}
"""What there are few of, however large the corpus: categories of a lexicon, its verbs, offices of a study."""


def test_what_is_kept_of_words_begins_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST", 3)
    length = Kept(len)
    assert [length["x" * n] for n in (1, 2, 3, 4, 1)] == [1, 2, 3, 4, 1]
    assert sorted(length) == ["x", "xxxx"]


def rooms() -> list[str]:
    return [
        "analysis.phrases",
        *(m.name for m in pkgutil.walk_packages(analysis.__path__, "analysis.") if ".signals" in m.name),
        *(m.name for m in pkgutil.walk_packages(analysis.__path__, "analysis.") if ".comparison" in m.name),
    ]


@pytest.mark.parametrize("room", rooms())
def test_nothing_is_kept_without_end_of_each_word(room: str) -> None:
    for name, function in vars(importlib.import_module(room)).items():
        if getattr(function, "__module__", None) == room and hasattr(function, "cache_parameters"):
            by = set(inspect.signature(function).parameters)
            assert by <= FEW or function.cache_parameters()["maxsize"] is not None, f"{name}: {by}"
