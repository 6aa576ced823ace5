"""Build the list of first names `src/sayso/language/data/de/firstnames.tsv`: name, and `m`, `f` or `u` for both.

    python training/firstnames.py

Sources, in `../shared/data/open/gazetteers`: first names given in Berlin (`berlin-vornamen`, BerlinOnline, CC BY 3.0
DE) and the most frequent forenames by country (`popular-names`, CC0).  A name that is a place's, or given so seldom
that it is hardly a name, is left out.  Deterministic: the same sources give the same bytes.
"""

import csv
from collections import Counter
from pathlib import Path

from sayso.language.places import find_places, state_of

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT.parent / "shared" / "data" / "open" / "gazetteers"
OUT = ROOT / "src" / "sayso" / "language" / "data" / "de" / "firstnames.tsv"
FEWEST = 5  # children of that name in the register of Berlin
CLEAR = 5  # times as often one gender as the other, to be that one's name


def counted() -> dict[str, Counter[str]]:
    """Return how often each name is a man's (`m`) and a woman's (`f`); a country's list counts as `FEWEST`."""
    names: dict[str, Counter[str]] = {}
    for row in (SOURCES / "berlin-vornamen" / "vornamen_summed.tsv").read_text(encoding="utf-8").splitlines():
        name, gender, number = row.split("\t")
        names.setdefault(name, Counter())["m" if gender == "m" else "f"] += int(number)
    path = SOURCES / "popular-names" / "common-forenames-by-country.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for entry in csv.DictReader(file):
            for name in {entry["Localized Name"], entry["Romanized Name"]}:
                names.setdefault(name, Counter())[entry["Gender"].lower()] += FEWEST
    return names


def gender(count: Counter[str]) -> str:
    """Return whose name it is: a man's, a woman's, or both's (`u`)."""
    if count["m"] >= CLEAR * count["f"]:
        return "m"
    return "f" if count["f"] >= CLEAR * count["m"] else "u"


def is_name(name: str, count: Counter[str]) -> bool:
    """Tell whether the list takes the name."""
    written = name.isascii() or all(ord(letter) < 0x250 for letter in name)
    return (
        written
        and len(name) > 1
        and name[0].isupper()
        and name.replace("-", "").isalpha()
        and count.total() >= FEWEST
        and not find_places(name)
        and state_of(name) is None
    )


def main() -> None:
    """Write the list, in the order of the alphabet."""
    rows = sorted((name, gender(count)) for name, count in counted().items() if is_name(name, count))
    OUT.write_text("".join(f"{name}\t{letter}\n" for name, letter in rows), encoding="utf-8")
    print(f"{len(rows)} names")


if __name__ == "__main__":
    main()
