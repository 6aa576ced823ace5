"""Score claims on a dossier: short reports on one story with gold claims, positions, changes and copies.

    python bench/claims.py [--dossier NAME] [--given] [--model best|fast|open|rules] [--json] [--show]
    python bench/claims.py --speakers [--dossier NAME]

Reads the reports of the dossier (`mh17` and `prigoschin` of `../shared/data/own/dossiers`, the others of
`bench/dossiers` and `training/data`), makes claims of them all as of one batch, with their origins, writes
what `sayso claims --full --format json` prints into `bench/out/`, and runs the shared scorer on it in a process of its
own.  `--given` takes the statements of the gold instead of finding them: the room of claims alone.  Readings are kept
in `bench/out/` by the hash of the machine that made them.

`--speakers` tells instead of how many of the gold's statements in German that are found the speaker is right: the
party, or where there is none the name; without `--dossier` in all but `prigoschin`, `data/stories` and `data/events`.
"""

import argparse
import importlib
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sayso.claims.account import account_for
from sayso.claims.copies import find_copies
from sayso.claims.known import ClaimsInMemory, Placed
from sayso.claims.meaning import load_word_vectors
from sayso.claims.origins import Carrier, find_origins
from sayso.claims.placing import place_reports
from sayso.interfaces.wire import reading_from_json, reading_to_dict, reading_to_json
from sayso.language.analysis import analyse
from sayso.model import Actor, Claim, Reading, Report, Run, Span, Statement, When
from sayso.pipeline import read_together, this_run
from sayso.reading.languages import guess_language
from sayso.reading.text import read_text
from sayso.tagger import sentences

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OUT = ROOT / "bench" / "out"
OWN = (ROOT / "bench" / "dossiers", ROOT / "training" / "data" / "dossiers")
FOLDERS = {
    **{
        path.name.removesuffix(".gold.json"): folder
        for folder in (*OWN, *(ROOT / "training" / "data" / name for name in ("stories", "events")))
        for path in sorted(folder.glob("*.gold.json"))
    },
    "mh17": SHARED / "data" / "own" / "dossiers",
    "prigoschin": SHARED / "data" / "own" / "dossiers",
}


def shared_module(name: str) -> Any:
    """Return a module of the shared scorers."""
    sys.path.insert(0, str(SHARED / "tools"))
    return importlib.import_module(name)


def read_reports(path: Path) -> list[Report]:
    """Return the reports of a dossier."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        read_text(
            row["text"],
            id=row["id"],
            source=row["id"],
            title=row["title"],
            outlet=row["outlet"],
            published=row["published"],
            url=row["url"],
            language=guess_language(row["text"]),
        )
        for row in rows
    ]


def found_readings(reports: list[Report], dossier: str, model: str) -> list[Reading]:
    """Return the readings of the reports as the pipeline makes them, from the cache where it is this machine's.

    Whom one report introduces the others know, as they do when `sayso read` reads a file of reports.
    """
    cache = OUT / f"claims-{dossier}-{model}-together-{this_run(model).knowledge}.jsonl"
    if cache.exists():
        return [reading_from_json(line) for line in cache.read_text(encoding="utf-8").splitlines()]
    readings = read_together(reports, model)
    OUT.mkdir(exist_ok=True)
    cache.write_text("".join(reading_to_json(reading) + "\n" for reading in readings), encoding="utf-8")
    return readings


def given_readings(reports: list[Report], gold: dict[str, Any]) -> list[Reading]:
    """Return readings whose statements are the members of the gold's claims, and those that it has in no claim."""
    by_report: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {}
    for member in [*(member for claim in gold["claims"] for member in claim["members"]), *gold.get("loose", ())]:
        # A member of two claims is one statement.
        key = (member["start"], member["quote"], member["speaker"], member["stance"])
        by_report.setdefault(member["report"], {}).setdefault(key, member)
    days = {position["since"] for claim in gold["claims"] for position in claim["positions"]}
    return [_given(report, list(by_report.get(report.given_id or "", {}).values()), days) for report in reports]


def _given(report: Report, members: list[dict[str, Any]], days: set[str | None]) -> Reading:
    analysis = analyse(report)
    actors: dict[tuple[str, str | None], Actor] = {}
    statements = []
    for number, member in enumerate(sorted(members, key=lambda m: m["start"]), 1):
        key = (member["actor"], member["party"])
        if member["actor"] and key not in actors:
            actors[key] = Actor(f"a{len(actors) + 1}", member["actor"], "person", member["party"], ())
        statements.append(
            Statement(
                id=f"s{number}", mode="indirect", medium="unknown", content=_content(report.text, member), speaker=(),
                cue=(), frame=(), addressee=(), stance=member["stance"], found_by="gold", confidence=1.0,
                said=_said(analysis.times, member, report, days), actors=(actors[key].id,) if member["actor"] else (),
            )
        )  # fmt: skip
    return Reading(report, tuple(statements), tuple(actors.values()), analysis.times, analysis.quantities,
                   analysis.places, Run("gold", "gold"))  # fmt: skip


