"""`marsad user`: accounts made, listed, given tokens and taken away."""

from __future__ import annotations

import json

from marsad.store import Store, accounts

PASSWORD = b"correct horse battery\n"


def test_an_account_from_its_making_to_its_end(marsad):
    done = marsad("user", "add", "ana", "--role", "admin", stdin=PASSWORD)
    assert "ana may sign in as admin" in done.stdout
    marsad("user", "add", "site", "--role", "public", "--no-password")
    told = marsad("user", "list", "--json").stdout.splitlines()
    rows = [json.loads(line) for line in told]
    assert [(r["name"], r["role"], r["password"]) for r in rows] == [
        ("ana", "admin", "yes"),
        ("site", "public", "no"),
    ]
    token = marsad("user", "token", "site", "--days", "2").stdout.strip()
    with Store.open(str(marsad.home / "marsad.db")).reading() as db:
        assert accounts.by_token(db, token).name == "site"
    assert "1 tokens" in marsad("user", "token", "site", "--revoke").stdout
    assert marsad("user", "remove", "site").stdout == "site is gone\n"
    assert "no account is left" in marsad("user", "remove", "ana").stdout


def test_what_cannot_be_an_account_is_refused_in_a_line(marsad):
    marsad("user", "add", "ana", stdin=PASSWORD)
    for words, stdin in (
        (("add", "ana"), PASSWORD),
        (("add", "bo"), b"short\n"),
        (("add", " "), PASSWORD),
        (("remove", "nobody"), b""),
        (("token", "nobody"), b""),
    ):
        done = marsad("user", *words, stdin=stdin, code=2)
        assert done.stderr.startswith("marsad: ")
        assert done.stderr.count("\n") == 1
