"""What a person should look at first: least support, most consequence."""

from __future__ import annotations

from marsad.model import Claim, Incident
from marsad.serving.items.claims import claim_item
from marsad.serving.items.incidents import (
    SUPPORT,
    incident_item,
    incident_shelf,
    related,
)
from marsad.serving.shapes import ReviewItem
from marsad.serving.shelf import NAN, Shelf
from marsad.serving.view import View, judged, remembered
from marsad.telling.attribution import denies
from marsad.telling.order import consequence


@remembered
def review_shelf(view: View) -> Shelf[Incident]:
    """Incidents nobody has judged yet. First those on which most hangs and which least
    supports: the score is consequence, times what support is missing."""
    found = [
        i
        for i in incident_shelf(view).things
        if not any(c in judged(view) for c in i.claims)
    ]
    return Shelf(
        found,
        [i.id for i in found],
        lambda i: review_item(view, i).model_dump_json().encode(),
        {"score": lambda: (-score(view, i) if i.claims else NAN for i in found)},
    )


def score(view: View, incident: Incident) -> float:
    """How much an incident needs a person's eye."""
    missing = 1 - SUPPORT[incident.grade.value] / (len(SUPPORT) - 1)
    doubt = 1 - min(_confidence(c) for c in view.index.claims(incident.claims))
    weight = consequence(incident, view.index.claims(incident.claims))
    return round(weight * (0.25 + missing + doubt), 3)


def _confidence(claim: Claim) -> float:
    """The reader's; a claim that a person annotated is sure to be there."""
    return 1.0 if claim.confidence is None else claim.confidence


def review_item(view: View, incident: Incident) -> ReviewItem:
    """An incident to look at, with the claim to begin with."""
    claims = view.claims_of(incident)
    asserted = [c for c in claims if not denies(c)] or claims
    doubtful = min(asserted, key=_confidence)
    return ReviewItem(
        incident=incident_item(view, incident),
        claim=claim_item(view, doubtful),
        why=_why(incident, doubtful),
        score=score(view, incident),
        candidates=related(view, incident),
    )


def _why(incident: Incident, claim: Claim) -> str:
    said = f"{incident.grade.value}: {incident.reason}"
    if claim.confidence is not None and claim.confidence < 0.7:
        said += f"; the reader is {claim.confidence:.0%} sure of this claim"
    disputes = sorted({o.about for o in incident.oppositions if o.type == "dispute"})
    if disputes:
        said += f"; disputed: {', '.join(disputes)}"
    return said
