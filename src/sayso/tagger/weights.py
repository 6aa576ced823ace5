"""The weights on disk: found, checked by hash, loaded once.

A folder of weights holds what all sets share (`tokenizer.json`, `embedding.q4`), one folder for each set
(`look.onnx`, `relate.onnx`, `settings.json`), the table of `acts/`, and `manifest.json` with the SHA-256 of every file.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np

from sayso.errors import UsageError, WeightsError
from sayso.tagger import RULES
from sayso.tagger.embedding import Embedding
from sayso.tagger.finder import Finder
from sayso.tagger.network import Settings
from sayso.tagger.pieces import Segmenter
from sayso.tagger.windows import OVERLAP

SHARED = ("tokenizer.json", "embedding.q4")
OWN = ("look.onnx", "relate.onnx", "settings.json")
LEANING = "acts/weights.json"  # the table of `leaning`, which decides with every set that tells stances
SHIPPED = Path(__file__).parent / "data"


def available(folder: Path = SHIPPED) -> tuple[str, ...]:
    """Return the names of the finder's sets of weights in a folder, sorted; none where there is no manifest."""
    return tuple(sorted(name.split("/")[0] for name in read_manifest(folder) if name.endswith("/look.onnx")))


def hash_of(name: str, folder: Path = SHIPPED) -> str:
    """Return one hash over the set of weights `name`; `UsageError` where there is none of that name."""
    files = (*_files_of(name, folder), LEANING)
    manifest = read_manifest(folder)
    return hashlib.sha256("".join(manifest.get(file, "") for file in files).encode()).hexdigest()


def _files_of(name: str, folder: Path) -> tuple[str, ...]:
    names = available(folder)
    if name not in names:
        raise UsageError(f"there are no weights called {name!r}. Choose one of: {', '.join((*names, RULES))}.")
    return (*SHARED, *(f"{name}/{own}" for own in OWN))


@cache
def load_shared(folder: Path = SHIPPED) -> tuple[Segmenter, Embedding]:
    """Return what all sets of a folder share, checked and loaded once in a process; `WeightsError` as `load`."""
    check_files(folder, SHARED)
    return Segmenter(folder / "tokenizer.json"), Embedding(folder / "embedding.q4")


@cache
def load(name: str, folder: Path = SHIPPED, threads: int = 0) -> Finder:
    """Return the finder with the weights `name` of a folder, loaded once in a process.

    `threads` is how many the network may use, 0 for as many as there are cores.  `UsageError` where there are no
    such weights, `WeightsError` when a file is missing or its hash is not the manifest's.
    """
    from sayso.tagger.onnx_network import OnnxNetwork

    own = [file for file in _files_of(name, folder) if file not in SHARED]
    shared = load_shared(folder)
    check_files(folder, own)
    return Finder(
        *shared,
        OnnxNetwork(folder / name, threads),
        read_settings(folder / name / "settings.json"),
    )


def read_settings(path: Path) -> Settings:
    """Return the settings written beside a set of weights."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return Settings(
        np.array(held["moves"], np.float32),
        tuple(held["outside"]),
        held["thresholds"],
        held["window"],
        held.get("overlap", OVERLAP),
        tuple(held["around"]),
        held.get("alone", {}),
    )


def read_manifest(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a folder of weights by its name; nothing where there is no manifest."""
    path = folder / "manifest.json"
    if not path.exists():
        return {}
    held: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return held


def check_files(folder: Path, names: Iterable[str]) -> None:
    """Raise `WeightsError` where a file of a folder is missing or its SHA-256 is not the manifest's."""
    manifest = read_manifest(folder)
    for name in names:
        _check(folder / name, manifest.get(name))


def _check(path: Path, expected: str | None) -> None:
    if expected is None or not path.exists():
        raise WeightsError(f"{path}: no such weights; install the package again, or name other weights")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise WeightsError(
            f"{path}: damaged or exchanged (SHA-256 {found[:12]}…, expected {expected[:12]}…); "
            "install the package again"
        )
