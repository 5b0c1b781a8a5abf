"""What the API takes and gives, as pydantic models: one file a part of the record.

Slots, places, figures, tolls and points are the dataclasses of `marsad.model` as they
stand. Days are ISO dates, moments ISO times in UTC; what is not known is null. Fields
are added, never renamed or removed, within `/v1`.
"""

from marsad.serving.shapes.claims import (
    ClaimItem,
    DocumentDetail,
    DocumentItem,
    DocumentRef,
    OriginRef,
)
from marsad.serving.shapes.common import GroupRef, Page, Problem, Shape
from marsad.serving.shapes.desk import (
    Changes,
    GroupChange,
    Job,
    JudgementDone,
    Meta,
    NewJudgement,
    NewReliability,
    NewText,
    SessionItem,
    SignIn,
    Undoing,
)
from marsad.serving.shapes.found import (
    BriefItem,
    Columns,
    DayCount,
    Hit,
    IssueItem,
    Named,
    ReviewItem,
    SearchResult,
    Stats,
)
from marsad.serving.shapes.picture import (
    ControlItem,
    DisputeItem,
    IncidentDetail,
    IncidentItem,
    OppositionItem,
    Party,
    RelationDetail,
    RelationItem,
    Step,
    TollDetail,
    TollItem,
)
from marsad.serving.shapes.who_where import (
    ActorDetail,
    ActorItem,
    PlaceDetail,
    PlaceItem,
    SourceDetail,
    SourceItem,
)

__all__ = [
    "ActorDetail",
    "ActorItem",
    "BriefItem",
    "Changes",
    "ClaimItem",
    "Columns",
    "ControlItem",
    "DayCount",
    "DisputeItem",
    "DocumentDetail",
    "DocumentItem",
    "DocumentRef",
    "GroupChange",
    "GroupRef",
    "Hit",
    "IncidentDetail",
    "IncidentItem",
    "IssueItem",
    "Job",
    "JudgementDone",
    "Meta",
    "Named",
    "NewJudgement",
    "NewReliability",
    "NewText",
    "OppositionItem",
    "OriginRef",
    "Page",
    "Party",
    "PlaceDetail",
    "PlaceItem",
    "Problem",
    "RelationDetail",
    "RelationItem",
    "ReviewItem",
    "SearchResult",
    "SessionItem",
    "Shape",
    "SignIn",
    "SourceDetail",
    "SourceItem",
    "Stats",
    "Step",
    "TollDetail",
    "TollItem",
    "Undoing",
]
