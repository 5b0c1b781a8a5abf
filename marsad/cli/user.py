"""`marsad user`: who may sign in at the desk."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Annotated, Literal

import typer

from marsad.cli.common import open_store, print_rows
from marsad.cli.options import JsonOption, StoreOption
from marsad.errors import InputError

user = typer.Typer(
    help="Who may sign in at the desk. Without any account it is one analyst's own.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The account.")]
LONGEST_NAME = 100


@user.command("add")
def add(
    name: NameArgument,
    role: Annotated[
        Literal["public", "viewer", "analyst", "admin"],
        typer.Option("--role", help="What the account may do."),
    ] = "analyst",
    no_password: Annotated[
        bool, typer.Option("--no-password", help="By API token only.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Make an account; the first one turns accounts on.

    The password is asked for; in a pipe it is the first line of standard input. A
    viewer reads; an analyst judges and adds reports; an admin may do everything; public
    sees only what is older than the set delay, rounded, without private names.

    \b
    Examples:
      marsad user add ana --role admin
      echo "$PASSWORD" | marsad user add bo --role viewer
      marsad user add website --role public --no-password
    """
    from marsad.serving.passwords import hashed
    from marsad.store import accounts

    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise InputError(f"{name!r} is no name for an account; take a short word")
    opened = open_store(store, create=True)
    with opened.reading() as db:
        taken = name in {a.name for a in accounts.everyone(db)}
    if taken:
        raise InputError(
            f"there is an account {name!r} already; see `marsad user list`"
        )
    password = None if no_password else hashed(_password())
    with opened.writing() as db:
        accounts.add(db, name, role, password)
    typer.echo(f"{name} may sign in as {role}")


@user.command("list")
def everyone(as_json: JsonOption = False, store: StoreOption = None) -> None:
    """List the accounts.

    \b
    Examples:
      marsad user list
      marsad user list --json
    """
    from marsad.store import accounts

    with open_store(store).reading() as db:
        rows = [
            {
                "name": a.name,
                "role": a.role,
                "password": "yes" if a.password else "no",
                "tokens": a.tokens,
                "made": f"{a.made:%Y-%m-%d}",
            }
            for a in accounts.everyone(db)
        ]
    print_rows(
        rows,
        ("name", "role", "password", "tokens", "made"),
        as_json=as_json,
        as_csv=False,
        empty="no accounts: the desk is one analyst's own; see `marsad user add`",
    )


@user.command("remove")
def remove(name: NameArgument, store: StoreOption = None) -> None:
    """Take an account away, with its sessions and tokens. What it decided stays.

    \b
    Examples:
      marsad user remove bo
    """
    from marsad.store import accounts

    with open_store(store).writing() as db:
        accounts.remove(db, name)
        left = accounts.exist(db)
    typer.echo(f"{name} is gone")
    if not left:
        typer.echo("no account is left: the desk is open to whoever uses this machine")


@user.command("token")
def token(
    name: NameArgument,
    label: Annotated[
        str, typer.Option("--label", help="What it is for, to tell tokens apart.")
    ] = "token",
    days: Annotated[
        int, typer.Option("--days", min=1, max=3650, help="How long it holds.")
    ] = 365,
    revoke: Annotated[
        bool, typer.Option("--revoke", help="Take all its tokens away instead.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Make an API token of an account. It is shown once, and kept as a hash only.

    \b
    Examples:
      marsad user token website --label "front page" --days 90
      curl -H "Authorization: Bearer TOKEN" localhost:8484/v1/incidents
      marsad user token website --revoke
    """
    from marsad.store import accounts

    with open_store(store).writing() as db:
        account = accounts.get(db, name)
        if revoke:
            gone = accounts.revoke_tokens(db, account)
            typer.echo(f"{gone} tokens of {name} hold no more")
            return
        made = accounts.add_token(db, account, label, timedelta(days=days))
    typer.echo(made)


def _password() -> str:
    if sys.stdin.isatty():
        given: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return given
    return sys.stdin.readline().rstrip("\r\n")
