"""Accounts in the store: who may sign in at the desk, and with what.

Passwords are kept as argon2id hashes (RFC 9106), session cookies and API tokens as
SHA-256 hashes of random keys of 256 bits: a copy of the store signs nobody in.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from marsad.errors import InputError, NotFound
from marsad.store import schema as t

Role = Literal["public", "viewer", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)

MOST_FAILURES = 5
"""So many failures lock a name out ..."""
FAILURES_LAST = timedelta(minutes=15)
"""... until they are so old."""
TOKEN_PREFIX = "marsad_"  # noqa: S105 - lets scanners of code know a token that leaked


@dataclass(frozen=True, slots=True)
class Account:
    """Who may sign in. `password`: whether there is one (else by token only)."""

    id: int
    name: str
    role: Role
    password: bool
    made: datetime
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser. `csrf` must come with whatever changes something."""

    id: int
    account: Account
    csrf: str
    expires: datetime


# -- accounts -------------------------------------------------------------------------


def exist(db: Connection) -> bool:
    """Whether there is any account: then the desk asks who is there."""
    return db.execute(select(t.account.c.id).limit(1)).first() is not None


def add(db: Connection, name: str, role: Role, password: str | None) -> Account:
    """Make an account; `password` is its argon2 hash, None: by token only.

    Raises InputError where the name is taken."""
    check_free(db, name)
    made = insert(t.account).values(
        name=name, role=role, password=password, made=datetime.now(UTC)
    )
    db.execute(made)
    return get(db, name)


def check_free(db: Connection, name: str) -> None:
    """Raises InputError where an account goes by `name` already."""
    if _row(db, name) is not None:
        raise InputError(
            f"there is an account {name!r} already; `marsad user remove {name}` first"
        )


def set_password(db: Connection, name: str, password: str) -> None:
    """Give an account another password (its hash), and sign it out everywhere."""
    account = get(db, name)
    here = t.account.c.id == account.id
    db.execute(update(t.account).where(here).values(password=password))
    _forget(db, t.account_session, account.id)


def remove(db: Connection, name: str) -> None:
    """Take an account away with its sessions and tokens; what it decided stays.
    Raises NotFound."""
    account = get(db, name)
    for table in (t.account_session, t.account_token):
        _forget(db, table, account.id)
    db.execute(delete(t.account).where(t.account.c.id == account.id))


def get(db: Connection, name: str) -> Account:
    """The account of that name. Raises NotFound."""
    row = _row(db, name)
    if row is None:
        raise NotFound(f"no account is called {name!r}; see `marsad user list`")
    return _account(row)


def password_of(db: Connection, name: str) -> str | None:
    """The argon2 hash of an account's password; None where there is none."""
    row = _row(db, name)
    return row.password if row is not None else None


def everyone(db: Connection) -> list[Account]:
    """All accounts by name, with how many tokens that hold each has."""
    tokens = (
        select(t.account_token.c.account_id, func.count().label("tokens"))
        .where(t.account_token.c.expires > datetime.now(UTC))
        .group_by(t.account_token.c.account_id)
        .subquery()
    )
    query = (
        select(t.account, func.coalesce(tokens.c.tokens, 0).label("tokens"))
        .outerjoin(tokens, tokens.c.account_id == t.account.c.id)
        .order_by(t.account.c.name)
    )
    return [_account(row, row.tokens) for row in db.execute(query)]


def _row(db: Connection, name: str) -> Row[Any] | None:
    return db.execute(select(t.account).where(t.account.c.name == name)).first()


def _account(row: Row[Any], tokens: int = 0) -> Account:
    return Account(row.id, row.name, row.role, bool(row.password), row.made, tokens)


# -- sessions and tokens --------------------------------------------------------------


def begin_session(db: Connection, account: Account, lasts: timedelta) -> str:
    """Sign an account in; gives the key for the cookie, which is kept nowhere."""
    key = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    old = t.account_session.c.expires <= now
    db.execute(delete(t.account_session).where(old))
    values = {"csrf": secrets.token_urlsafe(24), "expires": now + lasts}
    _keep(db, t.account_session, account, key, values)
    return key


def by_session(db: Connection, key: str) -> Session | None:
    """The session that a cookie's key belongs to, if it holds."""
    row = _by_key(db, t.account_session, key)
    if row is None:
        return None
    return Session(row.key_id, _account(row), row.csrf, row.expires)


def end_session(db: Connection, session: int) -> None:
    """Sign out."""
    db.execute(delete(t.account_session).where(t.account_session.c.id == session))


def add_token(db: Connection, account: Account, name: str, lasts: timedelta) -> str:
    """Make an API token called `name`; gives the token, which is kept nowhere."""
    key = TOKEN_PREFIX + secrets.token_urlsafe(32)
    values = {"name": name, "expires": datetime.now(UTC) + lasts}
    _keep(db, t.account_token, account, key, values)
    return key


def by_token(db: Connection, key: str) -> Account | None:
    """The account that an API token belongs to, if it holds."""
    row = _by_key(db, t.account_token, key)
    return _account(row) if row is not None else None


def revoke_tokens(db: Connection, account: Account) -> int:
    """Take away all tokens of an account; gives how many."""
    mine = t.account_token.c.account_id == account.id
    return db.execute(delete(t.account_token).where(mine)).rowcount


def _keep(
    db: Connection, table: Table, account: Account, key: str, own: dict[str, Any]
) -> None:
    values = {"account_id": account.id, "hash": _hash(key), "made": datetime.now(UTC)}
    db.execute(insert(table).values(values | own))


def _by_key(db: Connection, table: Table, key: str) -> Row[Any] | None:
    own = [c for c in table.c if c.name in ("csrf", "expires")]
    query = (
        select(t.account, table.c.id.label("key_id"), *own)
        .join(table, table.c.account_id == t.account.c.id)
        .where(table.c.hash == _hash(key), table.c.expires > datetime.now(UTC))
    )
    return db.execute(query).first()


def _forget(db: Connection, table: Table, account: int) -> None:
    db.execute(delete(table).where(table.c.account_id == account))


def _hash(key: str) -> str:
    # The key is random and long: a slow hash would protect nothing more.
    return hashlib.sha256(key.encode()).hexdigest()


# -- failures -------------------------------------------------------------------------


def note_failure(db: Connection, name: str) -> None:
    """Note that somebody failed to sign in as `name`, whether it exists or not."""
    now = datetime.now(UTC)
    old = t.sign_in_failure.c.at < now - FAILURES_LAST
    db.execute(delete(t.sign_in_failure).where(old))
    db.execute(insert(t.sign_in_failure).values(name=name, at=now))


def locked_until(db: Connection, name: str) -> datetime | None:
    """Until when `name` is locked out by failures; None where it is not."""
    f = t.sign_in_failure.c
    query = (
        select(f.at)
        .where(f.name == name, f.at > datetime.now(UTC) - FAILURES_LAST)
        .order_by(f.at.desc())
        .limit(MOST_FAILURES)
    )
    recent = list(db.execute(query).scalars())
    return recent[-1] + FAILURES_LAST if len(recent) == MOST_FAILURES else None


def clear_failures(db: Connection, name: str) -> None:
    """Forget the failures of `name`: it has signed in."""
    db.execute(delete(t.sign_in_failure).where(t.sign_in_failure.c.name == name))
