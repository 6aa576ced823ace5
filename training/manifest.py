"""A folder of weights made ready to ship: the files that all sets share, and the SHA-256 of every file."""

import hashlib
import json
import shutil
from pathlib import Path

from sayso.tagger.weights import SHARED

SHIPPED = ("*.json", "*.q4", "*/*.onnx", "*/*.json")


def finish(work: Path, folder: Path) -> None:
    """Put what all sets share into a folder of weights, write its manifest, and print the sizes."""
    for name in SHARED:
        shutil.copyfile(work / name, folder / name)
    for name, size in write_manifest(folder).items():
        print(f"{size:12,} {name}")


def write_manifest(folder: Path) -> dict[str, int]:
    """Write `manifest.json` anew; return the size in bytes of every file in it."""
    paths = sorted(path for pattern in SHIPPED for path in folder.glob(pattern) if path.name != "manifest.json")
    hashes = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    (folder / "manifest.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in paths}
