"""The map and the timeline of a brief, drawn as static SVG.

Map: equirectangular, longitudes shortened by the cosine of the middle latitude, so
that shapes near the middle are true. An incident is an area, as wide as its place may
be off, filled by section (Okabe and Ito's colours, which the colour-blind can tell
apart) and ringed by grade. Colours are set by class: light and dark style apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, log10, radians

from markupsafe import Markup

from marsad.telling.phrases import count_words, day_words
from marsad.telling.shapes import Day, Mark
from marsad.telling.svg import drawing, element

KM_PER_DEGREE = 111.32
WIDTH, HEIGHT = 560.0, 360.0
_MARGIN = 26.0
_LABELS = 14
_GLYPH, _LINE = 8.0, 16.0  # room a letter and a line of a label take on a phone

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels of a drawing; `scale` is pixels a kilometre."""

    west: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float

    @classmethod
    def around(cls, marks: Sequence[Mark]) -> Projection:
        """The projection in which `marks`, with their radii, fill the drawing."""
        middle = (min(m.lat for m in marks) + max(m.lat for m in marks)) / 2
        squeeze = max(0.05, cos(radians(middle)))
        pad = [max(m.radius_km, 8.0) / KM_PER_DEGREE for m in marks]
        south = min(m.lat - p for m, p in zip(marks, pad, strict=True))
        north = max(m.lat + p for m, p in zip(marks, pad, strict=True))
        west = min(m.lon - p / squeeze for m, p in zip(marks, pad, strict=True))
        east = max(m.lon + p / squeeze for m, p in zip(marks, pad, strict=True))
        wide = (east - west) * squeeze * KM_PER_DEGREE
        high = (north - south) * KM_PER_DEGREE
        scale = min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN) / high)
        left = (WIDTH - wide * scale) / 2
        top = (HEIGHT - high * scale) / 2
        return cls(west, north, squeeze, scale, left, top)

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a coordinate lies in the drawing."""
        across = (lon - self.west) * self.squeeze * KM_PER_DEGREE * self.scale
        down = (self.north - lat) * KM_PER_DEGREE * self.scale
        return self.left + across, self.top + down

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """The coordinate (lat, lon) at a point of the drawing."""
        km = KM_PER_DEGREE * self.scale
        return (
            self.north - (y - self.top) / km,
            self.west + (x - self.left) / (km * self.squeeze),
        )


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
        *_graticule(projection),
        *(_area(projection, mark) for mark in order),
        *_labels(projection, marks),
        _scale_bar(projection),
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
            parts.append(_text(middle, base + 15, str(day.day.day), "middle"))
            if number == 0 or day.day.day == 1 or number == len(days) - 1:
                month = day_words(day.day, False).split()[1]
                parts.append(_text(middle, base + 29, month, "middle"))
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
        parts.append(_text(x + step / 2, y - 4, str(day.total), "middle"))
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
        found = _room(mark, x, y, projection, taken)
        if found is not None and len(taken) < _LABELS:
            at, anchor, box = found
            taken.append(box)
            parts.append(_text(*at, mark.label, anchor, "label"))
    return parts


def _room(
    mark: Mark, x: float, y: float, projection: Projection, taken: list[Box]
) -> tuple[tuple[float, float], str, Box] | None:
    """A spot beside, above or below the mark that no other label has."""
    wide = len(mark.label) * _GLYPH
    away = min(max(5.0, mark.radius_km * projection.scale), 14.0) + 4
    spots = (
        (x + away, y + 4, "start", x + away),
        (x - away, y + 4, "end", x - away - wide),
        (x, y - away, "middle", x - wide / 2),
        (x, y + away + 9, "middle", x - wide / 2),
    )
    for at_x, at_y, anchor, left in spots:
        box = (left, at_y - _LINE + 3, left + wide, at_y + 3)
        inside = box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2 and box[3] < HEIGHT
        if inside and not any(_overlap(box, other) for other in taken):
            return (at_x, at_y), anchor, box
    return None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _graticule(projection: Projection) -> list[Markup]:
    """Meridians and parallels at a round step, with their degrees."""
    north, west = projection.degrees(0, 0)
    south, east = projection.degrees(WIDTH, HEIGHT)
    step = _round_step((north - south) / 4)
    digits = max(0, -floor(log10(step)))
    parts = []
    for n in range(ceil(south / step), floor(north / step) + 1):
        _, y = projection.point(n * step, west)
        parts.append(element("line", x1=0, y1=y, x2=WIDTH, y2=y, class_="grid"))
        parts.append(_text(4, y - 3, _degrees(n * step, "NS", digits), "start", "deg"))
    step = _round_step((east - west) / 4)
    digits = max(0, -floor(log10(step)))
    for n in range(ceil(west / step), floor(east / step) + 1):
        x, _ = projection.point(north, n * step)
        parts.append(element("line", x1=x, y1=0, x2=x, y2=HEIGHT, class_="grid"))
        words = _degrees(n * step, "EW", digits)
        parts.append(_text(x + 3, HEIGHT - 4, words, "start", "deg"))
    return parts


def _scale_bar(projection: Projection) -> Markup:
    km = _round_step(130 / projection.scale)
    x2, y = WIDTH - 16, HEIGHT - 22
    x1 = x2 - km * projection.scale
    path = element("path", d=f"M{x1:.1f} {y - 5}V{y}H{x2:.1f}V{y - 5}", class_="bar")
    label = _text((x1 + x2) / 2, y - 8, f"{km:g} km", "middle", "deg")
    return element("g", path, label)


def _round_step(rough: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above `rough`."""
    power = 10.0 ** floor(log10(rough))
    return max(m * power for m in (1, 2, 5) if m * power <= rough * 1.0001)


def _degrees(value: float, signs: str, digits: int) -> str:
    return f"{abs(value):.{digits}f}°{signs[0] if value >= 0 else signs[1]}"


def _text(x: float, y: float, words: str, anchor: str, class_: str = "tick") -> Markup:
    return element("text", words, x=x, y=y, text_anchor=anchor, class_=class_)
