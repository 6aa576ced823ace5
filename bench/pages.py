"""Tell how well reports are read off publishers' pages, and how fast.

    python bench/pages.py [--corpus fundus|passages|speed] [--extractor NAME] [--json] [--errors]

fundus: title, day, body (mean and worst page), authors, scored by ../shared/tools/score_pages.py.
passages: share of passages that had to be in the text and are, or had not to be and are not, in percent.
speed: pages a second of CPU time, extraction alone, against newspaper4k on the same pages in one run
(`pip install newspaper4k`; without network).
"""

import argparse
import gzip
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sayso.errors import ReadingError
from sayso.reading.html import open_page

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
FUNDUS = SHARED / "data" / "restricted" / "fundus-html"
PASSAGES = SHARED / "data" / "restricted" / "trafilatura-html"
SCORER = SHARED / "tools" / "score_pages.py"

Record = dict[str, Any]


def read_with_sayso(data: bytes) -> Record:
    """Return what Sayso reads off a page, in the shape of a reading's report; an empty one where it refuses."""
    try:
        report = open_page(data, source="page").report
    except ReadingError:
        return {"title": None, "authors": [], "published": None, "text": "", "parts": []}
    parts = [{"kind": part.kind, "start": part.span.start, "end": part.span.end} for part in report.parts]
    return {
        "title": report.title,
        "authors": list(report.authors),
        "published": report.published,
        "text": report.text,
        "parts": parts,
    }


def read_with_trafilatura(data: bytes) -> Record:
    """Return what trafilatura alone reads."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(data, with_metadata=True, include_comments=False)
    text = (document.text if document else None) or ""
    authors = [name for name in (document.author or "").split("; ") if name] if document else []
    parts = [{"kind": "paragraph", "start": 0, "end": len(text)}] if text else []
    title, day = (document.title, document.date) if document else (None, None)
    return {"title": title, "authors": authors, "published": day, "text": text, "parts": parts}


def read_with_newspaper(data: bytes) -> Record:
    """Return what newspaper4k reads, its requests for pictures switched off."""
    import newspaper  # type: ignore[import-not-found]

    article = newspaper.Article("https://example.org/report", fetch_images=False)
    article.download(input_html=data.decode("utf-8", "replace"))
    article.parse()
    parts = [{"kind": "paragraph", "start": 0, "end": len(article.text)}] if article.text else []
    day = str(article.publish_date)[:10] if article.publish_date else None
    return {
        "title": article.title,
        "authors": list(article.authors),
        "published": day,
        "text": article.text,
        "parts": parts,
    }


EXTRACTORS: dict[str, Callable[[bytes], Record]] = {
    "sayso": read_with_sayso,
    "trafilatura": read_with_trafilatura,
    "newspaper4k": read_with_newspaper,
}


def fundus_pages() -> list[Path]:
    """Return the pages that have an expectation."""
    listed = subprocess.run(
        [sys.executable, str(SCORER), "list", str(FUNDUS)], check=True, stdout=subprocess.PIPE, text=True
    )
    return [Path(line) for line in listed.stdout.split("\n") if line]


def score_fundus(read: Callable[[bytes], Record], *, errors: bool) -> Record:
    """Return the scorer's figures, in percent."""
    with tempfile.TemporaryDirectory() as folder:
        readings = Path(folder) / "readings.jsonl"
        with readings.open("w", encoding="utf-8") as file:
            for path in fundus_pages():
                reading = {"id": path.name, "report": read(gzip.decompress(path.read_bytes()))}
                file.write(json.dumps(reading, ensure_ascii=False) + "\n")
        command = [sys.executable, str(SCORER), "score", str(FUNDUS), str(readings), "--json"]
        run = subprocess.run(
            [*command, *(["--pages"] if errors else [])], check=True, stdout=subprocess.PIPE, text=True
        )
    result: Record = json.loads(run.stdout)
    return {key: value if key == "pages" else round(100 * value, 2) for key, value in result.items()}


def score_passages(read: Callable[[bytes], Record], *, errors: bool) -> Record:
    """Return how many of the wanted and unwanted passages are where they should be, in percent."""
    wanted = have = unwanted = kept_out = 0
    for entry in json.loads((PASSAGES / "evaldata_subset.json").read_text(encoding="utf-8")).values():
        path = PASSAGES / f"{entry['file']}.gz"
        if not path.exists():
            continue
        text = plain(read(gzip.decompress(path.read_bytes()))["text"])
        missed = [passage for passage in entry["with"] if plain(passage) not in text]
        taken = [passage for passage in entry["without"] if plain(passage) in text]
        wanted, have = wanted + len(entry["with"]), have + len(entry["with"]) - len(missed)
        unwanted, kept_out = unwanted + len(entry["without"]), kept_out + len(entry["without"]) - len(taken)
        if errors and (missed or taken):
            print(entry["file"], "missed", missed, "taken", taken, file=sys.stderr)
    return {
        "wanted": wanted,
        "unwanted": unwanted,
        "recall": round(100 * have / wanted, 2),
        "kept_out": round(100 * kept_out / unwanted, 2),
        "accuracy": round(100 * (have + kept_out) / (wanted + unwanted), 2),
    }


def plain(text: str) -> str:
    """Return a text without soft hyphens and doubled blanks."""
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())


def measure_speed(repeat: int) -> Record:
    """Return pages a second of CPU time for Sayso and newspaper4k, page by page in turn, and their ratio."""
    pages = [gzip.decompress(path.read_bytes()) for path in fundus_pages()]
    spent = {"sayso": 0.0, "newspaper4k": 0.0}
    for name in spent:
        for data in pages:
            EXTRACTORS[name](data)  # imports, word lists and models are loaded once, whichever page wants them
    for _ in range(repeat):
        for data in pages:
            for name in spent:
                start = time.process_time()
                EXTRACTORS[name](data)
                spent[name] += time.process_time() - start
    speed: Record = {name: round(repeat * len(pages) / seconds, 2) for name, seconds in spent.items()}
    return {"pages": repeat * len(pages), **speed, "ratio": round(spent["newspaper4k"] / spent["sayso"], 2)}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=("fundus", "passages", "speed"), default="fundus")
    parser.add_argument("--extractor", choices=sorted(EXTRACTORS), default="sayso")
    parser.add_argument("--repeat", type=int, default=1, help="speed: how often every page is read (18 makes 1,000)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", action="store_true", help="print every page's figures, or its wrong passages")
    options = parser.parse_args()
    if options.corpus == "speed":
        result = measure_speed(options.repeat)
    elif options.corpus == "passages":
        result = score_passages(EXTRACTORS[options.extractor], errors=options.errors)
    else:
        result = score_fundus(EXTRACTORS[options.extractor], errors=options.errors)
    if options.json:
        print(json.dumps({"task": "pages", "corpus": options.corpus, **result}))
    else:
        print("  ".join(f"{key} {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
