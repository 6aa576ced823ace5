"""Measures how fast the page and the API answer searches, under a real load: wrk against `sayso serve` on loopback.

    python bench/load.py [--statements 100000] [--folder bench/out] [--seconds 20] [--connections 2] [--processor]

Takes the ledger that `bench/ledger_claims.py` keeps, or makes it, serves a copy of it on a free port, drives wrk
(apt-get install wrk) with a mix of addresses as people search, by words, parts of words and filters, and prints how
many milliseconds answers took at the median, the 95th and the 99th percentile, in all and for each kind of address;
last, how many milliseconds of the processor the server needed for each, which other work does not lengthen as much.
With `--processor` nothing is served: each of some addresses is asked within the process, and the milliseconds of the
processor that its quicker one of two answers took are printed, for machines that other programs use too.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np

from ledger_claims import OUT, filled
from ledger_reports import FAMILY, FIRST, SECOND, STATES, SYLLABLES, Phrases
from sayso.accounting import Meanings, load_meanings

if TYPE_CHECKING:
    from starlette.testclient import TestClient

_ADDRESSES = 400  # of each run; asked in turns by each connection from another place on
_PATIENCE = 60  # seconds in which the server must answer for the first time

# One thread of wrk asks for the paths in turns, over all connections; it tells times in microseconds.
SCRIPT = """
local paths, at = {}, 0
for line in io.lines(os.getenv("SAYSO_PATHS")) do paths[#paths + 1] = line end
function request() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('{"requests":%d,"seconds":%.2f,"failed":%d,"p50":%.1f,"p95":%.1f,"p99":%.1f,"max":%.1f}\\n',
    summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
"""


def addresses(number: int, seed: int = 1) -> dict[str, list[str]]:
    """Return addresses of searches by kind, in the proportions in which people may ask for them."""
    chance = np.random.default_rng(seed)

    def any_of(words: list[str]) -> str:
        return str(chance.choice(words))

    def place() -> str:
        return "".join(map(any_of, SYLLABLES))

    def state() -> str:
        return STATES[int(chance.integers(len(STATES)))][0]

    kinds = {
        "place": lambda: f"q={quote(place())}",
        "two_words": lambda: f"q={quote(f'{any_of(FIRST)}{any_of(SECOND)} {place()}')}",
        "part_of_word": lambda: f"q={quote(any_of(SECOND).capitalize())}",
        "common": lambda: f"q={quote(any_of(['Soldaten', 'Streik', 'Drohne', 'verletzt', 'Millionen']))}",
        "name": lambda: f"q={quote(any_of(FAMILY))}",
        "party": lambda: f"q={quote(any_of(SECOND).capitalize())}&party={state()}",
        "stance": lambda: f"q={quote(place())}&stance={any_of(['denies', 'confirms', 'asserts'])}",
        "since": lambda: f"q={quote(any_of(SECOND).capitalize())}&since={chance.integers(2015, 2025)}",
        "no_words": lambda: f"party={state()}&since={chance.integers(2015, 2025)}",
    }  # fmt: skip
    made: dict[str, list[str]] = {}
    for at in range(number):
        kind = list(kinds)[at % len(kinds)]
        made.setdefault(kind, []).append(kinds[kind]())
    return made


@contextmanager
def served(ledger: Path) -> Iterator[tuple[str, int]]:
    """Serve a copy of a ledger on loopback; give its address and process, and stop the server that was started here."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        copy = Path(folder) / "sayso.db"
        shutil.copyfile(ledger, copy)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        program = "from sayso.interfaces.cli import main; main()"
        command = [
            sys.executable,
            "-c",
            program,
            "serve",
            "--port",
            str(port),
            "--ledger",
            str(copy),
            "--model",
            "rules",
        ]
        server = subprocess.Popen(command, env={**os.environ, "SAYSO_QUIET": "1"})
        try:
            wait_for(f"http://127.0.0.1:{port}/api/health", server)
            yield f"http://127.0.0.1:{port}", server.pid
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=60)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; raise where it does not come up."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                answer.read()
                return
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def drive(base: str, paths: list[str], *, seconds: int, connections: int) -> dict[str, float]:
    """Let wrk ask for the paths for so long; return what it measured."""
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder) / "mix.lua", Path(folder) / "paths"
        script.write_text(SCRIPT, encoding="utf-8")
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), base]
        run = subprocess.run(
            command, check=True, capture_output=True, text=True, env={**os.environ, "SAYSO_PATHS": str(listed)}
        )
    return json.loads(run.stdout.splitlines()[-1])


