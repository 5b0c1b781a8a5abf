"""`marsad eval simulated`: how true the picture of an invented war is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.scores import AsJson
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.model import Picture
    from marsad.simulating import Share
    from marsad.store import Store

TOLD = {
    "control": "place-days with the true holder",
    "contested": "place-days told as contested",
    "tolls": "true tolls inside the told range",
    "disputes_found": "contradictions told as disputes",
    "disputes_real": "disputes told that are contradictions",
    "whole": "events of several claims that are one incident",
    "false_corroboration": "incidents with more origins than witnesses",
    "ids": "ids given out earlier that still lead to their claims",
}


def simulated(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A war by `marsad simulate`.")
    ],
    batches: Annotated[
        int, typer.Option(min=1, help="Add the reports in so many parts, by date.")
    ] = 4,
    as_json: AsJson = False,
) -> None:
    """Add a simulated war's reports to a store and hold the picture against the truth.

    The reports go in by date, in parts, as they would over the months, so that ids
    given out early are tried too. The store is a temporary one.

    \b
    Examples:
      marsad simulate war/ --seed 3
      marsad eval simulated war/
    """
    from marsad import adding, asking, settings
    from marsad.simulating import compare, load_truth
    from marsad.store import Store

    truth = load_truth(folder)
    with TemporaryDirectory() as scratch:
        store = Store.open(str(Path(scratch) / "war.db"), create=True)
        early: dict[str, frozenset[str]] = {}
        for part in _parts(folder, Path(scratch), batches):
            adding.add(store, [part], settings.load())
            picture = asking.picture_at(store, None)
            for incident in picture.incidents or ():
                early.setdefault(incident.id, frozenset(incident.claims))
        found = compare(picture, truth)
        ids = _kept(store, picture, early)
    figures = {**found.figures(), "ids": round(ids.share, 4)}
    if as_json:
        typer.echo(json.dumps(figures, indent=2))
        return
    shares = {name: getattr(found, name) for name in found.figures()} | {"ids": ids}
    for name, said in TOLD.items():
        typer.echo(f"  {said:54}  {shares[name]}")


def _parts(folder: Path, scratch: Path, batches: int) -> Iterator[Path]:
    """The reports in `batches` files, the earliest first."""
    from marsad.simulating import document_files

    try:
        texts = [file.read_text("utf-8") for file in document_files(folder)]
    except OSError as wrong:
        raise InputError(f"{wrong.filename}: {wrong.strerror}") from wrong
    lines = [line for text in texts for line in text.splitlines()]
    lines.sort(key=lambda line: str(json.loads(line)["published"]))
    size = -(-len(lines) // batches)
    for number, at in enumerate(range(0, len(lines), size)):
        path = scratch / f"part{number}.jsonl"
        path.write_text("\n".join(lines[at : at + size]) + "\n", "utf-8")
        yield path


def _kept(store: Store, picture: Picture, early: dict[str, frozenset[str]]) -> Share:
    """Of ids ever given out, those that lead to where most of their claims are now."""
    from marsad.simulating import Share
    from marsad.store import groups

    home = {c: i.id for i in picture.incidents or () for c in i.claims}
    kept = 0
    with store.reading() as db:
        for given, claims in early.items():
            now = Counter(home[c] for c in claims if c in home)
            best = max(now.values(), default=0)
            kept += now[groups.follow(db, given)] == best > 0
    return Share(kept, len(early))
