"""The word lists of fusing (`lexicons/fusing.toml`), which people may mend."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One table of the file, as it stands there."""
    text = files("marsad").joinpath("lexicons/fusing.toml").read_text("utf-8")
    found: dict[str, Any] = tomllib.loads(text)[name]
    return found


@cache
def words(name: str) -> frozenset[str]:
    """One list of words or short phrases, all lower case."""
    return frozenset(table("words")[name])


@cache
def any_of(name: str) -> re.Pattern[str]:
    """A pattern that finds any word of a list, whole words only."""
    alternatives = "|".join(
        re.escape(w) for w in sorted(words(name), key=len, reverse=True)
    )
    return re.compile(rf"\b(?:{alternatives})\b", re.I)
