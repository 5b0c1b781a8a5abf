"""The stage: a report's found claims, with places, times and actors resolved."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from marsad.model import ActorEntry, Claim, Document, Report
from marsad.resolving.actors.resolve import DocumentActors
from marsad.resolving.places.locate import DocumentPlaces
from marsad.resolving.times.infer import DocumentTimes
from marsad.stage import Stage


def resolve(
    document: Document,
    claims: tuple[Claim, ...],
    own: tuple[ActorEntry, ...] = (),
) -> tuple[Claim, ...]:
    """The claims of one document with what they mean; in the order they came.

    What is given (an annotator's coordinates or days, an actor) is never changed. `own`
    are an analyst's actors, which come before the registry's.
    """
    if not claims:
        return ()
    order = sorted(range(len(claims)), key=lambda i: claims[i].anchor_span.start)
    located = list(claims)
    times, places = DocumentTimes(document), DocumentPlaces(document, claims)
    for i in order:  # as the text runs: "the city" is the last one named
        found = places.of(claims[i])
        located[i] = replace(claims[i], places=found, when=times.when(claims[i]))
    where = Counter(p.country for c in located for p in c.places if p.country)
    known = {(p.mention, p.span): p for c in located for p in c.places}
    for i, claim in enumerate(located):
        same = (known.get((p.mention, p.span), p) for p in claim.inherited)
        located[i] = replace(claim, inherited=tuple(same))
    actors, out = DocumentActors(document, located, where, own), list(located)
    for i in order:
        out[i] = actors.claim(located[i])
    return tuple(out)


def _run(report: Report) -> Report:
    found = report.found or ()
    return replace(report, claims=resolve(report.document, found, report.actors))


RESOLVE: Stage[Report] = Stage(
    name="resolving",
    version="6",
    needs=("document", "found"),
    gives=("claims",),
    run=_run,
)
