"""The words and weights of a brief (`lexicons/telling.toml`), which people can mend."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon() -> dict[str, Any]:
    """The tables of `telling.toml`, read once."""
    path = files("marsad").joinpath("lexicons/telling.toml")
    return tomllib.loads(path.read_text("utf-8"))


def word(table: str, key: str) -> str:
    """What `key` is called in a brief; the key itself where nobody gave it a word."""
    return str(lexicon()[table].get(key, key.replace("_", " ")))


def weight(table: str, key: str) -> float:
    """The weight of `key` in `[weight.<table>]`, 0 where it has none."""
    return float(lexicon()["weight"][table].get(key, 0.0))
