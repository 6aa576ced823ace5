"""The reports that come with Sayso, for `make demo` and a first look; no source of facts."""

import tomllib
from importlib.resources import files

from sayso.model import Report
from sayso.reading.text import decode, read_text


def example_reports() -> tuple[Report, ...]:
    """Give the bundled reports in the order of their publication; `examples/reports.toml` tells of each."""
    folder = files("sayso").joinpath("examples")
    table = tomllib.loads(folder.joinpath("reports.toml").read_text(encoding="utf-8"))
    return tuple(
        read_text(
            decode(folder.joinpath(entry["file"]).read_bytes(), source=entry["file"]),
            source=entry["file"],
            published=entry["published"],
            outlet=entry["outlet"],
            id=entry["id"],
        )
        for entry in table["report"]
    )
