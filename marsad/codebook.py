"""The codebook: what a claim can be about (`lexicons/codebook.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Finer:
    """An ACLED type that fits where such words stand in a part of a claim: `initiator`,
    `target` or `sentence`."""

    acled: tuple[str, str]
    words: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One label: what it says, and its place in ACLED's and PLOVER's codebooks.

    `acled` is (event type, sub-event type), `plover` (event type, mode); empty strings
    where the other codebook has nothing. `finer` are ACLED types that the words of a
    claim can tell instead (see `acled_type`). `violent`: can carry fatalities of its
    own. `section` is where a brief tells it: fighting, civilians, people or politics.
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
    finer: tuple[Finer, ...] = ()

    def acled_type(
        self, sentence: str, initiators: Iterable[str], targets: Iterable[str]
    ) -> tuple[str, str]:
        """ACLED's (event type, sub-event type) of a claim of this kind, by its sentence
        and mentions (ACLED Codebook 2023, sub-event types)."""
        parts = {
            "initiator": " | ".join(initiators),
            "target": " | ".join(targets),
            "sentence": sentence,
        }
        for finer in self.finer:
            if any(words.search(parts[part]) for part, words in finer.words.items()):
                return finer.acled
        return self.acled


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
            tuple(_finer(f) for f in row.get("acled_if", ())),
        )
    return out


def _finer(row: Mapping[str, Any]) -> Finer:
    event, sub_event = row["acled"]
    parts = ("initiator", "target", "sentence")
    words = {part: _pattern(row[part]) for part in parts if part in row}
    return Finer((event, sub_event), words)


def _pattern(told: str) -> re.Pattern[str]:
    """Any of some words or phrases; a star stands for the rest of a word."""
    words = (re.escape(word.strip()).replace(r"\*", r"\w*") for word in told.split(","))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
