"""Score the verb-form lexicon on Universal Dependencies' GSD: finite verbs and subjunctives of the third person.

    python bench/verbs.py [--json] [--errors]

`finite`: words that `is_finite` takes for finite verbs, against `VerbForm=Fin`; first and second person are left out.
`subjunctive`: words for which `is_subjunctive` holds, against `Mood=Sub`; `recall` counts the clear ones alone, and
`with_ambiguous` those that `subjunctive` calls ambiguous as well (`sagte`).
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sayso.language.verbs import is_finite, is_subjunctive, subjunctive

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "open" / "ud-german"


class Word(NamedTuple):
    """A word with its part of speech, its features, and whether it opens its sentence."""

    form: str
    tag: str
    features: dict[str, str]
    opens: bool


def read_words() -> Iterator[Word]:
    """Yield the words of the corpus that are letters, first and second person left out."""
    opens = True
    for line in (DATA / "de_gsd-ud-dev.conllu").read_text(encoding="utf-8").splitlines():
        if not line:
            opens = True
        elif not line.startswith("#"):
            cells = line.split("\t")
            if not cells[1].isalpha() or not cells[0].isdigit():
                continue
            features = dict(pair.split("=") for pair in cells[5].split("|") if "=" in pair)
            if features.get("VerbForm") != "Fin" or features.get("Person", "3") == "3":
                yield Word(cells[1], cells[3], features, opens)
            opens = False


def count(pairs: list[tuple[bool, bool]]) -> dict[str, float]:
    """Return precision, recall and F1 in percent from pairs of gold and found."""
    same, gold, found = (sum(each) for each in zip(*((g and f, g, f) for g, f in pairs), strict=True))
    precision, recall = 100 * same / max(found, 1), 100 * same / max(gold, 1)
    return {
        "gold": gold,
        "precision": round(precision, 2),
        "recall": round(recall, 2),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 2),
    }


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Score the verb-form lexicon.")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    if not DATA.is_dir():
        print("the corpus is not there: ../shared/data/open/ud-german", file=sys.stderr)
        return 1
    words = list(read_words())
    finite = [(word.features.get("VerbForm") == "Fin", is_finite(word.form, word.opens)) for word in words]
    conjunctive = [word.features.get("Mood") == "Sub" for word in words]
    clear = [is_subjunctive(word.form) and found for word, (_, found) in zip(words, finite, strict=True)]
    open_to = [gold and subjunctive(word.form) is not None for word, gold in zip(words, conjunctive, strict=True)]
    figures = {
        "finite": count(finite),
        "subjunctive": count(list(zip(conjunctive, clear, strict=True)))
        | {"with_ambiguous": round(100 * sum(open_to) / sum(conjunctive), 2)},
    }
    if arguments.errors:
        for name, pairs in (("finite", finite), ("subjunctive", list(zip(conjunctive, clear, strict=True)))):
            for kind, wanted in (("missed", (True, False)), ("made up", (False, True))):
                wrong = Counter(
                    f"{word.form}/{word.tag}" for word, pair in zip(words, pairs, strict=True) if pair == wanted
                )
                print(f"{name} {kind}:", ", ".join(f"{form} {times}" for form, times in wrong.most_common()))
    print(json.dumps(figures) if arguments.json else "\n".join(f"{name}: {row}" for name, row in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
