"""How quick the desk is with 10,000 incidents: `python bench/desk.py`.

    python bench/desk.py                     10,000 incidents, invented
    python bench/desk.py --store war.db      those of a store of your own
    python bench/desk.py --write docs/benchmarks.md

Without a store it serves the samples and answers `/v1/map` with invented incidents
instead. Times headless Chromium without a graphics card: until the list can be worked
with, until the map is drawn, and the frames while the map is panned and days are
brushed over the time bar, five seconds each. It tells how many milliseconds of the
processor the page's main thread took a frame, and how many of them scripts: what the
desk can do about, while WebGL is drawn by software in a process of its own. Waiting for
a busy machine is not in them. `--all-software` has the whole page drawn by the software
WebGL, not only the map: what a browser does that is told to use SwiftShader. Exit code
1: a target was missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from marsad.scoring.pages import markdown_table, write_part

ROOT = Path(__file__).parents[1]
MARSAD = [sys.executable, "-c", "from marsad.cli import main; main()"]
FLAGS = ["--enable-unsafe-swiftshader", "--no-sandbox"]
WHOLE_PAGE = "--use-angle=swiftshader"
SECONDS = 5.0
LEAST_FRAMES, MOST_SECONDS = 30, 1.5
FIRST_DAY, DAYS, SPOTS = 19_700, 700, 1_500
COUNT_FRAMES = """() => {
  const counting = window.frames_seen !== undefined;
  window.frames_seen = [];
  if (counting) return;
  const note = (now) => { window.frames_seen.push(now); requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""


def invented(told: dict, count: int) -> dict:
    """Columns of `count` incidents at some 1,500 places over 700 days."""
    random.seed(6)
    words = told["words"]
    spots = [
        (random.uniform(32, 37), random.uniform(36, 42), random.choice([2, 5, 13, 80]))
        for _ in range(SPOTS)
    ]
    at = [random.choice(spots) for _ in range(count)]
    start = [FIRST_DAY + random.randrange(DAYS) for _ in range(count)]

    def pick(name: str) -> list[int]:
        return [random.randrange(len(words[name])) for _ in range(count)]

    return {
        **told,
        "total": count,
        "id": [f"i-{n:013}" for n in range(count)],
        "title": [f"Shelling of place {n % SPOTS}" for n in range(count)],
        "place": [f"Place {n % SPOTS}" for n in range(count)],
        "lat": [spot[0] for spot in at],
        "lon": [spot[1] for spot in at],
        "radius_km": [spot[2] for spot in at],
        "level": [min(1, len(words["level"]) - 1)] * count,
        **{name: pick(name) for name in ("type", "kind", "section", "grade", "side")},
        "start": start,
        "end": [day + random.randrange(3) for day in start],
        "first_known": [day * 86_400 + 80_000 for day in start],
        "last_known": [day * 86_400 + 90_000 for day in start],
        "origins": [1] * count,
        "documents": [2] * count,
        "disputed": [False] * count,
        "killed": [None] * count,
        "consequence": [random.random() for _ in range(count)],
    }


def busy(session) -> dict[str, float]:
    """Seconds of the processor that the page's main thread took, in all and for
    scripts."""
    told = session.send("Performance.getMetrics")["metrics"]
    metrics = {one["name"]: one["value"] for one in told}
    return {"busy": metrics["TaskDuration"], "scripts": metrics["ScriptDuration"]}


@dataclass(frozen=True, slots=True)
class Moving:
    """What was seen while something moved: frames a second, and milliseconds of the
    main thread a frame, in all and for scripts."""

    frames: float
    busy: float
    scripts: float


def moving(page, session, move) -> Moving:
    """What is seen while `move` runs."""
    page.evaluate(COUNT_FRAMES)
    before = busy(session)
    move()
    seen = page.evaluate("window.frames_seen")
    after = busy(session)
    took = {name: (after[name] - since) * 1000 for name, since in before.items()}
    rate = (len(seen) - 1) * 1000 / (seen[-1] - seen[0])
    return Moving(rate, *(took[name] / len(seen) for name in ("busy", "scripts")))


def answer_invented(page, address: str, count: int) -> None:
    """Let the page be told of `count` incidents that nobody reported."""
    told = page.request.get(f"{address}v1/map").json()
    body = json.dumps(invented(told, count))
    page.route(
        "**/v1/map*",
        lambda route: route.fulfill(body=body, content_type="application/json"),
    )
    meta = page.request.get(f"{address}v1/meta").json()
    meta["oldest"], meta["newest"] = "2023-12-10T00:00:00Z", "2025-11-01T00:00:00Z"
    page.route("**/v1/meta", lambda route: route.fulfill(json=meta))


@dataclass(frozen=True, slots=True)
class Seen:
    """One run. Seconds; the load is how many processes wanted a core."""

    incidents: int
    listed: float
    work: float
    drawn: float
    panning: Moving
    brushing: Moving
    load: float

    def rows(self) -> list[tuple[str, str, str]]:
        """What, how much, and what it should be."""
        told = [
            ("the list can be worked with", f"{self.listed:.2f} s", "< 1.5 s"),
            ("of which the page's main thread worked", f"{self.work:.2f} s", ""),
            ("the map is drawn", f"{self.drawn:.1f} s", ""),
        ]
        for name, one in (("panning", self.panning), ("time bar", self.brushing)):
            told += [
                (f"{name}: frames a second", f"{one.frames:.0f}", "> 30"),
                (f"{name}: main thread a frame", f"{one.busy:.1f} ms", ""),
                (f"{name}: of which scripts", f"{one.scripts:.1f} ms", ""),
            ]
        return told

    @property
    def missed(self) -> bool:
        """Whether a target is missed."""
        slow = min(self.panning.frames, self.brushing.frames) < LEAST_FRAMES
        return slow or self.listed > MOST_SECONDS


def measure(address: str, count: int, flags: list[str]) -> Seen:
    """All figures of one run. `count`: of invented incidents; 0 for the store's own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=flags
        )
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(300_000)
        if count:
            answer_invented(page, address, count)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        load, began = os.getloadavg()[0], time.monotonic()
        page.goto(address)
        page.wait_for_selector("[role=listbox] [role=option]")
        listed, work = time.monotonic() - began, busy(session)["busy"]
        page.wait_for_selector('[data-drawn]:not([data-drawn="0"])')
        drawn = time.monotonic() - began
        box = page.locator(".maplibregl-canvas").bounding_box()
        bar = page.locator(".time-bar canvas").bounding_box()

        def drag(x: float, y: float, dx: float, dy: float) -> None:
            page.mouse.move(x, y)
            page.mouse.down()
            begun = time.monotonic()
            while (part := (time.monotonic() - begun) / SECONDS) < 1:
                page.mouse.move(x + dx * part, y + dy * part)
            page.mouse.up()

        pan = (box["x"] + 600, box["y"] + 300, -300, 120)
        brush = (bar["x"] + 200, bar["y"] + 50, 600, 0)
        seen = Seen(
            int(page.locator("#tab-incidents .soft").inner_text()),
            listed,
            work,
            drawn,
            moving(page, session, lambda: drag(*pan)),
            moving(page, session, lambda: drag(*brush)),
            load,
        )
        chromium.close()
    return seen


def main() -> int:
    """Serve, measure, print, write where asked."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    ask.add_argument("--incidents", type=int, default=10_000, metavar="N")
    ask.add_argument("--store", type=Path, metavar="FILE", help="its own incidents")
    ask.add_argument("--all-software", action="store_true", help=f"with {WHOLE_PAGE}")
    ask.add_argument("--write", type=Path, metavar="PAGE")
    given = ask.parse_args()
    flags = [*FLAGS, WHOLE_PAGE] if given.all_software else FLAGS
    with tempfile.TemporaryDirectory() as folder:
        store = str(given.store or Path(folder) / "desk.db")
        if not given.store:
            add = [*MARSAD, "add", str(ROOT / "samples"), "--store", store]
            subprocess.run(add, check=True, capture_output=True)
        with served(store) as address:
            count = 0 if given.store else given.incidents
            seen = measure(address, count, flags)
    head = f"The desk with {seen.incidents:,} incidents; {os.cpu_count()} cores, "
    table = markdown_table(("what", "measured", "target"), seen.rows())
    text = f"{head}which {seen.load:.1f} other processes wanted.\n\n{table}"
    sys.stdout.write(f"{text}\n")
    if given.write:
        write_part(given.write, "bench desk", text)
    return int(seen.missed)


@contextmanager
def served(store: str) -> Iterator[str]:
    """The address of a desk on a store, its picture loaded."""
    with subprocess.Popen(
        [*MARSAD, "serve", "--store", store, "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            told = server.stdout.readline() if server.stdout else ""
            address = next(word for word in told.split() if "http://" in word)
            while not json.load(urlopen(f"{address}v1/meta"))["counts"]:  # noqa: S310
                time.sleep(0.5)
            yield address
        finally:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())
