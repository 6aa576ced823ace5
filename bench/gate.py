"""Hold the floors: run every benchmark named in `bench/floors.json` and fail where a figure has fallen below.

    python bench/gate.py

A floor is never lowered silently: a change of `floors.json` is a change that a reviewer sees.  Without the data
beside the project (`../shared/data`) there is nothing to measure, and the gate says so.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def measured(command: list[str]) -> dict[str, object]:
    """Return the JSON object that a benchmark prints."""
    run = subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(run.stdout)


def value_at(result: dict[str, object], path: str) -> float:
    """Return the figure at a dotted path: `content.f1`, `strict.2`."""
    at: object = result
    for step in path.split("."):
        at = at[int(step)] if isinstance(at, list) else at[step]  # type: ignore[index]
    return float(at)  # type: ignore[arg-type]


def main() -> None:
    """Measure, compare, print one line a figure, exit 1 where one is too low."""
    if not (ROOT.parent / "shared" / "data").is_dir():
        print("skipped: ../shared/data is missing, nothing to measure on")
        return
    fallen = 0
    for bench in json.loads((ROOT / "bench" / "floors.json").read_text(encoding="utf-8")):
        result = measured(bench["command"])
        for path, floor in bench["floors"].items():
            value = value_at(result, path)
            fallen += value < floor
            verdict = "ok    " if value >= floor else "FALLEN"
            print(f"{verdict} {' '.join(bench['command'])}: {path} {value:.4f}, floor {floor}")
    if fallen:
        sys.exit(f"{fallen} figures lie below their floor")


if __name__ == "__main__":
    main()
