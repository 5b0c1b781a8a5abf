"""The desk in a real browser, on a store made from the samples.

Needs what `make e2e` makes ready: a built desk, Playwright for Python, and a Chromium
of the machine. Where one is missing, every test here is skipped with that reason.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "marsad/serving/desk/index.html"
PATIENCE = 60_000
"""Milliseconds that a busy machine is given."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MARSAD = [sys.executable, "-c", "from marsad.cli import main; main()"]
FLAGS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox"]


def _missing() -> str | None:
    if not BUILT.exists():
        return "the desk is not built: run `make desk`"
    if not any(map(shutil.which, BROWSERS)):
        return "no browser: install Chromium (on Debian: apt install chromium)"
    return None


@pytest.fixture(scope="session")
def ready() -> None:
    """Skips where the desk cannot be looked at."""
    if reason := _missing():
        pytest.skip(reason)
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


@contextmanager
def served(store: Path) -> Iterator[str]:
    """A server on a store, at a free port; gives its address."""
    with subprocess.Popen(
        [*MARSAD, "serve", "--store", str(store), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=store.parent,
    ) as server:
        try:
            assert server.stdout is not None
            told = re.search(r"http://\S+", server.stdout.readline())
            assert told, "marsad serve did not tell its address"
            yield told.group()
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the samples."""
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    subprocess.run(
        [*MARSAD, "add", str(ROOT / "samples"), "--store", str(path)],
        check=True, capture_output=True, cwd=path.parent,
    )  # fmt: skip
    return path


@pytest.fixture(scope="session")
def address(store: Path) -> Iterator[str]:
    """The address of a desk on the samples."""
    with served(store) as found:
        yield found


@pytest.fixture(scope="module")  # its event loop must not outlive the tests here
def browser(ready) -> Iterator[object]:
    """One Chromium for the tests of a file."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


class Desk:
    """One page of the desk. What it must never do is noted, and looked at in the end:
    errors, refused content, requests to anybody else."""

    def __init__(self, browser, address: str, **how) -> None:
        how = {"locale": "en-GB", "viewport": {"width": 1440, "height": 900}, **how}
        self.address, self.wrong = address.rstrip("/"), []
        self.context = browser.new_context(**how)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message) -> None:
        if message.type == "error":
            self.wrong.append(message.text)

    def _response(self, response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status} {response.url}")

    def _request(self, request) -> None:
        if not request.url.startswith((self.address, "blob:", "data:")):
            self.wrong.append(f"asked somebody else: {request.url}")

    def open(self, where: str):
        """Go to a view (`#/...`)."""
        self.page.goto(f"{self.address}/{where}")
        return self.page

    def wait_for_map(self) -> None:
        """Until incidents are drawn."""
        self.page.wait_for_selector('[data-drawn]:not([data-drawn="0"])')

    def close(self) -> None:
        self.context.close()
        assert not self.wrong


@pytest.fixture
def desks(browser, address: str) -> Iterator[object]:
    """Makes desks; all are closed and looked at in the end."""
    made: list[Desk] = []

    def make(at: str = address, **how) -> Desk:
        made.append(Desk(browser, at, **how))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def desk(desks) -> Desk:
    """A desk on the samples, at 1440 by 900."""
    return desks()
