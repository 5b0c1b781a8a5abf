"""The edges of countries and provinces in a part of the world, to draw under a map."""

from __future__ import annotations

from marsad.resolving.places import gazetteer, outline

Rings = tuple[outline.Ring, ...]
_FAR = 25.0  # degrees from a box within which the middle of what reaches into it lies


def edges_within(
    south: float, west: float, north: float, east: float
) -> list[tuple[str, str, Rings]]:
    """Name, level and rings ((lat, lon) in degrees) of every country and province that
    reaches into a box, by Natural Earth's outlines in the gazetteer."""
    # Of countries, however far their middle lies: Russia's is in Siberia.
    query = (
        "select name, level, wkt from outline join place on place.id = outline.place"
        " where level = 'country' or (level = 'province'"
        " and lat between ? and ? and lon between ? and ?)"
    )
    box = (south - _FAR, north + _FAR, west - _FAR, east + _FAR)
    found = []
    for name, level, wkt in gazetteer._bases()[0].execute(query, box):
        low, left, high, right = outline.bounds(wkt)
        if low <= north and high >= south and left <= east and right >= west:
            found.append((str(name), str(level), outline.rings(wkt)))
    return found
