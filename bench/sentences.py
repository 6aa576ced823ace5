"""Measure sentence and token borders, ours and those of libraries that are installed.

    python bench/sentences.py [--json]

Data beside the project: `quotations/dev.jsonl` (its own sentences and tokens) and the development part of UD German
GSD, whose sentences are joined by blanks in runs of twenty.  Figures are F1 of borders: the offset at which a
sentence ends, the (start, end) of a token.  Libraries are tried where they can be imported: pysbd, syntok,
sentencex; they are no dependency of Sayso.
"""

import argparse
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.language.sentences import find_sentences
from sayso.language.tokens import find_tokens

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
Ends = Callable[[str], list[int]]
Document = tuple[str, set[int], set[tuple[int, int]]]


def quotation_documents() -> Iterator[Document]:
    """Yield text, sentence ends and tokens of the quotation corpus' development part."""
    for line in (DATA / "noncommercial" / "quotations" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        tokens = [tuple(token) for token in document["tokens"]]
        ends = {tokens[end - 1][1] for _, end in document["sentences"]}
        yield document["text"], ends, set(tokens)


def treebank_documents() -> Iterator[Document]:
    """Yield runs of twenty sentences of UD German GSD, with surface tokens."""
    sentences: list[tuple[str, list[tuple[int, int]]]] = []
    text, words = "", []
    for line in (DATA / "open" / "ud-german" / "de_gsd-ud-dev.conllu").read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            text, words, at, covered = line.removeprefix("# text = "), [], 0, 0
        elif line and line[0].isdigit():
            cells = line.split("\t")
            if "." in cells[0] or ("-" not in cells[0] and int(cells[0]) <= covered):
                continue
            if "-" in cells[0]:
                covered = int(cells[0].split("-")[1])
            start = text.index(cells[1], at)
            at = start + len(cells[1])
            words.append((start, at))
        elif not line and text:
            sentences.append((text, words))
            text = ""
    for first in range(0, len(sentences), 20):
        joined, ends, tokens = "", set(), set()
        for sentence, spans in sentences[first : first + 20]:
            offset = len(joined)
            tokens |= {(start + offset, end + offset) for start, end in spans}
            joined += sentence
            ends.add(len(joined.rstrip()))
            joined += " "
        yield joined, ends, tokens


def own_ends(text: str) -> list[int]:
    """Return where Sayso ends sentences."""
    tokens = find_tokens(text)
    return [tokens[end - 1].end for _, end in find_sentences(text, tokens)]


def library_ends() -> dict[str, Ends]:
    """Return the sentence ends of every library that is installed."""
    found: dict[str, Ends] = {}
    try:
        segmenter = importlib.import_module("pysbd").Segmenter(language="de", clean=False, char_span=True)
        found["pysbd"] = lambda text: [span.start + len(span.sent.rstrip()) for span in segmenter.segment(text)]
    except ModuleNotFoundError:
        pass
    try:
        syntok = importlib.import_module("syntok.segmenter")
        found["syntok"] = lambda text: [
            sentence[-1].offset + len(sentence[-1].value)
            for paragraph in syntok.analyze(text)
            for sentence in paragraph
        ]
    except ModuleNotFoundError:
        pass
    try:
        sentencex = importlib.import_module("sentencex")
        found["sentencex"] = lambda text: list(_located(text, sentencex.segment("de", text)))
    except ModuleNotFoundError:
        pass
    return found


def _located(text: str, sentences: list[str]) -> Iterator[int]:
    at = 0
    for sentence in sentences:
        words = sentence.strip()
        if words:
            at = text.index(words, at) + len(words)
            yield at


def f1(hits: int, found: int, wanted: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def measure(ends: Ends, documents: list[Document]) -> dict[str, float]:
    """Return border F1 and characters a second."""
    hits = found = wanted = characters = 0
    begin = time.perf_counter()
    results = [(set(ends(text)), gold, len(text)) for text, gold, _ in documents]
    seconds = time.perf_counter() - begin
    for given, gold, length in results:
        hits, found, wanted = hits + len(given & gold), found + len(given), wanted + len(gold)
        characters += length
    return {"f1": f1(hits, found, wanted), "characters_per_second": characters / seconds}


def token_f1(documents: list[Document]) -> float:
    """Return the F1 of our tokens."""
    hits = found = wanted = 0
    for text, _, gold in documents:
        given = {(token.start, token.end) for token in find_tokens(text)}
        hits, found, wanted = hits + len(given & gold), found + len(given), wanted + len(gold)
    return f1(hits, found, wanted)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="show so many wrong borders of ours on each corpus")
    options = parser.parse_args()
    if not DATA.is_dir():
        sys.exit("../shared/data is missing: nothing to measure on")
    result: dict[str, dict[str, object]] = {}
    for name, documents in (("quotations", list(quotation_documents())), ("treebank", list(treebank_documents()))):
        result[name] = {"sayso": measure(own_ends, documents), "tokens": {"f1": token_f1(documents)}}
        for library, ends in library_ends().items():
            result[name][library] = measure(ends, documents)
        shown = 0
        for text, gold, _ in documents:
            for at in sorted(set(own_ends(text)) ^ gold):
                if shown < options.errors:
                    kind = "missed" if at in gold else "extra "
                    print(name, kind, repr(text[max(0, at - 45) : at]), "|", repr(text[at : at + 30]))
                    shown += 1
    print(json.dumps(result, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
