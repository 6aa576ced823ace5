"""Tell roughly how many of the places named in German texts are found, and how many found are no places.

    python bench/places.py [--corpus germeval2014|smartdata] [--json] [--errors]

germeval2014 (news and encyclopedia): the gold are LOC at both levels (all kinds of places: streets, rivers,
buildings too, which no gazetteer of countries and towns can hold).  smartdata (feeds and tweets about traffic):
LOCATION_CITY, and LOCATION, which are mostly countries and regions.  A place is right where it overlaps gold.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.language.places import find_places

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "open"
Spans = list[tuple[int, int]]


def read_germeval() -> Iterator[tuple[str, Spans]]:
    """Yield each sentence, its tokens one blank apart, with the spans of its places."""
    lines = (DATA / "germeval2014" / "NER-de-dev.tsv").read_text(encoding="utf-8").splitlines()
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            rows.append(line.split("\t"))
        elif rows:
            tokens = [row[1] for row in rows]
            spans = [span for level in (2, 3) for span in spans_of(tokens, [row[level] for row in rows], ("LOC",))]
            yield " ".join(tokens), spans
            rows = []


def spans_of(tokens: list[str], tags: list[str], types: tuple[str, ...]) -> Spans:
    """Return the spans of the given types in the tokens joined by blanks."""
    spans: Spans = []
    position = 0
    for token, tag in zip(tokens, tags, strict=True):
        if tag[2:] in types:
            if tag.startswith("B-") or not spans:
                spans.append((position, position + len(token)))
            else:
                spans[-1] = (spans[-1][0], position + len(token))
        position += len(token) + 1
    return spans


def read_smartdata() -> Iterator[tuple[str, Spans]]:
    """Yield each document with the spans of its towns, countries and regions."""
    with gzip.open(DATA / "smartdata" / "dev_v3.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            spans: Spans = []
            for token in document["tokens"]["array"]:
                tag = token["ner"]["string"]
                if tag[2:] not in ("LOCATION_CITY", "LOCATION"):
                    continue
                start, end = token["span"]["start"], token["span"]["end"]
                if tag.startswith("B-") or not spans:
                    spans.append((start, end))
                else:
                    spans[-1] = (spans[-1][0], end)
            yield document["text"]["string"], spans


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=("germeval2014", "smartdata"), default="germeval2014")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", action="store_true", help="list names missed and made up, the commonest first")
    options = parser.parse_args()
    documents = read_germeval() if options.corpus == "germeval2014" else read_smartdata()
    right = found = hit = gold = 0
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    for text, wanted in documents:
        have = [(place.span.start, place.span.end) for place in find_places(text)]
        for start, end in have:
            true = any(start < stop and begin < end for begin, stop in wanted)
            right += true
            spurious[text[start:end]] += not true
        for begin, stop in wanted:
            true = any(start < stop and begin < end for start, end in have)
            hit += true
            missed[text[begin:stop]] += not true
        found, gold = found + len(have), gold + len(wanted)
    precision, recall = right / max(1, found), hit / max(1, gold)
    if options.errors:
        for name, counter in (("missed", missed), ("spurious", spurious)):
            print(name, [pair for pair in counter.most_common(120) if pair[1]], file=sys.stderr)
    if options.json:
        print(json.dumps({"task": "places", "corpus": options.corpus, "p": precision, "r": recall}))
    else:
        print(f"P {100 * precision:.2f}  R {100 * recall:.2f}  ({found} found, {gold} gold)")


if __name__ == "__main__":
    main()