def _content(text: str, member: dict[str, Any]) -> tuple[Span, ...]:
    parts = member.get("quote_parts") or [member["quote"]]
    starts = [member["start"] if part == member["quote"] else text.find(part) for part in parts]
    return tuple(Span(start, start + len(part)) for start, part in zip(starts, parts, strict=True))


def _said(times: Any, member: dict[str, Any], report: Report, days: set[str | None]) -> When | None:
    """Return the day that the gold tells, else the one named nearest to the content in its sentence.

    The second only if it is one of the gold's days: some dossiers tell the days of positions alone.
    """
    if member.get("said"):
        return When(member["said"], None)
    text, end = report.text, member["start"] + len(member["quote"])
    begin = max(text.rfind(". ", 0, member["start"]), text.rfind("\n", 0, member["start"]), 0)
    stop = min(at for at in (text.find(". ", end), text.find("\n", end), len(text)) if at >= 0)
    near = [time for time in times if begin <= time.span.start < stop and time.value in days]
    nearest = min(near, key=lambda time: abs(time.span.start - member["start"]), default=None)
    return None if nearest is None else When(nearest.value, nearest.span)


def claims_of(readings: list[Reading]) -> list[Claim]:
    """Return the claims of the readings, with their origins, as of one batch into an empty ledger."""
    known = ClaimsInMemory()
    place_reports(readings, known, sentences.load(), load_word_vectors())
    by_id = {reading.report.id: reading for reading in readings}
    copies = find_copies(reading.report for reading in readings)
    return [account_for(placed, find_origins(_carriers(placed, by_id), copies)) for placed in known.claims()]


def _carriers(placed: Placed, readings: dict[str, Reading]) -> list[Carrier]:
    """Return the reports that carry a claim, with what they say on it."""
    told: dict[str, set[str]] = {}
    for one in placed.meant:
        told.setdefault(one.point.report, set()).add(one.point.statement)
    return [
        Carrier(
            readings[id].report,
            tuple(s for s in readings[id].statements if s.id in statements),
            readings[id].actors,
            readings[id].statements,
        )
        for id, statements in told.items()
    ]


