"""The manifest of a folder of weights: the SHA-256 of every file that is shipped."""

import hashlib
import json
from pathlib import Path

SHIPPED = ("*.json", "*.q4", "*/*.onnx", "*/*.json")


def write_manifest(folder: Path) -> dict[str, int]:
    """Write `manifest.json` anew; return the size in bytes of every file in it."""
    paths = sorted(path for pattern in SHIPPED for path in folder.glob(pattern) if path.name != "manifest.json")
    hashes = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    (folder / "manifest.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in paths}