def processor_time(process: int) -> float:
    """Return how many seconds of the processor a process has used so far (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=OUT)
    parser.add_argument("--seconds", type=int, default=20, help="of each of the two runs, that of pages and of the API")
    parser.add_argument("--connections", type=int, default=2, help="which ask at the same time")
    parser.add_argument("--processor", action="store_true", help="measure the processor's time alone, without wrk")
    wanted = parser.parse_args()
    if not wanted.processor and shutil.which("wrk") is None:
        sys.exit("wrk is missing. Install it with: apt-get install wrk")
    wanted.folder.mkdir(exist_ok=True)
    ledger = wanted.folder / f"claims-{wanted.statements}.db"
    if not ledger.exists():
        loaded = load_meanings()
        phrases = Phrases(loaded.encoder)
        filled(str(ledger), wanted.statements, Meanings(phrases, loaded.words), phrases)
    kinds = addresses(_ADDRESSES)
    if wanted.processor:
        within(ledger, kinds)
        return
    print(f"{wanted.statements} statements, {wanted.connections} connections; milliseconds")
    columns = " ".join(f"{name:>7}" for name in ("failed", "p50", "p95", "p99", "max", "proc."))
    print(f"{'':<24} {'requests':>9} {'a second':>9} {columns}")
    with served(ledger) as (base, server):
        for where in ("/search", "/api/search"):
            # The API asks for words; the page answers without, too.
            asked = {kind: made for kind, made in kinds.items() if where == "/search" or kind != "no_words"}
            mixed = [one for row in zip(*asked.values(), strict=False) for one in row]
            for kind, made in {"mixed": mixed, **asked}.items():
                # The mix is what counts; single kinds show where time goes.
                seconds = wanted.seconds if kind == "mixed" else max(1, wanted.seconds // len(asked))
                paths = [f"{where}?{one}" for one in made]
                spent = processor_time(server)
                took = drive(base, paths, seconds=seconds, connections=wanted.connections)
                took["processor"] = (processor_time(server) - spent) / max(took["requests"], 1) * 1000
                tell(f"{where} {kind}", took)


def within(ledger: Path, kinds: dict[str, list[str]], each: int = 5) -> None:
    """Ask for some addresses of each kind within this process and print the processor's milliseconds."""
    from starlette.testclient import TestClient

    from sayso.interfaces.api_app import open_app
    from sayso.ledger import open_ledger
    from sayso.pipeline import read_report

    with open_ledger(ledger) as book, open_app(book, lambda report: read_report(report, "rules")) as app:
        client = TestClient(app, base_url="http://localhost")
        for where in ("/search", "/api/search"):
            asked = [
                one for kind, made in kinds.items() if where == "/search" or kind != "no_words" for one in made[:each]
            ]
            client.get(f"{where}?{asked[0]}").raise_for_status()
            took = [min(seconds(client, f"{where}?{one}") for _ in range(2)) * 1000 for one in asked]
            middle, most = np.percentile(took, [50, 95])
            print(
                f"{where:<12} {len(took)} addresses: median {middle:.0f}, p95 {most:.0f}, max {max(took):.0f}",
                flush=True,
            )


def seconds(client: "TestClient", path: str) -> float:
    """Return how many seconds of the processor an answer takes."""
    begun = time.process_time()
    client.get(path).raise_for_status()
    return time.process_time() - begun


def tell(what: str, took: dict[str, float]) -> None:
    """Print one line."""
    rate = took["requests"] / took["seconds"]
    times = " ".join(f"{took[name]:>7.1f}" for name in ("p50", "p95", "p99", "max", "processor"))
    print(f"{what:<24} {took['requests']:>9.0f} {rate:>9.1f} {took['failed']:>7.0f} {times}", flush=True)


if __name__ == "__main__":
    main()
