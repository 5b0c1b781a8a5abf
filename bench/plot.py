"""The plot of how the work grows: seconds of processor time against claims.

    python bench/plot.py docs/benchmarks.md docs/growth.svg

Reads the table that `bench/run.py --growth` wrote and draws it, both axes logarithmic,
beside a line along which twice the claims take twice the time.
"""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path

WIDTH, HEIGHT, MARGIN = 640, 400, 60
LINES = (
    ("gathered and fused", "gathered, resolved, kept and fused", "#1b6ca8"),
    ("all fused anew", "fused anew", "#b3541e"),
    ("one document more", "one document more", "#3a7d44"),
)
"""What a line of the table says, what to call it, its colour."""
_ROW = re.compile(r"^\| (?P<what>.*?) \| .*? \| .*? \| (?P<seconds>[\d.]+) s \|")
_CLAIMS = re.compile(r"([\d,]+) claims")
Points = list[tuple[int, float]]


def points_of(page: str) -> dict[str, Points]:
    """Claims and processor seconds of every line of the growth table, by its name."""
    table = page.partition("bench growth: begin")[2].partition("bench growth: end")[0]
    found: dict[str, Points] = {name: [] for _, name, _ in LINES}
    for row in filter(None, map(_ROW.match, table.splitlines())):
        claims = _CLAIMS.search(row["what"])
        for said, name, _ in LINES:
            if claims and said in row["what"]:
                number = int(claims[1].replace(",", ""))
                found[name].append((number, float(row["seconds"])))
    return {name: sorted(points) for name, points in found.items() if points}


def drawn(lines: dict[str, Points]) -> str:
    """The plot as SVG."""
    every = [point for points in lines.values() for point in points]
    across = _scale([claims for claims, _ in every], MARGIN, WIDTH - MARGIN)
    up = _scale([seconds for _, seconds in every], HEIGHT - MARGIN, MARGIN / 2)
    colours = {name: colour for _, name, colour in LINES}
    parts = [_axis(across, up)]
    for number, (name, points) in enumerate(lines.items()):
        at = [(across(claims), up(seconds)) for claims, seconds in points]
        parts.append(_line(at, colours[name]))
        first_claims, first = points[0]
        last = points[-1][0]
        linear = [(at[0]), (across(last), up(first * last / first_claims))]
        if name != LINES[-1][1]:
            parts.append(_line(linear, colours[name], dashed=True))
        where = f'x="{MARGIN + 12}" y="{MARGIN / 2 + 16 * (number + 1)}"'
        parts.append(f'<text {where} fill="{colours[name]}">{name}</text>')
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="12">\n<title>Processor seconds against '
        f"claims</title>\n{body}\n</svg>\n"
    )


class _Scale:
    """A logarithmic axis over whole powers of ten."""

    def __init__(self, values: list[float], start: float, end: float) -> None:
        self.first = math.floor(math.log10(min(values)))
        self.last = math.ceil(math.log10(max(values)))
        self._start, self._end = start, end

    def __call__(self, value: float) -> float:
        share = (math.log10(value) - self.first) / max(1, self.last - self.first)
        return round(self._start + share * (self._end - self._start), 1)

    def ticks(self) -> list[int | float]:
        """The powers of ten."""
        return [10**n for n in range(self.first, self.last + 1)]


def _scale(values: list[int] | list[float], start: float, end: float) -> _Scale:
    return _Scale([float(v) for v in values], start, end)


def _axis(across: _Scale, up: _Scale) -> str:
    """Grid and figures of both axes, and what they measure."""
    out = []
    left, right = across(across.ticks()[0]), across(across.ticks()[-1])
    foot, top = up(up.ticks()[0]), up(up.ticks()[-1])
    grey = 'stroke="#ccc"'
    for tick in across.ticks():
        x = across(tick)
        out.append(f'<line x1="{x}" y1="{foot}" x2="{x}" y2="{top}" {grey}/>')
        place = f'x="{x}" y="{foot + 18}" text-anchor="middle"'
        out.append(f"<text {place}>{tick:,}</text>")
    for tick in up.ticks():
        y = up(tick)
        out.append(f'<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" {grey}/>')
        place = f'x="{left - 6}" y="{y + 4}" text-anchor="end"'
        out.append(f"<text {place}>{tick:,}</text>")
    middle = (left + right) / 2
    told = "claims (seconds of processor time upwards; dashed: in proportion)"
    out.append(f'<text x="{middle}" y="{foot + 40}" text-anchor="middle">{told}</text>')
    return "\n".join(out)


def _line(
    points: list[tuple[float, float]], colour: str, *, dashed: bool = False
) -> str:
    joined = " ".join(f"{x},{y}" for x, y in points)
    style = 'stroke-dasharray="2 5"' if dashed else 'stroke-width="2"'
    line = f'<polyline points="{joined}" fill="none" stroke="{colour}" {style}/>'
    if dashed:
        return line
    dots = (f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points)
    return "\n".join([line, *dots])


def main() -> int:
    """Draw the plot of a page into a file."""
    page, to = map(Path, sys.argv[1:])
    to.write_text(drawn(points_of(page.read_text("utf-8"))), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
