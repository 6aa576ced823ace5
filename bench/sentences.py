"""Score sentences and tokens on two corpora, and those of libraries beside them where they are installed.

    python bench/sentences.py [--part dev|train] [--json] [--errors]

Sentences: F1 of the places inside a text where one ends.  Tokens: F1 of exact spans.  The corpora are the German
news quotation corpus (its sentences were split by a program, at semicolons and at some colons as well), and
Universal Dependencies' GSD with its sentences joined by blanks.  Each line is one paragraph for every splitter.
"""

import argparse
import importlib
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sayso.language.sentences import find_sentences
from sayso.language.tokens import find_tokens

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
LINE = re.compile(r"[^\n]*\S[^\n]*")
GROUP = 20  # sentences of GSD that make one text


class Text(NamedTuple):
    """A text with the ends of its sentences but the last, and the spans of its tokens."""

    text: str
    ends: frozenset[int]
    tokens: frozenset[tuple[int, int]]


Splitter = Callable[[str], set[int]]


def read_quotations(part: str) -> list[Text]:
    """Return the reports of a part of the quotation corpus."""
    found = []
    path = DATA / "noncommercial" / "quotations" / f"{part}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = [(start, end) for start, end in row["tokens"]]
        ends = frozenset(spans[after - 1][1] for _, after in row["sentences"][:-1])
        found.append(Text(row["text"], ends, frozenset(spans)))
    return found


def read_gsd() -> list[Text]:
    """Return GSD's development part, `GROUP` sentences a text."""
    path = DATA / "open" / "ud-german" / "de_gsd-ud-dev.conllu"
    sentences = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [_joined(sentences[first : first + GROUP]) for first in range(0, len(sentences), GROUP)]


def _joined(sentences: list[str]) -> Text:
    text, ends, tokens = "", [], []
    for sentence in sentences:
        if text:
            text += " "
        own = next(line for line in sentence.splitlines() if line.startswith("# text = ")).removeprefix("# text = ")
        place = 0
        for form in _surface(sentence):
            at = own.index(form, place)
            place = at + len(form)
            tokens.append((len(text) + at, len(text) + place))
        text += own
        ends.append(len(text))
    return Text(text, frozenset(ends[:-1]), frozenset(tokens))


def _surface(sentence: str) -> Iterator[str]:
    """Yield the words as they stand in the text: `im`, not `in dem`."""
    covered = 0
    for line in sentence.splitlines():
        if line.startswith("#"):
            continue
        number, form = line.split("\t")[:2]
        if "-" in number:
            covered = int(number.split("-")[1])
            yield form
        elif "." not in number and int(number) > covered:
            yield form


def own_ends(text: str) -> set[int]:
    """Return where Sayso ends a sentence."""
    tokens = find_tokens(text)
    return {tokens[after - 1].end for _, after in find_sentences(text, tokens)[:-1]}


def by_line(split: Callable[[str], list[str]]) -> Splitter:
    """Make a splitter of whole texts from one that cuts a paragraph into strings."""

    def ends(text: str) -> set[int]:
        found = set()
        for line in LINE.finditer(text):
            place = line.start()
            for sentence in split(line.group()):
                words = sentence.strip()
                if words:
                    place = text.index(words, place) + len(words)
                    found.add(place)
        return found - {len(text.rstrip())}

    return ends


def libraries() -> dict[str, Splitter]:
    """Return the splitters of the libraries that are installed."""
    found: dict[str, Splitter] = {}
    if importlib.util.find_spec("pysbd"):
        segment = importlib.import_module("pysbd").Segmenter(language="de", clean=False).segment
        found["pysbd"] = by_line(segment)
    if importlib.util.find_spec("syntok"):
        found["syntok"] = by_line(_syntok)
    if importlib.util.find_spec("sentencex"):
        segment_as = importlib.import_module("sentencex").segment
        found["sentencex"] = by_line(lambda line: list(segment_as("de", line)))
    return found


def _syntok(line: str) -> list[str]:
    segmenter = importlib.import_module("syntok.segmenter")
    found = []
    for paragraph in segmenter.analyze(line):
        for sentence in paragraph:
            found.append(line[sentence[0].offset : sentence[-1].offset + len(sentence[-1].value)])
    return found


def f1(same: int, gold: int, found: int) -> dict[str, float]:
    """Return precision, recall and F1 in percent."""
    precision, recall = 100 * same / max(found, 1), 100 * same / max(gold, 1)
    mean = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 2), "recall": round(recall, 2), "f1": round(mean, 2)}


def score_sentences(texts: list[Text], split: Splitter) -> dict[str, float]:
    """Return the figures of a splitter, and its characters a second."""
    started = time.perf_counter()
    found = [split(text.text) for text in texts]
    seconds = time.perf_counter() - started
    same = sum(len(text.ends & ends) for text, ends in zip(texts, found, strict=True))
    figures = f1(same, sum(len(text.ends) for text in texts), sum(map(len, found)))
    return figures | {"characters_per_second": round(sum(len(text.text) for text in texts) / seconds)}


def score_tokens(texts: list[Text]) -> dict[str, float]:
    """Return the figures of the tokens, and characters a second."""
    started = time.perf_counter()
    found = [find_tokens(text.text) for text in texts]
    seconds = time.perf_counter() - started
    spans = [{(token.start, token.end) for token in tokens} for tokens in found]
    same = sum(len(text.tokens & own) for text, own in zip(texts, spans, strict=True))
    figures = f1(same, sum(len(text.tokens) for text in texts), sum(map(len, spans)))
    return figures | {"characters_per_second": round(sum(len(text.text) for text in texts) / seconds)}


def errors(texts: list[Text]) -> Iterator[str]:
    """Yield each end of a sentence that was missed or made up, in its context."""
    for text in texts:
        found = own_ends(text.text)
        for kind, places in (("missed", text.ends - found), ("made up", found - text.ends)):
            for at in sorted(places):
                yield f"{kind:8} {text.text[max(0, at - 50) : at]!r} ‖ {text.text[at : at + 30]!r}"


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Score sentences and tokens.")
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    if not DATA.is_dir():
        print("the corpora are not there: ../shared/data", file=sys.stderr)
        return 1
    corpora = {"quotations": read_quotations(arguments.part), "gsd": read_gsd()}
    if arguments.errors:
        for name, texts in corpora.items():
            print(*(f"{name} {line}" for line in errors(texts)), sep="\n")
    splitters = {"sayso": own_ends} | libraries()
    figures: dict[str, Any] = {
        name: {"sentences": {who: score_sentences(texts, split) for who, split in splitters.items()}}
        | {"tokens": {"sayso": score_tokens(texts)}}
        for name, texts in corpora.items()
    }
    if arguments.json:
        print(json.dumps(figures))
        return 0
    for name, kinds in figures.items():
        for kind, rows in kinds.items():
            for who, row in rows.items():
                speed = row["characters_per_second"] / 1e6
                print(
                    f"{name:11}{kind:10} {who:10} precision {row['precision']:6.2f}  recall {row['recall']:6.2f}"
                    f"  F1 {row['f1']:6.2f}  {speed:6.2f} million characters/s"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
