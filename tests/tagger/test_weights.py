import json

import pytest

pytest.importorskip("tokenizers", reason="the learned finder's tokenizer is not installed")
ROOM = pytest.importorskip("sayso.tagger.weights")


def test_a_folder_without_a_manifest_has_no_weights(tmp_path):
    assert ROOM.available(tmp_path) == ()


def test_sets_are_named_by_their_folders(tmp_path):
    names = ("tokenizer.json", "b/look.onnx", "a/look.onnx", "a/settings.json")
    (tmp_path / "manifest.json").write_text(json.dumps(dict.fromkeys(names, "0")), encoding="utf-8")
    assert ROOM.available(tmp_path) == ("a", "b")


def test_missing_weights_are_named(tmp_path):
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    with pytest.raises(ROOM.WeightsError, match=r"tokenizer\.json: no such weights"):
        ROOM.load(tmp_path, "quotations")


def test_exchanged_weights_are_refused(tmp_path):
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    (tmp_path / "manifest.json").write_text(json.dumps({"tokenizer.json": "0" * 64}), encoding="utf-8")
    with pytest.raises(ROOM.WeightsError, match="damaged or exchanged"):
        ROOM.load(tmp_path, "quotations")
