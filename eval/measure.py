"""Measure how well marsad reads, resolves and fuses, and hold it to the floors.

    python eval/measure.py                       measure, and compare with the floors
    python eval/measure.py --errors 20           the same, with the worst faults
    python eval/measure.py --write docs/evaluation.md        fill in its tables
    python eval/measure.py --final --write docs/evaluation.md  ... `test` too: once
    python eval/measure.py --raise               raise the floors to what is measured
    python eval/measure.py --lower NAME --reason WHY

Runs the commands a user would (`marsad read`, `marsad fuse`) over every corpus that is
there and scores what comes out. `samples` and `silent` ship with the repository; `dev`,
`aleppo2024` and the public sets are looked for in `../shared`. `test` is scored with
`--final` alone, at the end of a release; its errors are never shown, and no floor rests
on it. Exit code 1: a floor has fallen.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import case2021
import polnear
from rich.console import Console
from rich.table import Table as Shown
from rich.text import Text
from tables import write_tables

from marsad.cli.app import app_for
from marsad.cli.eval_actors import Ours as OurActors
from marsad.cli.eval_places import Ours as OurPlaces
from marsad.cli.eval_reading import let_through
from marsad.cli.eval_times import Ours as OurTimes
from marsad.cli.scores import Score
from marsad.errors import MarsadError
from marsad.scoring import (
    ReadingScore,
    Table,
    score_control,
    score_groups,
    score_reading,
)
from marsad.scoring.actors import read_labels, score_actors
from marsad.scoring.floors import (
    Floors,
    fallen,
    load_floors,
    lowered,
    raised,
    save_floors,
)
from marsad.scoring.places import read_gold, score_places
from marsad.scoring.times import score_times

EVAL = Path(__file__).resolve().parent
FLOORS = EVAL / "floors.toml"
SILENT = "silent"  # no claims: nothing to resolve
SEED = "seed"  # one document: too few claims to rest a floor on
CORPORA = EVAL.parent.parent / "shared" / "corpora"
BENCH = CORPORA.parent / "bench"
ALEPPO = CORPORA / "aleppo2024" / "documents.jsonl"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated documents; with groups and control where these were made too. A public
    set has a `score` of its own instead, of one `task`. `seed` is a document that is
    told alone, too; a `final` corpus is scored only when asked for."""

    name: str
    documents: Path
    groups: Path | None = None
    control: Path | None = None
    score: Callable[[Path], Score] | None = None
    task: str = "reading"
    seed: str | None = None
    final: bool = False


def places(file: Path) -> Score:
    """The gold names of a corpus, put on the map."""
    return score_places(read_gold(file), OurPlaces())


def times(file: Path) -> Score:
    """The days of a corpus' claims, or the values of its time phrases."""
    return score_times(file, OurTimes())


def actors(gold: str) -> Callable[[Path], Score]:
    """The labelled mentions of a file beside this one, resolved; it takes the train
    corpus, with the others that they are drawn from beside it and the open one."""

    def score(train: Path) -> Score:
        labels = read_labels(EVAL / gold)
        opened = EVAL.parent / "corpus" / "train.jsonl"
        told = (opened, train, train.with_name("dev.jsonl"), ALEPPO)
        return score_actors(labels, OurActors(labels, told))

    return score


ALL = (
    Corpus(
        "samples",
        EVAL / "samples" / "documents.jsonl",
        EVAL / "samples" / "groups.json",
        EVAL / "samples" / "control.json",
    ),
    Corpus("dev", CORPORA / "dev.jsonl"),
    Corpus(
        "aleppo2024",
        ALEPPO,
        CORPORA / "aleppo2024" / "groups.json",
        CORPORA / "aleppo2024" / "control.json",
        seed="seed-aleppo",
    ),
    Corpus("test", CORPORA / "test.jsonl", final=True),
    Corpus(SILENT, EVAL.parent / "corpus" / "silent.jsonl"),
    Corpus("polnear", polnear.FILE, score=polnear.score),
    Corpus("case2021", case2021.FILE, score=case2021.score),
    Corpus("timebank", BENCH / "tempeval3/timebank.jsonl", score=times, task="times"),
    Corpus("aquaint", BENCH / "tempeval3/aquaint.jsonl", score=times, task="times"),
    Corpus("lgl", BENCH / "geo_lgl/lgl.jsonl", score=places, task="places"),
    Corpus(
        "mentions",
        CORPORA / "train.jsonl",
        score=actors("actors_gold.jsonl"),
        task="actors",
    ),
    Corpus(
        "fresh_mentions",
        CORPORA / "train.jsonl",
        score=actors("actors_fresh.jsonl"),
        task="actors",
    ),
    Corpus(
        "geovirus",
        BENCH / "geo_geovirus/geovirus.jsonl",
        score=places,
        task="places",
    ),
)


