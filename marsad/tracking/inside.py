"""How a claim stands to a place: inside it, on the way to it, or in a part of it.

Words are looked for in the mention of the place and between it and the anchor.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from marsad.model import Claim, Level, Place, What

WHOLE_PERCENT = 95  # less than that much of a place is a part of it
_ROAD = re.compile(
    r"(?:the )?(?:[A-Z]{1,2}-?\d{1,3}\b.*|.*\b(?:highway|motorway|road|route))", re.I
)
_END_REACH = 40  # characters before a place in which it is told to be the end of a road
_REACH = 30  # characters after the anchor in which its object is told


def is_inside(claim: Claim, place: Place) -> bool:
    """The claim tells of forces in the place itself: "reached the edge of X", "ten
    kilometres from X" and "at the gates of X" are not in X."""
    return not _words("outside").search(_between(claim, place))


def is_partial(claim: Claim, place: Place) -> bool:
    """The claim tells of a part of the place: "several quarters of X", "80 percent".
    Most of a province is the province: nobody holds the last hill of one."""
    told = _object(claim, place)
    if place.level is Level.PROVINCE and _words("mostly").search(told):
        return False
    if _words("partial").search(told):
        return True
    return any(
        "percent"
        in f"{f.who} {f.text}".replace("per cent", "percent").replace("%", "percent")
        and (f.high if f.high is not None else 100) < WHOLE_PERCENT
        for f in claim.figures
    )


def is_of_many(claim: Claim, place: Place) -> bool:
    """The claim is of unnamed places inside this one: "several towns of X"."""
    counted = any(f.what is What.PLACES_TAKEN for f in claim.figures)
    wide = place.level in {Level.PROVINCE, Level.COUNTRY}
    return (counted and wide) or bool(_words("many").search(place.mention))


def how_much(claim: Claim, place: Place) -> str:
    """What a claim that tells who holds a place leaves open of it, "" for nothing."""
    if place.level is Level.PROVINCE and _words("mostly").search(_object(claim, place)):
        return "told of most or large parts of it"
    if any(f.what is What.PLACES_TAKEN for f in claim.figures):
        return "told of places in it"
    return ""


def is_way(claim: Claim, place: Place) -> bool:
    """The claim tells of a road, or of a place as the end of one ("the road between X
    and Y"): nobody holds X for that."""
    if _ROAD.fullmatch(place.mention.strip()):
        return True
    at = claim.quote.find(place.mention)
    before = claim.quote[max(0, at - _END_REACH) : at] if at > 0 else ""
    return _words("ends").search(before) is not None


def _object(claim: Claim, place: Place) -> str:
    """What the anchor is said of: up to the place where that follows, else the words
    after the anchor ("entered X and took several quarters")."""
    anchor = claim.quote.find(claim.anchor)
    at = claim.quote.find(place.mention, max(anchor, 0))
    end = anchor + len(claim.anchor) + _REACH
    return claim.quote[anchor : at + len(place.mention) if at >= 0 else end]


def _between(claim: Claim, place: Place) -> str:
    quote, mention = claim.quote, place.mention
    at, anchor = quote.find(mention), quote.find(claim.anchor)
    if at < 0 or anchor < 0:
        return f"{claim.anchor} {mention}"
    first, last = min(at, anchor), max(at + len(mention), anchor + len(claim.anchor))
    return quote[first:last]


@cache
def _words(name: str) -> re.Pattern[str]:
    text = files("marsad").joinpath("lexicons/tracking.toml").read_text("utf-8")
    words = tomllib.loads(text)[name]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I)
