"""How quick the desk is with 10,000 incidents: `python bench/desk.py`.

Serves the samples, answers `/v1/map` with invented incidents instead, and times
headless Chromium (software WebGL): until the list can be worked with, until the map is
drawn, and the frames while the map is panned and days are brushed over the time bar.
Beside the frames it tells how many milliseconds of the processor the page's main thread
took a frame, and how many of them scripts: what the desk can do about, while software
WebGL draws in a process of its own. Waiting for a busy machine is not in them.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MARSAD = [sys.executable, "-c", "from marsad.cli import main; main()"]
FLAGS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox"]
STEPS = 30
FIRST_DAY, DAYS, SPOTS = 19_700, 700, 1_500
COUNT_FRAMES = """() => {
  window.frames_seen = [];
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


def frames(page, session, move) -> dict[str, float]:
    """Frames a second and milliseconds of the main thread a frame while `move` runs."""
    page.evaluate(COUNT_FRAMES)
    before = busy(session)
    move()
    seen = page.evaluate("window.frames_seen")
    after = busy(session)
    span = (seen[-1] - seen[0]) / 1000
    return {
        "frames a second": round(len(seen) / span, 1),
        **{
            f"{name} ms a frame": round((after[name] - since) * 1000 / len(seen), 1)
            for name, since in before.items()
        },
    }


def measure(address: str, count: int) -> dict[str, object]:
    """All figures of one run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(300_000)
        told = page.request.get(f"{address}v1/map").json()
        body = json.dumps(invented(told, count))
        page.route(
            "**/v1/map*",
            lambda route: route.fulfill(body=body, content_type="application/json"),
        )
        meta = page.request.get(f"{address}v1/meta").json()
        meta["oldest"], meta["newest"] = "2023-12-10T00:00:00Z", "2025-11-01T00:00:00Z"
        page.route("**/v1/meta", lambda route: route.fulfill(json=meta))
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        began = time.monotonic()
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
            for step in range(STEPS):
                part = step / STEPS
                page.mouse.move(x + dx * part, y + dy * part)
            page.mouse.up()

        found = {
            "seconds until the list can be used": round(listed, 2),
            "of which the main thread worked": round(work, 2),
            "seconds until the map is drawn": round(drawn, 2),
            "panning": frames(
                page, session,
                lambda: drag(box["x"] + 600, box["y"] + 300, -300, 120),
            ),
            "time bar": frames(
                page, session,
                lambda: drag(bar["x"] + 200, bar["y"] + 50, 600, 0),
            ),
        }  # fmt: skip
        chromium.close()
    return found


def main() -> None:
    """Serve, measure, print."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    ask.add_argument("--incidents", type=int, default=10_000)
    ask.add_argument("--address", help="Of a desk that is running already.")
    given = ask.parse_args()
    if given.address:
        print(json.dumps(measure(given.address, given.incidents), indent=2))
        return
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "desk.db")
        add = [*MARSAD, "add", str(ROOT / "samples"), "--store", store]
        subprocess.run(add, check=True, capture_output=True)
        with subprocess.Popen(
            [*MARSAD, "serve", "--store", store, "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
        ) as server:
            try:
                told = server.stdout.readline() if server.stdout else ""
                address = next(word for word in told.split() if "http://" in word)
                print(json.dumps(measure(address, given.incidents), indent=2))
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
