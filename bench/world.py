"""An invented war to measure speed on: reports with claims, of any number.

Every name is made up of syllables, so that nothing here can be taken for a report.
The same seed gives the same world on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

SEED = 1
PLACES = 400
OUTLETS = 60
SPEAKERS = 40
DAYS = 60
REPORTS_AN_EVENT = 5
CLAIMS_A_DOCUMENT = 20
# A document tells of so many happenings that are next to each other in time.
WINDOW = 4 * CLAIMS_A_DOCUMENT
FIRST_DAY = date(2021, 3, 1)

# (kind, anchor, sentence): {a} does it to {b} at {p}; {n} people.
FORMS = (
    ("shelling", "shelled", "{a} shelled the market of {p}, killing {n} people"),
    ("air_strike", "bombed", "{a} bombed positions of {b} close to {p}"),
    ("armed_clash", "clashed", "{a} clashed with {b} at the edge of {p}"),
    ("territory_taken", "captured", "{a} captured the town of {p} from {b}"),
    ("advance", "entered", "{a} entered the outskirts of {p} held by {b}"),
    ("withdrawal", "withdrew", "{a} withdrew from the area of {p} in good order"),
    ("casualties", "killed", "{n} people were killed in the fighting around {p}"),
    ("displacement", "fled", "{n} people fled from {p} and the villages near it"),
    ("access", "closed", "{a} closed the road that leads from {p} to the coast"),
    ("drone_strike", "struck", "a drone of {a} struck a depot of {b} outside {p}"),
    ("deployment", "sent", "{a} sent reinforcements to its lines before {p}"),
    ("aid", "delivered", "a convoy delivered food to {n} families in {p}"),
)
COUNTED = {"shelling": "killed", "casualties": "killed", "displacement": "displaced"}
# Between the claims: what reports are full of, and no claim in it.
FILLERS = (
    "There was no independent account of this at the time of writing.",
    "Telephone lines to the district have been poor since the winter.",
    "The weather was clear for most of the day and turned to rain later.",
    "Shops nearby had opened as usual in the morning.",
    "The town lies on the old caravan road, between the river and the hills.",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """An invented place."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Happening:
    """What several documents report."""

    form: tuple[str, str, str]
    place: Spot
    day: date
    doer: str
    other: str
    number: int


def write_world(path: Path, documents: int, *, claims: bool) -> None:
    """Write so many documents of about 500 words as a corpus file, with their claims
    or (to be read) without."""
    with path.open("w", encoding="utf-8") as out:
        for row in world(documents):
            row["claims"] = row["claims"] if claims else None
            out.write(json.dumps(row) + "\n")


def world(documents: int) -> Iterator[dict[str, Any]]:
    """Documents in corpus form, ordered by day of publication."""
    draw = Random(SEED)  # noqa: S311 - an invented world, no secret
    names = _Names(draw)
    spots = [
        Spot(names.new(), round(draw.uniform(8, 14), 2), round(draw.uniform(2, 12), 2))
        for _ in range(PLACES)
    ]
    sides = [f"the {names.new()} Front", f"the army of {names.new()}"]
    outlets = [f"{names.new()} News" for _ in range(OUTLETS)]
    speakers = [f"the {names.new()} Observatory" for _ in range(SPEAKERS)]
    wanted = max(WINDOW, documents * CLAIMS_A_DOCUMENT // REPORTS_AN_EVENT)
    happenings = [_happening(draw, spots, sides) for _ in range(wanted)]
    happenings.sort(key=lambda h: h.day)
    for number in range(documents):
        yield _document(draw, number, documents, happenings, outlets, speakers)


class _Names:
    """Names that nobody bears, each once."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        self._given: set[str] = set()

    def new(self) -> str:
        while True:
            parts = (self._draw.choice("bdfgklmnprstvz") for _ in range(4))
            name = "".join(p + self._draw.choice("aeiou") for p in parts).capitalize()
            if name not in self._given:
                self._given.add(name)
                return name


def _happening(draw: Random, spots: list[Spot], sides: list[str]) -> Happening:
    doer, other = draw.sample(sides, 2)
    day = FIRST_DAY + timedelta(draw.randrange(DAYS))
    form, place = draw.choice(FORMS), draw.choice(spots)
    return Happening(form, place, day, doer, other, draw.randint(2, 60))


def _document(
    draw: Random,
    number: int,
    documents: int,
    happenings: list[Happening],
    outlets: list[str],
    speakers: list[str],
) -> dict[str, Any]:
    start = (len(happenings) - WINDOW) * number // max(1, documents - 1)
    told = draw.sample(happenings[start : start + WINDOW], CLAIMS_A_DOCUMENT)
    published = max(h.day for h in told) + timedelta(1)
    sentences, claims = [], []
    for n, happening in enumerate(told, 1):
        speaker = draw.choice(speakers)
        sentence, claim = _claim(draw, n, happening, speaker)
        sentences += [sentence, *draw.choice(((), (draw.choice(FILLERS),)))]
        claims.append(claim)
    lead = told[0]
    return {
        "doc_id": f"bench-{number:05}",
        "outlet": draw.choice(outlets),
        "url": f"https://example.org/{number}",
        "published": published.isoformat(),
        "title": f"Day of fighting around {lead.place.name}",
        "text": "\n\n".join(
            " ".join(sentences[i : i + 8]) for i in range(0, len(sentences), 8)
        ),
        "claims": claims,
    }


def _claim(
    draw: Random, number: int, told: Happening, speaker: str
) -> tuple[str, dict[str, Any]]:
    kind, anchor, form = told.form
    said = told.number + draw.choice((0, 0, 0, 1, 3))
    words = form.format(a=told.doer, b=told.other, p=told.place.name, n=said)
    day = f"{told.day.day} {told.day:%B}"
    sentence = f"{words[0].upper()}{words[1:]} on {day}, {speaker} said."
    figures: list[dict[str, Any]] = []
    if kind in COUNTED:
        what = COUNTED[kind]
        figures = [
            {
                "what": what,
                "who": "people",
                "low": said,
                "high": said,
                "text": f"{said}",
            }
        ]
    spot = told.place
    return sentence, {
        "id": f"c{number}",
        "quote": sentence,
        "anchor": anchor,
        "kind": kind,
        "initiator": [told.doer] if "{a}" in form else [],
        "target": [told.other] if "{b}" in form else [],
        "places": [
            {"mention": spot.name, "lat": spot.lat, "lon": spot.lon, "level": "town"}
        ],
        "when": {"start": told.day.isoformat(), "end": told.day.isoformat()},
        "figures": figures,
        "sources": [{"mention": speaker, "stance": "reports"}],
        "status": "happened",
    }
