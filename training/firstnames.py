"""Build the list of first names `src/sayso/language/data/de/firstnames.tsv`: name, and `m`, `f` or `u` for both.

    python training/firstnames.py

Sources: the first names of Faker's providers (`pip install faker`, MIT), one list for each country, and the most
frequent forenames by country (`../shared/data/open/gazetteers/popular-names`, CC0).  Names in Cyrillic are spelled as
German newspapers do (`Владимир` → `Wladimir`).  A name that is a place's or a word of a closed class is left out, and
one that German texts have as a noun and never as a person's (`Lage`; GermEval 2014, `../shared/data/open`).
Deterministic: the same sources give the same bytes.
"""

import csv
import pkgutil
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from faker.providers import person

from sayso.actors.words import is_function_word
from sayso.language.places import find_places, state_of

ROOT = Path(__file__).resolve().parent.parent
OPEN = ROOT.parent / "shared" / "data" / "open"
POPULAR = OPEN / "gazetteers" / "popular-names" / "common-forenames-by-country.csv"
GERMEVAL = OPEN / "germeval2014" / "NER-de-dev.tsv"
OUT = ROOT / "src" / "sayso" / "language" / "data" / "de" / "firstnames.tsv"
CLEAR = 3  # lists that have it as one gender's for each that has it as the other's, to be that one's name
LISTS = (("first_names_male", "m"), ("first_names_female", "f"))
# Cyrillic as German newspapers spell it; the soft and the hard sign fall away.
LETTERS = (
    "а=a б=b в=w г=g ґ=g д=d е=e є=je ё=jo ж=sch з=s и=i і=i ї=ji й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
    "х=ch ц=z ч=tsch ш=sch щ=schtsch ъ= ы=y ь= э=e ю=ju я=ja"
)
CYRILLIC = {letter: latin for letter, _, latin in (pair.partition("=") for pair in LETTERS.split())}


def listed() -> Iterator[tuple[str, str]]:
    """Yield name and gender, once for every list that has them."""
    for module in sorted(found.name for found in pkgutil.iter_modules(person.__path__)):
        provider = import_module(f"{person.__name__}.{module}").Provider
        for attribute, gender in LISTS:
            names = vars(provider).get(attribute, ())
            for name in sorted(set(names)) if isinstance(names, list | tuple | dict) else ():
                yield spelled(name), gender
    with POPULAR.open(encoding="utf-8-sig", newline="") as file:
        for entry in csv.DictReader(file):
            for name in sorted({entry["Localized Name"], entry["Romanized Name"]}):
                yield name, entry["Gender"].lower()


def spelled(name: str) -> str:
    """Return a name in Latin letters where it is in Cyrillic ones, else as it is."""
    if not all(letter in CYRILLIC for letter in name.lower()):
        return name
    return "".join(CYRILLIC[letter] for letter in name.lower()).capitalize()


def nouns() -> set[str]:
    """Return the capitalised words of German texts that are no names, but for the first words of sentences."""
    named, plain = set[str](), set[str]()
    for row in GERMEVAL.read_text(encoding="utf-8").splitlines():
        columns = row.split("\t")
        if len(columns) > 2 and columns[0].isdigit() and columns[0] != "1" and columns[1][:1].isupper():
            (plain if columns[2] == "O" else named).add(columns[1])
    return plain - named


def gender_of(count: Counter[str]) -> str:
    """Return whose name it is: a man's, a woman's, or both's (`u`)."""
    if count["m"] >= CLEAR * count["f"]:
        return "m"
    return "f" if count["f"] >= CLEAR * count["m"] else "u"


def is_name(name: str) -> bool:
    """Tell whether the list takes the name."""
    latin = all(ord(letter) < 0x250 for letter in name)
    word = len(name) > 1 and name[0].isupper() and not name.isupper() and name.replace("-", "").isalpha()
    return latin and word and not is_function_word(name) and not find_places(name) and state_of(name) is None


def main() -> None:
    """Write the list, in the order of the alphabet."""
    counts: dict[str, Counter[str]] = {}
    for name, gender in listed():
        counts.setdefault(name, Counter())[gender] += 1
    left_out = nouns()
    rows = sorted((name, gender_of(count)) for name, count in counts.items() if is_name(name) and name not in left_out)
    OUT.write_text("".join(f"{name}\t{letter}\n" for name, letter in rows), encoding="utf-8")
    print(f"{len(rows)} names, Faker {version('faker')}")


if __name__ == "__main__":
    main()
