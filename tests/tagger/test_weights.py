import hashlib
import json

import pytest

from sayso.errors import UsageError, WeightsError
from sayso.tagger import weights


def manifest(folder, **files):
    names = dict.fromkeys((*weights.SHARED, *(f"a/{own}" for own in weights.OWN)), "0" * 64)
    (folder / "manifest.json").write_text(json.dumps(names | files), encoding="utf-8")


def test_a_folder_without_a_manifest_has_no_weights(tmp_path):
    assert weights.available(tmp_path) == ()


def test_sets_are_named_by_their_folders(tmp_path):
    names = ("tokenizer.json", "b/look.onnx", "a/look.onnx", "a/settings.json", "sentences/lower.onnx")
    (tmp_path / "manifest.json").write_text(json.dumps(dict.fromkeys(names, "0")), encoding="utf-8")
    assert weights.available(tmp_path) == ("a", "b")


def test_weights_that_do_not_exist_are_refused_with_those_that_do(tmp_path):
    manifest(tmp_path)
    with pytest.raises(UsageError, match=r"no weights called 'c'\. Choose one of: a, rules"):
        weights.load("c", tmp_path)


def test_missing_weights_are_named(tmp_path):
    manifest(tmp_path)
    with pytest.raises(WeightsError, match=r"tokenizer\.json: no such weights"):
        weights.load("a", tmp_path)


def test_exchanged_weights_are_refused(tmp_path):
    manifest(tmp_path)
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(WeightsError, match="damaged or exchanged"):
        weights.load("a", tmp_path)


def test_the_hash_changes_with_every_file(tmp_path):
    manifest(tmp_path)
    before = weights.hash_of("a", tmp_path)
    manifest(tmp_path, **{"a/relate.onnx": hashlib.sha256(b"other").hexdigest()})
    assert weights.hash_of("a", tmp_path) != before
