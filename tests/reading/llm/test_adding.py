"""`--reader llm` from the command line, against the stand-in server."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("pydantic_ai", reason="the extra `llm` is not installed")

from marsad.cli import main
from tests.reading.llm.stand_in import StandIn, serving
from tests.reading.llm.test_llm import TEXT, killed, seized


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[StandIn]:
    with serving(StandIn(lambda _: [seized(), killed(anchor="wounded")])) as made:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setenv("MARSAD_LLM_MODEL", "openai:stand-in")
        monkeypatch.setenv("MARSAD_LLM_URL", made.url)
        row = {
            "doc_id": "ostrow",
            "outlet": "Radio Tilva",
            "published": "2021-03-04",
            "title": "Ostrow falls",
            "text": TEXT,
        }
        Path("reports.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
        yield made


@dataclass
class Done:
    code: int
    told: str


@pytest.fixture
def run(
    server: StandIn, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    def call(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["marsad", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        out = capsys.readouterr()
        return Done(code, out.out + out.err)

    return call


Run = Callable[..., Done]


def test_nobody_pays_unasked(server: StandIn, run: Run) -> None:
    done = run("add", "reports.jsonl", "--reader", "llm")
    assert done.code != 0
    assert "--yes" in done.told
    assert server.asked == []


def test_claims_of_the_model_are_kept_and_what_was_refused_is_told(run: Run) -> None:
    done = run("add", "reports.jsonl", "--reader", "llm", "--yes")
    assert done.code == 0, done.told
    assert "1 questions" in done.told
    claims = run("claims", "--json").told
    assert [json.loads(c)["anchor"] for c in claims.splitlines()] == ["seized"]
    assert "refused_words" in run("issues").told


def test_a_dead_server_ends_the_run_and_the_next_goes_on(
    server: StandIn, run: Run
) -> None:
    server.fail = [400]
    assert run("add", "reports.jsonl", "--reader", "llm", "--yes").code != 0
    done = run("add", "--reader", "llm", "--yes")
    assert done.code == 0, done.told
    assert "1 documents read" in done.told


def test_files_can_be_read_by_the_model(run: Run) -> None:
    done = run("read", "reports.jsonl", "--reader", "llm", "--yes", "-o", "out")
    assert done.code == 0, done.told
    (claim,) = json.loads(Path("out").read_text("utf-8"))["claims"]
    assert claim["kind"] == "territory_taken"
