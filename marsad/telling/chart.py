"""The map and the timeline of a brief, drawn as static SVG.

An incident is an area, as wide as its place may be off, filled by section (Okabe and
Ito's colours, which the colour-blind can tell apart) and ringed by grade. Colours are
set by class: light and dark style apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from markupsafe import Markup

from marsad.telling.canvas import (
    HEIGHT,
    WIDTH,
    Box,
    Projection,
    graticule,
    room,
    scale_bar,
    text,
)
from marsad.telling.phrases import count_words, day_words
from marsad.telling.shapes import Day, Mark
from marsad.telling.svg import drawing, element

_LABELS = 14


def map_svg(marks: Sequence[Mark], title: str) -> Markup:
    """The map of `marks`; empty where there are none."""
    if not marks:
        return Markup("")
    projection = Projection.around(marks)
    # Wide areas first, so that they never hide a place within them.
    order = sorted(marks, key=lambda m: -m.radius_km)
    told = "; ".join(dict.fromkeys(m.detail for m in marks))
    return drawing(
        WIDTH,
        HEIGHT,
        title,
        f"{count_words(len(marks), 'incident')}: {told}",
        *graticule(projection),
        *(_area(projection, mark) for mark in order),
        *_labels(projection, marks),
        scale_bar(projection),
    )


def timeline_svg(days: Sequence[Day], title: str) -> Markup:
    """Incidents a day as stacked bars; the days asked for stand on a darker ground."""
    if not any(day.total for day in days):
        return Markup("")
    height, base, left = 140.0, 104.0, 10.0
    most = max(day.total for day in days)
    step = (WIDTH - left - 8) / len(days)
    unit = (base - 22) / most
    parts: list[Markup] = []
    for number, day in enumerate(days):
        x = left + number * step
        parts += _bar(day, x, step, base, unit)
        # Labels thin out where days are many, but the last one is always told.
        if (len(days) - 1 - number) % ceil(len(days) / 14) == 0:
            middle = x + step / 2
            parts.append(text(middle, base + 15, str(day.day.day), "middle"))
            if number == 0 or day.day.day == 1 or number == len(days) - 1:
                month = day_words(day.day, False).split()[1]
                parts.append(text(middle, base + 29, month, "middle"))
    parts.append(
        element("line", x1=left, y1=base, x2=WIDTH - 8, y2=base, class_="axis")
    )
    told = "; ".join(f"{day_words(d.day)}: {d.total}" for d in days if d.total)
    return drawing(WIDTH, height, title, f"Incidents by first day: {told}", *parts)


def _bar(day: Day, x: float, step: float, base: float, unit: float) -> list[Markup]:
    parts = []
    if day.asked:
        parts.append(
            element("rect", x=x, y=6.0, width=step, height=base - 6, class_="asked")
        )
    y = base
    for section, number in day.counts:
        if number:
            y -= number * unit
            bar = element("title", f"{day_words(day.day)}, {section}: {number}")
            parts.append(
                element(
                    "rect",
                    bar,
                    x=x + step * 0.15,
                    y=y,
                    width=step * 0.7,
                    height=number * unit,
                    class_=f"s-{section}",
                )
            )
    if day.total:
        parts.append(text(x + step / 2, y - 4, str(day.total), "middle"))
    return parts


def _area(projection: Projection, mark: Mark) -> Markup:
    x, y = projection.point(mark.lat, mark.lon)
    radius = max(5.0, mark.radius_km * projection.scale)
    circle = element(
        "circle",
        element("title", f"{mark.detail}. Support: {mark.grade}"),
        cx=x,
        cy=y,
        r=radius,
        # A wide circle is fainter: the same incident, spread over more ground.
        fill_opacity=round(min(0.6, 9.0 / radius), 3),
        class_=f"area s-{mark.section} g-{mark.grade}",
    )
    return element("a", circle, href=f"#line-{mark.line}")


def _labels(projection: Projection, marks: Iterable[Mark]) -> list[Markup]:
    """Names of places, one each, where there is room for them."""
    taken: list[Box] = []
    parts = []
    names = {m.label: m for m in reversed(list(marks))}
    for mark in sorted(names.values(), key=lambda m: int(m.line)):
        x, y = projection.point(mark.lat, mark.lon)
        away = min(max(5.0, mark.radius_km * projection.scale), 14.0) + 4
        found = room(mark.label, x, y, away, taken)
        if found is not None and len(taken) < _LABELS:
            at, anchor, box = found
            taken.append(box)
            parts.append(text(*at, mark.label, anchor, "label"))
    return parts
