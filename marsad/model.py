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

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Literal


class Status(StrEnum):
    """Whether the claimed thing is said to be so (corpora guide, `status`)."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CALLED_FOR = "called_for"
    DENIED = "denied"


class Stance(StrEnum):
    """How a speaker stands to what the claim says."""

    SAYS = "says"
    CLAIMS = "claims"
    DENIES = "denies"
    CONFIRMS = "confirms"
    REPORTS = "reports"


class Level(StrEnum):
    """How large a place is: the administrative or physical level of its name."""

    SITE = "site"
    TOWN = "town"
    CITY = "city"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"


class What(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    DISPLACED = "displaced"
    CAPTURED = "captured"
    DETAINED = "detained"
    PLACES_TAKEN = "places_taken"
    STRIKES = "strikes"
    EQUIPMENT_LOST = "equipment_lost"
    FORCES = "forces"
    OTHER = "other"


class Grade(StrEnum):
    """How well an incident is supported; strongest first."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of a document's text."""

    start: int
    end: int


# -- evidence ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published, as precisely as it says.

    `day` is the calendar day in the writer's own zone (weekdays in the text are told
    against it). `known_from` is the latest instant, in UTC, at which it can have
    appeared: the picture *as of T* holds only documents with `known_from <= T`. A
    document dated to a day counts from the end of that day (UTC).
    """

    raw: str
    day: date
    known_from: datetime
    precision: Literal["second", "minute", "day"]
    zone: str | None = None

    @classmethod
    def on(cls, day: date) -> Published:
        """A publication date known to the day, without a zone."""
        end = datetime.combine(day, time(23, 59, 59), tzinfo=UTC)
        return cls(day.isoformat(), day, end, "day")


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes. `owner` groups outlets of one house; `affiliation` names the
    party it belongs to or speaks for; `reliability` is the Admiralty letter A-E, or F
    for *cannot be judged*."""

    id: str
    name: str
    owner: str | None = None
    affiliation: str | None = None
    languages: tuple[str, ...] = ()
    reliability: str = "F"


@dataclass(frozen=True, slots=True)
class Document:
    """One text of one source, as received.

    `key` is the document's own name where it came with one (`doc_id` of a corpus
    file, else the file's name); `id` is minted from content and source. `sha256` is
    over the title and text. `supersedes` is the id of the earlier version it replaces.
    """

    id: str
    key: str
    source: Source
    title: str
    text: str
    sha256: str
    url: str | None = None
    language: str | None = None
    published: Published | None = None
    text_origin: str | None = None
    path: str | None = None
    supersedes: str | None = None


