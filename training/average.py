"""The mean of several runs that share their beginning: one network that is better than each, at no cost.

    python -m training.average --runs RUN RUN … --out MEAN

The runs' running means are averaged.  What only the last run has (a head that the others were trained without) is taken
from it, and so is the plan.
"""

import argparse
from pathlib import Path
from typing import Any

import torch


def averaged(states: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the last state with the mean of all runs' weights."""
    last = states[-1]
    for name, value in last["average"].items():
        held = [state["average"][name] for state in states if name in state["average"]]
        if value.is_floating_point():
            last["average"][name] = torch.stack(held).mean(0)
    return {"average": last["average"], "network": last["average"], "plan": last["plan"]}


def main() -> None:
    """Average and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    states = [torch.load(run / "checkpoint.pt", weights_only=True) for run in options.runs]
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(averaged(states), options.out / "checkpoint.pt")


if __name__ == "__main__":
    main()
