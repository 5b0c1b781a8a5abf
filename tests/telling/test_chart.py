from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Grade
from marsad.telling.canvas import HEIGHT, WIDTH, Projection
from marsad.telling.chart import map_svg, timeline_svg
from marsad.telling.places import distance_km
from marsad.telling.shapes import Day, Mark


def mark(lat: float, lon: float, radius: float = 5.0, name: str = "Tarvin") -> Mark:
    return Mark("1", name, "fighting", Grade.FAIR, lat, lon, radius, f"{name} & <x>")


marks = st.lists(
    st.builds(
        mark, st.floats(-70, 70), st.floats(-170, 170), st.floats(0.1, 60), st.just("T")
    ),
    min_size=1,
    max_size=12,
)


@given(marks)
def test_every_circle_lies_within_the_map(given_marks):
    tree = ElementTree.fromstring(map_svg(given_marks, "Map"))
    circles = list(tree.iter("{http://www.w3.org/2000/svg}circle"))
    assert len(circles) == len(given_marks)
    for circle in circles:
        assert 0 <= float(circle.get("cx")) <= WIDTH
        assert 0 <= float(circle.get("cy")) <= HEIGHT


def test_the_projection_keeps_distances_near_its_middle():
    here, there = mark(36.0, 37.0), mark(36.3, 37.4)
    projection = Projection.around([here, there])
    (x1, y1), (x2, y2) = (projection.point(m.lat, m.lon) for m in (here, there))
    drawn = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 / projection.scale
    true = distance_km(36.0, 37.0, 36.3, 37.4)
    assert abs(drawn - true) / true < 0.01


def test_a_circle_is_as_wide_as_the_place_may_be_off():
    projection = Projection.around([mark(36.0, 37.0, 20.0), mark(36.2, 37.2, 2.0)])
    svg = map_svg([mark(36.0, 37.0, 20.0), mark(36.2, 37.2, 2.0)], "Map")
    widest = max(float(r) for r in re.findall(r' r="([\d.]+)"', svg))
    assert abs(widest - 20.0 * projection.scale) < 0.02


def test_labels_do_not_collide():
    near = [mark(36.0, 37.0 + n / 1000, 5.0, f"Place {n}") for n in range(30)]
    labels = re.findall(r'class="label"', map_svg(near, "Map"))
    assert 1 <= len(labels) < 30


def test_names_are_escaped():
    assert "<x>" not in map_svg([mark(1.0, 1.0)], "Map")


def test_the_timeline_stacks_and_marks_the_days_asked_for():
    first = date(2031, 5, 1)
    days = [
        Day(first + timedelta(days=n), (("fighting", n), ("politics", 1)), n == 3)
        for n in range(4)
    ]
    svg = timeline_svg(days, "Incidents a day")
    assert svg.count('class="asked"') == 1
    assert svg.count('class="s-fighting"') == 3
    assert "4 May 2031: 4" in svg


def test_nothing_to_draw_draws_nothing():
    assert not map_svg([], "Map")
    assert not timeline_svg([Day(date(2031, 5, 1), (), True)], "Timeline")
