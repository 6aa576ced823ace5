"""Tell how well copies and origins are found, and how fast.

    python bench/copies.py [--corpus dossiers|clusters|speed] [--show] [--json]

dossiers: pairs of reports that share an origin (P, R, F1 over both dossiers, by the rule of `score_claims.py`), and the
    share of claims with the gold number of independent sources, with the gold's own statements.
clusters: pairs that copy one text in reports of several outlets on one event; no gold, `--show` prints them to be read.
    Beside: the share of pairs, of all that an alignment of every report with every other finds, that were candidates,
    with the sampled keys and (where installed) with a MinHash LSH of whole reports by datasketch.
speed: 10,000 reports made of real ones by recombination, every tenth a shortened copy: fingerprints and all copies,
    for each second of processor time.
"""

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

from sayso.claims.copies import Copy, compare_reports, find_candidates, find_copies, take_fingerprint
from sayso.claims.origins import Carrier, find_origins
from sayso.model import Actor, Origin, Report, Span, Statement
from sayso.reading.text import read_text

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
DOSSIERS = ("mh17", "prigoschin")
MADE = 10_000
WHOLE_MINHASH = 0.2  # likeness from which on datasketch is asked for candidates: a report with a third in common


def read_dossier(name: str) -> dict[str, Report]:
    """Return the reports of a dossier by the ids that its gold uses."""
    found = {}
    for line in (DATA / "own" / "dossiers" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        kept = {key: record[key] for key in ("id", "title", "outlet", "published", "url")}
        found[record["id"]] = read_text(record["text"], source=name, **kept)
    return found


def gold_carriers(claim: dict[str, Any], reports: dict[str, Report]) -> list[Carrier]:
    """Return the reports of a gold claim with the gold's statements; for a quotation in parts the first is searched."""
    carriers = []
    for name in sorted({member["report"] for member in claim["members"]}):
        statements, actors = [], []
        for number, member in enumerate(each for each in claim["members"] if each["report"] == name):
            parts = member.get("quote_parts") or [member["quote"]]
            start = member["start"] if parts[0] == member["quote"] else reports[name].text.find(parts[0])
            content = (Span(start, start + len(parts[0])),)
            actors.append(Actor(f"a{number}", member["actor"] or "?", "organization", member["party"], ()))
            roles = {"speaker": (), "cue": (), "frame": (), "addressee": (), "stance": member["stance"]}
            marks = {"found_by": "gold", "confidence": 1.0, "actors": (f"a{number}",) if member["actor"] else ()}
            statements.append(Statement(f"s{number}", "indirect", "speech", content, **roles, **marks))
        carriers.append(Carrier(reports[name], tuple(statements), tuple(actors)))
    return carriers


def pairs_of(groups: Iterable[Sequence[str]]) -> set[frozenset[str]]:
    """Return the pairs of reports in the same group."""
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


def measure_dossiers(show: bool) -> dict[str, float]:
    """Return P, R, F1 of pairs in percent and the share of claims with the right number of sources."""
    hit = found = wanted = right = claims = 0
    for dossier in DOSSIERS:
        reports = read_dossier(dossier)
        gold = json.loads((DATA / "own" / "dossiers" / f"{dossier}.gold.json").read_text(encoding="utf-8"))
        copies = find_copies(reports.values())
        names = {report.id: name for name, report in reports.items()}
        groups: list[list[str]] = []
        for claim in gold["claims"]:
            origins = find_origins(gold_carriers(claim, reports), copies)
            groups += [[names[report] for report in origin.reports] for origin in origins]
            right += len(origins) == claim["independent_sources"]
            claims += 1
            if show:
                show_claim(claim, origins, names)
        gold_pairs, our_pairs = pairs_of(gold["copies"]), pairs_of(groups)
        hit, found, wanted = hit + len(gold_pairs & our_pairs), found + len(our_pairs), wanted + len(gold_pairs)
    precision, recall = hit / max(1, found), hit / max(1, wanted)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return {"p": 100 * precision, "r": 100 * recall, "f1": 100 * f1, "sources": 100 * right / claims}


def show_claim(claim: dict[str, Any], origins: Sequence[Origin], names: dict[str, str]) -> None:
    """Print a claim's origins."""
    print(f"{claim['wording']}  gold {claim['independent_sources']}, found {len(origins)}")
    for origin in origins:
        print(f"    {', '.join(names[report] for report in origin.reports)}: {origin.reason}")


def read_clusters() -> Iterator[Report]:
    """Yield the German and the English reports on events that several outlets told."""
    lists = (("fang-covid-clusters/fang_clusters_a", "de"), ("newscluster-en/events_a", "en"))
    for path, language in lists:
        with gzip.open(DATA / "restricted" / f"{path}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                record = json.loads(line)
                title, text = record.get("header") or record["title"], record.get("article") or record["text"]
                text = f"{title.strip()}\n\n{text}".replace("\n", "\n\n")
                outlet = record.get("source") or record["source_domain"]
                yield read_text(text, source=record["url"], outlet=outlet, id=f"{language}{number}", language=language)


def measure_clusters(show: bool) -> dict[str, float]:
    """Return how many pairs were found, and how many of all pairs were candidates."""
    reports = {report.id: report for report in read_clusters()}
    copies = find_copies(reports.values())
    if show:
        for copy in copies:
            show_copy(copy, reports)
    every = [copy for one, other in combinations(reports.values(), 2) for copy in compare_reports(one, [other])]
    figures = {"pairs": float(len(copies)), "whole": float(sum(copy.whole for copy in copies))}
    figures |= {"aligned": float(len(every)), **candidates_of("sampled keys", sampled_candidates, reports, every)}
    if find_spec("datasketch"):
        figures |= candidates_of("datasketch", datasketch_candidates, reports, every)
    return figures


def show_copy(copy: Copy, reports: dict[str, Report]) -> None:
    """Print what two reports share."""
    one, other = reports[copy.one], reports[copy.other]
    shares = f"{'whole' if copy.whole else 'passages'} {copy.share_one:.2f} {copy.share_other:.2f}"
    print(f"\n{one.given_id} {one.outlet} | {other.given_id} {other.outlet} | {shares}")
    print(f"    {one.title} | {other.title}")
    for passage in copy.passages:
        print(f"    {passage.words}: {' '.join(one.text[passage.one.start : passage.one.end].split())[:300]}")


Candidates = Callable[[Sequence[Report]], set[frozenset[str]]]


def candidates_of(name: str, find: Candidates, reports: dict[str, Report], every: Sequence[Copy]) -> dict[str, float]:
    """Return the share of pairs that a search has among its candidates, and how many it has."""
    found = find(list(reports.values()))
    among = sum(frozenset((copy.one, copy.other)) in found for copy in every)
    whole = [copy for copy in every if copy.whole]
    among_whole = sum(frozenset((copy.one, copy.other)) in found for copy in whole)
    return {
        f"{name}: share of pairs": 100 * among / len(every),
        f"{name}: share of whole copies": 100 * among_whole / len(whole),
        f"{name}: candidates": float(len(found)),
    }


def sampled_candidates(reports: Sequence[Report]) -> set[frozenset[str]]:
    """Return the pairs that share enough sampled keys."""
    prints = [take_fingerprint(report) for report in reports]
    return {frozenset((each.report, other)) for each in prints for other in find_candidates(each, prints)}


def datasketch_candidates(reports: Sequence[Report]) -> set[frozenset[str]]:
    """Return the pairs that a MinHash of 128 permutations over runs of five words finds alike."""
    from datasketch import MinHash, MinHashLSH

    index, found = MinHashLSH(threshold=WHOLE_MINHASH, num_perm=128), set()
    for report in reports:
        words = re.findall(r"\w+", report.text.casefold())
        signature = MinHash(num_perm=128)
        signature.update_batch([" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)])
        found |= {frozenset((report.id, other)) for other in index.query(signature)}
        index.insert(report.id, signature)
    return found


def make_reports(number: int) -> Iterator[tuple[Report, str | None]]:
    """Yield reports of sentences drawn from real ones, with every second word changed, so that they are new texts.

    Every tenth is a copy of an earlier one: another headline, the tail cut, some words replaced; its id stands beside.
    """
    chance = random.Random(5)
    texts = [report.text for report in read_clusters()]
    sentences = [each for text in texts for each in re.split(r"(?<=[.!?])\s+", text) if len(each) > 40]
    words = [word for sentence in sentences for word in sentence.split()]
    made: list[tuple[str, list[str]]] = []
    for at in range(number):
        copied = None
        if made and at % 10 == 0:
            source, whole = chance.choice(made)
            copied, body = source, [swap_words(each, words, 25, chance) for each in whole[: chance.randint(8, 16)]]
        else:
            body = [swap_words(each, words, 2, chance) for each in chance.choices(sentences, k=16)]
        headline = " ".join(chance.choices(words, k=7))
        text = f"{headline}\n\n" + "\n\n".join(" ".join(body[start : start + 4]) for start in range(0, len(body), 4))
        report = read_text(text, source=f"made {at}", id=f"m{at}")
        if copied is None:
            made.append((report.id, body))
        yield report, copied


def swap_words(sentence: str, words: Sequence[str], each: int, chance: random.Random) -> str:
    """Return a sentence with one in so many words replaced."""
    return " ".join(chance.choice(words) if chance.randrange(each) == 0 else word for word in sentence.split())


def measure_speed() -> dict[str, float]:
    """Return reports for each second of processor time, fingerprints alone and all copies found; and what was found."""
    made = list(make_reports(MADE))
    reports = [report for report, _ in made]
    wanted = {frozenset((report.id, copied)) for report, copied in made if copied}
    start = time.process_time()
    prints = [take_fingerprint(report) for report in reports]
    between = time.process_time()
    copies = find_copies(reports)
    end = time.process_time()
    found = {frozenset((copy.one, copy.other)) for copy in copies}
    return {
        "reports": float(len(reports)),
        "words a report": sum(len(report.text.split()) for report in reports) / len(reports),
        "keys a report": sum(len(each.keys) for each in prints) / len(prints),
        "copies made": float(len(wanted)),
        "of these found": float(len(wanted & found)),
        "fingerprints a second": len(reports) / (between - start),
        "reports a second": len(reports) / (end - between),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=("dossiers", "clusters", "speed"), default="dossiers")
    parser.add_argument("--show", action="store_true", help="print origins or pairs")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    if options.corpus == "speed":
        figures = measure_speed()
    else:
        figures = (measure_dossiers if options.corpus == "dossiers" else measure_clusters)(options.show)
    if options.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:40} {figure:10.2f}")


if __name__ == "__main__":
    main()