def marsad(*command: object) -> None:
    """Run a `marsad` command in this process; its errors come through."""
    words = [str(c) for c in command]
    app_for(words)(words, standalone_mode=False)


def scores_of(corpus: Corpus) -> Iterator[tuple[str, Score]]:
    """Every score of a corpus, by task.

    Resolving and fusing are measured on the annotators' claims, so that they do not
    hang on reading.
    """
    if corpus.score is not None:
        yield corpus.task, corpus.score(corpus.documents)
        return
    with TemporaryDirectory() as folder:
        read, groups, control = (
            Path(folder) / name
            for name in ("read.jsonl", "groups.json", "control.json")
        )
        marsad("read", corpus.documents, "-o", read)
        yield "reading", score_reading(corpus.documents, read, gate=let_through)
        if corpus.seed:
            yield SEED, score_reading(corpus.documents, read, documents=(corpus.seed,))
        if corpus.name != SILENT:
            yield "places", places(corpus.documents)
            yield "times", times(corpus.documents)
        if corpus.groups is None or corpus.control is None:
            return
        marsad("fuse", corpus.documents, "--groups", groups, "--control", control)
        yield "groups", score_groups(corpus.groups, groups)
        yield "control", score_control(corpus.control, control)


def figures_of(corpus: Corpus, scores: list[tuple[str, Score]]) -> dict[str, float]:
    """The figures of a corpus under the names of their floors."""
    return {
        f"{corpus.name}.{task}.{figure}": value
        for task, score in scores
        for figure, value in score.figures().items()
        if task != SEED and not corpus.final
    }


def main() -> int:
    """Measure, show, and do with the floors what was asked."""
    options = _options()
    console = Console()
    figures: dict[str, float] = {}
    readings: dict[str, ReadingScore] = {}
    for corpus in _asked(options):
        if not corpus.documents.exists():
            console.print(
                f"{corpus.name}: not measured, {corpus.documents} is not there"
            )
            continue
        scores = list(scores_of(corpus))
        figures |= figures_of(corpus, scores)
        for task, score in scores:
            if isinstance(score, ReadingScore):
                readings[SEED if task == SEED else corpus.name] = score
            for table in score.tables(0 if corpus.final else options.errors):
                _show(console, f"{corpus.name}, {task}", table)
    if options.write:
        write_tables(options.write, readings, datetime.now(UTC).date())
    return _settle(console, options, figures)


def _asked(options: Namespace) -> list[Corpus]:
    """The corpora to measure: those named, or all; a final one only with `--final`."""
    return [
        c
        for c in ALL
        if (not options.only or c.name in options.only)
        and (options.final or not c.final)
    ]


def _settle(console: Console, options: Namespace, figures: dict[str, float]) -> int:
    """Lower, raise or hold the floors; 1 where one has fallen."""
    floors = load_floors(FLOORS)
    today = datetime.now(UTC).date()
    for name in options.lower:
        floors = lowered(floors, name, figures, options.reason, today)
    fell = fallen(floors, figures)
    for f in fell:
        got = "measured no more" if f.measured is None else f"{f.measured:.4f}"
        console.print(f"fallen: {f.name} {f.floor:.3f} -> {got}", style="red")
    if options.raise_floors:
        floors = raised(floors, figures)
    if options.raise_floors or options.lower:
        _save(console, floors)
    if not fell:
        console.print("every floor holds")
    return 1 if fell else 0


def _save(console: Console, floors: Floors) -> None:
    save_floors(floors, FLOORS)
    console.print(f"wrote {FLOORS.name}: {len(floors.values)} floors")


def _show(console: Console, where: str, table: Table) -> None:
    shown = Shown(title=f"{where}: {table.title}", title_justify="left", box=None)
    for column in table.columns:
        shown.add_column(column)
    for row in table.rows:
        shown.add_row(*map(Text, row))
    console.print(shown)
    console.print()


def _options() -> Namespace:
    parser = ArgumentParser(description="Measure reading and fusing; hold the floors.")
    parser.add_argument("--only", nargs="*", choices=[c.name for c in ALL])
    parser.add_argument("--final", action="store_true")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--raise", dest="raise_floors", action="store_true")
    parser.add_argument("--lower", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--reason", default="", metavar="WHY")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MarsadError as wrong:
        sys.exit(f"measure: {wrong}")
