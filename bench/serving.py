"""How fast the desk's API answers: 50 requests a second over a large store.

    python bench/serving.py                          16,000 incidents, 94,000 claims
    python bench/serving.py --fronts 2               a smaller war, to try it out
    python bench/serving.py --store war.db           a store of your own
    python bench/serving.py --write docs/benchmarks.md

Starts `marsad serve` on a free port of this machine and asks it, from one process over
kept connections, what a desk asks: the map, lists narrowed and paged, incidents and
documents opened, search. Requests leave on a fixed beat, whether earlier ones have come
back or not, so that a slow answer is counted with the wait it causes (no coordinated
omission). `cold`: each asked for the first time. Exit code 1: the target was missed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import local
from urllib.parse import quote

from growth import make_war
from timing import MARSAD

from marsad.scoring.pages import markdown_table, write_part

TARGET_MS = 100.0
SHARE = 0.95


def main() -> int:
    """Measure, print, write where asked."""
    options = _options()
    with TemporaryDirectory() as scratch:
        store = options.store or _made(Path(scratch), options.fronts)
        text, missed = _measured(store, options)
    sys.stdout.write(f"{text}\n")
    if options.write:
        write_part(options.write, "bench serving", text)
    return int(missed)


def _made(folder: Path, fronts: int) -> Path:
    store = folder / "war.db"
    words = [MARSAD, "add", *make_war(folder, fronts), "--store", store, "--quiet"]
    subprocess.run(list(map(str, words)), check=True)
    return store


def _measured(store: Path, options: Namespace) -> tuple[str, bool]:
    words = [str(MARSAD), "serve", "--store", str(store), "--port", "0"]
    begun = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        try:
            address = _address(server)
            asking = Asking(address)
            while not (held := asking.json("/meta")["counts"]):
                time.sleep(0.2)
            ready = time.perf_counter() - begun
            asked = list(_questions(asking))
            first = sorted(asking.timed(path) for path in asked)
            number = options.rate * options.seconds
            spent = _processor(server.pid)
            told = asking.beat(list(islice(cycle(asked), number)), options.rate)
            spent = (_processor(server.pid) - spent) / number
            memory = _megabytes(server.pid)
        finally:
            server.terminate()
            server.wait(30)
    p95 = told[int(SHARE * (len(told) - 1))]
    scale = f"{held['incidents']:,} incidents, {held['claims']:,} claims"
    rows = [
        ("first answer after the start, picture loaded", f"{ready:.1f} s", ""),
        (f"cold, each of {len(first)} questions once: p95", _ms(first, SHARE), ""),
        (f"{options.rate} requests a second: median", _ms(told, 0.5), ""),
        (f"{options.rate} requests a second: p95", _ms(told, SHARE), "< 100 ms"),
        ("processor time of the server, an answer", f"{spent * 1000:.1f} ms", ""),
        ("memory of the server", f"{memory:.0f} MB", ""),
    ]
    table = markdown_table(("what", "took", "target"), rows)
    return f"The API over {scale}.\n\n{table}", p95 >= TARGET_MS


def _address(server: subprocess.Popen[str]) -> tuple[str, int]:
    if server.stdout is None:
        raise RuntimeError("the server has no output")
    line = server.stdout.readline()
    name, port = line.partition("http://")[2].split("/")[0].split(":")
    return name, int(port)


class Asking:
    """A client with a connection a thread."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._address, self._own = address, local()

    def get(self, path: str) -> bytes:
        """The answer to one question. Stops where there is none."""
        line: HTTPConnection | None = getattr(self._own, "line", None)
        if line is None:
            line = self._own.line = HTTPConnection(*self._address, timeout=120)
        line.request("GET", f"/v1{path}", headers={"Accept-Encoding": "gzip"})
        said = line.getresponse()
        body = said.read()
        if said.status != 200:
            sys.exit(f"{path}: {said.status} {body[:200]!r}")
        return body

    def json(self, path: str) -> dict:
        """An answer that is small, read."""
        line = HTTPConnection(*self._address, timeout=600)
        line.request("GET", f"/v1{path}")
        return json.loads(line.getresponse().read())

    def timed(self, path: str, due: float | None = None) -> float:
        """Seconds until the answer is there, counted from when it was due."""
        begun = time.perf_counter() if due is None else due
        self.get(path)
        return time.perf_counter() - begun

    def beat(self, paths: list[str], rate: int) -> list[float]:
        """The times of `paths`, asked `rate` a second, sorted."""
        begun = time.perf_counter() + 0.1
        with ThreadPoolExecutor(16) as pool:
            waiting = []
            for number, path in enumerate(paths):
                due = begun + number / rate
                time.sleep(max(0.0, due - time.perf_counter()))
                waiting.append(pool.submit(self.timed, path, due))
            return sorted(w.result() for w in waiting)


def _questions(asking: Asking) -> Iterator[str]:
    """What a desk asks, in a mixed order: the same on every run."""
    draw = Random(1)  # noqa: S311 - which questions, no secret
    incidents = asking.json("/incidents?limit=200")["items"]
    documents = asking.json("/documents?limit=100")["items"]
    places = asking.json("/places?limit=100")["items"]
    days = asking.json("/stats")["days"]
    asked = ["/map", "/stats", "/incidents", "/sources", "/actors", "/disputes"]
    for one in draw.sample(incidents, min(120, len(incidents))):
        asked.append(f"/incidents/{one['id']}")
    for one in draw.sample(documents, min(60, len(documents))):
        asked.append(f"/documents/{one['id']}")
    for one in draw.sample(places, min(60, len(places))):
        name = quote(one["name"])
        asked += [f"/incidents?place={name}", f"/claims?place={name}&limit=20"]
        asked.append(f"/search?q={name}")
    for one in draw.sample(days, min(40, len(days))):
        asked.append(f"/incidents?from={one['day']}&to={one['day']}")
        asked.append(f"/control?on={one['day']}")
    for _ in range(40):
        west, south = draw.uniform(-20, 5), draw.uniform(8, 43)
        box = f"{west:.2f},{south:.2f},{west + 2:.2f},{south + 2:.2f}"
        asked.append(f"/incidents?bbox={box}&sort=consequence")
    draw.shuffle(asked)
    yield from asked


def _ms(told: list[float], share: float) -> str:
    return f"{told[int(share * (len(told) - 1))] * 1000:.0f} ms"


def _processor(process: int) -> float:
    """Processor seconds that a process has taken; NaN where nobody tells."""
    status = Path(f"/proc/{process}/stat")
    if not status.exists():
        return float("nan")
    fields = status.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return float("nan")
    lines = dict(x.split(":", 1) for x in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


def _options() -> Namespace:
    parser = ArgumentParser(description="Measure how fast the API answers.")
    parser.add_argument("--fronts", type=int, default=45, metavar="N")
    parser.add_argument("--store", type=Path, metavar="FILE")
    parser.add_argument("--rate", type=int, default=50, metavar="N")
    parser.add_argument("--seconds", type=int, default=20, metavar="N")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
