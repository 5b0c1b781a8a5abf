"""The picture held against the truth of a simulated war."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

from marsad.model import ControlRow, Incident, Picture, Status, What
from marsad.simulating.truth import Happened, Truth, Witness


@dataclass(frozen=True, slots=True)
class Share:
    """`hit` of `of`."""

    hit: int
    of: int

    @property
    def share(self) -> float:
        """0..1; 1 where there was nothing to get right."""
        return self.hit / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.share:.3f} ({self.hit} of {self.of})"


@dataclass(frozen=True, slots=True)
class Compared:
    """How true the picture is.

    `control`: place-days whose holder is the true one (contested is not an answer);
    `contested`: place-days so told. `tolls`: events with a told count whose true count
    lies inside the range of their incident. `disputes_found`: events on which tellers
    contradict each other that the picture tells as a dispute; `disputes_real`: of the
    disputes it tells, those with a contradiction. `whole`: events of several claims
    that are mostly one incident, of which they are most. `false_corroboration`:
    incidents with more origins than there were witnesses.
    """

    control: Share
    contested: Share
    tolls: Share
    disputes_found: Share
    disputes_real: Share
    whole: Share
    false_corroboration: Share

    def figures(self) -> dict[str, float]:
        """Every share by its name."""
        return {f.name: round(getattr(self, f.name).share, 4) for f in fields(self)}


def compare(picture: Picture, truth: Truth) -> Compared:
    """Hold `picture` (fused and tracked) against `truth`."""
    incidents = picture.incidents or ()
    witness = {
        c.id: truth.claims[c.ref]
        for c in picture.claims.values()
        if c.ref in truth.claims
    }
    told: dict[str, list[str]] = defaultdict(list)
    for claim, seen in witness.items():
        if seen.event:
            told[seen.event].append(claim)
    home = {claim: i for i in incidents for claim in i.claims}
    main = {event: _main(claims, home) for event, claims in told.items()}
    control, contested = _control(picture.control or (), truth)
    found, real = _disputes(picture, told, main, witness)
    return Compared(
        control,
        contested,
        _tolls(picture, truth.events, told, main),
        found,
        real,
        _whole(told, main, home),
        _false(incidents, witness),
    )


def _main(claims: list[str], home: dict[str, Incident]) -> Incident | None:
    """The incident that holds most of an event's claims."""
    seen = Counter(home[c].claims for c in claims if c in home)
    if not seen:
        return None
    best = min(seen, key=lambda k: (-seen[k], k))
    return next(home[c] for c in claims if c in home and home[c].claims == best)


def _control(rows: tuple[ControlRow, ...], truth: Truth) -> tuple[Share, Share]:
    by_place: dict[str, list[ControlRow]] = defaultdict(list)
    for row in rows:
        by_place[row.place.name or row.place.mention].append(row)
    right = days = open_ = 0
    for place, start, end, holder in truth.holders:
        for day in _days(start, end):
            days += 1
            said = [r for r in by_place.get(place, ()) if r.start <= day <= r.end]
            open_ += any(r.basis == "contested" for r in said)
            names = {r.holder.removeprefix("the ") for r in said}
            right += names == {holder}
    return Share(right, days), Share(open_, days)


def _days(start: date, end: date) -> Iterator[date]:
    for n in range((end - start).days + 1):
        yield start + timedelta(n)


def _tolls(
    picture: Picture,
    events: dict[str, Happened],
    told: dict[str, list[str]],
    main: dict[str, Incident | None],
) -> Share:
    inside = counted = 0
    for event, claims in told.items():
        if not any(picture.claims[c].figures for c in claims):
            continue
        counted += 1
        incident, killed = main[event], events[event].killed
        inside += incident is not None and any(
            toll.what is What.KILLED
            and (toll.low is None or toll.low <= killed)
            and (toll.high is None or killed <= toll.high)
            for toll in incident.tolls
        )
    return Share(inside, counted)


def _disputes(
    picture: Picture,
    told: dict[str, list[str]],
    main: dict[str, Incident | None],
    witness: dict[str, Witness],
) -> tuple[Share, Share]:
    wanted = {
        e for e, claims in told.items() if _contradicted(picture, claims, witness)
    }
    found = sum(_disputed(main[event]) for event in wanted)
    disputed = [i for i in picture.incidents or () if _disputed(i)]
    real = 0
    for incident in disputed:
        about = {witness[c].event for c in incident.claims if c in witness}
        # a claim of what never was contradicts whoever tells what is
        real += bool(about & wanted) or "" in about
    return Share(found, len(wanted)), Share(real, len(disputed))


def _disputed(incident: Incident | None) -> bool:
    return incident is not None and any(
        o.type == "dispute" for o in incident.oppositions
    )


def _contradicted(
    picture: Picture, claims: list[str], witness: dict[str, Witness]
) -> bool:
    """Somebody denies what another asserts, or exact counts of two differ."""
    exact: dict[int, set[str]] = defaultdict(set)
    denied: set[bool] = set()
    for claim in (picture.claims[c] for c in claims):
        denied.add(claim.status is Status.DENIED)
        for figure in claim.figures:
            if figure.low is not None and figure.low == figure.high:
                exact[figure.low].add(witness[claim.id].root)
    tellers = {root for roots in exact.values() for root in roots}
    return len(denied) == 2 or (len(exact) > 1 and len(tellers) > 1)


def _whole(
    told: dict[str, list[str]],
    main: dict[str, Incident | None],
    home: dict[str, Incident],
) -> Share:
    several = {e: claims for e, claims in told.items() if len(claims) > 1}
    good = 0
    for event, claims in several.items():
        incident = main[event]
        held = [c for c in claims if c in home and home[c] is incident]
        good += incident is not None and len(held) * 2 > max(
            len(claims), len(incident.claims)
        )
    return Share(good, len(several))


def _false(incidents: tuple[Incident, ...], witness: dict[str, Witness]) -> Share:
    wrong = 0
    for incident in incidents:
        roots = {witness[c].root for c in incident.claims if c in witness}
        wrong += len(incident.origins) > len(roots)
    return Share(wrong, len(incidents))
