"""A small folder of reports, and marsad run as a user runs it."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from marsad.cli import main

MARSAD = [sys.executable, "-c", "from marsad.cli import main; main()"]


@dataclass
class Done:
    """What a command said, and how it ended."""

    returncode: int
    stdout: str
    stderr: str


class Marsad:
    """Runs commands in a folder of its own, with a store of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def start(
        self, *words: str, env: dict | None = None, stdout: int | IO = subprocess.PIPE
    ) -> subprocess.Popen:
        """A process of its own, to be timed, interrupted or killed."""
        ours = {k: v for k, v in os.environ.items() if not k.startswith("MARSAD_")}
        return subprocess.Popen(
            [*MARSAD, *words], cwd=self.home, env=ours | (env or {}),
            stdout=stdout, stderr=subprocess.PIPE,
            # a shell's background job ignores Ctrl-C, and so would what it starts
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )  # fmt: skip

    def __call__(self, *words: str, stdin: bytes = b"", code: int = 0) -> Done:
        """A command run here and now, its exit code checked."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.home)
            patch.setattr(sys, "argv", ["marsad", *words])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as left:
                main()
                sys.exit(0)
        done = Done(left.value.code or 0, *(_written(stream) for stream in (out, err)))
        assert done.returncode == code, done.stderr
        return done

    def json(self, *words: str) -> list[dict]:
        return [json.loads(x) for x in self(*words, "--json").stdout.splitlines()]

    def table(self, *words: str) -> list[dict]:
        """The rows of a table of states."""
        told = self(*words, "--format", "json").stdout
        return [json.loads(x) for x in told.splitlines()]


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()


@pytest.fixture
def marsad(tmp_path):
    return Marsad(tmp_path)


def report(number: int, day: str, text: str, claims: list | None = None, **more):
    """One corpus line about an invented war."""
    return {
        "doc_id": f"r{number}",
        "outlet": f"Radio {number % 7}",
        "url": f"https://example.org/{number}",
        "published": day,
        "title": f"Report {number}",
        "text": text,
        "claims": claims,
        **more,
    }


def taken(
    place: str, day: str, who: str = "Rebels", source: str | None = None
) -> tuple:
    """A sentence that a place was taken, and its claim."""
    said = f", {source} said" if source else ""
    # Towns of different names lie far apart; the same name is always the same spot.
    spread = zlib.crc32(place.encode())
    lat, lon = 10 + spread % 97 / 10, 20 + spread // 97 % 89 / 10
    text = f"{who} seized {place} from government forces{said}."
    claim = {
        "id": "c1", "quote": text, "anchor": "seized", "kind": "territory_taken",
        "initiator": [who], "target": ["government forces"],
        "places": [{"mention": place, "lat": lat, "lon": lon, "level": "town"}],
        "when": {"start": day, "end": day}, "figures": [],
        "sources": [{"mention": source, "stance": "says"}] if source else [],
        "status": "happened",
    }  # fmt: skip
    return text, [claim]


@pytest.fixture
def corpus(tmp_path):
    """Four reports over three days, with their claims."""
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in four_reports()))
    return path


@pytest.fixture(scope="session")
def store_of(tmp_path_factory):
    """Copies, for one test each, of a store over the four reports and further rows."""
    made: dict[str, Path] = {}

    def copy(home: Path, further: tuple[dict, ...] = ()) -> None:
        text = "".join(json.dumps(r) + "\n" for r in (*four_reports(), *further))
        if text not in made:
            made[text] = tmp_path_factory.mktemp("store")
            (made[text] / "corpus.jsonl").write_text(text)
            Marsad(made[text])("add", "corpus.jsonl", "-q")
        with (
            closing(sqlite3.connect(made[text] / "marsad.db")) as source,
            closing(sqlite3.connect(home / "marsad.db")) as target,
        ):
            source.backup(target)

    return copy


def four_reports() -> list[dict]:
    """Four reports over three days, with their claims."""
    rows = []
    told = [
        ("2021-05-01", "Northford", None),
        ("2021-05-02", "Northford", "the Valley Observatory"),
        ("2021-05-02", "Eastmill", "the Valley Observatory"),
        ("2021-05-03", "Southgate", "the army"),
    ]
    for n, (day, place, source) in enumerate(told):
        text, claims = taken(place, day, source=source)
        rows.append(report(n, day, text, claims))
    return rows
