"""Losses of equipment: what was captured or destroyed, whose it was, and who says so.

A loss is a claim of its kind, or a figure of equipment in another. Claims that fusing
gathered in one incident tell of one loss a thing; losses are never added up: two
reports may count the same tank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from marsad.model import Claim, Figure, Loss, What
from marsad.tracking.known import (
    TOLD,
    Known,
    denies,
    first_day,
    last_day,
    located,
    parties,
    starts,
)

How = Literal["captured", "destroyed", "lost"]
_ALSO = re.compile(r"^(?:and|or|as well as|along with)\s+", re.IGNORECASE)
_LONGEST = 80  # characters of a thing that has no count
_END = re.compile(
    r"[,;.]? (?:in|from|near|at|during|after|on|by|belonging|left|according)\b"
    r"|[,;.](?: |$)"
)


def losses(known: Known) -> tuple[Loss, ...]:
    """Every loss told of as a fact, by day, then by thing."""
    told: dict[tuple[str, str], list[tuple[Claim, Figure | None]]] = {}
    for claim in known.picture.claims.values():
        if claim.status not in TOLD or denies(claim):
            continue
        for thing, figure in _things(claim):
            home = known.home(claim)
            told.setdefault((home, thing.casefold()), []).append((claim, figure))
    found = [_loss(known, same) for same in told.values()]
    return tuple(sorted(found, key=lambda x: (str(x.end), x.thing, x.claims)))


def _things(claim: Claim) -> Iterator[tuple[str, Figure | None]]:
    """What a claim says was lost: the things it counts, else its words for them."""
    counted = [f for f in claim.figures if f.what is What.EQUIPMENT_LOST]
    for figure in counted:
        yield figure.who or figure.text, figure
    if claim.kind == "equipment_loss" and not counted:
        yield thing_of(claim), None


def thing_of(claim: Claim) -> str:
    """What follows the anchor ("destroying drones and heavy weaponry"), up to where the
    sentence turns to something else; the target, or the anchor, where nothing does."""
    at = claim.quote.find(claim.anchor)
    after = claim.quote[at + len(claim.anchor) :].strip() if at >= 0 else ""
    cut = _END.search(after)
    words = after[: cut.start() if cut else _LONGEST].strip(" ,;.“”\"'")
    words = _ALSO.sub("", words)
    if words and len(words) <= _LONGEST:
        return words
    return claim.target[0].text if claim.target else claim.anchor


def how_of(claim: Claim, figure: Figure | None = None) -> How:
    """Whether the thing was captured or destroyed: by the anchor, else by the last word
    for either before the count."""
    end = claim.quote.find(figure.text) if figure and figure.text else -1
    for text in (claim.anchor, claim.quote[: max(end, 0)]):
        captured = [m.start() for m in starts("loss", "captured").finditer(text)]
        destroyed = [m.start() for m in starts("loss", "destroyed").finditer(text)]
        if captured or destroyed:
            last = max((*captured, *destroyed))
            return "captured" if last in captured else "destroyed"
    return "lost"


def _loss(known: Known, same: Sequence[tuple[Claim, Figure | None]]) -> Loss:
    claims = [claim for claim, _ in same]
    figures = [figure for _, figure in same if figure]
    first = claims[0]
    ends = [f.high for f in figures]
    taker = next((p for c in claims for p in parties(c.initiator)), "")
    things = {_named(c, f).casefold() for c, f in same}
    owners = (m for c in claims for m in c.target if not _is_thing(m.text, things))
    loser = next(iter(parties(owners)), "")
    return Loss(
        next(_named(claim, figure) for claim, figure in same),
        how_of(*same[0]),
        "" if loser == taker else loser,
        taker,
        min((f.low for f in figures if f.low is not None), default=None),
        None if None in ends else max((e for e in ends if e is not None), default=None),
        located(p for c in claims for p in c.places),
        first_day(c.when.start for c in claims if c.when),
        last_day(known.day(c) for c in claims),
        known.group(first),
        tuple(c.id for c in claims),
    )


def _is_thing(words: str, things: Iterable[str]) -> bool:
    """The words for what was lost are nobody who lost it ("an Israeli-made drone")."""
    return any(thing in words.casefold() for thing in things)


def _named(claim: Claim, figure: Figure | None) -> str:
    return (figure.who or figure.text) if figure else thing_of(claim)
