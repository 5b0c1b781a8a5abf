"""The codebook: what a claim can be about (`lexicons/codebook.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kind:
    """One label: what it says, and its place in ACLED's and PLOVER's codebooks.

    `acled` is (event type, sub-event type), `plover` (event type, mode); empty strings
    where the other codebook has nothing. `violent`: can carry fatalities of its own.
    `section` is where a brief tells it: fighting, civilians, people or politics.
    `family` is what its claims are gathered in: a type of incident, `toll` or
    `relation`.
    """

    label: str
    says: str
    section: str
    family: str
    acled: tuple[str, str]
    plover: tuple[str, str]
    violent: bool


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by label, in the codebook's order."""
    text = files("marsad").joinpath("lexicons/codebook.toml").read_text("utf-8")
    out = {}
    for label, row in tomllib.loads(text).items():
        acled, plover = row["acled"], row["plover"]
        out[label] = Kind(
            label,
            row["says"],
            row["section"],
            row["family"],
            (acled[0], acled[1]),
            (plover[0], plover[1]),
            row["violent"],
        )
    return out
