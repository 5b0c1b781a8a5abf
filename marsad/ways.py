"""Which way a place stands in a sentence: people come from it, go to it, or neither.

Told by the word before the place ("fled X for Y"), other places of the claim and words
for parts of places passed over; the words are in `lexicons/spots.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from marsad.model import Claim, Place

Way = Literal["from", "to", ""]
_WORD = re.compile(r"[\w’'-]+")


def way_to(claim: Claim, place: Place) -> Way:
    """`from`, `to` or, where the words do not tell, ""."""
    at = claim.quote.find(place.mention)
    if at < 0:
        return ""
    before = claim.quote[:at]
    for other in claim.places:
        before = before.replace(other.mention, "")
    telling = [w.casefold() for w in _WORD.findall(before)]
    for word in [w for w in telling if w not in _words("passed")][-1:]:
        if word in _words("to"):
            return "to"
        return "from" if word in _words("from") else ""
    return ""


@cache
def _words(name: str) -> frozenset[str]:
    text = files("marsad").joinpath("lexicons/spots.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["ways"][name])
