"""Where the fronts of a large invented war lie."""

from dataclasses import replace
from itertools import islice

import pytest

from marsad.errors import InputError
from marsad.simulating.war import MOST_FRONTS, Scale, war

SMALL = Scale(fronts=MOST_FRONTS, towns=4, days=1)


def test_every_town_of_the_largest_war_is_on_earth_and_alone() -> None:
    towns = [town for front in war(SMALL, 1) for town in front.towns]
    assert all(-90 < t.lat < 90 and -180 < t.lon < 180 for t in towns)
    assert len({(t.lat, t.lon) for t in towns}) == len(towns) == 4 * MOST_FRONTS


def test_more_fronts_than_there_is_room_for_are_refused() -> None:
    with pytest.raises(InputError, match="at most"):
        list(islice(war(replace(SMALL, fronts=MOST_FRONTS + 1), 1), 1))
