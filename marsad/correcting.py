"""Corrections: a person's better value for one slot of a claim, beside the claim.

A claim is never edited. What counts in the picture is the claim with the live
corrections of its slots; the reading in the store stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from marsad.codebook import kinds
from marsad.errors import InputError
from marsad.model import (
    Claim,
    Figure,
    Judgement,
    Mention,
    Place,
    Speaker,
    Status,
    When,
)

SLOTS: dict[str, Any] = {
    "kind": str,
    "status": Status,
    "initiator": tuple[Mention, ...],
    "target": tuple[Mention, ...],
    "places": tuple[Place, ...],
    "when": When | None,
    "figures": tuple[Figure, ...],
    "sources": tuple[Speaker, ...],
}
"""The slots that can be corrected, and the type of each."""


@cache
def _adapter(slot: str) -> TypeAdapter[Any]:
    return TypeAdapter(SLOTS[slot])


def slot_value(slot: str, value: Any) -> Any:
    """The value of a slot from its JSON. Raises InputError where it is none."""
    if slot not in SLOTS:
        raise InputError(f"no slot is called {slot!r}; there are {', '.join(SLOTS)}")
    try:
        made = _adapter(slot).validate_python(value)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        told = f"{where}: {first['msg']}" if where else first["msg"]
        raise InputError(f"{slot} cannot be {value!r}: {told}") from wrong
    if slot == "kind" and made not in kinds():
        raise InputError(f"no kind is called {made!r}; see the codebook")
    return made


def slot_json(slot: str, value: Any) -> Any:
    """The JSON of a slot's value, as `slot_value` takes it."""
    return _adapter(slot).dump_python(value, mode="json")


def corrected(
    claims: Mapping[str, Claim], judgements: Iterable[Judgement]
) -> dict[str, Claim]:
    """The claims with what people corrected in them; who did is among their reasons."""
    out = dict(claims)
    for j in sorted(judgements, key=lambda j: (j.at, j.number)):
        claim = out.get(j.subject)
        if j.decision != "correct" or j.slot not in SLOTS or claim is None:
            continue
        why = f"{j.slot} corrected by {j.by}" + (f": {j.reason}" if j.reason else "")
        new: dict[str, Any] = {
            j.slot: slot_value(j.slot, j.value),
            "reasons": (*claim.reasons, why),
        }
        if j.slot == "places":
            new["inherited"] = ()
        out[claim.id] = replace(claim, **new)
    return out
