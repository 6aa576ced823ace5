"""Score a run or an export on the development part, with the official scorer.

    python -m training.evaluate --work WORK (--run RUN | --export DIR) [--part dev] [--outside 0,0] [--threads 2]

Writes readings as JSON lines (`RUN/dev.jsonl`, for an export `WORK/dev.jsonl`), prints the scorer's table, then
an analysis of the errors.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from training.corpora import DATA, documents, quotations
from training.network import Network
from training.prepare import hints_for
from training.train import load_run

from sayso.tagger.embedding import Embedding
from sayso.tagger.finder import Finder
from sayso.tagger.findings import ROLES, Tagged
from sayso.tagger.network import Figures, Numbers, Settings
from sayso.tagger.pieces import Segmenter

SCORER = DATA.parent / "tools" / "score_statements.py"


class TorchNetwork:
    """A trained network as the run-time module wants one."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    def look(self, words: Figures, hints: Figures) -> tuple[Figures, Figures]:
        """See `sayso.tagger.network.Network`."""
        with torch.inference_mode():
            branch, top = self.network.look(torch.from_numpy(words), torch.from_numpy(hints), [len(words)])
            return self.network.tag_head(top).numpy(), branch.numpy()

    def relate(self, branch: list[Figures], marks: list[Numbers]) -> tuple[list[Figures], Figures]:
        """See `sayso.tagger.network.Network`."""
        sizes = [len(part) for part in marks]
        with torch.inference_mode():
            marked = torch.from_numpy(np.concatenate(marks))
            top = self.network.relate(torch.from_numpy(np.concatenate(branch)), marked, sizes)
            roles = self.network.role_head(top).numpy()
            return np.split(roles, np.cumsum(sizes)[:-1]), self.network.judge(top, marked, sizes).numpy()


def settings_of(network: Network, outside: tuple[float, ...], thresholds: dict[str, float]) -> Settings:
    """Return a network's settings for decoding."""
    return Settings(network.transitions.detach().numpy(), outside, thresholds)


def reading(name: str, found: list[Tagged]) -> dict[str, Any]:
    """Return statements as a reading of the contract, as far as the scorer looks, without what is doubted."""
    statements = []
    for tagged in found:
        if tagged.doubted:
            continue
        statement: dict[str, Any] = {"mode": tagged.mode, "medium": tagged.medium, "confidence": tagged.confidence}
        for role in ("content", *ROLES):
            spans = [[span.start, span.end] for span in getattr(tagged, role)]
            statement[role] = {"spans": spans} if spans else None
        statements.append(statement)
    return {"id": name, "statements": statements}


def score(gold: Path, readings: Path) -> dict[str, dict[str, float | None]]:
    """Return the official scorer's figures."""
    command = [sys.executable, str(SCORER), "quotations", str(gold), str(readings), "--json"]
    printed = subprocess.run(command, check=True, capture_output=True).stdout
    shown: dict[str, dict[str, float | None]] = json.loads(printed)
    return shown


def table(figures: dict[str, dict[str, float | None]]) -> str:
    """Return the figures as lines of text, in percent."""

    def percent(value: float | None) -> str:
        return "     –" if value is None else f"{100 * value:6.2f}"

    return "\n".join(
        f"{name:42} P {percent(row['p'])}  R {percent(row['r'])}  F1 {percent(row['f1'])}"
        for name, row in figures.items()
    )


def characters(role: dict[str, Any] | None) -> set[int]:
    """Return the offsets under a role's spans."""
    return {offset for start, end in (role or {"spans": []})["spans"] for offset in range(start, end)}


def errors(gold: list[dict[str, Any]], readings: list[dict[str, Any]]) -> Counter[str]:
    """Count what went wrong: contents missed and invented by mode, their borders, modes, speakers."""
    counts: Counter[str] = Counter()
    for document, read in zip(gold, readings, strict=True):
        have = [(statement, characters(statement["content"])) for statement in read["statements"]]
        used: set[int] = set()
        for statement in document["statements"]:
            want = characters(statement["content"])
            shares = [2 * len(want & got) / (len(want) + len(got)) for _, got in have]
            best = int(np.argmax(shares)) if shares else -1
            if best < 0 or not shares[best]:
                counts[f"missed {statement['mode']}"] += 1
                continue
            used.add(best)
            counts["content " + closeness(shares[best])] += 1
            other = have[best][0]
            if statement["mode"] != other["mode"]:
                counts[f"mode {statement['mode']} → {other['mode']}"] += 1
            counts["speaker " + compare(characters(statement["speaker"]), characters(other["speaker"]))] += 1
        for number, (statement, _) in enumerate(have):
            if number not in used:
                counts[f"invented {statement['mode']}"] += 1
    return counts


def closeness(share: float) -> str:
    """Name how well a found content fits the gold one, from the F1 of their characters."""
    return next(name for least, name in ((0.98, "exact"), (0.8, "mild"), (0.5, "half"), (0, "poor")) if share >= least)


def compare(want: set[int], got: set[int]) -> str:
    """Name how a found role differs from the gold one."""
    if want == got:
        return "right"
    if not want:
        return "invented"
    if not got:
        return "missing"
    return "borders" if want & got else "wrong"


def main() -> None:
    """Read the documents, score, analyse."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--run", type=Path)
    parser.add_argument("--export", type=Path)
    parser.add_argument("--name", default="best", help="the set of weights in DIR")
    parser.add_argument("--part", default="dev")
    parser.add_argument("--outside", default="0,0")
    parser.add_argument("--thresholds", default="0,0,0,0", help="speaker, cue, frame, addressee")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--weights", choices=("average", "network"), default="average", help="of a run")
    parser.add_argument("--unhinted", action="store_true", help="without the rules' hints")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.export:
        from sayso.tagger.weights import load  # needs onnxruntime

        finder, out = load(options.name, options.export, options.threads), options.work
    else:
        thresholds = dict(zip(ROLES, map(float, options.thresholds.split(",")), strict=True))
        network = load_run(options.run, options.weights)
        settings = settings_of(network, tuple(map(float, options.outside.split(","))), thresholds)
        segmenter, embedding = Segmenter(options.work / "tokenizer.json"), Embedding(options.work / "embedding.q4")
        finder, out = Finder(segmenter, embedding, TorchNetwork(network), settings), options.run
    gold = quotations(options.part)
    hints = (lambda _: ()) if options.unhinted else hints_for
    began = time.monotonic()
    readings = [
        reading(str(document["doc"]), finder.find_spans(document["text"], hints(document["text"]))) for document in gold
    ]
    seconds = time.monotonic() - began
    path = out / f"{options.part}.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in readings), encoding="utf-8")
    print(table(score(DATA / "noncommercial" / "quotations" / f"{options.part}.jsonl", path)))
    words = sum(len(document["tokens"]) for document in gold)
    print(f"{words} words in {seconds:.1f} s: {words / seconds:.0f} a second")
    for name, count in sorted(errors(gold, list(documents(path))).items()):
        print(f"{count:5} {name}")


if __name__ == "__main__":
    main()
