"""`marsad add`: files, folders and standard input into the store."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import settings_for
from marsad.cli.options import ReaderOption, StoreOption
from marsad.cli.paying import agreed
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.adding import Added
    from marsad.asking import Watch


def add(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...",
            help="Files or folders; - is standard input. None: finish earlier work.",
        ),
    ] = None,
    store: StoreOption = None,
    reread: Annotated[
        bool,
        typer.Option(
            "--reread", help="Read the texts anew, also where claims came with them."
        ),
    ] = False,
    reader: ReaderOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before it costs money.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, no summary.")
    ] = False,
) -> None:
    """Take reports in, read them and fuse the picture.

    Reads .txt, .md, .html, .pdf, .docx, .eml and .jsonl (corpus form). What cannot be
    taken in is put on record with its reason (`marsad issues`) and never stops the
    rest. Adding the same report twice changes nothing. It may be interrupted: what was
    taken in is kept, and the next run goes on.

    \b
    Examples:
      marsad add reports/
      marsad add dispatch.html notes.md --store war.db
      curl -s https://example.org/page.html | marsad add -
      marsad add corpus.jsonl --reread
      marsad add                            finish what an earlier run left
      marsad add reports/ --reader llm      read by a language model (docs/llm.md)
    """
    from marsad import adding
    from marsad.store import Store

    settings = settings_for(store, reader=reader)
    given = paths or []
    files = [Path(p) for p in given if p != "-"]
    for path in files:
        if not path.exists():
            raise InputError(f"{path} is not there; nothing was added")
    stdin = sys.stdin.buffer.read() if "-" in given else None
    opened = Store.open(settings.store, create=bool(given))
    try:
        with (
            _Progress(shown=not quiet and sys.stderr.isatty()) as shown,
            Interruptible(shown) as watch,
        ):
            added = adding.add(
                opened,
                files,
                settings,
                stdin=stdin,
                reread=reread,
                workers=os.cpu_count() or 1,
                watch=watch,
                agree=partial(agreed, settings, yes=yes),
            )
    except KeyboardInterrupt:
        typer.echo(
            "marsad: interrupted; what was taken in is kept, and `marsad add` goes on "
            "from there",
            err=True,
        )
        raise typer.Exit(130) from None
    if not quiet:
        _tell(added, settings.store)
    if set(added.documents) == {"refused"}:
        raise typer.Exit(1)


def _tell(added: Added, store: str) -> None:
    told = {
        "added": "added",
        "replaced": "newer versions",
        "completed": "now dated",
        "known": "known already",
        "refused": "refused",
    }
    documents = [f"{added.documents[k]} {told[k]}" for k in told if added.documents[k]]
    typer.echo(f"documents  {', '.join(documents) or 'none given'}")
    typer.echo(f"claims     {added.claims} new ({added.read} documents read)")
    typer.echo(f"picture    {added.incidents} incidents, in {store}")
    if added.issues:
        listed = ", ".join(f"{n} {code}" for code, n in added.issues.most_common())
        typer.echo(f"issues     {listed}: see `marsad issues`")


class Interruptible:
    """Ctrl-C stops for certain: where it comes up while an object is cleared away, and
    Python would only say that it is ignored, it is heeded at the next step."""

    def __init__(self, watch: Watch) -> None:
        self._watch, self._lost = watch, False

    def __enter__(self) -> Watch:
        self._before = sys.unraisablehook
        sys.unraisablehook = self._unraisable
        return self._step

    def __exit__(self, *_: object) -> None:
        sys.unraisablehook = self._before

    def _unraisable(self, what: sys.UnraisableHookArgs) -> None:
        if issubclass(what.exc_type, KeyboardInterrupt):
            self._lost = True
        else:
            self._before(what)

    def _step(self, stage: str, done: int, total: int | None) -> None:
        if self._lost:
            raise KeyboardInterrupt
        self._watch(stage, done, total)


class _Progress:
    """Progress bars on standard error, one a stage; nothing where it is no terminal."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown

    def __enter__(self) -> Watch:
        if not self._shown:
            return lambda _stage, _done, _total: None
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TaskID,
            TextColumn,
            TimeRemainingColumn,
        )

        self._bars = Progress(
            TextColumn("{task.description:<8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bars.start()
        tasks: dict[str, TaskID] = {}

        def watch(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = self._bars.add_task(stage, total=total)
            self._bars.update(tasks[stage], completed=done, total=total)

        return watch

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._bars.stop()