# -- claims -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Actor:
    """A known or described actor: who a mention stands for.

    `type`: state, rebel, militia, political, civilian, international, monitor, media,
    agency, official, other. `side` is the label of the party it belongs to in its
    conflict ("government", "SDF"); `parent` the id of the actor it is part of.
    """

    id: str
    name: str
    type: str
    side: str | None = None
    country: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor as the document writes it, and whom it was resolved to."""

    text: str
    span: Span | None = None
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the document writes it, and where that is.

    `lat`/`lon` are None where it is not located. `radius_km` is how far the true spot
    may lie from the point. `basis` tells who located it (`annotator`, `gazetteer`...)
    """

    mention: str
    span: Span | None = None
    name: str | None = None
    level: Level | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str | None = None
    gazetteer_id: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The days (inclusive) in which it happened or holds; an end may be open.

    `basis` says how it was found ("weekday before publication"); `text` is the phrase.
    """

    start: date | None
    end: date | None
    basis: str | None = None
    text: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A count: `low` to `high`, either end open (None). `approx`: "about", "nearly"."""

    what: What
    who: str
    low: int | None
    high: int | None
    text: str
    approx: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a speaker chain. A `carrier` only relays (an agency, an outlet)."""

    mention: str
    stance: Stance
    span: Span | None = None
    actor: Actor | None = None
    carrier: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion in one document.

    `quote` is the whole sentence, `anchor` the words in it that name the event.
    `sources` is the speaker chain, outermost first; empty means the outlet's own
    voice. `local_id` is the claim's name inside its document (`c1`); `ref` joins it to
    the document's key as in the corpora (`seed-aleppo#c1`). `confidence` is the
    reader's, None where a person annotated it; `reasons` say what set which slot.
    """

    id: str
    document_id: str
    ref: str
    local_id: str
    kind: str
    quote: str
    anchor: str
    span: Span
    anchor_span: Span
    status: Status = Status.HAPPENED
    initiator: tuple[Mention, ...] = ()
    target: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    when: When | None = None
    figures: tuple[Figure, ...] = ()
    sources: tuple[Speaker, ...] = ()
    confidence: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims one reader found in one document. A better reader, or a person, makes
    a new reading; an old one is never edited."""

    document_id: str
    reader: str
    version: str
    claims: tuple[Claim, ...]


# -- the picture ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """The speaker that claims finally rest on; fifty outlets citing it are one.

    `voice`: `named` (a speaker that can be told from others), `unnamed` ("activists",
    "a source"), or `unsourced` (the outlet's own voice, that is its owner group).
    Only a `named` origin counts as independent of another.
    """

    key: str
    name: str
    voice: Literal["named", "unnamed", "unsourced"]
    side: str | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opposition:
    """Claims of one group set against each other.

    `type`: *dispute* (cannot both be true), *revision* (an update), *differs* (another
    scope, or scope not told). `about`: killed, wounded, displaced, holder, happened,
    doer, target, place, date, other. `sides` hold claim ids.
    """

    about: str
    type: Literal["dispute", "revision", "differs"]
    sides: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a running count: `claim` said on `as_of` by `origin`."""

    claim: str
    as_of: date | None
    origin: str
    low: int | None
    high: int | None
    since: date | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """A casualty range of one victim group, with the claim that sets each bound."""

    what: What
    who: str
    low: int | None
    high: int | None
    low_claim: str | None
    high_claim: str | None
    as_of: date | None
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What claims are gathered in. `id` is minted once by the store ("" before)."""

    id: str = ""
    title: str
    claims: tuple[str, ...]
    origins: tuple[Origin, ...] = ()
    oppositions: tuple[Opposition, ...] = ()
    grade: Grade = Grade.WEAK
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Group):
    """Claims of one event: one place, one stretch of time, one family of kinds.

    `type`: place, fight, strike, operation, route, act, flight, loss, arrest, aid.
    """

    type: str
    place: Place | None = None
    start: date | None = None
    end: date | None = None
    arc: str | None = None
    tolls: tuple[Toll, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Group):
    """A running count: one theatre, one thing counted, one scope of who."""

    theatre: str
    what: What
    who: str
    points: tuple[Point, ...] = ()
    tolls: tuple[Toll, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Group):
    """A standing tie between two actors (support, alliance, hostility)."""

    giver: str
    receiver: str
    tie: str


@dataclass(frozen=True, slots=True)
class ControlRow:
    """Who held a place from `start` to `end` (inclusive), and on which claims."""

    place: Place
    start: date
    end: date
    holder: str
    basis: Literal["assessed", "claimed", "contested"]
    evidence: tuple[str, ...]
    note: str = ""


# -- people's decisions -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, append-only and signed: `decision` is same, different,
    confirm, reject or correct; `subject` (and `other`, for a pair) are claim ids."""

    decision: Literal["same", "different", "confirm", "reject", "correct"]
    subject: str
    other: str | None
    by: str
    at: datetime
    reason: str = ""


# -- what the stages carry --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """One document on its way: `found` are the reader's claims, `claims` the same with
    places, times and actors resolved. None: that stage has not run."""

    document: Document
    found: tuple[Claim, ...] | None = None
    claims: tuple[Claim, ...] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything known at one moment. None: that stage has not run."""

    as_of: datetime
    documents: dict[str, Document]
    claims: dict[str, Claim]
    judgements: tuple[Judgement, ...] = ()
    incidents: tuple[Incident, ...] | None = None
    series: tuple[Series, ...] | None = None
    relations: tuple[Relation, ...] | None = None
    control: tuple[ControlRow, ...] | None = None
    homeless: tuple[str, ...] = field(default=())

    @property
    def groups(self) -> tuple[Group, ...]:
        """All incidents, series and relations."""
        return (
            *(self.incidents or ()),
            *(self.series or ()),
            *(self.relations or ()),
        )
