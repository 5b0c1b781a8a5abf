"""Judgements: what people decide beside the claims, signed, with a reason, undoable."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.common import open_store, plain
from marsad.cli.options import FormOption, StoreOption
from marsad.cli.tables import tell
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.model import Judgement
    from marsad.store import Connection
    from marsad.store.judgements import Signed

Act = Callable[["Connection", "Signed"], "Judgement"]
SHOWN = 12  # changes told before the rest is only counted

ReasonOption = Annotated[
    str, typer.Option("--reason", "-r", help="Why: it stands beside the judgement.")
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who decides (default: the user here)."),
]
QuietOption = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Do not compute and tell what it changes."),
]
Name = Annotated[
    str, typer.Argument(metavar="ID", help="A claim or a group, by any id or name.")
]


def merge(
    first: Annotated[str, typer.Argument(metavar="ID", help="What stays.")],
    others: Annotated[
        list[str], typer.Argument(metavar="ID...", help="What goes into it.")
    ],
    reason: ReasonOption,
    by: ByOption = None,
    quiet: QuietOption = False,
    store: StoreOption = None,
) -> None:
    """Say that claims, or groups of claims, are of one event.

    The second and further go into the first; their ids lead there for ever.

    \b
    Examples:
      marsad merge i-k5x2rb7dqa3mc i-2bmheh6dkx7tp --reason "same street, same hour"
      marsad merge lbc-1128#c1 seed-aleppo#c45 --reason "the same road" --by ana
    """
    from marsad.store import judgements

    for other in others:
        _decide(
            store,
            _signed(by, reason),
            lambda db, sign, other=other: judgements.same(db, first, other, sign),  # type: ignore[misc]
            quiet=quiet,
        )


def split(
    group: Annotated[
        str, typer.Argument(metavar="ID", help="The group, or a claim that stays.")
    ],
    claims: Annotated[
        list[str], typer.Argument(metavar="CLAIM...", help="The claims that leave.")
    ],
    reason: ReasonOption,
    by: ByOption = None,
    quiet: QuietOption = False,
    store: StoreOption = None,
) -> None:
    """Say that claims of a group are of another event: they leave it, together.

    \b
    Examples:
      marsad split i-k5x2rb7dqa3mc c-5mzun7jwrclst --reason "another day"
      marsad split rudaw-1129#c1 trt-1129#c1 --reason "two buildings"
    """
    from marsad.store import find, judgements

    def act(db: Connection, sign: Signed) -> Judgement:
        if find.resolve_id(db, group).form == "claim" and len(claims) == 1:
            return judgements.different(db, group, claims[0], sign)
        return judgements.split(db, group, claims, sign)

    _decide(store, _signed(by, reason), act, quiet=quiet)


def confirm(
    name: Name,
    reason: ReasonOption,
    by: ByOption = None,
    quiet: QuietOption = False,
    store: StoreOption = None,
) -> None:
    """Say that a claim, or what a group tells, is so.

    \b
    Examples:
      marsad confirm i-k5x2rb7dqa3mc --reason "geolocated video, checked"
    """
    from marsad.store import judgements

    _decide(
        store,
        _signed(by, reason),
        lambda db, sign: judgements.confirm(db, name, sign),
        quiet=quiet,
    )


def reject(
    name: Name,
    reason: ReasonOption,
    by: ByOption = None,
    quiet: QuietOption = False,
    store: StoreOption = None,
) -> None:
    """Say that a claim, or every claim of a group, does not count: not so, or misread.

    \b
    Examples:
      marsad reject gazetatema-1130#c4 --reason "no event: a figure of speech"
    """
    from marsad.store import judgements

    _decide(
        store,
        _signed(by, reason),
        lambda db, sign: judgements.reject(db, name, sign),
        quiet=quiet,
    )


def correct(
    claim: Annotated[str, typer.Argument(metavar="CLAIM")],
    slot: Annotated[
        str,
        typer.Argument(
            metavar="SLOT",
            help="kind, status, initiator, target, places, when, figures or sources.",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="A word, a name, a day, two days as 2024-11-27..2024-11-29, `none`, "
            "or JSON as in docs/corpus-form.md.",
        ),
    ],
    reason: ReasonOption,
    by: ByOption = None,
    quiet: QuietOption = False,
    store: StoreOption = None,
) -> None:
    """Give a slot of a claim a better value. The claim as read stays as it is.

    \b
    Examples:
      marsad correct rudaw-1129#c1 kind shelling --reason "rockets, not a bomb"
      marsad correct lbc-1128#c1 when 2024-11-28 --reason "Thursday was the 28th"
      marsad correct c-5mzun7jwrclst places "Saraqeb" --reason "the town, not the road"
      marsad correct c-5mzun7jwrclst initiator '["HTS", "SNA"]' --reason "both named"
    """
    from marsad import judging

    said = _value(slot, value)
    _decide(
        store,
        _signed(by, reason),
        lambda db, sign: judging.correct(db, claim, slot, said, sign),
        quiet=quiet,
    )


def note(
    name: Annotated[
        str,
        typer.Argument(metavar="ID", help="A claim, group, document or source."),
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to know about it.")],
    by: ByOption = None,
    store: StoreOption = None,
) -> None:
    """Write a note on a claim, group, document or source. It decides nothing.

    \b
    Examples:
      marsad note i-k5x2rb7dqa3mc "asked the rescue group for the names"
    """
    from marsad.store import judgements

    _decide(
        store,
        _signed(by, text),
        lambda db, sign: judgements.note(db, name, sign),
        quiet=True,
    )


def undo(
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", help="As `marsad judgements` lists it.")
    ],
    reason: ReasonOption,
    by: ByOption = None,
    quiet: QuietOption = False,
    store: StoreOption = None,
) -> None:
    """Undo a judgement, with all that was decided in the same act. It stays on record.

    \b
    Examples:
      marsad undo 12 --reason "two streets of one name"
    """
    from marsad.store import judgements

    _decide(
        store,
        _signed(by, reason),
        lambda db, sign: judgements.undo(db, number, sign),
        quiet=quiet,
    )


def judgements(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only those on this.")
    ] = None,
    form: FormOption = "text",
    store: StoreOption = None,
) -> None:
    """List judgements: who decided what, when and why, undone ones included.

    \b
    Examples:
      marsad judgements
      marsad judgements i-k5x2rb7dqa3mc --format json
    """
    from marsad.store import judgements as kept

    with open_store(store).reading() as db:
        rows = [_row(j) for j in kept.history(db, name)]
    tell(
        rows,
        ("number", "decision", "subject", "other", "by", "at", "undone", "reason"),
        form,
        empty="no judgement on record; see `marsad merge --help`",
    )


def _row(judgement: Judgement) -> dict[str, Any]:
    undone = judgement.undone
    return {
        "number": judgement.number,
        "decision": judgement.decision,
        "subject": judgement.subject,
        "other": judgement.other,
        "slot": judgement.slot,
        "value": judgement.value,
        "by": judgement.by,
        "at": f"{judgement.at:%Y-%m-%d %H:%M}Z",
        "undone": f"{undone:%Y-%m-%d %H:%M}Z" if undone else None,
        "act": judgement.act,
        "reason": judgement.reason,
    }


def _signed(by: str | None, reason: str) -> Signed:
    from marsad.store.judgements import Signed

    return Signed(by=by if by is not None else _user(), reason=reason)


def _user() -> str:
    """Who uses this computer; where nobody can tell, --by is needed."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def decide(store: str | None, by: str | None, reason: str, act: Act) -> None:
    """Write down one judgement of any command, signed, and say what it changed."""
    _decide(store, _signed(by, reason), act, quiet=False)


