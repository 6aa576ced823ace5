"""Languages are told by their small words."""

import tomllib
from importlib.resources import files

import pytest

from sayso.reading.languages import guess_language

TABLE = tomllib.loads(files("sayso.reading").joinpath("data", "function_words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", TABLE)
def test_examples(language):
    for sentence in TABLE[language]["yes"]:
        assert guess_language(sentence) == language, sentence
    for sentence in TABLE[language]["no"]:
        assert guess_language(sentence) != language, sentence


@pytest.mark.parametrize("text", ["", "12 345 678", "Xyzzy Plugh", "大臣は首都でそう述べた"])
def test_undetermined(text):
    assert guess_language(text) == "und"
