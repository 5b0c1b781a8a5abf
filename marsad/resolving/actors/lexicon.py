"""How actors are told without a name (`lexicons/actors/words.toml`), compiled once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a state, or an actor told only by what it is."""

    id: str
    name: str
    type: str
    side: str | None
    words: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words that tell of it, compiled when they are first looked for."""
        return _compile(self.words)


@dataclass(frozen=True, slots=True)
class Words:
    """All tables of the file."""

    bodies: tuple[Body, ...]
    described: tuple[Body, ...]
    back: dict[str, re.Pattern[str]]
    before: re.Pattern[str]
    after: re.Pattern[str]
    shadow: re.Pattern[str]
    owner: re.Pattern[str]
    role: re.Pattern[str]
    apart: re.Pattern[str]
    part: re.Pattern[str]
    arms: re.Pattern[str]
    grand: re.Pattern[str]
    client: re.Pattern[str]
    client_of: re.Pattern[str]
    by_name: frozenset[str]
    sides: dict[str, str]
    led: dict[str, str]
    ships: dict[str, str]
    seats: dict[str, str]
    sits: dict[str, str]
    monitors: dict[str, str]
    unlisted: dict[str, re.Pattern[str]]


@cache
def words() -> Words:
    """Read and compiled at the first call."""
    text = files("marsad").joinpath("lexicons/actors/words.toml").read_text("utf-8")
    data = tomllib.loads(text)
    sides = dict(data["sides"])
    by_name = frozenset(sides.pop("by_name"))
    around = data["around"]
    return Words(
        bodies=tuple(_body(row) for row in data["body"]),
        described=tuple(_body(row) for row in data["described"]),
        back={name: _compile(pattern) for name, pattern in data["back"].items()},
        before=_compile(rf"(?:{around['before']})\s+"),
        after=_compile(rf"(?:['’]s?)?\s+(?:{around['after']})$"),
        shadow=_compile(rf"\b(?:{around['shadow']})\b"),
        owner=re.compile(around["owner"]),
        role=_compile(rf"\b(?:{around['role']})\b"),
        client=re.compile(around["client"]),
        client_of=re.compile(around["client_of"]),
        grand=re.compile(around["grand"]),
        part=_compile(around["part"]),
        arms=_compile(around["arms"]),
        apart=_compile(rf"(?:{around['apart']})\b"),
        by_name=by_name,
        sides=sides,
        led=data["led"],
        ships=data["ships"],
        seats=data["seats"],
        sits=data["sits"],
        monitors=data["monitor"],
        unlisted={
            type_: re.compile(rf"\b(?:{pattern})\b")
            for type_, pattern in data["unlisted"].items()
        },
    )


def _body(row: dict[str, str]) -> Body:
    whole = rf"(?:{row['pattern']})(?!\w)"
    return Body(row["id"], row["name"], row["type"], row.get("side"), whole)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