def _decide(store: str | None, sign: Signed, act: Act, *, quiet: bool) -> None:
    """Write one judgement down, and say what it changed in the picture."""
    from marsad import asking
    from marsad.telling import changes

    opened = open_store(store)
    before = None if quiet else asking.picture_at(opened, None)
    with opened.writing() as db:
        judgement = act(db, sign)
    back = f"; take it back with `marsad undo {judgement.number}`"
    typer.echo(
        f"judgement {judgement.number}: {judgement.decision}, signed {plain(sign.by)}"
        f"{'' if judgement.decision == 'undo' else back}"
    )
    if before is None:
        return
    told = changes(before, asking.picture_at(opened, None))
    for line in told[:SHOWN]:
        typer.echo(f"  {plain(line)}")
    if len(told) > SHOWN:
        typer.echo(f"  and {len(told) - SHOWN} further changes")
    if not told:
        typer.echo("  nothing in the picture changes by it")


def _value(slot: str, text: str) -> Any:
    """What was typed for a slot, in corpus form."""
    if text[:1] in "[{":
        try:
            return json.loads(text)
        except json.JSONDecodeError as wrong:
            raise InputError(f"the value is not JSON: {wrong.msg}") from wrong
    nothing = text.casefold() == "none"
    if slot in {"initiator", "target"}:
        return [] if nothing else [text]
    if slot == "places":
        return [] if nothing else [{"mention": text}]
    if slot == "when":
        start, _, end = text.partition("..")
        days = {"start": start or None, "end": (end if ".." in text else start) or None}
        return None if nothing else days
    if slot in {"figures", "sources"}:
        return [] if nothing else text
    return text
