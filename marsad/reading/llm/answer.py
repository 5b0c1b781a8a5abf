"""The form a model answers in: the corpus form of a claim, without offsets."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from marsad.model import Stance, Status, What


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", use_enum_values=True)


class AnsweredFigure(_Strict):
    """A count; an open end is null."""

    what: What
    who: str = Field("", description="whom or what it counts, as the text says it")
    low: int | None = None
    high: int | None = None
    text: str = Field(description="the words of the figure, copied from the text")
    approx: bool = False


class AnsweredSpeaker(_Strict):
    """One link of the chain of speakers."""

    mention: str = Field(description="copied from the text")
    stance: Stance


class AnsweredWhen(_Strict):
    """Days, inclusive; null where open or not known."""

    start: date | None = None
    end: date | None = None
    text: str = Field("", description="the phrase that tells it, if there is one")


class AnsweredClaim(_Strict):
    """One assertion of one sentence."""

    quote: str = Field(description="the whole sentence, copied to the letter")
    anchor: str = Field(description="the fewest words in it that name the event")
    kind: str = Field(description="a label of the codebook")
    status: Status
    initiator: list[str] = []
    target: list[str] = []
    places: list[str] = []
    when: AnsweredWhen | None = None
    figures: list[AnsweredFigure] = []
    sources: list[AnsweredSpeaker] = Field([], description="outermost first")


class Answer(_Strict):
    """The claims of a stretch of text, in reading order."""

    claims: list[AnsweredClaim] = []