def find_labels(reading: Reading, gold: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Return for each statement of a reading the ids of the gold claims that it stands in.

    Contents are the same where at least half of the code points are (F1), or one holds the other, as the scorer has it;
    where one is the same to the letter, none that only holds it counts.
    """
    text = reading.report.text
    members = [
        (claim["id"], {at for span in _content(text, member) for at in range(span.start, span.end)})
        for claim in gold["claims"]
        for member in claim["members"]
        if member["report"] == reading.report.given_id
    ]
    labels = {}
    for statement in reading.statements:
        said = {at for span in statement.content for at in range(span.start, span.end)}
        same = frozenset(id for id, wanted in members if said == wanted)
        labels[statement.id] = same or frozenset(id for id, wanted in members if said and _fits(wanted, said))
    return labels


def _fits(wanted: set[int], said: set[int]) -> bool:
    return wanted <= said or said <= wanted or 4 * len(wanted & said) >= len(wanted) + len(said)


def count_speakers(readings: list[Reading], gold: dict[str, Any]) -> Counter[str]:
    """Return how many statements of the gold's claims are found in German reports, and how many speakers are right.

    A speaker is right where the party is the gold's, or where that has none and the name is, as the scorer compares it.
    """
    scorer = shared_module("score_claims")
    counts = Counter[str]()
    for reading in readings:
        if reading.report.language != "de":
            continue
        members = [m for c in gold["claims"] for m in c["members"] if m["report"] == reading.report.given_id]
        told = {(m["start"], m["quote"], m["speaker"], m["stance"]): m for m in members}
        wanted = [scorer.offsets(member, reading.report.text) for member in told.values()]
        said = [{at for span in s.content for at in range(span.start, span.end)} for s in reading.statements]
        likeness = [[scorer.likeness(one, other) for other in said] for one in wanted]
        actors = {actor.id: actor for actor in reading.actors}
        for number, found in scorer.assignment(likeness) if said else ():
            member = list(told.values())[number]
            if likeness[number][found] < 0.5 or not (member["party"] or member["actor"]):
                continue
            speakers = [actors[id] for id in reading.statements[found].actors]
            right = [actor.party or scorer.plain(actor.name) for actor in speakers] == [scorer.who(member)]
            counts.update(found=1, right=right, party=bool(member["party"]))
            counts["party right"] += right and bool(member["party"])
    return counts


def print_speakers(names: Iterable[str], model: str) -> None:
    """Print of how many statements the speaker is right, a dossier a line, and of all."""
    total = Counter[str]()
    for name in names:
        gold = json.loads((FOLDERS[name] / f"{name}.gold.json").read_text(encoding="utf-8"))
        counts = count_speakers(found_readings(read_reports(FOLDERS[name] / f"{name}.jsonl"), name, model), gold)
        total += counts
        parties = f"party {counts['party right']} of {counts['party']}"
        print(f"{name:12} speaker {counts['right']} of {counts['found']}, {parties}")
    print(f"{100 * total['right'] / total['found']:.1f} % of {total['found']}; "
          f"{100 * total['party right'] / total['party']:.1f} % of {total['party']} with a party")  # fmt: skip


def as_json(claim: Claim, readings: dict[str, Reading]) -> dict[str, Any]:
    """Return a claim as `sayso claims --full --format json` prints it."""
    names = {id: reading.report.given_id or id for id, reading in readings.items()}
    statements = {id: {s["id"]: s for s in reading_to_dict(reading)["statements"]} for id, reading in readings.items()}
    reports = sorted({names[member.report] for member in claim.members})
    return {
        "schema": "sayso.claim/1",
        "id": claim.id,
        "wording": claim.wording,
        "standing": claim.standing,
        "reports": len(reports),
        "independent_sources": len(claim.origins) or len(reports),
        "first_reported": claim.first_reported,
        "last_change": claim.last_change,
        "family": claim.family,
        "origins": [{"reports": [names[r] for r in o.reports], "reason": o.reason} for o in claim.origins],
        "positions": [
            {
                "party": p.party, "actor": p.actor, "actor_name": p.actor_name, "stance": p.stance, "since": p.since,
                "until": p.until, "first": p.first,
                "statements": [f"{names[m.report]}/{m.statement}" for m in p.members],
            }
            for p in claim.positions
        ],
        "statements": [
            {**statements[m.report][m.statement], "report": names[m.report], "on_claim": m.on_claim}
            for m in claim.members
        ],
    }  # fmt: skip


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", choices=tuple(FOLDERS))
    parser.add_argument("--given", action="store_true", help="take the gold's statements instead of finding them")
    parser.add_argument("--model", default="best", help="the weights, or `rules` for none")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--speakers", action="store_true", help="tell how many speakers are right, instead")
    parser.add_argument("--show", action="store_true", help="print every claim with its members and positions")
    options = parser.parse_args()
    if options.speakers:
        print_speakers(
            [options.dossier] if options.dossier else [n for n in FOLDERS if FOLDERS[n] in OWN or n == "mh17"],
            options.model,
        )
        return
    options.dossier = options.dossier or "mh17"
    reports_path = FOLDERS[options.dossier] / f"{options.dossier}.jsonl"
    gold_path = FOLDERS[options.dossier] / f"{options.dossier}.gold.json"
    if not reports_path.exists():
        sys.exit(f"{reports_path.relative_to(ROOT.parent)} is missing: the corpora lie beside the project")
    reports = read_reports(reports_path)
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    if options.given:
        readings = given_readings(reports, gold)
    else:
        readings = found_readings(reports, options.dossier, options.model)
    begin = time.perf_counter()
    claims = claims_of(readings)
    seconds = time.perf_counter() - begin
    by_id = {reading.report.id: reading for reading in readings}
    out = OUT / f"claims-{options.dossier}-{'given' if options.given else options.model}.json"
    OUT.mkdir(exist_ok=True)
    out.write_text(json.dumps([as_json(c, by_id) for c in claims], ensure_ascii=False, indent=1), encoding="utf-8")
    if options.show:
        show(claims, by_id)
    scorer = [sys.executable, str(SHARED / "tools" / "score_claims.py"), str(gold_path), str(reports_path), str(out)]
    scorer += ["--json"] if options.json else []
    print(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout, end="")
    statements = sum(len(claim.members) for claim in claims)
    print(f"{statements} statements in {len(claims)} claims, {seconds:.1f} s", file=sys.stderr)


def show(claims: list[Claim], readings: dict[str, Reading]) -> None:
    """Print claims for reading."""
    for claim in claims:
        print(f"== {claim.standing}: {claim.wording}" + (f"  [family {claim.family}]" if claim.family else ""))
        for member in claim.members:
            reading = readings[member.report]
            statement = next(s for s in reading.statements if s.id == member.statement)
            names = {actor.id: actor.party or actor.name for actor in reading.actors}
            text = " … ".join(reading.report.text[span.start : span.end] for span in statement.content)
            who = ", ".join(names[id] for id in statement.actors)
            print(f"   {reading.report.given_id} {statement.stance} → {member.on_claim} {who} | {text[:150]}")
        for position in claim.positions:
            who = position.party or position.actor_name
            print(f"   >> {who} {position.stance} {position.since} – {position.until}")
        for figure in claim.figures:
            print(f"   ## {figure.party or figure.actor_name} {figure.low} {figure.best} {figure.high} {figure.unit}")


if __name__ == "__main__":
    main()
