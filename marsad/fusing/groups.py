"""Drafts -> incidents, series and relations, with all that is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from marsad.fusing.counts import Count
from marsad.fusing.credibility import credibility
from marsad.fusing.drafts import Draft, long_told
from marsad.fusing.facts import FINE, Fact, told_of_front
from marsad.fusing.figures import incident_figures, series_figures
from marsad.fusing.foes import Foes
from marsad.fusing.grades import grade
from marsad.fusing.oppositions import incident_oppositions
from marsad.fusing.origins import within
from marsad.fusing.scopes import ALL
from marsad.fusing.series import points, theatre_of
from marsad.fusing.titles import commonest, incident_title, place_label, side_label
from marsad.fusing.tolls import incident_tolls, series_tolls
from marsad.model import Incident, Origin, Place, Relation, Series, What
from marsad.spots import Spot, label_of

# counted by place: figures of different places are not set against each other
_LOCAL = frozenset({What.DISPLACED, What.PLACES_TAKEN, What.STRIKES})


class Builder:
    """Makes groups out of drafts; holds what all of them are told against."""

    def __init__(
        self,
        origins: Mapping[str, Origin],
        foes: Foes,
        theatres: Mapping[str, str],
        counts: Mapping[tuple[str, What, str], list[Count]],
    ) -> None:
        self._origins = origins
        self._foes = foes
        self._theatres = theatres
        self._counts = counts
        self._running = {c.fact.id for same in counts.values() for c in same}

    def incident(self, draft: Draft) -> Incident:
        """The incident of a draft."""
        facts = _in_order(draft.facts)
        front = draft.type == "operation" or _of_front(draft.type, facts)
        place = _place(facts, front=front)
        # what a running count has is not the toll of one event
        own = [f for f in facts if f.id not in self._running]
        oppositions = (
            *incident_oppositions(draft.type, facts, self._foes),
            *incident_figures(own),
        )
        level, reason = grade(draft.type, facts, oppositions, self._foes)
        start, end = _days([f for f in facts if f.asserted] or facts)
        return Incident(
            title=incident_title(draft.type, facts, place, front=front),
            claims=tuple(f.id for f in facts),
            origins=self._voices(facts),
            oppositions=oppositions,
            grade=level,
            reason=reason,
            credibility=credibility(draft.type, facts, oppositions),
            type=draft.type,
            place=place,
            start=start,
            end=end,
            tolls=incident_tolls(own),
        )

    def series(self, draft: Draft) -> Series:
        """The series of a draft."""
        facts = _in_order(draft.facts)
        what = draft.what or What.OTHER
        counts = self._counts.get((theatre_of(facts[0]), what, draft.who), [])
        oppositions = series_figures(counts, needs_one_place=what in _LOCAL)
        told = {f.id: f for f in (*facts, *(c.fact for c in counts))}
        level, reason = grade("series", list(told.values()), oppositions, self._foes)
        theatre = self._name(facts)
        who = draft.who if draft.who == ALL else _who(draft)
        name = what.value.replace("_", " ").capitalize()
        return Series(
            title=f"{name}, {theatre}: {who}" if theatre else f"{name}: {who}",
            claims=tuple(f.id for f in facts),
            origins=self._voices(facts),
            oppositions=oppositions,
            grade=level,
            reason=reason,
            credibility=credibility("series", facts, oppositions),
            theatre=theatre,
            what=what,
            who=who,
            points=points(draft, counts),
            tolls=series_tolls(counts),
        )

    def relation(self, draft: Draft) -> Relation:
        """The relation of a draft."""
        facts = _in_order(draft.facts)
        giver = commonest(m for f in facts for m in f.claim.initiator)
        receiver = commonest(m for f in facts for m in f.claim.target)
        level, reason = grade("relation", facts, (), self._foes)
        return Relation(
            title=f"{giver} supports {side_label(receiver)}",
            claims=tuple(f.id for f in facts),
            origins=self._voices(facts),
            grade=level,
            reason=reason,
            credibility=credibility("relation", facts, ()),
            giver=giver,
            receiver=receiver,
            tie="support",
        )

    def _voices(self, facts: Sequence[Fact]) -> tuple[Origin, ...]:
        return within(self._origins, [f.claim for f in facts])

    def _name(self, facts: Sequence[Fact]) -> str:
        first = facts[0]
        if theatre_of(first) != first.theatre and first.spot is not None:
            return place_label(first.claim.places[0])
        return self._theatres.get(first.theatre, "")


def _in_order(facts: Sequence[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda f: (f.published or 0, f.day or 0, f.order, f.id))


def _who(draft: Draft) -> str:
    several = draft.what is What.STRIKES and all(
        draft.who not in f.doers for f in draft.facts
    )
    if draft.what is What.KILLED or several:
        return draft.who
    return commonest(m for f in draft.facts for m in f.claim.initiator) or draft.who


def _days(facts: Sequence[Fact]) -> tuple[date | None, date | None]:
    """From the first to the last day told; what stretches far back ("has held it since
    2016") gives the first only where nothing else does."""
    short = [f.start for f in facts if f.start is not None and not long_told(f)]
    starts = short or [f.start for f in facts if f.start is not None]
    ends = [f.day for f in facts if f.day is not None]
    return (
        date.fromordinal(min(starts)) if starts else None,
        date.fromordinal(max(ends)) if ends else None,
    )


def _of_front(type_: str, facts: Sequence[Fact]) -> bool:
    """Fighting told mostly of no one settlement."""
    wide = [f for f in facts if not f.fine or told_of_front(f)]
    return type_ == "fight" and 2 * len(wide) > len(facts)


def _place(facts: Sequence[Fact], *, front: bool) -> Place | None:
    """The place most told of, as it is best named; of a front or an operation the
    region most told of, if any is."""
    told: Counter[Spot] = Counter(f.spot for f in facts if f.spot is not None)
    wide = Counter({s: n for s, n in told.items() if s.level not in FINE})
    spots = wide if front and wide else told
    if not spots:
        return None
    home = min(spots, key=lambda s: (-spots[s], s.lat is None, s.key))
    named: Counter[Place] = Counter()
    for fact in facts:
        for place, spot in zip(fact.claim.places, fact.places, strict=True):
            if spot == home:
                named[_plain(place)] += 1

    def rank(place: Place) -> tuple[bool, bool, int, int, str]:
        words = label_of(place).split()
        nameless = all(w == w.lower() for w in words)
        return (place.lat is None, nameless, -named[place], len(words), str(place))

    return min(named, key=rank, default=None)


def _plain(place: Place) -> Place:
    """The place without where in a text it stands."""
    return Place(
        place.mention,
        None,
        label_of(place),
        place.level,
        place.lat,
        place.lon,
        place.radius_km,
        place.country,
        place.gazetteer_id,
        place.basis,
    )
