"""The ground of a map: projection, degrees, a scale, and room for labels.

Equirectangular, longitudes shortened by the cosine of the middle latitude, so that
shapes near the middle are true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, log10, radians
from typing import Protocol

from markupsafe import Markup

from marsad.telling.svg import element

KM_PER_DEGREE = 111.32
WIDTH, HEIGHT = 560.0, 360.0
_MARGIN = 26.0
_GLYPH, _LINE = 8.0, 16.0  # room a letter and a line of a label take on a phone

Box = tuple[float, float, float, float]


class Spotted(Protocol):
    """Something with a point on the map and a radius in km."""

    @property
    def lat(self) -> float:
        """Degrees north."""

    @property
    def lon(self) -> float:
        """Degrees east."""

    @property
    def radius_km(self) -> float:
        """How far off the point may be."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels of a drawing; `scale` is pixels a kilometre."""

    west: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float
    width: float = WIDTH
    height: float = HEIGHT

    @classmethod
    def around(
        cls, marks: Sequence[Spotted], width: float = WIDTH, height: float = HEIGHT
    ) -> Projection:
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
        scale = min((width - 2 * _MARGIN) / wide, (height - 2 * _MARGIN) / high)
        left = (width - wide * scale) / 2
        top = (height - high * scale) / 2
        return cls(west, north, squeeze, scale, left, top, width, height)

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


def room(
    words: str,
    x: float,
    y: float,
    away: float,
    taken: Sequence[Box],
    size: tuple[float, float] = (WIDTH, HEIGHT),
) -> tuple[tuple[float, float], str, Box] | None:
    """A spot for a label beside, above or below a point, `away` from it, that no other
    has: where the words start, their anchor, and the box they take. None: no room."""
    wide = len(words) * _GLYPH
    spots = (
        (x + away, y + 4, "start", x + away),
        (x - away, y + 4, "end", x - away - wide),
        (x, y - away, "middle", x - wide / 2),
        (x, y + away + 9, "middle", x - wide / 2),
    )
    for at_x, at_y, anchor, left in spots:
        box = (left, at_y - _LINE + 3, left + wide, at_y + 3)
        inside = box[0] > 2 and box[2] < size[0] - 2 and box[1] > 2 and box[3] < size[1]
        if inside and not any(_overlap(box, other) for other in taken):
            return (at_x, at_y), anchor, box
    return None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def graticule(projection: Projection) -> list[Markup]:
    """Meridians and parallels at a round step, with their degrees."""
    north, west = projection.degrees(0, 0)
    south, east = projection.degrees(projection.width, projection.height)
    step = _round_step((north - south) / 4)
    digits = max(0, -floor(log10(step)))
    parts = []
    for n in range(ceil(south / step), floor(north / step) + 1):
        _, y = projection.point(n * step, west)
        parts.append(
            element("line", x1=0, y1=y, x2=projection.width, y2=y, class_="grid")
        )
        parts.append(text(4, y - 3, _degrees(n * step, "NS", digits), "start", "deg"))
    step = _round_step((east - west) / 4)
    digits = max(0, -floor(log10(step)))
    for n in range(ceil(west / step), floor(east / step) + 1):
        x, _ = projection.point(north, n * step)
        parts.append(
            element("line", x1=x, y1=0, x2=x, y2=projection.height, class_="grid")
        )
        words = _degrees(n * step, "EW", digits)
        parts.append(text(x + 3, projection.height - 4, words, "start", "deg"))
    return parts


def scale_bar(projection: Projection) -> Markup:
    """A length in round kilometres, at the lower right."""
    km = _round_step(130 / projection.scale)
    x2, y = projection.width - 16, projection.height - 22
    x1 = x2 - km * projection.scale
    path = element("path", d=f"M{x1:.1f} {y - 5}V{y}H{x2:.1f}V{y - 5}", class_="bar")
    label = text((x1 + x2) / 2, y - 8, f"{km:g} km", "middle", "deg")
    return element("g", path, label)


def _round_step(rough: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above `rough`."""
    power = 10.0 ** floor(log10(rough))
    return max(m * power for m in (1, 2, 5) if m * power <= rough * 1.0001)


def _degrees(value: float, signs: str, digits: int) -> str:
    return f"{abs(value):.{digits}f}°{signs[0] if value >= 0 else signs[1]}"


def text(x: float, y: float, words: str, anchor: str, class_: str = "tick") -> Markup:
    """A line of words at a point."""
    return element("text", words, x=x, y=y, text_anchor=anchor, class_=class_)
