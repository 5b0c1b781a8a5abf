"""A small war of invented names, and the desk over it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from marsad import adding
from marsad.serving import create_app
from marsad.serving.passwords import hashed
from marsad.settings import Settings
from marsad.store import Store, accounts
from tests.cli.conftest import report, taken

PASSWORD = "correct horse battery"
SCRIPT = "<script>alert(1)</script>"

TOLD = (
    # day, place, speaker, outlet's number
    ("2021-05-01", "Northford", None),
    ("2021-05-02", "Northford", "the Valley Observatory"),
    ("2021-05-02", "Eastmill", "the Valley Observatory"),
    ("2021-05-03", "Southgate", "Omar Haddad, a resident"),
    ("2021-05-03", "Westbrook", "the army"),
    ("2021-05-04", "Eastmill", "the army"),
)


def strike(place: str, day: str, killed: int, source: str) -> tuple:
    """A sentence that a strike killed people, and its claim."""
    text = f"An air strike on {place} killed {killed} civilians, {source} said."
    claim = {
        "id": "c1", "quote": text, "anchor": "air strike", "kind": "air_strike",
        "initiator": [], "target": ["civilians"],
        "places": [{"mention": place, "lat": 11.5, "lon": 21.25, "level": "town"}],
        "when": {"start": day, "end": day},
        "figures": [{"what": "killed", "who": "civilians", "low": killed,
                     "high": killed, "text": f"{killed} civilians"}],
        "sources": [{"mention": source, "stance": "says"}], "status": "happened",
    }  # fmt: skip
    return text, [claim]


def rows() -> list[dict]:
    """The corpus: six takings, and a strike of which two tell different numbers."""
    out = []
    for n, (day, place, source) in enumerate(TOLD):
        text, claims = taken(place, day, source=source)
        out.append(report(n, day, text, claims))
    for n, (killed, source) in enumerate(
        ((4, "the hospital"), (9, "the Lake Observatory")), 6
    ):
        text, claims = strike("Lakeside", "2021-05-03", killed, source)
        out.append(report(n, "2021-05-03", text, claims))
    return out


def fill(store: Store, path: Path, told: list[dict]) -> None:
    """Take `told` into a store."""
    path.write_text("".join(json.dumps(r) + "\n" for r in told), "utf-8")
    adding.add(store, [path], Settings())


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """A store with the corpus in it, to be copied."""
    home = tmp_path_factory.mktemp("made")
    store = Store.open(str(home / "war.db"), create=True)
    fill(store, home / "war.jsonl", rows())
    store.close()
    return home / "war.db"


@pytest.fixture
def store(made, tmp_path):
    """A store of one's own with the corpus in it."""
    path = tmp_path / "war.db"
    path.write_bytes(made.read_bytes())
    opened = Store.open(str(path))
    yield opened
    opened.close()


@contextmanager
def served(store: Store, *, loopback: bool = True, **settings):
    """The desk over a store, as a browser on this machine reaches it."""
    app = create_app(store, Settings(**settings), loopback=loopback)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture
def desk(store):
    """One analyst's own desk."""
    with served(store) as client:
        yield client


@pytest.fixture(scope="session")
def shown(made, tmp_path_factory):
    """A desk that is only read, made once: to make one takes longer than a test."""
    path = tmp_path_factory.mktemp("shown") / "war.db"
    path.write_bytes(made.read_bytes())
    opened = Store.open(str(path))
    with served(opened) as client:
        client.get("/v1/incidents")  # the picture is there
        yield client
    opened.close()


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hashed(PASSWORD)


@pytest.fixture
def people(store, password_hash):
    """A store with an account of every role, named after it."""
    with store.writing() as db:
        for role in accounts.ROLES:
            accounts.add(db, role, role, password_hash)
    return store


def sign_in(client: TestClient, name: str) -> dict[str, str]:
    """Sign in; gives the headers of what changes something."""
    said = client.post("/v1/session", json={"name": name, "password": PASSWORD})
    assert said.status_code == 200, said.text
    return {"X-CSRF-Token": said.json()["csrf"]}


def items(client: TestClient, path: str, **query) -> list[dict]:
    """The items of a list."""
    said = client.get(f"/v1{path}", params=query)
    assert said.status_code == 200, said.text
    return said.json()["items"]
