"""A small folder of reports, and marsad run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MARSAD = [sys.executable, "-c", "from marsad.cli import main; main()"]


class Marsad:
    """Runs commands in a folder of its own, with a store of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("MARSAD_")},
            "PYTHONUTF8": "1",
        }

    def start(self, *words: str, **more) -> subprocess.Popen:
        return subprocess.Popen(
            [*MARSAD, *words], cwd=self.home, env=self.env,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more,
        )  # fmt: skip

    def __call__(
        self, *words: str, stdin: bytes | None = None, code: int | None = 0
    ) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [*MARSAD, *words], cwd=self.home, env=self.env, input=stdin or b"",
            capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        if code is not None:
            assert done.returncode == code, done.stderr
        return done

    def json(self, *words: str) -> list[dict]:
        return [json.loads(x) for x in self(*words, "--json").stdout.splitlines()]


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
    text = f"{who} seized {place} from government forces{said}."
    claim = {
        "id": "c1", "quote": text, "anchor": "seized", "kind": "territory_taken",
        "initiator": [who], "target": ["government forces"],
        "places": [{"mention": place, "lat": 1.5, "lon": 2.5, "level": "town"}],
        "when": {"start": day, "end": day}, "figures": [],
        "sources": [{"mention": source, "stance": "says"}] if source else [],
        "status": "happened",
    }  # fmt: skip
    return text, [claim]


@pytest.fixture
def corpus(tmp_path):
    """Four reports over three days, with their claims."""
    rows = []
    told = [
        ("2031-05-01", "Northford", None),
        ("2031-05-02", "Northford", "the Valley Observatory"),
        ("2031-05-02", "Eastmill", "the Valley Observatory"),
        ("2031-05-03", "Southgate", "the army"),
    ]
    for n, (day, place, source) in enumerate(told):
        text, claims = taken(place, day, source=source)
        rows.append(report(n, day, text, claims))
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    return path
