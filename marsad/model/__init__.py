"""The words of marsad as frozen dataclasses: what every stage takes and gives.

Three levels, never mixed (docs/data-model.md):

1. evidence: `Source`, `Document`: as received, never changed;
2. claims: `Claim` and its slots: what one document asserts, and on whose word;
3. the picture: `Incident`, `Series`, `Relation`, `Toll`, `ControlRow`: computed from
   claims, rebuildable at any time as known at any moment (`as_of`).

Units: character offsets are into `Document.text`; calendar days are `date` (inclusive
ends); moments are timezone-aware UTC `datetime`; coordinates are WGS84 degrees; radii
are kilometres. `None` means unknown, and unknown is a value: nothing fills it in.
"""

from marsad.model.actors import ActorEntry
from marsad.model.claims import (
    CONTINUES,
    Actor,
    Claim,
    Figure,
    Judgement,
    Mention,
    Place,
    Reading,
    Speaker,
    When,
)
from marsad.model.evidence import (
    Document,
    Published,
    Source,
)
from marsad.model.picture import (
    ControlRow,
    Group,
    Incident,
    Opposition,
    Origin,
    Picture,
    Point,
    Relation,
    Report,
    Series,
    Toll,
)
from marsad.model.state import (
    Agreement,
    Breach,
    Flow,
    Holding,
    Loss,
    Route,
    States,
    Step,
    Tally,
    Tie,
)
from marsad.model.words import (
    Grade,
    Level,
    Span,
    Stance,
    Status,
    What,
)

__all__ = [
    "CONTINUES",
    "Actor",
    "ActorEntry",
    "Agreement",
    "Breach",
    "Claim",
    "ControlRow",
    "Document",
    "Figure",
    "Flow",
    "Grade",
    "Group",
    "Holding",
    "Incident",
    "Judgement",
    "Level",
    "Loss",
    "Mention",
    "Opposition",
    "Origin",
    "Picture",
    "Place",
    "Point",
    "Published",
    "Reading",
    "Relation",
    "Report",
    "Route",
    "Series",
    "Source",
    "Span",
    "Speaker",
    "Stance",
    "States",
    "Status",
    "Step",
    "Tally",
    "Tie",
    "Toll",
    "What",
    "When",
]
