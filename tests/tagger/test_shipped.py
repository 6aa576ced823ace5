"""The weights that ship with the package: whole, licensed, and of use."""

import hashlib
import zlib

import numpy as np
import pytest

from sayso.model import Span
from sayso.tagger import sentences, weights

LARGEST = 90_000_000  # bytes of all weights together, packed as a wheel packs them


def test_every_file_is_the_one_of_the_manifest_and_none_is_left_out():
    manifest = weights.read_manifest(weights.SHIPPED)
    for name, expected in manifest.items():
        assert hashlib.sha256((weights.SHIPPED / name).read_bytes()).hexdigest() == expected, name
    shipped = {path.relative_to(weights.SHIPPED).as_posix() for path in weights.SHIPPED.rglob("*") if path.is_file()}
    unlisted = shipped - set(manifest) - {"manifest.json"}
    assert all(name.endswith(".md") for name in unlisted), unlisted


def test_they_are_small_and_say_what_they_are():
    packed = (len(zlib.compress(path.read_bytes(), 1)) for path in weights.SHIPPED.rglob("*") if path.is_file())
    assert sum(packed) < LARGEST
    licences = (weights.SHIPPED / "LICENSE.md").read_text("utf-8")
    for name in weights.available():
        assert f"`{name}/`" in licences
        assert "## Figures" in (weights.SHIPPED / name / "MODEL_CARD.md").read_text("utf-8")


@pytest.mark.parametrize("name", weights.available())
def test_each_set_finds_a_plain_statement_without_the_rules(name):
    text = "Der Hafen bleibt offen. „Die Schleuse ist dicht“, sagte die Bürgermeisterin der Stadt am Montag dem Rat."
    quoted = (Span(text.index("„"), text.index("“") + 1),)
    (found,) = (each for each in weights.load(name).find_spans(text) if each.content == quoted)
    assert found.mode == "direct"
    assert "die Bürgermeisterin" in text[found.speaker[0].start : found.speaker[0].end]


@pytest.mark.parametrize("name", weights.available())
def test_one_thread_and_many_find_the_same(name):
    text = "Die Schleuse sei dicht, teilte die Hafenbehörde mit. Sie werde am Montag geöffnet. " * 20
    assert weights.load(name, threads=1).find_spans(text) == weights.load(name, threads=2).find_spans(text)


def test_sentences_that_say_the_same_point_the_same_way():
    encode = sentences.load().encode
    one, same, other = encode(
        ["query: Die Schleuse ist gesperrt.", "query: Man hat die Schleuse geschlossen.", "query: Das Brot ist teuer."]
    )
    assert float(one @ same) > float(one @ other)
    assert np.allclose([np.linalg.norm(v) for v in (one, same, other)], 1, atol=1e-5)
