"""Who held what on a day, drawn as an SVG that stands on its own.

A place is a disc in its holder's colour (Okabe and Ito's, which the colour-blind can
tell apart), as large as its level; an area is a ring about its middle. Hatched is what
only that side claims, crossed what is contested, pale what is inferred or was told long
ago. Between places nothing is coloured: nobody told who holds the ground there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from markupsafe import Markup

from marsad.telling.canvas import Box, Projection, graticule, room, scale_bar, text
from marsad.telling.phrases import count_words, day_words
from marsad.telling.places import distance_km
from marsad.telling.safe import clean
from marsad.telling.svg import drawing, element

WIDTH, HEIGHT = 840.0, 600.0
_HEAD = 58.0  # room for the title above the map
OLD_DAYS = 7  # what was told so long ago is drawn pale
_COLOURS = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a7a00",
    "#6b4c9a",
)  # fmt: skip
_OTHER = "#777777"
_LEVELS = {"site": 5.0, "town": 7.0, "city": 10.0, "district": 14.0, "province": 20.0}
_AREAS = frozenset({"district", "province"})  # drawn as rings: they are no point
_NAMED_FIRST = ("city", "town", "site", "district", "province")
# Our own words, never data.
_STYLE = Markup("""
svg{background:#fcfcfa}text{font:12px system-ui,sans-serif;fill:#333}
.head{font-size:17px;font-weight:600;fill:#111}.note{font-size:11px;fill:#555}
.deg{font-size:10px;fill:#888}.grid{stroke:#ddd;stroke-width:.7}
.bar{stroke:#555;stroke-width:1.2;fill:none}.land{fill:none;stroke:#b9b4a8}
.country{stroke:#8d877a;stroke-width:1.6}.province{stroke-width:.8}
.label{fill:#111;paint-order:stroke;stroke:#fcfcfa;stroke-width:3px;
stroke-linejoin:round}
""")

Row = Mapping[str, Any]
Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """The edge of a country or province: rings of (lat, lon)."""

    name: str
    level: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class _Dot:
    row: Row
    lat: float
    lon: float
    radius_km: float = 12.0


def control_map(
    rows: Iterable[Row], on: date, known: date, outlines: Iterable[Outline] = ()
) -> str:
    """The rows of `tables.control_table` as an SVG document; `known`: as of when.

    What is not located, or lies far from the rest, is named below the map."""
    told = list(rows)
    dots, off = _on_map(told)
    colours = _colours(told)
    parts: list[Markup] = []
    if dots:
        ground = Projection.around(dots, WIDTH, HEIGHT)
        edges = list(outlines)
        parts = [
            *graticule(ground),
            *_land(ground, edges),
            *(_disc(ground, dot, colours) for dot in _widest_first(dots)),
            *_labels(ground, dots),
            scale_bar(ground),
        ]
        if edges:
            off = [*off, "Outlines: Natural Earth (public domain), simplified."]
    legend = _legend(told, colours)
    notes = _notes(told, off)
    foot = [
        element("g", *line, transform=f"translate(16,{_HEAD + HEIGHT + 18 + 20 * n:g})")
        for n, line in enumerate(legend)
    ]
    under = _HEAD + HEIGHT + 26 + 20 * len(legend)
    foot += [
        text(16, under + 15 * n, note, "start", "note") for n, note in enumerate(notes)
    ]
    title = f"Who holds what at the end of {day_words(on)}"
    summary = f"{title}, as known on {day_words(known)}"
    frame = element("rect", width=WIDTH, height=HEIGHT)
    return str(
        drawing(
            WIDTH,
            under + 15 * len(notes),
            summary,
            "; ".join(f"{r['place']}: {r['holder']} ({r['basis']})" for r in told),
            element("style", _STYLE),
            element("defs", element("clipPath", frame, id="map"), *_patterns(colours)),
            element(
                "g",
                element("g", *parts, clip_path="url(#map)"),
                transform=f"translate(0,{_HEAD:g})",
            ),
            text(16, 28, title, "start", "head"),
            text(16, 46, f"as known on {day_words(known)}", "start", "note"),
            *foot,
        )
    )


def _on_map(rows: Sequence[Row]) -> tuple[list[_Dot], list[str]]:
    """The rows near enough to share a map, and what to say of the others."""
    found = [
        _Dot(r, r["lat"], r["lon"])
        for r in rows
        if r["lat"] is not None and r["lon"] is not None
    ]
    nowhere = [clean(r["place"]) for r in rows if r["lat"] is None or r["lon"] is None]
    off = [f"Not located: {', '.join(nowhere)}."] if nowhere else []
    if len(found) < 3:
        return found, off
    lat, lon = median(d.lat for d in found), median(d.lon for d in found)
    away = {id(d): distance_km(lat, lon, d.lat, d.lon) for d in found}
    limit = max(300.0, 5 * median(away.values()))
    far = [clean(d.row["place"]) for d in found if away[id(d)] > limit]
    if far:
        off.append(f"Far from the rest, not drawn: {', '.join(far)}.")
    return [d for d in found if away[id(d)] <= limit], off


def _colours(rows: Iterable[Row]) -> dict[str, str]:
    """A colour for each side: those that hold most places first."""
    sides = Counter(r["holder"] for r in rows if r["basis"] != "contested")
    order = sorted(sides, key=lambda s: (-sides[s], s))
    return {s: dict(enumerate(_COLOURS)).get(n, _OTHER) for n, s in enumerate(order)}


def _patterns(colours: Mapping[str, str]) -> list[Markup]:
    """Hatches: one a colour for what is claimed, crossed for what is contested."""
    out = []
    for number, colour in enumerate(colours.values()):
        back = element("rect", width=6, height=6, fill="#fff")
        line = element("rect", width=3, height=6, fill=colour)
        out.append(_pattern(f"claimed-{number}", back, line))
    back = element("rect", width=6, height=6, fill="#fff")
    lines = [
        element("rect", width=1.6, height=6, fill="#222"),
        element("rect", width=6, height=1.6, fill="#222"),
    ]
    return [*out, _pattern("contested", back, *lines)]


def _pattern(name: str, *parts: Markup) -> Markup:
    return element(
        "pattern",
        *parts,
        id=name,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _fill(row: Row, colours: Mapping[str, str]) -> dict[str, object]:
    """How a place is filled and edged."""
    if row["basis"] == "contested":
        return {"fill": "url(#contested)", "stroke": "#222", "stroke_width": 1.4}
    colour = colours[row["holder"]]
    number = list(colours).index(row["holder"])
    claimed = row["basis"] == "claimed"
    pale = row["basis"] == "inferred" or (row["age_days"] or 0) > OLD_DAYS
    return {
        "fill": f"url(#claimed-{number})" if claimed else colour,
        "fill_opacity": 0.35 if pale else 0.95,
        "stroke": colour,
        "stroke_width": 1.6,
        "stroke_dasharray": "3 2" if row["basis"] == "inferred" else None,
    }


def _disc(ground: Projection, dot: _Dot, colours: Mapping[str, str]) -> Markup:
    x, y = ground.point(dot.lat, dot.lon)
    row = dot.row
    since = f", since {day_words(row['since'])}" if row["since"] else ""
    told = f", last told {day_words(row['told'])}" if row["told"] else ""
    words = f"{row['place']}: {row['holder']} ({row['basis']}{since}{told})"
    title = element("title", words)
    style = _fill(row, colours)
    if row["level"] in _AREAS:
        style |= {"fill_opacity": 0.18, "stroke_width": 2.4}
    return element("circle", title, cx=x, cy=y, r=_radius(dot), **style)


def _radius(dot: _Dot) -> float:
    return _LEVELS.get(dot.row["level"] or "town", 7.0)


def _widest_first(dots: Iterable[_Dot]) -> list[_Dot]:
    return sorted(dots, key=lambda d: -_radius(d))


def _labels(ground: Projection, dots: Iterable[_Dot]) -> list[Markup]:
    """Names where there is room for them, cities first; no disc is covered."""
    order = sorted(dots, key=lambda d: _NAMED_FIRST.index(d.row["level"] or "town"))
    placed = [(d, *ground.point(d.lat, d.lon)) for d in order]
    taken: list[Box] = [
        (x - r, y - r, x + r, y + r)
        for d, x, y in placed
        if d.row["level"] not in _AREAS
        for r in (_radius(d) - 2,)
    ]
    out = []
    for dot, x, y in placed:
        found = room(dot.row["place"], x, y, _radius(dot) + 3, taken, (WIDTH, HEIGHT))
        if found is not None:
            at, anchor, box = found
            taken.append(box)
            out.append(text(*at, dot.row["place"], anchor, "label"))
    return out


def _land(ground: Projection, outlines: Iterable[Outline]) -> list[Markup]:
    """Edges of provinces below those of countries."""
    order = sorted(outlines, key=lambda o: o.level == "country")
    return [
        element("path", d=_path(ground, o.rings), class_=f"land {o.level}")
        for o in order
    ]


def _path(ground: Projection, rings: Iterable[Ring]) -> str:
    lines = []
    for ring in rings:
        points = (ground.point(lat, lon) for lat, lon in ring)
        lines.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return "".join(lines)


def _legend(rows: Sequence[Row], colours: Mapping[str, str]) -> list[list[Markup]]:
    """A line a side, then what the fillings mean, of those that the map has."""
    lines = []
    sample = {"basis": "assessed", "age_days": 0}
    for side in colours:
        number = sum(1 for r in rows if r["holder"] == side)
        words = f"{side}: {count_words(number, 'place')}"
        lines.append(_key({**sample, "holder": side}, colours, words))
    kinds = Counter(r["basis"] for r in rows)
    first = next(iter(colours), "")
    meanings = (
        ("contested", "contested: sources conflict, or there is fighting inside"),
        ("claimed", "claimed by that side, or those close to it, only"),
        ("inferred", "inferred: nobody told it of that day (see marsad control)"),
    )
    for basis, words in meanings:
        if kinds[basis]:
            row: Row = {"basis": basis, "age_days": None, "holder": first}
            told = f"{words}: {count_words(kinds[basis], 'place')}"
            lines.append(_key(row, colours, told))
    if any((r["age_days"] or 0) > OLD_DAYS for r in rows):
        row = {"basis": "assessed", "age_days": OLD_DAYS + 1, "holder": first}
        words = f"carried forward for more than {OLD_DAYS} days"
        lines.append(_key(row, colours, words))
    return lines


def _key(row: Row, colours: Mapping[str, str], words: str) -> list[Markup]:
    disc = element("circle", cx=8, cy=0, r=7, **_fill(row, colours))
    return [disc, text(22, 4, words, "start")]


def _notes(rows: Sequence[Row], off: Iterable[str]) -> list[str]:
    documents = {e["outlet"] for r in rows for e in r["evidence"] if e.get("claim")}
    maps = {e["map"] for r in rows for e in r["evidence"] if e.get("map")}
    told = f"From reports of {count_words(len(documents), 'outlet')}"
    if maps:
        told += f" and the starting map of {', '.join(sorted(maps))}"
    return [
        f"{told}. Between the places drawn nobody is said to hold the ground.",
        *off,
    ]
