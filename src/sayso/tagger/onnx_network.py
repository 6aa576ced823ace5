"""The network as two ONNX graphs: the one module that knows onnxruntime."""

from pathlib import Path

import numpy as np
import onnxruntime

from sayso.tagger.network import Figures, Numbers

# onnxruntime would make one operator of a sum and the norm behind it, and computes that one without vector
# instructions: eight times as slow as both one after the other, a sixth of the encoder's time.
_SLOWER = ["SkipLayerNormFusion"]


def open_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """Return a session that runs a graph on the processor; `threads` 0 leaves their number to onnxruntime."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )


class OnnxNetwork:
    """Runs `look.onnx` and `relate.onnx` of a folder; `threads` 0 leaves their number to onnxruntime."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self._look = open_session(folder / "look.onnx", threads)
        self._relate = open_session(folder / "relate.onnx", threads)

    def look(self, words: Figures, hints: Figures) -> tuple[Figures, Figures]:
        """See `sayso.tagger.network.Network`."""
        tags, branch = self._look.run(["tags", "branch"], {"words": words[None], "hints": hints[None]})
        return tags[0], branch[0]

    def relate(self, branch: list[Figures], marks: list[Numbers]) -> tuple[list[Figures], Figures]:
        """See `sayso.tagger.network.Network`.

        One content at a time: no padding, and no content's figures depend on another's.
        """
        roles, kinds = [], []
        for part, mark in zip(branch, marks, strict=True):
            role, kind = self._relate.run(["roles", "kinds"], {"branch": part[None], "marks": mark[None]})
            roles.append(role[0])
            kinds.append(kind[0])
        return roles, np.stack(kinds)
