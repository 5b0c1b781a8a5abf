"""What a mention says around a place's name: "20 km east of Goma", "Aleppo province".

Only words are looked at here; which place bears the name is another matter (choose).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from marsad.model import Level
from marsad.resolving.places.spelling import LONGEST

_MILE = 1.609
_INITIALS = 4  # characters: the full stop is part of so short a name ("Ky.", "Mass.")
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his)\s+", re.IGNORECASE)


_POSSESSIVE = re.compile(r"(?P<owner>[A-Z][\w -]+?)(?:'s|’s|(?<=s)['’]) (?P<thing>.+)")


@dataclass(frozen=True, slots=True)
class Description:
    """A place as told: the `name` left when all words around it are peeled off.

    `bearing` in degrees from north, `side` "in" it or "out" of it; `km` a distance
    told; `wider` kilometres that the words add to the radius; `says` what they told."""

    name: str
    level: Level | None = None
    bearing: float | None = None
    side: Literal["in", "out"] = "in"
    km: float | None = None
    wider: float = 0.0
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Peel:
    """One line of the lexicon."""

    pattern: re.Pattern[str]
    level: Level | None
    side: Literal["in", "out"] | None
    wider: float
    wider_by_km: bool
    says: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words around names (`lexicons/places.toml`)."""

    compass: dict[str, float]
    before: tuple[_Peel, ...]
    after: tuple[_Peel, ...]
    back: dict[str, re.Pattern[str]]
    lines: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def lexicon() -> Lexicon:
    """Read and compiled at the first call."""
    text = files("marsad").joinpath("lexicons/places.toml").read_text("utf-8")
    data = tomllib.loads(text)
    words = "|".join(sorted(data["compass"], key=len, reverse=True))

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("{compass}", words), re.IGNORECASE)

    def peel(row: dict[str, str | float], end: str = "") -> _Peel:
        wider = row.get("wider", 0)
        side = row.get("bearing")
        return _Peel(
            compiled(f"(?:{row['pattern']}){end}"),
            Level(str(row["level"])) if "level" in row else None,
            "out" if side == "out" else "in" if side else None,
            float(wider) if wider != "km" else 0.0,
            wider == "km",
            str(row.get("says", "")),
        )

    return Lexicon(
        data["compass"],
        tuple(peel(row) for row in data["before"]),
        tuple(peel(row, "$") for row in data["after"]),
        {name: compiled(pattern) for name, pattern in data["back"].items()},
        tuple((row["kind"], re.compile(row["pattern"])) for row in data["line"]),
    )


def peelings(mention: str) -> list[Description]:
    """The mention as told, then with ever more words peeled off; the barest last."""
    text = " ".join(mention.split())
    if not text or len(text) > LONGEST:
        return []
    bare = text.strip(" ,;:\"'“”")
    here = Description(bare if len(bare) <= _INITIALS else bare.strip(" .,;:"))
    out = [here]
    for _ in range(6):
        peeled = _peel(here)
        if peeled is None:
            break
        out.append(peeled)
        here = peeled
    return out


def _peel(here: Description) -> Description | None:
    known = lexicon()
    if match := _ARTICLE.match(here.name):
        return replace(here, name=here.name[match.end() :])
    for rule in known.before:
        if (match := rule.pattern.match(here.name)) and match.end() < len(here.name):
            return _told(here, rule, match, here.name[match.end() :])
    for rule in known.after:
        if (match := rule.pattern.search(here.name)) and match.start() > 0:
            return _told(here, rule, match, here.name[: match.start()])
    if match := _POSSESSIVE.fullmatch(here.name):
        return replace(here, name=f"{match['thing']} of {match['owner']}")
    return None


def _told(
    here: Description, rule: _Peel, match: re.Match[str], name: str
) -> Description:
    """`here` with what one rule tells added to it."""
    parts = match.groupdict()
    km = float(parts["km"]) if parts.get("km") else None
    if km is not None and str(parts.get("unit", "")).casefold().startswith("mile"):
        km *= _MILE
    out = replace(here, name=name.strip(), wider=here.wider + rule.wider)
    if rule.says:
        out = replace(out, says=(*here.says, rule.says))
    if rule.level and here.level is None:
        out = replace(out, level=rule.level)
    if rule.wider_by_km and km is not None:
        out = replace(out, wider=out.wider + km)
    if rule.side and here.bearing is None and parts.get("to"):
        degrees = lexicon().compass[str(parts["to"]).casefold()]
        out = replace(out, bearing=degrees, side=rule.side, km=km)
    return out


_JOINED = re.compile(r",? and |, (?:and )?| & ", re.IGNORECASE)


def several(name: str) -> list[str]:
    """The names of a list ("Aleppo, Hama and Idlib"); one name alone is itself."""
    parts = [p.strip() for p in _JOINED.split(name)]
    if len(parts) > 1 and all(p[:1].isupper() or p[:4] == "the " for p in parts):
        return parts
    return [name]


_INNER = re.compile(r"[A-Z][\w'’-]*(?:[ -](?:[a-z]{2,3}-)?[A-Z][\w'’-]*)*")

_SITE = re.compile(
    r"(?:International|Regional|Military|Civil|Domestic|Central|General|Main|Airport"
    r"|Airfield|Airbase|Air|Base|Refinery|Hospital|Prison|University|Bridge|Crossing"
    r"|Junction|Terminal|Port|Station|Camp|Barracks|Mosque|Church|Market|Dam|Governorate"
    r"|Province|Region|District|County|Oblast|State|Zone|Countryside|Road|Highway)"
)
_OWNERS = re.compile(r"(?<=\w)['’]s\b")


def names_inside(text: str) -> list[str]:
    """Capitalised names inside a phrase ("a checkpoint near Bannu in the northwest"),
    the last first: the words after a preposition tell where. An owner is a name of its
    own ("Kabul's Hamid Karzai International Airport")."""
    found = [m[0] for part in _OWNERS.split(text) for m in _INNER.finditer(part)]
    whole = [n for n in reversed(found) if len(n) > 2]
    heads = [head for name in whole for head in _heads(name)]
    compass = lexicon().compass
    return [n for n in (*whole, *heads) if n.casefold() not in compass]


def _heads(name: str) -> list[str]:
    """What a site is called after: "Istanbul Atatürk", "Istanbul" of "Istanbul Atatürk
    Airport"; none for a name that is no site's."""
    parts = name.split(" ")
    if len(parts) < 2 or not _SITE.fullmatch(parts[-1]):
        return []
    while parts and _SITE.fullmatch(parts[-1]):
        parts.pop()
    return [" ".join(parts[:count]) for count in range(len(parts), 0, -1)]
